"""Of a large file only the box of the district is read, and nothing is lost by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.archive import gazetteer_files
from geo.osm_file import read_osm_file
from geo.osm_source import OsmError
from tests.geo.conftest import as_pbf, as_xml

Element = dict[str, Any]
WRITERS: dict[str, Callable[[list[Element]], bytes]] = {"osm": as_xml, "osm.pbf": as_pbf}
FAR = 1.0
"""Degrees to the east, where the rest of the province lies."""


def province(town: list[Element], *names: str) -> list[Element]:
    """Return the town and copies of it farther and farther away, their districts with `names`."""
    found: list[Element] = []
    for number, name in enumerate(["", *names]):
        shift = 100_000 * number
        for element in town:
            tags = dict(element.get("tags", {}))
            if name and tags.get("name") == "新桥区":
                tags["name"] = name
            copy = {**element, "id": element["id"] + shift, **({"tags": tags} if tags else {})}
            if "lon" in copy:
                copy["lon"] = round(copy["lon"] + FAR * number, 7)
            if "nodes" in copy:
                copy["nodes"] = [ref + shift for ref in copy["nodes"]]
            if "members" in copy:
                copy["members"] = [{**m, "ref": m["ref"] + shift} for m in copy["members"]]
            found.append(copy)
    kinds = ["node", "way", "relation"]
    return sorted(found, key=lambda e: (kinds.index(e["type"]), e["id"]))


@pytest.fixture(params=WRITERS)
def province_path(
    request: pytest.FixtureRequest, tmp_path: Path, town_elements: list[Element]
) -> Path:
    path = tmp_path / f"province.{request.param}"
    path.write_bytes(WRITERS[request.param](province(town_elements, "东桥区", "西桥区")))
    return path


def test_cut_gives_the_gazetteer_of_the_whole(province_path: Path) -> None:
    whole, cut = read_osm_file(province_path), read_osm_file(province_path, district="新桥区")
    assert len(cut.features) == 27 < len(whole.features)
    files = [gazetteer_files(side, district="新桥区") for side in (whole, cut)]
    assert files[0] == files[1]


def test_any_district_of_the_file_can_be_cut_out(province_path: Path) -> None:
    cut = read_osm_file(province_path, district="西桥区")
    west, *_ = cut.features[0].geometry.bounds
    assert west > 121.4 + 2 * FAR - 0.1


def test_it_says_what_it_reads(province_path: Path) -> None:
    said: list[str] = []
    read_osm_file(province_path, district="新桥区", say=said.append)
    parts = ["找新桥区的界线", "1/4", "2/4", "3/4", "4/4"]
    assert said == [f"读取 OSM 文件：{part}" for part in parts]


def test_little_is_handed_over(province_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyogrio.raw  # noqa: PLC0415

    rows: list[int] = []
    read = pyogrio.raw.read

    def counted(*args: Any, **options: Any) -> Any:
        found = read(*args, **options)
        if options.get("read_geometry", True):
            rows.append(len(found[2]))
        return found

    monkeypatch.setattr(pyogrio.raw, "read", counted)
    read_osm_file(province_path)
    whole = sum(rows)
    rows.clear()
    read_osm_file(province_path, district="新桥区")
    assert sum(rows) < whole / 2


def test_of_two_districts_of_one_name_the_one_that_lies_there_is_read(
    tmp_path: Path, town_elements: list[Element]
) -> None:
    path = tmp_path / "two.osm"
    path.write_bytes(as_xml(province(town_elements, "新桥区")))
    for number in (0, 1):
        box = (121.4 + number, 31.1, 121.42 + number, 31.12)
        cut = read_osm_file(path, district="新桥区", within=box)
        assert len(cut.features) == 27
        assert all(abs(f.geometry.bounds[0] - box[0]) < 0.1 for f in cut.features)


def test_closed_way_is_an_outline_too(tmp_path: Path, town_elements: list[Element]) -> None:
    ring = {"boundary": "administrative", "admin_level": "8", "name": "方镇"}
    refs = next(e["nodes"] for e in town_elements if e["id"] == 124)
    way = {"type": "way", "id": 999, "nodes": refs, "tags": ring}
    path = tmp_path / "ring.osm"
    path.write_bytes(as_xml([*(e for e in town_elements if e["type"] != "relation"), way]))
    assert ("way", 999) in {
        (f.osm_type, f.osm_id) for f in read_osm_file(path, district="方镇").features
    }


def test_district_that_is_not_in_the_file_is_named(province_path: Path) -> None:
    with pytest.raises(OsmError, match=rf"{province_path}：没有名为“南桥区”的行政区界线"):
        read_osm_file(province_path, district="南桥区")


def test_district_elsewhere_is_named(province_path: Path) -> None:
    with pytest.raises(
        OsmError, match=r"其中的“新桥区”在 \(121\.41, 31\.11\)，不在 district\.toml"
    ):
        read_osm_file(province_path, district="新桥区", within=(1.0, 1.0, 2.0, 2.0))
