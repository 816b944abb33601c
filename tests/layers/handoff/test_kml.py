"""KML: well-formed whatever the text, no HTML, and everything read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.handoff import kml
from layers.handoff.delivery import Delivery
from layers.handoff.kml import escaped
from layers.handoff.sheets import TITLES

SHEETS = ["points", "lines", "polygons", "zones"]
SPACE = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def file(hostile: Delivery, put: Any) -> Path:
    found: Path = put(kml.parts(hostile))["kml/newtown.kml"]
    return found


@pytest.fixture
def tree(file: Path) -> ET.Element:
    return ET.fromstring(file.read_bytes())


def legal(rows: dict[str, Any]) -> dict[str, Any]:
    """Return rows as they may come back: no blanks at the ends, an empty text is none."""
    gone = str.maketrans("", "", "\x00\x01\x1f\ufffe")
    return {
        name: {
            key: (value.translate(gone).strip() or None) if isinstance(value, str) else value
            for key, value in row.items()
        }
        for name, row in rows.items()
    }


def called(frame: Any) -> dict[str, str]:
    """Return what GDAL calls our columns beside its own, and GDAL 3.6 in their place."""
    return {
        "id": "id2" if "id2" in frame else "id",
        "name": "name2" if "name2" in frame else "Name",
    }


def test_values_are_those_of_the_features(
    tree: ET.Element, hostile: Delivery, expected: Any
) -> None:
    for folder, sheet in zip(tree.iter(f"{SPACE}Folder"), hostile.sheets, strict=True):
        found = {}
        for place in folder.iter(f"{SPACE}Placemark"):
            data = {d.get("name"): d.text for d in place.iter(f"{SPACE}SimpleData")}
            found[data["id"]] = data
        for name, row in legal(expected(sheet).rows(nul="")).items():
            texts = {k: str(v) for k, v in row.items() if v is not None}
            texts |= {k: str(int(v)) for k, v in row.items() if isinstance(v, bool)}
            assert {k: v.strip() for k, v in found[name].items() if v} == texts


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_back_what_was_written(
    file: Path, hostile: Delivery, expected: Any, name: str
) -> None:
    frame = pyogrio.read_dataframe(file, layer=TITLES[name][0])
    sheet, names = expected(hostile.sheet(name)), called(frame)
    assert legal(sheet.read(frame, names)) == legal(sheet.rows(nul=""))
    sheet.check_geometry(frame, names["id"])


@pytest.mark.parametrize("name", SHEETS)
def test_another_gdal_reads_it_too(
    file: Path, hostile: Delivery, expected: Any, ogr2ogr: Any, name: str
) -> None:
    frame = ogr2ogr(file, TITLES[name][0])
    sheet, names = expected(hostile.sheet(name)), called(frame)
    assert legal(sheet.read(frame, names, unset=True)) == legal(sheet.rows(nul=""))
    sheet.check_geometry(frame, names["id"])


def test_ogrinfo_has_nothing_to_say(file: Path, ogrinfo: Any) -> None:
    assert "Feature Count: 8" in ogrinfo(file)


def test_report_text_is_in_no_description(tree: ET.Element) -> None:
    texts = [node.text for node in tree.iter(f"{SPACE}description")]
    assert texts == ["2026-07-28-1a2b3c4d. © OpenStreetMap contributors, ODbL 1.0"]


def test_places_are_called_by_their_label(tree: ET.Element) -> None:
    names = [place.findtext(f"{SPACE}name") for place in tree.iter(f"{SPACE}Placemark")]
    assert names[0] == "青松公园（QH0001）"
    assert names[-1] == "西片<b>"


def test_every_reference_leads_somewhere(tree: ET.Element, hostile: Delivery) -> None:
    targets = {f"#{node.get('id')}" for node in tree.iter() if node.get("id")}
    styles = {node.text for node in tree.iter(f"{SPACE}styleUrl")}
    schemas = {node.get("schemaUrl") for node in tree.iter(f"{SPACE}SchemaData")}
    assert styles | schemas <= targets
    fields = {node.get("name"): node for node in tree.iter(f"{SPACE}Schema")}
    for sheet in hostile.sheets:
        titles = [node.findtext(f"{SPACE}displayName") for node in fields[sheet.name]]
        assert titles == [field.zh for field in sheet.fields]


def test_holes_stay_holes(tree: ET.Element) -> None:
    assert len(list(tree.iter(f"{SPACE}innerBoundaryIs"))) == 1
    assert len(list(tree.iter(f"{SPACE}outerBoundaryIs"))) == 5


def test_empty_sheets_are_empty_folders(nothing: Delivery, put: Any, ogrinfo: Any) -> None:
    path = put(kml.parts(nothing))["kml/newtown.kml"]
    tree = ET.fromstring(path.read_bytes())
    names = [folder.findtext(f"{SPACE}name") for folder in tree.iter(f"{SPACE}Folder")]
    assert names == [title for title, _ in TITLES.values()]
    ogrinfo(path)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_texts_come_back_from_xml_but_for_what_it_cannot_hold(texts: list[str]) -> None:
    found = escaped(texts)
    assert len(found) == len(texts)
    for text, mended in zip(texts, found, strict=True):
        read = ET.fromstring(f"<a>{mended}</a>").text or ""
        assert read == "".join(sign for sign in text if sign in "\t\n\r" or legal_sign(sign))


def legal_sign(sign: str) -> bool:
    """Tell whether XML 1.0 can hold a character."""
    code = ord(sign)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def test_one_sheet_can_be_written_alone(hostile: Delivery, tmp_path: Path) -> None:
    path = tmp_path / "zones.kml"
    kml.write_sheet(hostile.sheet("zones"), path, hostile.edition)
    assert pyogrio.read_info(path)["features"] == 2
