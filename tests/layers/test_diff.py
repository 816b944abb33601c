"""What changed between two editions: every word once, metres to the centimetre, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from shapely.affinity import translate
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.metric import to_degrees, to_metres
from layers.change_words import CHANGES, LAYERS, NOTES, Change, note_words
from layers.diff import diff
from layers.editions import EditionData, Placed
from layers.errors import LayerError
from layers.features import PROPERTIES
from layers.unlocated import UNLOCATED_COLUMNS

HERE = Point(121.45, 31.18)
OPPOSITE = {
    "added": "removed", "located": "lost", "stage_forward": "stage_back",
    "stage_stated": "stage_dropped", "alias_gained": "alias_lost",
    "accuracy_better": "accuracy_worse",
}  # fmt: skip
OPPOSITE |= {after: before for before, after in OPPOSITE.items()}
MIRRORED = {"merged": "split", "split": "merged"}
SHEETS = {"Point": "points", "LineString": "lines", "Polygon": "polygons"}


def metres(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape drawn in metres round one spot, in degrees."""
    spot = to_metres(HERE)
    return to_degrees(translate(shape, spot.x, spot.y))


def square(x: float, y: float, size: float) -> BaseGeometry:
    return metres(box(x, y, x + size, y + size))


def line(*corners: tuple[float, float]) -> BaseGeometry:
    return metres(LineString(corners))


def place(key: str, shape: BaseGeometry = HERE, **given: Any) -> Placed:
    named = {"id": key, "name": f"名{key}", "label": f"名{key}", "kind": "park", "zone": "east",
             "method": "place", "accuracy_m": 100, "stage": "building"}  # fmt: skip
    properties = {**dict.fromkeys(PROPERTIES), **named, **given}
    return Placed(key, SHEETS[shape.geom_type], shape, properties)


def zone(key: str, shape: BaseGeometry, **given: Any) -> Placed:
    return Placed(key, "zones", shape, {"id": key, "code": key, "name": f"{key}片", **given})


def row(key: str, **given: str) -> Mapping[str, Any]:
    named = {"id": key, "name": f"名{key}", "label": f"名{key}", "kind": "park", "zone": "east",
             "method": "none", "stage": "building", "reason": "无"}  # fmt: skip
    return {**dict.fromkeys(UNLOCATED_COLUMNS), **named, **given}


def edition(
    *places: Placed, zones: tuple[Placed, ...] = (), rows: tuple[Mapping[str, Any], ...] = ()
) -> EditionData:
    return EditionData(
        "x", "", {p.id: p for p in places}, {z.id: z for z in zones}, {r["id"]: r for r in rows}
    )


def words(old: EditionData, new: EditionData) -> list[str]:
    return [change.change for change in diff(old, new).changes]


def only(old: EditionData, new: EditionData) -> Change:
    (found,) = diff(old, new).changes
    return found


DRAWN = (
    Point(0, 0),
    LineString([(0, 0), (500, 0)]),
    box(0, 0, 90, 40),
    Polygon([(0, 0), (90, 0), (90, 90), (45, 10), (0, 90)]),
)
HALL, LONG = square(0, 0, 100), line((0, 0), (1000, 0))
NOTCHED = metres(Polygon([(0, 0), (100, 0), (100, 45), (95, 50), (100, 55), (100, 100), (95, 100),
                          (50, 100), (5, 100), (0, 100), (0, 55), (5, 50), (0, 45)]))  # fmt: skip
