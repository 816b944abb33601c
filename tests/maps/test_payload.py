from __future__ import annotations

import pytest
from shapely.geometry import LineString

from maps.payload import page_data, road_class
from maps.text import island_json
from maps.view import MapView


def test_rows_follow_the_fields(small_view: MapView) -> None:
    data = page_data(small_view)
    rows = [dict(zip(data["fields"], row, strict=True)) for row in data["rows"]]
    assert rows == [feature["properties"] for feature in small_view.features]


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
    assert page_data(view)["shapes"][0]["parts"] == [[[121.123457, 31.765432], [121.2, 31.8]]]


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
