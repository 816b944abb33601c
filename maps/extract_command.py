"""The options of `zonemap extract`, which of them go together, and what is written for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from maps.extracting import Extraction
    from seeds.document import Document

ENDINGS = (".csv", ".json", ".geojson")


def add_reports(command: argparse.ArgumentParser, *, nargs: str) -> None:
    """Add what names the reports to read."""
    command.add_argument(
        "reports", nargs=nargs, type=Path, metavar="报告",
        help="txt、md、html、docx、pdf 文件，- 为标准输入",
    )  # fmt: skip
    command.add_argument("--encoding", help="文本文件的编码，如 gb18030（默认自动判断）")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `extract` alone understands."""
    add_reports(command, nargs="+")
    command.add_argument(
        "--out", type=Path, help="写到这个文件：.csv、.json，或定位之后的 .geojson"
    )
    command.add_argument("--html", type=Path, help="把一份报告写成网页，每处地点就地标出")
    command.add_argument("--text", action="store_true", help="只输出读到的文字，位置都以它为准")
    command.add_argument("--blind", action="store_true", help="不借用任何区县的名称")
    command.add_argument("--quiet", action="store_true", help="不显示小结")


def refusal(args: argparse.Namespace) -> str:
    """Return why these options do not go together, "" if they do."""
    ending = args.out.suffix.lower() if args.out else ""
    outputs = [os.path.realpath(path) for path in targets(args)]
    inputs = {os.path.realpath(path) for path in args.reports}
    wrongs = (
        (args.out and ending not in ENDINGS, f"--out 应以 {'、'.join(ENDINGS)} 结尾，实际是 "),
        (ending == ".geojson" and args.blind, ".geojson 要定位，不能和 --blind 一起用"),
        (args.html and len(args.reports) > 1, "--html 一次只写一份报告"),
        (args.text and len(args.reports) > 1, "--text 一次只输出一份报告"),
        (args.text and outputs, "--text 只输出文字，不和 --out、--html 一起用"),
        (args.blind and args.district, "--blind 不用任何区县文件夹，不和 --district 一起用"),
        (len(set(outputs)) < len(outputs), "--out 和 --html 不能是同一个文件"),
        (not inputs.isdisjoint(outputs), "输出不能写在报告自己的位置上"),
    )
    reason = next((reason for wrong, reason in wrongs if wrong), "")
    came = repr(args.out.name) if reason.endswith("实际是 ") else ""
    return f"extract 的 {reason}{came}" if reason else ""


def targets(args: argparse.Namespace) -> list[Path]:
    """Return the files to write."""
    return [path for path in (args.out, args.html) if path]


def write(args: argparse.Namespace, extraction: Extraction, documents: list[Document]) -> None:
    """Read, and write what was asked for: all of it or nothing; a table alone as it is read."""
    from layers.outputs import write_files  # noqa: PLC0415
    from maps import extracting  # noqa: PLC0415

    ending = args.out.suffix.lower() if args.out else ""
    if not args.html and ending != extracting.GEOJSON:
        rows = extraction.read(documents)
        if args.out:
            write_files({args.out: extracting.TABLES[ending](rows)})
        for _ in rows:  # without a file the mentions are only counted
            pass
        return
    found = list(extraction.read(documents))
    files: dict[Path, Iterable[str | bytes]] = {}
    if ending == extracting.GEOJSON:
        files[args.out] = (extraction.located(documents, found),)
    elif ending:
        files[args.out] = extracting.TABLES[ending](found)
    if args.html:
        from maps.review import review_page  # noqa: PLC0415

        files[args.html] = (review_page(extraction.noted(documents[0]), found),)
    write_files(files)
