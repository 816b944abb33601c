"""Basemaps on the command line: what is refused, what is written, and where the key goes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps import tiles
from maps.basemap_options import add_options, basemaps_of

if TYPE_CHECKING:
    from maps.basemaps import Basemap, OwnTiles

KEY = "5ec1e7" * 5 + "ab"


def parsed(*words: str) -> list[Basemap | OwnTiles]:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return basemaps_of(parser.parse_args(words))


def make_tiles(folder: Path, zoom: int = 12) -> Path:
    """Return a folder with a picture over the town."""
    column, row = tiles.tile_at(121.41, 31.11, zoom)
    path = folder / str(zoom) / str(column) / f"{row}.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x89PNG and so on")
    return folder


def test_none_is_the_default() -> None:
    assert parsed() == []


def test_choices_keep_their_order_in_one_word_or_several(tmp_path: Path) -> None:
    folder = make_tiles(tmp_path / "a,b")
    given = parsed("--basemap", f"amap,tiles={folder}, osm")
    assert [one.key for one in given] == ["amap", "tiles", "osm"]
    assert given == parsed("--basemap", "amap", "--basemap", f"tiles={folder}", "--basemap", "osm")


def test_the_key_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONEMAP_TIANDITU_KEY", KEY)
    assert parsed("--basemap", "tianditu") == parsed("--basemap", "tianditu", "--tianditu-key", KEY)


def test_no_one_who_looks_at_a_basemap_in_python_sees_the_key() -> None:
    (given,) = parsed("--basemap", "tianditu", "--tianditu-key", KEY)
    assert KEY not in repr(given)
    assert KEY in given.layers[0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("--basemap google", "没有“google”，可用 osm、tianditu、amap、tiles=DIR、pmtiles=FILE"),
        ("--basemap osm,google", "没有“google”"),
        ("--basemap tianditu=x&y=z", "tianditu 后面不写值；天地图的密钥用 --tianditu-key"),
        ("--basemap osm,", "没有“”"),
        ("--basemap tiles", "要写明位置，如 tiles=DIR"),
        ("--basemap tiles=", "tiles= 后面还缺一个值"),
        ("--basemap osm,osm", "osm 写了两次"),
        ("--basemap osm --basemap osm", "osm 写了两次"),
        ("--basemap tiles=nowhere", "但不存在：nowhere"),
        ("--basemap pmtiles=nowhere", "没有这个文件：nowhere"),
        ("--basemap tianditu", "天地图需要密钥：请用 --tianditu-key 或环境变量"),
        ("--basemap tianditu --tianditu-key x&y=z", "天地图密钥应为一串字母和数字"),
        ("--basemap osm --tianditu-key abcdefgh", "--tianditu-key 要和 --basemap tianditu 一起用"),
        ("--basemap", "--basemap 后面还缺一个值"),
    ],
)
@pytest.mark.parametrize("command", ["build", "map"])
def test_what_cannot_be_is_refused_in_one_line(
    run: Callable[..., Any],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    words: str,
    why: str,
) -> None:
    monkeypatch.delenv("ZONEMAP_TIANDITU_KEY", raising=False)
    ran = run(command, *words.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("zonemap: ")
    assert why in ran.err
    assert "x&y=z" not in ran.err
    assert list(here.iterdir()) == []


def test_layers_knows_no_basemap(run: Callable[..., Any]) -> None:
    assert "不认识 --basemap osm" in run("layers", "--basemap", "osm").err


def test_tiles_go_with_the_page_and_the_key_nowhere_else(
    run: Callable[..., Any],
    here: Path,
    tree: Callable[[Path], dict[str, bytes]],
    town_folder: Path,
) -> None:
    folder = make_tiles(here / "own")
    words = ("--district", town_folder, "--basemap", f"tianditu,tiles={folder}", "--out", "out")
    ran = run("map", *words, "--tianditu-key", KEY)
    assert (ran.code, ran.err) == (0, "")
    assert KEY not in ran.out
    files = tree(here / "out")
    assert [name for name in files if KEY.encode() in files[name]] == ["planner.html"]
    column, row = tiles.tile_at(121.41, 31.11, 12)
    assert files[f"tiles/folder/12/{column}/{row}.png"] == b"\x89PNG and so on"
    ran = run("map", "--district", town_folder, "--out", "out", "--quiet")
    assert not (here / "out" / "tiles").exists()
    assert b"tianditu.gov" not in (here / "out" / "planner.html").read_bytes()


def test_what_was_left_out_is_said_even_when_quiet(
    run: Callable[..., Any],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    town_folder: Path,
) -> None:
    folder = make_tiles(here / "own")
    make_tiles(folder, 13)
    monkeypatch.setattr(tiles, "MOST_TILES", 1)
    words = ("--district", town_folder, "--basemap", f"tiles={folder}", "--out", "out", "--quiet")
    ran = run("map", *words)
    assert ran.code == 0
    assert ran.err == (
        "zonemap: tiles 的瓦片带到第 12 级为止：加上第 13 级会超过上限（1 张、60 MB）\n"
    )


def test_help_says_that_the_page_holds_the_key(run: Callable[..., Any]) -> None:
    assert "它会写在页面里" in "".join(run("map", "--help").out.split())
