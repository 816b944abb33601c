"""The shipped facts, entered as if they had just been read: the ledger comes out again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seeds.district import District, load_district
from seeds.document import Document
from seeds.ledger import enter
from seeds.reading.found import COLUMNS, Found

YEAR_OF_REPORT_ONLY = {"徐汇区", "西岸"}
"""The district and its river front: people left out the year in which they exist."""


def documents(district: District) -> list[Document]:
    """Return stand-ins for the reports: known by their digest, as long, and with no text."""
    return [
        Document("字" * report.characters, report.file, sha256=report.sha256)
        for report in district.reports
    ]


def found(district: District) -> list[Found]:
    return [
        Found(**{column: getattr(mention, column) for column in COLUMNS})
        for mention in district.mentions
    ]


@pytest.fixture(scope="module")
def shipped() -> District:
    return load_district()


@pytest.fixture(scope="module")
def again(shipped: District) -> District:
    return enter(shipped, documents(shipped), found(shipped))


def test_each_mention_finds_its_project(shipped: District, again: District) -> None:
    before = [(mention.id, mention.project_id, mention.name) for mention in shipped.mentions]
    assert [(row.id, row.project_id, row.name) for row in again.mentions] == before


def test_projects_stand_as_people_wrote(shipped: District, again: District) -> None:
    changed = {
        new.name: new
        for old, new in zip(shipped.projects, again.projects, strict=True)
        if new != old
    }
    assert set(changed) == YEAR_OF_REPORT_ONLY


@pytest.mark.parametrize("number", range(5))
def test_one_report_alone_names_known_projects_only(number: int, shipped: District) -> None:
    report = shipped.reports[number].report
    rows = [row for row in found(shipped) if row.report == report]
    made = enter(shipped, [documents(shipped)[number]], rows)
    named = {row.project_id for row in shipped.mentions if row.report == report} - {""}
    assert {project.id for project in made.projects} == named
    assert len(made.projects) + len(made.lent) == len(shipped.projects)


def test_a_careless_reader_still_finds_what_is_known(shipped: District) -> None:
    """Kinds of sites mixed up, no zone, no parent, no address: one project a known name."""
    careless = [
        replace(row, kind=kind, zone_reported="", parent="", address="")
        for row in found(shipped)
        for kind in [{"heritage": "culture", "plot": "office_park"}.get(row.kind, row.kind)]
    ]
    made = enter(shipped, documents(shipped), careless)
    assert {project.id for project in made.projects} == {p.id for p in shipped.projects}
