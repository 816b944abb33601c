"""The options of `zonemap diff`, and what it tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from maps.text import json_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from layers.diff import Diff

TEXT = "比较两版数据：按编号列出新增、消失、移动、改名，阶段或功能区的变化"
_NAMES = {
    "points": "点",
    "lines": "线",
    "polygons": "面",
    "zones": "功能区",
    "unlocated": "未上图清单",
}
ENDINGS = (".csv", ".json", ".html")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `diff` alone understands."""
    about = "handoff 或 build 的输出：文件夹、zip，或其中一个 GeoJSON 文件"
    command.add_argument("old", type=Path, metavar="旧版", help=about)
    command.add_argument("new", type=Path, metavar="新版", help="同上")
    command.add_argument("--json", action="store_true", help="每条变化输出一行 JSON")
    command.add_argument("--all", action="store_true", help="每一类都全部列出，不只前 10 条")
    command.add_argument(
        "--out", type=Path, action="append", default=[], metavar="文件",
        help="另写成 .csv、.json 或 .html（地图页面）；可重复",
    )  # fmt: skip
    command.add_argument("--fail-on-changes", action="store_true", help="有变化时退出码为 1")


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """
    Compare two editions; return 1 if there are changes and the user asked to fail on them, else 0.

    Raises
    ------
    ZonemapError
        If one of them is no edition, or a file cannot be written.
    """
    from layers.diff import diff  # noqa: PLC0415 - after --help
    from layers.editions import read_edition  # noqa: PLC0415
    from layers.outputs import check_file, write_files  # noqa: PLC0415
    from maps.diff_told import told  # noqa: PLC0415

    _check_endings(args.out)
    for path in args.out:
        check_file(path)
    found = diff(read_edition(args.old), read_edition(args.new))
    for line in _left_out(found):
        warn(line)
    if args.out:
        write_files({path: (_content(path, found, args.district),) for path in args.out})
    if args.json:
        for row in _rows(found):
            say(json_line(row))
    else:
        for line in told(found, everything=args.all):
            say(line)
        for path in args.out:
            say(f"写入 {path}")
    return 1 if args.fail_on_changes and found.changes else 0


def _check_endings(paths: Sequence[Path]) -> None:
    """Refuse a file whose ending says nothing."""
    from layers.errors import OutputError  # noqa: PLC0415

    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise OutputError(f"--out 应以 {'、'.join(ENDINGS)} 结尾", path=str(path))


def _left_out(found: Diff) -> Iterator[str]:
    """Yield what only one of the editions holds, which is not compared."""
    for edition, other in ((found.old, found.new), (found.new, found.old)):
        missing = [name for name in _NAMES if name in other.holds - edition.holds]
        if edition.holds and missing:
            said = "、".join(_NAMES[name] for name in missing)
            yield f"{edition.name} 里没有{said}，这一部分不比较"


def _content(path: Path, found: Diff, district: Path | None) -> str:
    """Return what a file holds, by its ending."""
    if path.suffix.lower() == ".html":
        from maps.diff_page import diff_page_of  # noqa: PLC0415 - heavy

        return diff_page_of(found, district)
    if path.suffix.lower() == ".json":
        return _document(found)
    from layers.handoff.changes import changes_csv  # noqa: PLC0415

    return changes_csv(found)


def _document(found: Diff) -> str:
    """Return the difference as one JSON document."""
    content = {
        "old_version": found.old.version,
        "new_version": found.new.version,
        "counts": found.counts,
        "changes": _rows(found),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _rows(found: Diff) -> list[dict[str, object]]:
    from layers.handoff.changes import row_of  # noqa: PLC0415

    return [row_of(change) for change in found.changes]
