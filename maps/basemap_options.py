"""The options for basemaps, which of them go together, and what is made of them."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from maps.errors import PageError

if TYPE_CHECKING:
    from maps.basemaps import Basemap, OwnTiles

ONLINE = ("osm", "tianditu", "amap")
LOCAL = {"tiles": "DIR", "pmtiles": "FILE"}
CHOICES = (*ONLINE, *(f"{word}={value}" for word, value in LOCAL.items()))
KEY_VARIABLE = "ZONEMAP_TIANDITU_KEY"
"""As for the online service (`geo.online.tianditu`); a key of Tianditu is good for both."""
_KEY = re.compile(r"[0-9A-Za-z]{8,64}")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what concerns basemaps."""
    command.add_argument(
        "--basemap", action="append", type=_words, metavar="底图,…", default=[],
        help=f"页面上可选的外部底图：{'、'.join(CHOICES)}（默认没有；选中之前页面不联网）",
    )  # fmt: skip
    command.add_argument(
        "--tianditu-key", metavar="KEY",
        help=f"天地图密钥（默认取环境变量 {KEY_VARIABLE}）；它会写在页面里，拿到页面的人都能看到",
    )  # fmt: skip


def basemaps_of(args: argparse.Namespace) -> list[Basemap | OwnTiles]:
    """
    Return the basemaps that the options name, in their order.

    Raises
    ------
    PageError
        If options do not go together, the key is missing or none, or tiles cannot be read.
    """
    words = [word for group in args.basemap for word in group]
    names = [word.partition("=")[0] for word in words]
    for name in names:
        if names.count(name) > 1:
            raise PageError(f"--basemap 的 {name} 写了两次，每种只能有一个")
    if args.tianditu_key is not None and "tianditu" not in names:
        raise PageError("--tianditu-key 要和 --basemap tianditu 一起用")
    return [_basemap(word, args.tianditu_key) for word in words]


def _basemap(word: str, given_key: str | None) -> Basemap | OwnTiles:
    from maps import basemaps, tiles  # noqa: PLC0415 - not needed without the option

    name, _, value = word.partition("=")
    if name == "tiles":
        return basemaps.OwnTiles(name, tiles.TileFolder(Path(value)))
    if name == "pmtiles":
        return basemaps.OwnTiles(name, tiles.TileArchive(Path(value)))
    if name == "tianditu":
        return basemaps.tianditu(_key(given_key))
    return basemaps.amap() if name == "amap" else basemaps.osm()


def _key(given: str | None) -> str:
    """Return the user's key; what is wrong with it is said without it."""
    key = (os.environ.get(KEY_VARIABLE, "") if given is None else given).strip()
    if not key:
        raise PageError(
            f"天地图需要密钥：请用 --tianditu-key 或环境变量 {KEY_VARIABLE} 给出，"
            "可在 lbs.tianditu.gov.cn 申请“浏览器端”密钥"
        )
    if not _KEY.fullmatch(key):
        raise PageError("天地图密钥应为一串字母和数字（通常 32 位），给出的不是")
    return key


def _words(text: str) -> list[str]:
    """Return the words of a list; a path may hold commas, so that it ends where a word begins."""
    starts = "|".join((*ONLINE, *(f"{word}=" for word in LOCAL)))
    words = [part.strip() for part in re.split(rf",\s*(?={starts})", text)]
    words = [w for word in words for w in ([word] if "=" in word else word.split(","))]
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name in ONLINE:  # perhaps a key stands there: it is not repeated
            raise argparse.ArgumentTypeError(f"{name} 后面不写值；天地图的密钥用 --tianditu-key")
        if name not in (LOCAL if equals else ONLINE):
            message = f"要写明位置，如 {name}={LOCAL[name]}" if name in LOCAL else f"没有“{word}”"
            raise argparse.ArgumentTypeError(f"{message}，可用 {'、'.join(CHOICES)}")
        if equals and not value:
            raise argparse.ArgumentTypeError(f"{name}= 后面还缺一个值，如 {name}={LOCAL[name]}")
    return words
