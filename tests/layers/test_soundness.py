"""What is tested of the shapes that are handed over, and that each test can fail."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from layers.features import Feature
from layers.soundness import CHECKS, soundness

GROUND = box(121.4, 31.1, 121.5, 31.2)
SOUND = (
    Point(121.41, 31.11),
    LineString([(121.41, 31.11), (121.42, 31.12)]),
    shapely.orient_polygons(box(121.43, 31.13, 121.44, 31.14)),
)
BOW = Polygon([(121.41, 31.11), (121.42, 31.12), (121.42, 31.11), (121.41, 31.12)])


def failed(*shapes: BaseGeometry) -> dict[str, list[str]]:
    features = [Feature(f"A{nth}", shape, {}) for nth, shape in enumerate(shapes)]
    checks = soundness(features, GROUND)["checks"]
    assert [check["check"] for check in checks] == list(CHECKS)
    return {check["check"]: check["failed"] for check in checks if check["failed"]}


def test_sound_shapes_pass() -> None:
    assert not failed(*SOUND)


@pytest.mark.parametrize(
    ("check", "shape"),
    [
        ("valid", shapely.orient_polygons(BOW)),
        ("one_type", shapely.GeometryCollection([SOUND[0], SOUND[1]])),
        ("flat", Point(121.41, 31.11, 5)),
        ("near_zones", Point(121.6, 31.11)),
        ("right_handed", shapely.orient_polygons(SOUND[2], exterior_cw=True)),
        ("rounded", Point(121.4100001, 31.11)),
        ("large_enough", LineString([(121.41, 31.11), (121.410001, 31.11)])),
        ("large_enough", shapely.orient_polygons(box(121.41, 31.11, 121.410005, 31.110005))),
    ],
)
def test_each_defect_is_told_by_id(check: str, shape: BaseGeometry) -> None:
    assert failed(SOUND[0], shape) == {check: ["A1"]}


def test_out_of_range_is_told() -> None:
    assert failed(Point(181, 31.11))["in_range"] == ["A0"]


def test_shared_shapes_are_counted() -> None:
    features = [Feature(name, SOUND[order], {}) for name, order in (("A", 0), ("B", 0), ("C", 1))]
    found = soundness(features, GROUND)
    assert (found["shapes"], found["vertices"], found["shared"]) == (3, 4, 2)


def test_nothing_is_sound() -> None:
    assert soundness([], GROUND) == {"shapes": 0, "vertices": 0, "shared": 0, "checks": []}
