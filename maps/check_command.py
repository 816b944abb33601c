"""The options of `zonemap check`, and what it tells of each file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maps.text import json_line, plain_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from layers.file_check import Finding
    from seeds.district import District

_WORDS = {"warning": "警告", "note": "提示"}


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `check` alone understands."""
    command.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="GeoJSON 文件，坐标应为 WGS-84 经纬度"
    )
    command.add_argument("--json", action="store_true", help="每条发现输出一行 JSON")


class FileChecks:
    """
    Checks files one after the other.

    Parameters
    ----------
    district
        What they are checked against.
    as_json
        Whether findings are told as JSON.
    """

    def __init__(self, district: District, *, as_json: bool) -> None:
        from geo.gazetteer import Gazetteer  # noqa: PLC0415 - after --help
        from layers.file_check import Checker  # noqa: PLC0415

        self._checker = Checker(Gazetteer(district.folder / "gazetteer"), district.name)
        self._as_json = as_json
        self.warned = False

    def lines(self, path: Path) -> Iterator[str]:
        """
        Check a file and yield what to tell of it.

        Raises
        ------
        ZonemapError
            If the file, or the district's gazetteer, cannot be read.
        """
        from layers.file_check import WARNING  # noqa: PLC0415
        from layers.geojson_reader import read_geojson  # noqa: PLC0415

        file = read_geojson(path)
        findings = self._checker.check(file)
        self.warned = self.warned or any(found.severity == WARNING for found in findings)
        for finding in findings:
            yield _as_json(finding) if self._as_json else _told(finding)
        if not findings and not self._as_json:
            yield plain_text(f"{path}：{len(file.items)} 个要素，没有发现问题")


def _as_json(finding: Finding) -> str:
    return json_line(finding.as_row())


def _told(finding: Finding) -> str:
    where = f"{finding.file} {finding.feature}".strip()
    mend = f"。{finding.mend}" if finding.mend else ""
    told = f"{where}：{_WORDS[finding.severity]}：{finding.message}{mend}（{finding.rule}）"
    return plain_text(told)
