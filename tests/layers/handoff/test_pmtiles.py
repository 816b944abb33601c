"""Vector tiles: one archive of all sheets that two other readers understand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles import reader as others
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from shapely.geometry import Point

from layers.handoff import pmtiles
from layers.handoff.delivery import Delivery
from layers.handoff.pmtiles_archive import archive, tile_id

BBOX = (121.4, 31.1, 121.44, 31.14)


@pytest.fixture(scope="module")
def file(hostile: Delivery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (part,) = pmtiles.parts(hostile)
    assert part.path == "pmtiles/newtown.pmtiles"
    path = tmp_path_factory.mktemp("tiles") / "newtown.pmtiles"
    path.write_bytes(part.content)
    return path


def reader_of(content: bytes) -> Any:
    make: Any = others.Reader
    return make(source_of(content))


def source_of(content: bytes) -> Any:
    make: Any = others.MemorySource
    return make(content)


def tiles_of(content: bytes) -> dict[tuple[int, int, int], bytes]:
    walk: Any = others.all_tiles
    return {tuple(place): tile for place, tile in walk(source_of(content))}


@pytest.mark.parametrize("name", ["points", "lines", "polygons", "zones"])
def test_at_the_last_zoom_every_feature_is_there(file: Path, hostile: Delivery, name: str) -> None:
    frame = pyogrio.read_dataframe(file, layer=name, use_arrow=False)
    sheet = hostile.sheet(name)
    shown = {field.name for field in sheet.fields} & pmtiles.SHOWN
    assert set(frame.columns) - {"geometry", "mvt_id"} <= shown
    rows = {item.id: item.properties for item in sheet.features}
    assert set(frame["id"]) == set(rows)
    for record in frame.to_dict("records"):
        for key in ("name", "label", "kind", "area_km2"):
            if key in record:
                assert record[key] == rows[record["id"]][key]


def test_points_are_where_they_were(file: Path, hostile: Delivery) -> None:
    """A tile of the last zoom has 4096 steps over some 500 metres."""
    frame = pyogrio.read_dataframe(file, layer="points").to_crs("EPSG:4326")
    where = dict(zip(frame["id"], frame.geometry, strict=True))
    for item in hostile.sheet("points").features:
        assert isinstance(item.geometry, Point)
        point = where[item.id].centroid
        assert (point.x, point.y) == pytest.approx((item.geometry.x, item.geometry.y), abs=3e-6)


def test_the_head_says_what_is_inside(file: Path) -> None:
    reader = reader_of(file.read_bytes())
    head = reader.header()
    assert (head["min_zoom"], head["max_zoom"]) == (9, 16)
    assert head["tile_type"] is TileType.MVT
    assert head["tile_compression"] is Compression.GZIP
    corners = [head[f"{end}_{axis}_e7"] for end in ("min", "max") for axis in ("lon", "lat")]
    assert corners == [round(side * 1e7) for side in BBOX]
    assert head["tile_data_offset"] + head["tile_data_length"] == file.stat().st_size
    assert head["addressed_tiles_count"] == len(tiles_of(file.read_bytes()))


def test_the_metadata_names_layers_columns_and_licence(file: Path, hostile: Delivery) -> None:
    about = reader_of(file.read_bytes()).metadata()
    assert about["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
    assert about["sources"][1:] == ["© 众人"]
    assert [layer["id"] for layer in about["vector_layers"]] == [s.name for s in hostile.sheets]
    assert about["vector_layers"][3]["fields"] == {
        "id": "String", "code": "String", "name": "String", "name_en": "String",
        "area_km2": "Number", "indicative": "Boolean",
    }  # fmt: skip
    assert [layer["count"] for layer in about["tilestats"]["layers"]] == [8, 2, 2, 2]


def test_a_delivery_without_features_is_an_archive_without_tiles(
    nothing: Delivery, put: Any
) -> None:
    path = put(pmtiles.parts(nothing))["pmtiles/newtown.pmtiles"]
    assert tiles_of(path.read_bytes()) == {}
    assert len(reader_of(path.read_bytes()).metadata()["vector_layers"]) == 4


@given(st.integers(0, 20).flatmap(lambda z: st.tuples(st.just(z), *[st.integers(0, 2**z - 1)] * 2)))
def test_tiles_are_numbered_as_others_number_them(tile: tuple[int, int, int]) -> None:
    number: Any = zxy_to_tileid
    assert tile_id(tile) == number(*tile)


@given(
    st.dictionaries(
        st.tuples(st.just(6), st.integers(0, 63), st.integers(0, 63)),
        st.sampled_from([b"a", b"bb", b"ccc"]),
        max_size=60,
    )
)
def test_another_reader_finds_every_tile(tiles: dict[tuple[int, int, int], bytes]) -> None:
    content = archive(tiles, {"name": "名"}, BBOX, (6, 6))
    reader = reader_of(content)
    assert {place: gunzipped(reader.get(*place)) for place in tiles} == tiles
    assert reader.get(5, 0, 0) is None
    head = reader.header()
    assert head["addressed_tiles_count"] == len(tiles)
    assert head["tile_contents_count"] == len(set(tiles.values()))


def test_very_many_tiles_get_leaves_below_a_small_root() -> None:
    dice = random.Random(8)
    tiles = {(7, x, y): dice.randbytes(dice.randrange(600)) for x in range(128) for y in range(128)}
    content = archive(tiles, {}, BBOX, (7, 7))
    head = reader_of(content).header()
    assert head["leaf_directory_length"] > 0
    assert 127 + head["root_length"] <= 16384
    found = tiles_of(content)
    assert {place: gunzipped(tile) for place, tile in found.items()} == tiles


def test_equal_neighbours_are_one_entry() -> None:
    tiles = dict.fromkeys(((2, 0, 0), (2, 1, 0), (2, 1, 1), (2, 0, 1)), b"sea")
    head = reader_of(archive(tiles, {}, BBOX, (2, 2))).header()
    assert (head["addressed_tiles_count"], head["tile_entries_count"]) == (4, 1)
    assert json.dumps(head["clustered"]) == "true"


def gunzipped(content: bytes | None) -> bytes:
    import gzip  # noqa: PLC0415

    assert content is not None
    assert content[4:8] == bytes(4)  # no time of day
    return gzip.decompress(content)
