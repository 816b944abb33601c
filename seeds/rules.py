"""
The rules that one row of a district table keeps by itself and towards what it refers to.

A breach is raised at once, with file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from seeds.errors import SeedError
from seeds.vocabulary import (
    CERTAINTIES,
    CORRECTABLE,
    KINDS,
    LOCATOR_METHODS,
    METHODS,
    PLACEABLE,
    STAGES,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from seeds.district import District
    from seeds.records import (
        Alias,
        Correction,
        KnownAddress,
        LocatorFact,
        MeasuredClaim,
        Mention,
        Project,
        Record,
        Report,
        Trap,
        WayName,
    )

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
REPORT_DATE = re.compile(r"(\d{4}(-\d{2}){0,2})?")
YEAR = re.compile(r"(\d{4}(-\d{4})?)?")
MENTION_ID = re.compile(r"M\d{4,}")
PROJECT_ID = re.compile(r"[A-Z]{2}\d{4,}|N[A-Z2-7]{10}")
SHA256 = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[1-9][0-9]*")
POSITION = re.compile(r"(-?\d+(?:\.\d+)?)[ ,，]+(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules, with what each table may refer to."""

    district: District
    reports: Mapping[str, Report]
    zones: Collection[str]
    projects: Mapping[str, Project]
    project_names: Collection[str]
    names: Collection[str]

    def refuse(self, record: Record, column: str, message: str) -> NoReturn:
        """Raise, saying where."""
        table = str(self.district.folder / record.TABLE)
        raise SeedError(message, table=table, line=record.line or None, column=column)

    def filled(self, record: Record, *columns: str) -> None:
        """Refuse an empty cell, and one that begins or ends with a blank."""
        for column in columns:
            value = getattr(record, column)
            if not value:
                self.refuse(record, column, "不应为空")
            if value != value.strip():
                self.refuse(record, column, f"首尾不应有空白，实际是 {value!r}")

    def matches(self, record: Record, column: str, pattern: re.Pattern[str], example: str) -> None:
        """Refuse a value of another form."""
        value = getattr(record, column)
        if not pattern.fullmatch(value):
            self.refuse(record, column, f"应形如 {example}，实际是 {value!r}")

    def word(self, record: Record, column: str, words: Collection[str], *, empty: bool) -> None:
        """Refuse a word that is not listed."""
        value = getattr(record, column)
        if value not in words and not (empty and value == ""):
            listed = "、".join(sorted(words) if isinstance(words, frozenset) else words)
            self.refuse(record, column, f"不认识 {value!r}；应为 {listed} 之一")

    def known_report(self, record: Record, column: str, *, empty: bool = False) -> None:
        """Refuse a report that `reports.csv` does not list."""
        self.word(record, column, self.reports, empty=empty)

    def unique(self, records: Iterable[Record], *columns: str) -> None:
        """Refuse the second record with the same values."""
        seen: dict[tuple[object, ...], Record] = {}
        for record in records:
            key = tuple(getattr(record, column) for column in columns)
            first = seen.setdefault(key, record)
            if first is not record:
                value = " ".join(str(part) for part in key)
                message = f"{value!r} 重复，第 {first.line} 行已有"
                self.refuse(record, columns[0], message)

    def report(self, report: Report) -> None:
        """Check one row of `reports.csv`."""
        self.filled(report, "report", "title", "file")
        self.matches(report, "date", REPORT_DATE, "2025、2025-01 或 2025-01-17")
        self.matches(report, "sha256", SHA256, "64 位小写十六进制数")
        if "/" in report.file or "\\" in report.file:
            self.refuse(report, "file", f"应为不含路径的文件名，实际是 {report.file!r}")
        if report.characters < 1:
            self.refuse(report, "characters", "应至少为 1")

    def project(self, project: Project) -> None:
        """Check one row of `projects.csv`."""
        self.filled(project, "id", "name", "label")
        self.matches(project, "id", PROJECT_ID, "XH0001")
        self.word(project, "kind", KINDS, empty=False)
        self.word(project, "stage", STAGES, empty=True)
        self.word(project, "placeable", [word for word in PLACEABLE if word != "no"], empty=False)
        self.word(project, "zone_reported", self.zones, empty=True)
        self.matches(project, "year", YEAR, "2025 或 2021-2025")
        self.known_report(project, "first_seen")
        self.known_report(project, "last_seen")
        first, last = (self.reports[key] for key in (project.first_seen, project.last_seen))
        if first.date and last.date and first.date > last.date:
            message = f"{first.report} 的日期（{first.date}）晚于 last_seen {last.report}"
            self.refuse(project, "first_seen", message)
        if len(set(project.names)) != len(project.names):
            self.refuse(project, "aliases", f"别名重复：{project.aliases!r}")

    def alias(self, alias: Alias) -> None:
        """Check one row of `aliases.csv`."""
        self.filled(alias, "alias", "name")
        self.known_report(alias, "report", empty=True)
        if alias.name not in self.zones and alias.name not in self.project_names:
            message = f"{alias.name!r} 既不是项目或其别名，也不是功能区"
            self.refuse(alias, "name", message)

    def mention(self, mention: Mention) -> None:
        """Check one row of `mentions.csv`."""
        trap = mention.placeable == "no"
        self.filled(mention, "id", "written", "name")
        self.matches(mention, "id", MENTION_ID, "M0001")
        self.known_report(mention, "report")
        self.word(mention, "kind", KINDS, empty=trap)
        self.word(mention, "stage", STAGES, empty=True)
        self.word(mention, "placeable", PLACEABLE, empty=False)
        self.word(mention, "zone_reported", self.zones, empty=True)
        self.matches(mention, "year", YEAR, "2025 或 2021-2025")
        self.span(mention)
        if trap and mention.project_id:
            self.refuse(mention, "project_id", "placeable 为 no 时应为空")
        if not trap:
            self.mentioned_project(mention)

    def span(self, mention: Mention) -> None:
        """Check that the offsets lie in order and inside the document."""
        length = self.reports[mention.report].characters
        if mention.start >= mention.end:
            message = f"应大于 start（{mention.start}），实际是 {mention.end}"
            self.refuse(mention, "end", message)
        if mention.end > length:
            message = f"超出报告 {mention.report}（共 {length} 字），实际是 {mention.end}"
            self.refuse(mention, "end", message)

    def mentioned_project(self, mention: Mention) -> None:
        """Check that the project exists and bears the name."""
        project = self.projects.get(mention.project_id)
        if project is None:
            message = f"projects.csv 中没有 {mention.project_id!r}"
            self.refuse(mention, "project_id", message)
        if mention.name not in project.names:
            message = f"{mention.name!r} 不是 {project.id}（{project.name}）的名称或别名"
            self.refuse(mention, "name", message)

    def trap(self, trap: Trap) -> None:
        """Check one row of `traps.csv`."""
        self.filled(trap, "name", "reason")
        self.known_report(trap, "report")
        length = self.reports[trap.report].characters
        if trap.start >= length:
            message = f"超出报告 {trap.report}（共 {length} 字），实际是 {trap.start}"
            self.refuse(trap, "start", message)

    def locator(self, fact: LocatorFact) -> None:
        """Check one row of `locators.csv`."""
        self.filled(fact, "name", "source_type", "checkable_by")
        if fact.name not in self.names:
            self.refuse(fact, "name", f"没有项目或别名叫 {fact.name!r}")
        self.word(fact, "method", LOCATOR_METHODS, empty=False)
        self.word(fact, "certainty", CERTAINTIES, empty=False)
        if fact.rank < 1:
            self.refuse(fact, "rank", "应从 1 起")
        for number in range(1, LOCATOR_METHODS[fact.method] + 1):
            self.filled(fact, f"arg{number}")
        if fact.method in ("osm", "point"):
            self.position(fact, "arg1", "arg2")
        if fact.method != "none" and not (fact.accuracy_m is not None and fact.accuracy_m > 0):
            self.refuse(fact, "accuracy_m", f"应为正的米数，实际是 {fact.accuracy_m!r}")

    def address(self, address: KnownAddress) -> None:
        """Check one row of `addresses.csv`."""
        self.filled(address, "road", "number", "unit", "source")
        self.matches(address, "number", NUMBER, "341")
        self.position(address, "lon", "lat")

    def position(self, record: Record, lon: str, lat: str) -> None:
        """Check that a longitude and a latitude lie inside the district's frame."""
        west, south, east, north = self.district.bbox
        for column, low, high in ((lon, west, east), (lat, south, north)):
            raw = getattr(record, column)
            try:
                inside = low <= float(raw) <= high
            except (TypeError, ValueError):
                inside = False
            if not inside:
                message = f"应为 {low} 到 {high} 之间的度数（WGS-84），实际是 {raw!r}"
                self.refuse(record, column, message)

    def correction(self, correction: Correction) -> None:
        """Check one row of `corrections.csv`."""
        self.filled(correction, "id", "reason", "editor")
        self.word(correction, "field", CORRECTABLE, empty=False)
        if correction.id not in self.projects:
            self.refuse(correction, "id", f"projects.csv 中没有 {correction.id!r}")
        self.matches(correction, "date", DATE, "2025-01-17")
        if correction.field == "position":
            self.corrected_position(correction)

    def corrected_position(self, correction: Correction) -> None:
        """Check that every position written in a correction lies inside the district's frame."""
        west, south, east, north = self.district.bbox
        for lon, lat in POSITION.findall(correction.new_value):
            if not (west <= float(lon) <= east and south <= float(lat) <= north):
                message = (
                    f"应在经度 {west} 到 {east}、纬度 {south} 到 {north} 之间"
                    f"（WGS-84，经度在前），实际是 {lon},{lat}"
                )
                self.refuse(correction, "new_value", message)

    def way_name(self, way: WayName) -> None:
        """Check one row of `way_names.csv`."""
        self.filled(way, "name", "source")
        self.word(way, "certainty", CERTAINTIES, empty=False)

    def claim(self, claim: MeasuredClaim) -> None:
        """Check one row of `accuracy.csv`."""
        self.word(claim, "method", METHODS, empty=False)
        self.filled(claim, "how", "basis")
        if claim.within > 1:
            self.refuse(claim, "within", f"应在 0 到 1 之间，实际是 {claim.within}")
