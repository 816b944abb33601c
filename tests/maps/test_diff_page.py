"""The page of differences as text: the same bytes, one policy, no text that is code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from layers.diff import diff
from layers.editions import EditionData, Placed
from maps import assets
from maps.diff_page import diff_data, diff_page
from maps.view import MapView

AT = (121.41, 31.12)


def edition(*places: Placed, **zones: Placed) -> EditionData:
    return EditionData("x", "", {p.id: p for p in places}, zones)


def place(key: str, shape: Any = None, **given: Any) -> Placed:
    named = {"id": key, "label": f"名{key}", "kind": "park", **given}
    return Placed(key, "points", shape or Point(AT), named)


@pytest.fixture
def item(small_view: MapView) -> Callable[..., dict[str, Any]]:
    """Return what makes the one item that the page has for a change."""

    def run(old: EditionData, new: EditionData) -> dict[str, Any]:
        (found,) = diff_data(diff(old, new), small_view)["items"]
        return dict(found)

    return run


def test_what_moved_has_both_shapes(item: Callable[..., dict[str, Any]]) -> None:
    found = item(edition(place("A")), edition(place("A", Point(121.42, 31.12))))
    assert found["old"] == {"type": "point", "at": [121.41, 31.12]}
    assert found["new"] == {"type": "point", "at": [121.42, 31.12]}
    assert found["changes"][0][0] == "moved"
    assert found["changes"][0][4] == pytest.approx(953.8, abs=1)


def test_of_what_only_changed_its_facts_the_shape_is_there_once(
    item: Callable[..., dict[str, Any]],
) -> None:
    line = LineString([AT, (121.42, 31.12)])
    found = item(edition(place("A", line)), edition(place("A", line, stage="open")))
    assert found["old"] is None
    assert found["new"]["parts"] == [[121410000, 31120000, 10000, 0]]


def test_what_is_gone_is_drawn_where_it_was(item: Callable[..., dict[str, Any]]) -> None:
    found = item(edition(place("A", box(*AT, 121.42, 31.13))), edition())
    assert found["new"] is None
    assert (found["old"]["type"], found["old"]["broad"]) == ("polygon", True)


def test_zones_have_the_names_of_both_editions(small_view: MapView) -> None:
    shape = box(*AT, 121.42, 31.13)
    old = edition(a=Placed("a", "zones", shape, {"code": "a", "name": "甲片"}))
    new = edition(b=Placed("b", "zones", shape, {"code": "b", "name": "乙片", "name_en": "B"}))
    data = diff_data(diff(old, new), small_view)
    assert data["zone_names"] == {"a": ["甲片", "甲片"], "b": ["乙片", "B"]}


def test_the_same_editions_give_the_same_page(small_view: MapView) -> None:
    old, new = edition(place("A")), edition(place("A", Point(121.42, 31.12)), place("B"))
    assert diff_page(diff(old, new), small_view) == diff_page(diff(old, new), small_view)


def test_the_policy_allows_what_is_there_and_nothing_else(small_view: MapView) -> None:
    page = diff_page(diff(edition(), edition(place("A"))), small_view)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
    for tag in ("script", "style"):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert texts
        assert all(assets.csp_hash(text) in policy[1] for text in texts)
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", markup)
    assert "innerHTML" not in assets.static_all(["diff_map.js", "diff_list.js", "diff_items.js"])


def test_hostile_text_is_data(small_view: MapView) -> None:
    hostile = "</script><script>window.hacked=1</script>{{ 7*7 }}`${1}`\u202e"
    old = edition(place("A"), place(hostile))
    new = edition(place("A", label=hostile, status=hostile, aliases=hostile, note=hostile))
    page = diff_page(diff(old, new), small_view)
    assert "<script>window" not in page
    island = re.search(r'id="zonemap-data">(.*?)</script>', page, re.DOTALL)
    assert island
    assert "\u202e" not in json.dumps(json.loads(island[1]), ensure_ascii=False)
    assert "{{ 7*7 }}" in island[1]
