from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from maps import basemaps
from maps.basemaps import Basemap, OwnTiles, laid_out
from maps.planner import FOR_BASEMAPS, SCRIPTS, STYLES, planner_page
from maps.strings import STRINGS
from maps.tiles import TileFolder, tile_at
from maps.view import MapView

BOUNDS = (121.40, 31.10, 121.44, 31.18)
KEY = "5ec1e7" * 5
ONLINE = (basemaps.osm(), basemaps.tianditu(KEY), basemaps.amap())


def one_tile(folder: Path, picture: bytes) -> OwnTiles:
    column, row = tile_at(121.42, 31.14, 13)
    path = folder / "13" / str(column) / f"{row}.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(picture)
    return OwnTiles("tiles", TileFolder(folder))


def policy(page: str) -> list[str]:
    found = re.search(r"img-src ([^;]*);", page)
    assert found is not None
    return found[1].split()


def test_a_page_without_basemaps_knows_no_host_and_no_script_of_theirs(
    small_view: MapView,
) -> None:
    page = planner_page(small_view)
    assert policy(page) == ["data:"]
    for host in ("tile.openstreetmap", "tianditu.gov", "autonavi"):
        assert host not in page
    assert "TileLayer.extend({getTileUrl" not in page
    assert "basemap-note" not in page
    assert page == planner_page(replace(small_view, basemaps=()))


def test_files_for_basemaps_exist() -> None:
    assert set(FOR_BASEMAPS) < {*SCRIPTS, *STYLES}


@pytest.mark.parametrize("basemap", ONLINE, ids=lambda basemap: basemap.key)
def test_the_policy_allows_exactly_the_hosts_that_are_asked(
    small_view: MapView, basemap: Basemap
) -> None:
    page = planner_page(replace(small_view, basemaps=(basemap,)))
    asked = {
        re.match(r"https://[^/]+", layer.replace("{s}", letter))[0]  # type: ignore[index]
        for layer in basemap.layers
        for letter in basemap.subdomains or "-"
    }
    assert set(policy(page)) == {"data:", *asked}
    assert KEY not in page or basemap.key == "tianditu"


def test_tiles_beside_the_page_need_no_host(small_view: MapView, tmp_path: Path) -> None:
    laid = laid_out([one_tile(tmp_path, b"\x89PNG")], BOUNDS)
    page = planner_page(replace(small_view, basemaps=laid.basemaps))
    assert policy(page) == ["data:", "'self'"]


def test_only_amap_is_shifted() -> None:
    assert [basemap.key for basemap in ONLINE if basemap.gcj02] == ["amap"]


def test_photographs_leave_our_names_in_place(tmp_path: Path) -> None:
    drawn = laid_out([one_tile(tmp_path / "a", b"\x89PNG")], BOUNDS).basemaps[0]
    taken = laid_out([one_tile(tmp_path / "b", b"\xff\xd8\xff")], BOUNDS).basemaps[0]
    assert (drawn.names, taken.names) == (True, False)
    assert taken.layers == ("tiles/folder/{z}/{x}/{y}.jpg",)


def test_every_word_about_a_basemap_is_in_the_table(tmp_path: Path) -> None:
    own = laid_out([one_tile(tmp_path, b"\x89PNG")], BOUNDS).basemaps
    keys = {key for one in (*ONLINE, *own) for key in (one.title, one.credit, *one.notes) if key}
    assert keys | set(basemaps.TITLES.values()) <= set(STRINGS)


def test_no_host_stands_in_the_words_of_the_interface() -> None:
    words = " ".join(part for pair in STRINGS.values() for part in pair)
    assert not re.search(r"tianditu\.gov|autonavi\.com|tile\.openstreetmap", words)
