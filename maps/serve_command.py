"""The options of `zonemap serve`, and what it tells."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.serving.collection import Collection
    from maps.serving.folder import ServedFolder
    from maps.serving.running import Service

TEXT = "在本机提供 OGC API Features 服务，旁边是地图页面"
PORT, LAST_PORT = 8000, 65_535
_URL = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `serve` alone understands."""
    command.add_argument(
        "folder", nargs="?", type=Path, default=Path("out"), metavar="文件夹",
        help="handoff 或 build 写出的文件夹（默认 out）",
    )  # fmt: skip
    command.add_argument(
        "--host", default="127.0.0.1", metavar="地址",
        help="在哪个地址上监听（默认 127.0.0.1，只有本机能访问）",
    )  # fmt: skip
    command.add_argument(
        "--port", type=_port, metavar="端口", help=f"端口（默认 {PORT}；0 表示任选一个空闲的）"
    )
    command.add_argument(
        "--url", type=_url, metavar="网址",
        help="前面有代理时，读者访问用的网址，如 https://gis.example.org/zonemap",
    )  # fmt: skip
    command.add_argument(
        "--check", action="store_true", help="启动，自己访问一遍，然后结束；有不对的退出码为 1"
    )


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """Run the command; return the exit code."""
    from maps.serving.folder import read_folder  # noqa: PLC0415 - heavy
    from maps.serving.running import bound, is_loopback  # noqa: PLC0415

    folder = read_folder(args.folder, **_district(args))
    port = (0 if args.check else PORT) if args.port is None else args.port
    service = bound(folder, host=args.host, port=port, url=args.url or "", warn=warn)
    if args.check:
        return _checked(folder, service, say)
    if not is_loopback(args.host):
        warn(f"监听在 {args.host}：网络上能访问这台机器的人都能读到这些数据，没有密码")
    for line in _told(folder, service):
        say(line)
    service.run()
    say("已停止")
    return 0


def _district(args: argparse.Namespace) -> dict[str, str]:
    """Return what the district is called where the user names one."""
    if args.district is None:
        return {}
    from seeds.district import load_district  # noqa: PLC0415

    district = load_district(args.district)
    return {"name": district.name, "name_en": district.name_en}


def _told(folder: ServedFolder, service: Service) -> list[str]:
    """Return what people need to know of a running service."""
    counts = "，".join(f"{_short(item)} {len(item.rows)}" for item in folder.collections)
    title = " ".join(part for part in (folder.name, folder.edition) if part)
    lines = [f"{title}：{counts}" if title else counts]
    if folder.pages:
        lines.append(f"  地图：{service.url}/map/{folder.pages[0]}")
    return [
        *lines,
        f"  服务首页：{service.url}/",
        f"  OGC API：{service.url}/ （QGIS 里添加 OGC API - Features 时填这个地址）",
        f"  下载：{service.url}/files/",
        "按 Ctrl+C 停止",
    ]


def _short(item: Collection) -> str:
    """Return what a layer is called, in a word: 点."""
    return re.split("[：（]", item.title(english=False))[0]


def _checked(folder: ServedFolder, service: Service, say: Callable[[object], None]) -> int:
    """Ask the service itself; return 1 if an answer is wrong."""
    from maps.serving.selfcheck import checks  # noqa: PLC0415

    faults = 0
    with service.running():
        for name, fault in checks(folder, service.own):
            say(f"  {'不对' if fault else '通过'}  {name}{f'：{fault}' if fault else ''}")
            faults += bool(fault)
    say(f"{faults} 项不对" if faults else "全部通过")
    return 1 if faults else 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"应为 0 到 {LAST_PORT} 的整数，实际是 {text!r}")
    return int(text)


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"应为 http:// 或 https:// 开头、没有参数的网址，实际是 {text!r}"
        )
    return text.rstrip("/")