SEEDED: Mapping[str, tuple[EditionData, EditionData]] = {
    "added": (edition(), edition(place("A"))),
    "removed": (edition(place("A")), edition()),
    "located": (edition(rows=(row("A"),)), edition(place("A"))),
    "lost": (edition(place("A")), edition(rows=(row("A"),))),
    "moved": (edition(place("A")), edition(place("A", metres(Point(3, 4))))),
    "reshaped": (edition(place("A", HALL)), edition(place("A", NOTCHED))),
    "retyped": (edition(place("A", HALL)), edition(place("A"))),
    "outline_changed": (
        edition(zones=(zone("east", HALL),)), edition(zones=(zone("east", square(50, 0, 100)),)),
    ),
    "stage_forward": (edition(place("A")), edition(place("A", stage="open"))),
    "stage_back": (edition(place("A")), edition(place("A", stage="proposed"))),
    "stage_stated": (edition(place("A", stage=None)), edition(place("A"))),
    "stage_dropped": (edition(place("A")), edition(place("A", stage=None))),
    "zone_changed": (edition(place("A")), edition(place("A", zone="west", zone_zh="西片"))),
    "kind_changed": (edition(place("A")), edition(place("A", kind="green", kind_zh="绿地"))),
    "renamed": (edition(place("A")), edition(place("A", name="乙园", label="乙园"))),
    "alias_gained": (edition(place("A")), edition(place("A", aliases="甲园"))),
    "alias_lost": (edition(place("A", aliases="甲园")), edition(place("A"))),
    "method_changed": (edition(place("A")), edition(place("A", method="address"))),
    "accuracy_better": (edition(place("A")), edition(place("A", accuracy_m=50))),
    "accuracy_worse": (edition(place("A")), edition(place("A", accuracy_m=None))),
    "edited": (edition(place("A")), edition(place("A", status="开工"))),
    "sourced": (edition(place("A")), edition(place("A", evidence="001@1-2"))),
}  # fmt: skip


@pytest.mark.parametrize("word", SEEDED)
def test_each_word_is_told_once_and_alone(word: str) -> None:
    assert words(*SEEDED[word]) == [word]


def test_a_longer_line_has_moved_and_is_longer() -> None:
    longer = line((0, 0), (1200, 0))
    moved, resized = diff(edition(place("A", LONG)), edition(place("A", longer))).changes
    assert (moved.change, moved.metres, moved.farthest_m) == ("moved", 100.0, 200.0)
    assert (resized.change, resized.field, resized.old, resized.new) == (
        "resized", "length_m", "1000", "1200",
    )  # fmt: skip


def test_every_word_is_seeded() -> None:
    assert {*SEEDED, "resized"} == set(CHANGES)


# --- metres ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", DRAWN)
@pytest.mark.parametrize(("east", "north"), [(3, 4), (-30, 40), (1.2, 0), (0, -2500)])
def test_a_known_shift_has_its_metres(shape: BaseGeometry, east: float, north: float) -> None:
    old, new = metres(shape), metres(translate(shape, east, north))
    change = only(edition(place("A", old)), edition(place("A", new)))
    assert change.change == "moved"
    assert change.metres == pytest.approx((east**2 + north**2) ** 0.5, abs=0.006)
    assert change.farthest_m == pytest.approx(change.metres, abs=0.011)


@pytest.mark.parametrize("east", [0.1, 0.99])
def test_what_lies_within_rounding_has_not_moved(east: float) -> None:
    for shape in (Point(0, 0), box(0, 0, 90, 40), LineString([(0, 0), (90, 0)])):
        old, new = metres(shape), metres(translate(shape, east, 0))
        assert words(edition(place("A", old)), edition(place("A", new))) == []


def test_corners_in_another_order_are_no_change() -> None:
    ring = [(0, 0), (100, 0), (100, 100), (0, 100)]
    turned = metres(Polygon([*ring[2:], *ring[:2]][::-1]))
    assert words(edition(place("A", HALL)), edition(place("A", turned))) == []


def test_what_is_missing_between_two_corners_counts() -> None:
    from shapely.geometry import MultiLineString  # noqa: PLC0415

    gap = metres(MultiLineString([[(0, 0), (100, 0)], [(900, 0), (1000, 0)]]))
    old = edition(place("A", LONG))
    new = edition(replace(place("A", LONG), geometry=gap))
    reshaped, resized = diff(old, new).changes
    assert reshaped.change == "reshaped"
    assert reshaped.farthest_m == pytest.approx(400, rel=0.05)
    assert (resized.old, resized.new) == ("1000", "200")


