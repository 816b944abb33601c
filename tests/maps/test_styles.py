from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from maps import styles
from maps.strings import PLAN
from seeds.vocabulary import KINDS, STAGES

# Machado and others (2009), full severity: what red-, green- and blue-blind people see
VISION = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
FIVE = styles.ZONE_COLOURS[:5]


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(np.dot([0.2126, 0.7152, 0.0722], linear(colour)))


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(matrix @ np.clip(light, 0.001, 1) / np.array([0.95047, 1, 1.08883]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
def test_zone_colours_stay_apart_for_every_eye(vision: str) -> None:
    seen = [lab(np.asarray(VISION[vision]) @ linear(colour.fill)) for colour in FIVE]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 15


def test_zone_colours_stay_apart_in_grey_print() -> None:
    lightness = sorted(lab(linear(colour.fill))[0] for colour in FIVE)
    assert min(np.diff(lightness)) > 7


@pytest.mark.parametrize("colour", [*styles.ZONE_COLOURS, styles.NO_ZONE])
def test_signs_read_on_their_zone_colour(colour: styles.ZoneColour) -> None:
    assert contrast(colour.ink, colour.fill) >= 4.5


@pytest.mark.parametrize("colour", [*styles.ZONE_COLOURS, styles.NO_ZONE])
def test_the_strong_tone_reads_on_white(colour: styles.ZoneColour) -> None:
    assert contrast(colour.strong, "#FFFFFF") >= 4.5


def test_every_kind_of_the_vocabulary_has_a_sign_of_its_own() -> None:
    assert set(styles.KIND_SIGNS) == set(KINDS)
    assert len(set(styles.KIND_SIGNS.values())) == len(KINDS)


def test_every_stage_of_the_vocabulary_is_in_one_group() -> None:
    grouped = [stage for stages in styles.STAGE_GROUPS.values() for stage in stages if stage]
    assert sorted(grouped) == sorted([*STAGES, *PLAN])


@pytest.mark.parametrize(
    ("radius", "name"),
    [(0.0, "fine"), (100.0, "fine"), (100.1, "fair"), (500.0, "fair"), (501.0, "coarse")],
)
def test_accuracy_classes_include_their_limit(radius: float, name: str) -> None:
    assert styles.accuracy_class(radius) == name


def test_an_unknown_radius_is_never_shown_as_exact() -> None:
    assert styles.accuracy_class(None) == "coarse"


def test_an_unknown_kind_looks_like_other() -> None:
    assert styles.kind_sign("castle") == styles.KIND_SIGNS["other"]


@pytest.mark.parametrize(("stage", "group"), [("land", "planned"), (None, "unstated")])
def test_stage_groups(stage: str | None, group: str) -> None:
    assert styles.stage_group(stage) == group
