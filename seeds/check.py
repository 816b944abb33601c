"""
The rules that the tables of a district folder keep among themselves.

The first breach is raised with file, line and column; an unbroken district passes silently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from seeds.errors import SeedError
from seeds.rules import Checker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seeds.district import District

ZONE_CODE = re.compile(r"[a-z][a-z0-9_]*")


def check_district(district: District) -> None:
    """
    Check every table against its rules and against the others.

    Raises
    ------
    SeedError
        At the first breach: a repeated id, an unknown word, zone, report or project, an offset
        outside its document, a name that no project bears, and the like.
    """
    everything = (*district.projects, *district.lent)
    project_names = {name for project in everything for name in project.names}
    check = Checker(
        district=district,
        reports={report.report: report for report in district.reports},
        zones=_checked_zones(district),
        projects={project.id: project for project in everything},
        project_names=project_names,
        names=project_names | {alias.alias for alias in district.aliases},
    )
    check.unique(district.reports, "report")
    check.unique(everything, "id")
    check.unique(district.mentions, "id")
    check.unique(district.locators, "name", "rank")
    check.unique(district.corrections, "id", "field", "old_value")
    check.unique(district.way_names, "osm_id")
    check.unique(district.accuracy, "method", "how")
    _check_each(district.reports, check.report)
    _check_each(district.projects, check.project)
    _check_each(district.aliases, check.alias)
    _check_each(district.mentions, check.mention)
    _check_each(district.traps, check.trap)
    _check_each(district.locators, check.locator)
    _check_each(district.addresses, check.address)
    _check_each(district.corrections, check.correction)
    _check_each(district.way_names, check.way_name)
    _check_each(district.accuracy, check.claim)
    _mentions_in_order(check)
    _projects_mentioned(check)
    _locators_ranked(check)


def _check_each(records: Iterable[Any], rule: Callable[[Any], None]) -> None:
    """Apply `rule` to each record."""
    for record in records:
        rule(record)


def _checked_zones(district: District) -> frozenset[str]:
    """Return the names of the zones of `zones.toml`, after checking codes and names."""
    table = str(district.folder / "zones.toml")
    zones = district.zone_rules.get("zone")
    if not isinstance(zones, list) or not zones:
        raise SeedError("应至少有一个 [[zone]]", table=table)
    seen: set[str] = set()
    for zone in zones:
        code, name = zone.get("code"), zone.get("name")
        if not isinstance(code, str) or not ZONE_CODE.fullmatch(code):
            message = f"[[zone]] 的 code 应为小写拉丁字母，实际是 {code!r}"
            raise SeedError(message, table=table)
        if not isinstance(name, str) or not name:
            raise SeedError(f"[[zone]] {code} 缺少 name", table=table)
        if seen & {code, name}:
            raise SeedError(f"[[zone]] 重复：{code} {name}", table=table)
        seen |= {code, name}
    return frozenset(str(zone["name"]) for zone in zones)


def _mentions_in_order(check: Checker) -> None:
    """Check that ids go with report, start and name."""
    last: tuple[str, int, str] = ("", 0, "")
    for mention in check.district.mentions:
        here = (mention.report, mention.start, mention.name)
        if here < last:
            check.refuse(mention, "start", "应按 report、start、name 的顺序排列")
        last = here


def _projects_mentioned(check: Checker) -> None:
    """Check that every project has a mention."""
    mentioned = {mention.project_id for mention in check.district.mentions}
    for project in check.district.projects:
        if project.id not in mentioned:
            check.refuse(project, "id", f"mentions.csv 中没有提到 {project.id}（{project.name}）")


def _locators_ranked(check: Checker) -> None:
    """Check that every located name has a best locator."""
    best = {fact.name for fact in check.district.locators if fact.rank == 1}
    for fact in check.district.locators:
        if fact.name not in best:
            check.refuse(fact, "rank", f"{fact.name!r} 没有 rank 为 1 的一行")