def test_a_zone_says_how_much_is_in_common() -> None:
    change = only(*SEEDED["outline_changed"])
    assert (change.layer, change.note) == ("zones", "overlap:33.3")
    assert (change.old, change.new, change.metres) == ("10000", "10000", 50.0)


def test_another_type_says_both_and_how_far() -> None:
    change = only(*SEEDED["retyped"])
    assert (change.old, change.new) == ("polygons", "points")
    assert change.metres == pytest.approx(5000**0.5, abs=0.01)


# --- both ways -------------------------------------------------------------------------------


def reversed_of(change: Change) -> tuple[Any, ...]:
    """Return what a change is the other way round; the label is that of the newer edition."""
    word, _, value = change.note.partition(":")
    note = f"{MIRRORED.get(word, word)}:{value}" if word else ""
    return (
        change.id, change.layer, OPPOSITE.get(change.change, change.change), change.field,
        change.new, change.old, change.metres, change.farthest_m, note,
    )  # fmt: skip


def plain(change: Change) -> tuple[Any, ...]:
    return (
        change.id, change.layer, change.change, change.field, change.old, change.new,
        change.metres, change.farthest_m, change.note,
    )  # fmt: skip


def everything() -> tuple[EditionData, EditionData]:
    """Return two editions in which every word occurs, each for an id of its own."""
    sides: list[EditionData] = []
    for nth in (0, 1):
        places: list[Placed] = []
        zones: list[Placed] = []
        rows: list[Mapping[str, Any]] = []
        for word, pair in SEEDED.items():
            places += [replace(p, id=f"{word}{p.id}") for p in pair[nth].places.values()]
            zones += pair[nth].zones.values()
            rows += [{**r, "id": f"{word}{r['id']}"} for r in pair[nth].unlocated.values()]
        extra = (place("merged", label="并路"), place("kept")) if nth == 0 else ()
        places += extra or (place("kept", aliases="并路"),)
        sides.append(edition(*places, zones=tuple(zones), rows=tuple(rows)))
    return sides[0], sides[1]


def test_the_other_way_round_says_the_opposite() -> None:
    old, new = everything()
    there, back = diff(old, new), diff(new, old)
    assert set(there.counts) == set(CHANGES) - {"resized"}
    assert sorted(map(reversed_of, there.changes), key=repr) == sorted(
        map(plain, back.changes), key=repr
    )


def test_an_edition_does_not_differ_from_itself() -> None:
    for side in everything():
        assert diff(side, side).changes == ()
        assert diff(side, side).counts == {}


def test_the_order_is_that_of_the_words_and_ids() -> None:
    old, new = everything()
    changes = diff(old, new).changes
    order = list(CHANGES)
    keys = [(order.index(c.change), list(LAYERS).index(c.layer), c.id, c.field) for c in changes]
    assert keys == sorted(keys)
    turned = replace(new, places=dict(reversed(list(new.places.items()))))
    assert diff(old, turned).changes == changes


def test_counts_are_of_the_changes() -> None:
    found = diff(*everything())
    assert sum(found.counts.values()) == len(found.changes)


# --- where it went ---------------------------------------------------------------------------


def test_what_is_gone_is_followed_by_its_name() -> None:
    old = edition(place("A", label="松园"), place("B"), place("C", label="柏园"))
    new = edition(place("B", aliases="别的;松 园"), place("D", label="柏园"))
    notes = {change.id: change.note for change in diff(old, new).changes}
    assert (notes["A"], notes["C"], notes["D"]) == ("merged:B", "reissued:D", "reissued:C")


def test_what_is_new_is_traced_by_its_name() -> None:
    old = edition(place("B", aliases="松园"))
    new = edition(place("B"), place("A", label="松园"))
    assert {c.id: c.note for c in diff(old, new).changes}["A"] == "split:B"


