"""The list of changes in a bundle: against which edition, and the same again for the same one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from layers.editions import EditionData
from layers.errors import LayerError
from layers.features import PROPERTIES, Feature
from layers.findings import Findings
from layers.geojson import dumps, zone_features
from layers.handoff.changes import COLUMNS, changes_parts, previous_bundle
from layers.handoff.delivery import Delivery
from layers.handoff.edition import Edition
from layers.handoff.sheets import sheets
from layers.zones import ZoneLayer

OLD, NEW = "2025-01-01-00000000", "2026-01-01-11111111"


def feature(key: str, shape: BaseGeometry, **given: str) -> Feature:
    named = {"id": key, "name": key, "label": key, "kind": "park"}
    return Feature(key, shape, {**dict.fromkeys(PROPERTIES), **named, **given})


def delivered(zones: ZoneLayer, version: str, *features: Feature) -> Delivery:
    edition = Edition("x", "1", "青禾区", "", version, version[:10], {}, (), (), (), (0, 0, 1, 1))
    return Delivery(edition, sheets(features, zones), (), Findings({}, ()), zones, {})


@pytest.fixture
def old(zones: ZoneLayer, in_east: Point, square: Polygon) -> Delivery:
    return delivered(zones, OLD, feature("A", in_east), feature("B", square))


@pytest.fixture
def new(zones: ZoneLayer, in_west: Point, square: Polygon) -> Delivery:
    moved = feature("A", in_west, stage="open", status="=SUM(1)")
    return delivered(zones, NEW, moved, feature("C", square))


@pytest.fixture
def standing(tmp_path: Path, old: Delivery) -> Path:
    """Return the older edition as it stands in a folder."""
    folder = tmp_path / "out"
    (folder / "geojson").mkdir(parents=True)
    for sheet in old.sheets:
        rows = zone_features(old.zones) if sheet.name == "zones" else sheet.features
        path = folder / f"geojson/{sheet.name}.geojson"
        path.write_text(dumps(rows, sheet.name), encoding="utf-8", newline="\n")
    (folder / "unlocated.csv").write_text("id,label,reason\n", encoding="utf-8")
    (folder / "version.txt").write_text(f"{OLD}\n", encoding="utf-8")
    (folder / "changes.csv").write_bytes(b"what it changed\n")
    return folder


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_without_an_earlier_edition_there_is_a_header_only(new: Delivery) -> None:
    (part,) = changes_parts(new, None)
    assert (part.path, part.media_type) == ("changes.csv", "text/csv")
    assert part.content == (",".join(COLUMNS) + "\n").encode()


def test_changes_are_told_with_both_versions(standing: Path, new: Delivery) -> None:
    (part,) = changes_parts(new, previous_bundle(None, standing=standing, version=NEW))
    rows = table(part.content)
    assert {(row["old_version"], row["new_version"]) for row in rows} == {(OLD, NEW)}
    told = [(row["id"], row["change"], row["change_zh"]) for row in rows]
    assert told == [
        ("C", "added", "新增"),
        ("B", "removed", "消失"),
        ("A", "moved", "移动"),
        ("A", "stage_stated", "写明了阶段"),
        ("A", "edited", "其他内容改变"),
    ]
    assert float(rows[2]["metres"]) > 2000
    assert rows[4]["new"] == "'=SUM(1)"
    assert (rows[0]["note"], rows[0]["note_zh"]) == ("", "")


def test_a_note_is_there_for_machines_and_in_words(
    zones: ZoneLayer, standing: Path, in_east: Point
) -> None:
    renumbered = delivered(zones, NEW, feature("A", in_east), feature("C", in_east, label="B"))
    previous = previous_bundle(None, standing=standing, version=NEW)
    rows = table(changes_parts(renumbered, previous)[0].content)
    notes = {row["id"]: (row["note"], row["note_zh"]) for row in rows}
    assert notes["B"] == ("reissued:C", "同名的另一编号：C")
    assert notes["C"] == ("reissued:B", "同名的另一编号：B")


def test_the_same_edition_changes_nothing(standing: Path, old: Delivery) -> None:
    (part,) = changes_parts(old, previous_bundle(standing, standing=standing, version=OLD))
    assert table(part.content) == []


def test_the_same_version_keeps_the_list_that_stands(standing: Path, old: Delivery) -> None:
    previous = previous_bundle(None, standing=standing, version=OLD)
    assert previous == b"what it changed\n"
    assert changes_parts(old, previous)[0].content == previous


def test_making_a_version_again_and_again_writes_the_same_list(
    standing: Path, new: Delivery
) -> None:
    first = changes_parts(new, previous_bundle(None, standing=standing, version=NEW))[0].content
    (standing / "version.txt").write_text(NEW, encoding="utf-8")
    (standing / "changes.csv").write_bytes(first)
    again = changes_parts(new, previous_bundle(None, standing=standing, version=NEW))[0].content
    assert again == first
    assert len(table(first)) == 5


def test_the_edition_that_is_named_goes_before_the_one_that_stands(
    standing: Path, tmp_path: Path
) -> None:
    found = previous_bundle(standing, standing=tmp_path / "other", version=NEW)
    assert isinstance(found, EditionData)
    assert found.version == OLD


@pytest.mark.parametrize("text", [None, "", "1.2.3 of something else\n"])
def test_a_folder_that_is_no_bundle_is_nothing_to_compare_with(
    standing: Path, text: str | None
) -> None:
    (standing / "version.txt").unlink()
    if text is not None:
        (standing / "version.txt").write_text(text, encoding="utf-8")
    assert previous_bundle(None, standing=standing, version=NEW) is None
    assert previous_bundle(None, standing=standing / "no", version=NEW) is None


def test_a_broken_bundle_is_told(standing: Path) -> None:
    (standing / "geojson/points.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(LayerError, match=r"points\.geojson"):
        previous_bundle(None, standing=standing, version=NEW)
