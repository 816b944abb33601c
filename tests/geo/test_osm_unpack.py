"""Packed OSM files are read like plain ones, and named when they are broken."""

from __future__ import annotations

import bz2
import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.osm_file import read_osm_file
from geo.osm_source import OsmError

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress}


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("form", ["osm_path", "pbf_path"])
def test_packed_file_gives_the_same(
    form: str, packer: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    plain: Path = request.getfixturevalue(form)
    packed = tmp_path / f"packed.{packer}"
    packed.write_bytes(PACKERS[packer](plain.read_bytes()))
    assert read_osm_file(packed) == read_osm_file(plain)


@pytest.mark.parametrize("packer", PACKERS)
def test_nothing_is_left(
    packer: str, osm_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / f"town.osm.{packer}"
    packed.write_bytes(PACKERS[packer](osm_path.read_bytes()))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    read_osm_file(packed)
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda raw: raw[: len(raw) // 2], id="cut"),
        pytest.param(lambda raw: raw[:30] + bytes(40) + raw[70:], id="damaged"),
    ],
)
def test_broken_packing_is_named(
    packer: str, spoil: Callable[[bytes], bytes], osm_path: Path, tmp_path: Path
) -> None:
    packed = tmp_path / f"town.osm.{packer}"
    packed.write_bytes(spoil(PACKERS[packer](osm_path.read_bytes())))
    with pytest.raises(OsmError, match=r"town\.osm\..*：(压缩文件不完整或已损坏|解压不成)"):
        read_osm_file(packed)


def test_what_was_packed_is_told_of_the_packed_file(tmp_path: Path) -> None:
    packed = tmp_path / "page.osm.gz"
    packed.write_bytes(gzip.compress(b"<html></html>"))
    with pytest.raises(OsmError, match=rf"^{packed}：应为 OSM"):
        read_osm_file(packed)