def test_the_bare_road_of_a_stretch_leads_nowhere() -> None:
    stretch = {"kind": "road_segment", "name": "长路"}
    old = edition(place("A", LONG, label="长路（甲路-乙路）", **stretch))
    new = edition(place("B", LONG, label="长路（乙路-丙路）", **stretch))
    assert [change.note for change in diff(old, new).changes] == ["", ""]


def test_a_name_that_two_bear_leads_nowhere() -> None:
    old = edition(place("A", label="松园"))
    new = edition(place("B", aliases="松园"), place("C", aliases="松园"))
    assert {c.id: c.note for c in diff(old, new).changes}["A"] == ""


def test_what_is_only_listed_is_told_as_such() -> None:
    old = edition(rows=(row("A"), row("B")))
    new = edition(rows=(row("A", reason="别的"), row("C")))
    found = {(c.id, c.layer, c.change, c.field) for c in diff(old, new).changes}
    assert found == {
        ("A", "unlocated", "edited", "reason"),
        ("B", "unlocated", "removed", ""),
        ("C", "unlocated", "added", ""),
    }


def test_what_was_listed_may_have_changed_too() -> None:
    old = edition(rows=(row("A", stage="proposed", tried="地名"),))
    new = edition(place("A", note="新"))
    assert words(old, new) == ["located", "stage_forward"]


def test_a_found_place_says_why_it_was_missed_and_how_it_was_found() -> None:
    change = only(*SEEDED["located"])
    assert (change.old, change.new, change.layer) == ("无", "place", "places")


# --- parts of editions -----------------------------------------------------------------------


def test_one_file_is_compared_with_the_same_sheet_only() -> None:
    whole = edition(place("A"), place("B", LONG), rows=(row("C"),))
    part = replace(edition(place("D")), holds=frozenset({"points"}))
    assert {(c.id, c.change) for c in diff(part, whole).changes} == {
        ("A", "added"), ("D", "removed"),
    }  # fmt: skip


def test_a_place_of_one_file_that_is_drawn_otherwise_now_is_not_lost() -> None:
    part = replace(edition(place("A", HALL)), holds=frozenset({"polygons"}))
    assert words(part, edition(place("A"))) == ["retyped"]


def test_two_files_of_any_sheet_are_compared() -> None:
    one, two = (replace(edition(place(key)), holds=frozenset()) for key in "AB")
    assert words(one, two) == ["added", "removed"]


def test_files_that_hold_nothing_in_common_are_refused() -> None:
    one = replace(edition(), holds=frozenset({"zones"}), zones={"east": zone("east", HALL)})
    two = replace(edition(place("A")), holds=frozenset({"points"}))
    with pytest.raises(LayerError, match="没法比较"):
        diff(one, two)


# --- words -----------------------------------------------------------------------------------


def test_words_that_are_derived_say_nothing_twice() -> None:
    old = edition(place("A", kind_zh="公园", zone_zh="东片", stage_zh="在建"))
    new = edition(place("A", kind_zh="园", zone_zh="东", stage_zh="建"))
    assert words(old, new) == []


def test_a_name_beside_another_label_is_told_by_itself() -> None:
    old = edition(place("A", name="长路", label="长路（甲-乙）"))
    new = edition(place("A", name="短路", label="短路（甲-乙）"))
    assert [c.field for c in diff(old, new).changes] == ["label", "name"]


def test_a_stage_that_nobody_knows_stands_before_all() -> None:
    old, new = edition(place("A", stage="dreamt")), edition(place("A", stage="proposed"))
    assert words(old, new) == ["stage_forward"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_notes_are_said_in_words(language: str) -> None:
    assert [note_words(f"{word}:X{{}}", language).count("X{}") for word in NOTES] == [1] * len(
        NOTES
    )
    assert note_words("") == ""
