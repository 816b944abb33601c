"""`zonemap check`: its options, what it tells of each file, and the repaired copy."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from layers.errors import OutputError
from maps.text import json_line, plain_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from layers.checking.finding import Finding
    from layers.checking.reading import Document
    from seeds.district import District

TEXT = (
    "检查 GeoJSON 文件：格式（RFC 7946）、图形、属性、坐标，本程序的文件还查字段；"
    "有错误时退出码为 1，打不开时为 2"
)
SHOWN = 5
"""So many findings of one rule are told one by one, unless all are asked for."""
_WORDS = {"error": "错误", "warning": "警告", "note": "提示"}


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `check` alone understands."""
    command.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="GeoJSON 文件，坐标应为 WGS-84 经纬度"
    )
    command.add_argument("--json", action="store_true", help="每条发现输出一行 JSON")
    command.add_argument("--all", action="store_true", help="同一规则的发现全部列出")
    command.add_argument("--strict", action="store_true", help="有警告时退出码也为 1")
    command.add_argument(
        "--fix", action="store_true", help="把能确定的改好，写成旁边的 *.fixed.geojson；原文件不动"
    )
    command.add_argument(
        "--out", type=Path, metavar="文件", help="修好的副本写到这里（只给一个文件时）"
    )
    command.add_argument("--force", action="store_true", help="副本已有时也写")


class FileChecks:
    """
    Checks files one after the other.

    Parameters
    ----------
    district
        What they are checked against.
    args
        The options.

    Attributes
    ----------
    counts
        Findings so far by severity.
    """

    def __init__(self, district: District, args: argparse.Namespace) -> None:
        from geo.gazetteer import Gazetteer  # noqa: PLC0415 - after --help
        from layers.checking.checker import Checker  # noqa: PLC0415

        if args.out is not None and (len(args.files) > 1 or not args.fix):
            message = "--out 要和 --fix 一起用，并且只给一个文件"
            raise OutputError(message, path=str(args.out))
        self._checker = Checker(Gazetteer(district.folder / "gazetteer"), district.name)
        self._args = args
        self.counts: Counter[str] = Counter()

    @property
    def failed(self) -> bool:
        """Whether something was found that the user asked to fail on."""
        return bool(self.counts["error"] or (self._args.strict and self.counts["warning"]))

    def lines(self, path: Path) -> Iterator[str]:
        """
        Check a file and yield what to tell of it.

        Raises
        ------
        ZonemapError
            If the file, or the district's gazetteer, cannot be read, or the copy not be written.
        """
        from layers.checking.reading import read_document  # noqa: PLC0415

        document = read_document(path)
        findings = self._checker.check(document)
        self.counts.update(finding.severity for finding in findings)
        if self._args.json:
            yield from (json_line(finding.as_row()) for finding in findings)
        else:
            yield from _grouped(findings, every=self._args.all)
            if not findings:
                yield plain_text(f"{path}：{len(document.rows)} 个要素，没有发现问题")
        if self._args.fix:
            told = self._fixed(document, findings)
            yield from () if self._args.json else told

    def last(self) -> str:
        """Return the line that counts."""
        counted = "、".join(f"{word} {self.counts[key]} 处" for key, word in _WORDS.items())
        return f"共 {len(self._args.files)} 个文件：{counted}"

    def _fixed(self, document: Document, findings: list[Finding]) -> list[str]:
        """Write the repaired copy and return what to tell of it."""
        from layers.checking.fixing import repaired  # noqa: PLC0415
        from layers.outputs import write_file  # noqa: PLC0415

        path = document.path
        if not any(finding.fixable for finding in findings):
            return [plain_text(f"{path}：没有可以自动修的，没有写副本")]
        target = self._args.out or path.with_name(f"{path.stem}.fixed.geojson")
        _check_target(path, target, force=self._args.force)
        made = repaired(document, self._checker, findings)
        write_file(target, made.text.encode("utf-8", "surrogatepass"))
        lines = [f"{target}：已修 {len(made.done)} 处，原文件未动"]
        lines += [f"{target}：{_done(rule, found)}" for rule, found in _by_rule(made.done)]
        rest = [finding for finding in made.rest if finding.severity != "note"]
        what = "、".join(f"{rule} {len(found)} 处" for rule, found in _by_rule(rest))
        lines.append(f"{target}：" + (f"还要人处理：{what}" if rest else "没有错误和警告了"))
        return [plain_text(line) for line in lines]


def _check_target(path: Path, target: Path, *, force: bool) -> None:
    """Refuse a copy that would take the place of the file, or of another."""
    from layers.outputs import check_file  # noqa: PLC0415

    check_file(target)
    if target.exists():
        if target.samefile(path):
            message = "副本不能写在原文件上，请用 --out 换一个名称"
            raise OutputError(message, path=str(target))
        if not force:
            message = "已有这个文件，没有覆盖；要覆盖请加 --force"
            raise OutputError(message, path=str(target))


def _by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings by rule, in the order in which rules first occur."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    return list(found.items())


def _grouped(findings: list[Finding], *, every: bool) -> Iterator[str]:
    """Yield a line for each finding, those of a rule together, gravest first."""
    groups = _by_rule(findings)
    for severity, word in _WORDS.items():
        for rule, group in groups:
            if group[0].severity != severity:
                continue
            shown = group if every or len(group) <= SHOWN + 1 else group[:SHOWN]
            yield from map(_told, shown)
            if len(shown) < len(group):
                more = len(group) - len(shown)
                line = f"{group[0].file}：{word}：另有 {more} 处同样的（{rule}），用 --all 全部列出"
                yield plain_text(line)


def _told(finding: Finding) -> str:
    where = finding.file
    if finding.index is not None:
        where += f" 要素 {finding.feature}（第 {finding.index} 个，第 {finding.line} 行）"
    mend = f"。{finding.mend}" if finding.mend else ""
    told = f"{where}：{_WORDS[finding.severity]}：{finding.message}{mend}（{finding.rule}）"
    return plain_text(told)


def _done(rule: str, findings: list[Finding]) -> str:
    """Return what was mended under one rule."""
    first = findings[0]
    name = f"要素 {first.feature}：" if first.index is not None else ""
    more = f" 等 {len(findings)} 处" if len(findings) > 1 else ""
    return f"已修 {name}{first.message}{more}（{rule}）"
