"""The options for online services, which of them go together, and what is made of them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import OnlineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.online.asking import Online

NAMES = ("nominatim", "photon", "tianditu", "amap")
"""The words for the services (`geo.online.setup.SERVICES`, which is not needed for --help)."""
CACHE_VARIABLE = "ZONEMAP_ONLINE_CACHE"


def add_options(command: argparse.ArgumentParser, *, files: str) -> None:
    """Add what concerns online services; `files` says when answers go into files."""
    command.add_argument(
        "--online", type=_names, metavar="服务,…", default=[],
        help=f"离线找不到时依次询问这些在线服务：{'、'.join(NAMES)}（默认不联网）",
    )  # fmt: skip
    command.add_argument(
        "--online-cache", type=Path, metavar="DIR",
        help="在线答复的缓存文件夹（默认不留存；条款不允许存储的位置不写入）",
    )  # fmt: skip
    command.add_argument(
        "--online-endpoint", action="append", type=_endpoint, metavar="服务=URL", default=[],
        help="自建服务的地址，如 photon=http://localhost:2322",
    )  # fmt: skip
    command.add_argument(
        "--keep-vendor-coordinates", action="store_true",
        help=f"{files}也写出条款不允许存储的位置（天地图、高德），由使用者自行负责",
    )  # fmt: skip


def online_of(
    args: argparse.Namespace, *, files: bool, say: Callable[[str], object]
) -> Online | None:
    """
    Return the services that the options name, None for none.

    Parameters
    ----------
    args
        Options of `add_options`.
    files
        Whether answers go into files: then positions that may not be stored are held back.
    say
        Told, in one line, that a service is left out.

    Raises
    ------
    OnlineError
        If options do not go together, a key is missing, an address is none, or the cache folder
        cannot be written to.
    """
    if not args.online:
        extra = {
            "--online-cache": args.online_cache,
            "--online-endpoint": args.online_endpoint,
            "--keep-vendor-coordinates": args.keep_vendor_coordinates,
        }
        for option, given in extra.items():
            if given:
                raise OnlineError(f"{option} 要和 --online 一起用")
        return None
    from geo.online.asking import Online  # noqa: PLC0415 - not needed without the option
    from geo.online.setup import services_of  # noqa: PLC0415

    stored = os.environ.get(CACHE_VARIABLE, "")
    services = services_of(
        args.online,
        os.environ,
        endpoints=dict(args.online_endpoint),
        cache=args.online_cache or (Path(stored) if stored else None),
    )
    return Online(services, keep=args.keep_vendor_coordinates or not files, say=say)


def _names(text: str) -> list[str]:
    names = [part.strip() for part in text.split(",")]
    for name in names:
        if name not in NAMES:
            raise argparse.ArgumentTypeError(f"没有“{name}”，可用 {'、'.join(NAMES)}")
    return names


def _endpoint(text: str) -> tuple[str, str]:
    name, equals, url = text.partition("=")
    if not equals or name not in NAMES:
        expected = "应为“服务=URL”，如 photon=http://localhost:2322"
        raise argparse.ArgumentTypeError(f"{expected}，实际是 {text!r}")
    return name, url
