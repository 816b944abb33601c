from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import LineString

from maps.ground import road_class
from maps.payload import columns, page_data
from maps.text import island_json
from maps.view import MapView


def test_columns_hold_every_property(small_view: MapView) -> None:
    data = page_data(small_view)
    given = [feature["properties"] for feature in small_view.features]
    for key, column in data["columns"].items():
        assert unpacked(column) == [row.get(key) for row in given]


@pytest.mark.parametrize("cells", [[1, True, 1, True, 1], ["a", None, "a", None, "a"], [1, 2, 3]])
def test_a_column_is_written_short_and_reads_back_the_same(cells: list[Any]) -> None:
    found = unpacked(columns([{"x": cell} for cell in cells])["x"])
    assert [(type(cell), cell) for cell in found] == [(type(cell), cell) for cell in cells]


def unpacked(column: Any) -> list[Any]:
    if isinstance(column, list):
        return column
    return [column["values"][row] for row in column["rows"]]


def test_a_feature_without_geometry_is_not_drawn(small_view: MapView) -> None:
    bare = {"type": "Feature", "geometry": None, "properties": {"id": "X"}}
    view = MapView([*small_view.features, bare], small_view.zones)
    assert len(page_data(view)["shapes"]) == len(small_view.features)


def test_the_ground_of_a_thing_is_marked_broad(small_view: MapView) -> None:
    data = page_data(small_view)
    broad = [shape.get("broad") for shape in data["shapes"]]
    assert broad == [None, None, False, True, None, None]


def test_coordinates_of_features_keep_six_decimals() -> None:
    line = {"type": "LineString", "coordinates": [[121.1234567, 31.7654321], [121.2, 31.8]]}
    view = MapView([{"geometry": line, "properties": {"id": "X"}}], ())
    assert page_data(view)["shapes"][0]["parts"] == [[121123457, 31765432, 76543, 34568]]


def test_paths_for_walkers_are_left_out(small_view: MapView) -> None:
    roads = page_data(small_view)["backdrop"]["roads"]
    assert [entry["name"] for entries in roads.values() for entry in entries] == ["一号路"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [("motorway_link", "motorway"), ("residential", "minor"), ("", "minor"), ("path", None)],
)
def test_road_classes(raw: str, found: str | None) -> None:
    assert road_class(raw) == found


def test_unseen_characters_do_not_reach_the_page(hostile_view: MapView) -> None:
    text = island_json(page_data(hostile_view))
    assert "\u202e" not in text
    assert "[U+202E]" in text


def test_pieces_of_a_road_become_one_entry() -> None:
    pieces = [
        {
            "name": "一号路",
            "class": "primary",
            "geometry": LineString([[121.4, 31.1], [121.41, 31.1]]),
        },
        {
            "name": "一号路",
            "class": "primary_link",
            "geometry": LineString([[121.42, 31.1], [121.43, 31.1]]),
        },
    ]
    view = MapView((), (), backdrop={"roads": pieces})
    (entry,) = page_data(view)["backdrop"]["roads"]["primary"]
    assert len(entry["lines"]) == 2
