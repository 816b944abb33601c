"""What the planner page saves, in a real browser: the same as the hand-off files, and inert."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from layers.csvtext import csv_text, safe_cell
from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP = (1440, 900)
HOSTILE_CELLS = (
    "=1+1", "@x", "+1", "-1", "-1.5", "+2 楼", "-", "\tx", "\rx", "＝1", "＠x", "＋x", "－３",
    "+３", 'a"b', '="x"', "a,b", "a\nb", "a\r\nb", "'=1", " =1", "", None, 0, -3.5, 12, "徐家汇",
)  # fmt: skip


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page of a view."""

    def run(view: MapView, query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(view), encoding="utf-8", newline="\n")
        return open_page(path, DESKTOP, query)

    return run


def saved(page: Any, selector: str) -> tuple[str, bytes]:
    """Press a button and return the name and the content of the file it saves."""
    with page.page.expect_download() as waiting:
        page.page.click(selector)
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_everything_saved_is_what_the_hand_off_files_say(
    open_page: Callable[..., Any], shipped_output: Path
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP)
    name, content = saved(page, '#layers-pane [data-export="geojson"]')
    found = json.loads(content)
    expected: dict[str, Any] = {}
    heads = []
    for family in ("points", "lines", "polygons"):
        handed = json.loads((shipped_output / f"geojson/{family}.geojson").read_text("utf-8"))
        expected |= {feature["id"]: feature for feature in handed["features"]}
        heads.append({key: handed[key] for key in ("attribution", "licence", "snapshot")})
    assert name == "xuhui-district-shanghai_all.geojson"
    assert [feature["id"] for feature in found["features"]] == sorted(expected)
    assert {feature["id"]: feature for feature in found["features"]} == expected
    assert list(found["features"][0]["properties"]) == list(handed["features"][0]["properties"])
    assert heads == 3 * [{key: found[key] for key in ("attribution", "licence", "snapshot")}]
    boxes = [feature["bbox"] for feature in expected.values()]
    west, south, east, north = zip(*boxes, strict=True)
    assert found["bbox"] == [min(west), min(south), max(east), max(north)]


def test_only_what_passes_the_filters_is_saved_and_the_name_says_so(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, "#zone=south&year=2024&table=shown")
    name, content = saved(page, '#table [data-export="geojson"]')
    assert name == "some-district_zone-south_year-2024.geojson"
    features = json.loads(content)["features"]
    assert [feature["id"] for feature in features] == ["XH0002"]
    assert features[0]["geometry"] == small_view.features[1]["geometry"]
    assert page.text("#status") == f"已导出 1 处：{name}"
    name, content = saved(page, '#table [data-export="csv"]')
    assert name == "some-district_zone-south_year-2024.csv"
    assert content.startswith("\ufeffid,".encode())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["XH0002"]
    lon, lat = (float(rows[0][key]) for key in ("lon", "lat"))
    assert (lon, lat) == (121.415, 31.1225)


def test_what_is_not_placed_is_saved_as_a_table(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view, "#table=unlocated")
    assert page.count('#table [data-export="geojson"]') == 0
    name, content = saved(page, '#table [data-export="csv"]')
    assert name == "some-district_unlocated.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["XH0090", "XH0091"]
    assert rows[0]["reason"] == "报告只说到功能区"
    assert list(rows[0]) == ["id", "label", "kind", "zone", "reason", "tried"]


def test_no_cell_is_a_formula_and_every_cell_reads_back(
    show: Callable[..., Any], small_view: MapView
) -> None:
    for feature, name in zip(small_view.features, HOSTILE_CELLS, strict=False):
        feature["properties"]["name"] = name
    page = show(small_view)
    for value in HOSTILE_CELLS:
        cell = page.page.evaluate("value => Zonemap.csvCell(value)", value)
        assert list(csv.reader(io.StringIO(cell + ",x", newline=""))) == [[safe_cell(value), "x"]]
        if "\r" not in str(value):  # quoted here, not by every Python
            assert f"{cell},x\n" == csv_text((), [[value, "x"]])
    _, content = saved(page, '#layers-pane [data-export="csv"]')
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows] == ["'=1+1", "'@x", "+1", "-1", "-1.5", "'+2 楼"]


def test_rings_are_wound_by_the_right_hand_rule_whatever_came_in(
    show: Callable[..., Any], small_view: MapView
) -> None:
    park = small_view.features[2]["geometry"]
    ring = [[round(value, 6) for value in position] for position in park["coordinates"][0]]
    hole = [[121.431, 31.111], [121.432, 31.111], [121.432, 31.112], [121.431, 31.111]]
    park["coordinates"] = [ring[::-1], hole]
    page = show(small_view)
    text = page.page.evaluate("Zonemap.geojsonText([Zonemap.byId.get('XH0003')], 'x')")
    assert json.loads(text)["features"][0]["geometry"]["coordinates"] == [ring, hole[::-1]]


def test_nothing_shown_saves_nothing_and_says_so(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#hide-all")
    page.page.click('#layers-pane [data-export="csv"]')
    assert page.text("#status") == "当前筛选下没有内容"
