"""The options of `zonemap handoff`, and what it tells."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from maps import approving, extract_command, onlining

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from layers.handoff.changes import Previous
    from maps.handing import Bundle
    from seeds.district import District

TEXT = "交付：各种格式、说明、质量报告、校验和，写成一套带版本的文件"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `handoff` alone understands."""
    extract_command.add_reports(command, nargs="*")
    command.add_argument(
        "--out", type=Path, default=Path("handoff"), help="输出文件夹（默认 handoff）"
    )
    command.add_argument(
        "--previous", type=Path, metavar="上一版",
        help="与这一版相比列出变化：文件夹或 zip（默认是输出文件夹里原有的一版）",
    )  # fmt: skip
    approving.add_option(command)
    onlining.add_options(command, files="")
    command.add_argument("--quiet", action="store_true", help="不显示进度条和小结")


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """
    Write a bundle; return 0.

    Raises
    ------
    ZonemapError
        If the facts, the reports or the previous bundle cannot be read, or the bundle cannot be
        written; what stood in the folder stands there still.
    """
    from layers.errors import OutputError  # noqa: PLC0415 - after --help
    from layers.outputs import OutputFolder  # noqa: PLC0415
    from maps.studio import beside  # noqa: PLC0415

    if args.encoding and not args.reports:
        raise OutputError("要和报告一起用", path="--encoding")
    online = onlining.online_of(args, files=True, say=warn)
    target = OutputFolder(args.out)
    target.check()
    with ExitStack() as stack:
        render = stack.enter_context(beside())
        from maps import handing  # noqa: PLC0415
        from maps.build import MAPS, build  # noqa: PLC0415
        from maps.progress import bar, stages  # noqa: PLC0415

        district = _district(args)
        progress = None if args.quiet else stack.enter_context(bar("定位"))
        made = build(
            district, parts=frozenset({MAPS}), progress=progress, render=render, online=online
        )
        delivery = handing.delivery_of(district, made)
        previous = _previous(args, delivery.edition.version)
        tell = (
            (lambda _: None)
            if args.quiet
            else stack.enter_context(stages(len(handing.WRITERS) + 1))
        )
        bundle = handing.bundle(delivery, made, previous=previous, say=tell)
    target.write(bundle.files, listing=bundle.listing)
    for name, why in bundle.left_out.items():
        warn(f"没有写 {name}：{why}")
    if not args.quiet:
        for line in _summary(bundle, args.out):
            say(line)
    return 0


def _district(args: argparse.Namespace) -> District:
    from seeds.district import load_district  # noqa: PLC0415

    district = approving.approved(load_district(args.district), args.approval)
    if args.reports:
        from maps.extracting import entered  # noqa: PLC0415

        district = entered(district, args.reports, encoding=args.encoding)
    return district


def _previous(args: argparse.Namespace, version: str) -> Previous | None:
    """Return the bundle to compare with: the one named, else the one that stands there."""
    from layers.handoff.changes import previous_bundle  # noqa: PLC0415

    return previous_bundle(args.previous, standing=args.out, version=version)


def _summary(bundle: Bundle, out: Path) -> Iterator[str]:
    """Yield what was written."""
    delivery = bundle.delivery
    edition = delivery.edition
    counts = "，".join(
        f"{sheet.title_zh.split('：')[0]} {len(sheet.features)}" for sheet in delivery.sheets
    )
    size = sum(len(content) for content in bundle.files.values()) / 1e6
    yield f"{edition.name} {edition.version}：{counts}，未上图 {len(delivery.unlocated)}"
    yield f"写入 {out}：{len(bundle.files) + 2} 个文件，{size:.1f} MB"
    yield "逐个核对：sha256sum -c SHA256SUMS"
