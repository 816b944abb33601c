from __future__ import annotations

import json
import re

import folium
import pytest

from maps.assets import csp_hash
from maps.errors import PageError
from maps.planner import planner_page
from maps.view import MapView

ISLAND = re.compile(r'<script type="application/json" id="zonemap-data">(.*?)</script>', re.DOTALL)


def test_the_same_view_gives_the_same_bytes(small_view: MapView) -> None:
    assert planner_page(small_view) == planner_page(small_view)


def test_no_random_id_of_folium_is_left(small_view: MapView) -> None:
    assert not re.findall(r"\b\w+_[0-9a-f]{32}\b", planner_page(small_view))


def test_hex_digits_in_the_data_are_not_taken_for_an_id(small_view: MapView) -> None:
    digest = "0123456789abcdef" * 2
    view = MapView(small_view.features, small_view.zones, meta={"attribution": digest})
    assert digest in planner_page(view)


def test_the_page_is_chinese_titled_and_zoomable(small_view: MapView) -> None:
    page = planner_page(small_view)
    assert '<html lang="zh-CN">' in page
    assert "<title>某区功能区项目图</title>" in page
    assert 'content="width=device-width, initial-scale=1"' in page
    assert "user-scalable" not in page
    assert "maximum-scale" not in page


def test_no_tag_points_outside_the_page(small_view: MapView) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", planner_page(small_view), flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="([^"#]+)', markup) == ["data:,"]


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(small_view: MapView) -> None:
    page = planner_page(small_view)
    for tag in ("script", "style"):
        policy = re.search(rf"{tag}-src ([^;\"]+)[;\"]", page)
        assert policy is not None
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert policy[1].split() == [csp_hash(text) for text in inline]


def test_folium_gives_the_map_and_a_group_for_each_zone_and_kind(small_view: MapView) -> None:
    page = planner_page(small_view)
    assert page.count("= L.map(") == 1
    groups = re.findall(r'"([\w-]+/[\w-]+)": feature_group_\d+', page)
    assert groups == [
        "none/school",
        "north/area",
        "north/metro_station",
        "north/plot",
        "south/park",
        "south/road_segment",
    ]


def test_the_lists_of_foliums_class_are_left_alone(small_view: MapView) -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    planner_page(small_view)
    assert (folium.Map.default_js, folium.Map.default_css) == before
    assert before[0]


def test_hostile_names_stay_data(hostile_view: MapView) -> None:
    page = planner_page(hostile_view)
    island = ISLAND.search(page)
    assert island is not None
    names = [row["label"] for row in json.loads(island[1])["unlocated"]]
    assert "</script><script>window.hacked=1</script>" in names
    assert "<" not in island[1]
    assert "<img" not in page


def test_names_are_not_compiled_as_jinja(hostile_view: MapView) -> None:
    assert "{{ 7*7 }}{% raw %}{# note #}" in planner_page(hostile_view)


def test_a_hostile_title_is_inert() -> None:
    point = {"geometry": {"type": "Point", "coordinates": [121.4, 31.1]}, "properties": {}}
    view = MapView([point], (), meta={"district": "</title><script>x</script>{{ 7*7 }}"})
    page = planner_page(view)
    assert "</title><script>x" not in page
    assert "49" not in page[: page.index("</title>")]


def test_a_map_with_nothing_on_it_is_refused() -> None:
    with pytest.raises(PageError, match="功能区或至少一处项目"):
        planner_page(MapView((), ()))


def test_a_zone_code_that_is_code_is_refused() -> None:
    point = {"type": "Point", "coordinates": [121.4, 31.1]}
    feature = {"geometry": point, "properties": {"zone": "{{ 7*7 }}"}}
    with pytest.raises(PageError, match="功能区代码"):
        planner_page(MapView([feature], ()))


def test_the_page_of_a_small_district_is_small(small_view: MapView) -> None:
    assert len(planner_page(small_view).encode()) < 420_000
