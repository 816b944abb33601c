"""Sources, attribution, version: every source once, with what must be shown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from layers.handoff import sources

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery


def files(delivery: Delivery) -> dict[str, str]:
    return {part.path: part.content.decode() for part in sources.parts(delivery)}


def rows(delivery: Delivery) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(delivery)["source_versions.csv"], newline="")))


def test_every_report_table_source_and_program_has_a_row(shipped_delivery: Delivery) -> None:
    edition = shipped_delivery.edition
    found = [(row["kind"], row["source"]) for row in rows(shipped_delivery)]
    assert found == [
        *(("report", report.report) for report in edition.reports),
        *(("openstreetmap", table) for table in edition.snapshots),
        *(("source", source.name) for source in edition.sources),
        ("software", "zonemap"),
    ]


def test_a_report_is_known_by_date_digest_and_length(shipped_delivery: Delivery) -> None:
    found = {row["source"]: row for row in rows(shipped_delivery) if row["kind"] == "report"}
    for report in shipped_delivery.edition.reports:
        row = found[report.report]
        assert row["title"] == report.title
        assert row["publisher"] == report.publisher
        assert row["version"] == report.date
        assert row["sha256"] == report.sha256
        assert row["characters"] == str(report.characters)
        assert int(row["places"]) > 0
    assert int(found["003"]["places"]) > int(found["004"]["places"])


def test_a_report_counts_the_places_that_it_names(town_delivery: Delivery) -> None:
    (row,) = (row for row in rows(town_delivery) if row["kind"] == "report")
    assert row["places"] == "6"


def test_extracts_have_their_dates_and_the_program_its_version(shipped_delivery: Delivery) -> None:
    found = {row["source"]: row["version"] for row in rows(shipped_delivery)}
    assert found["roads"] == shipped_delivery.edition.snapshots["roads"]
    assert found["zonemap"] == version("zonemap")


def test_the_attribution_says_all_that_must_be_shown(shipped_delivery: Delivery) -> None:
    text = files(shipped_delivery)["ATTRIBUTION.txt"]
    for needed in (
        "© OpenStreetMap contributors, ODbL 1.0 · zonemap",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "https://www.openstreetmap.org/copyright",
        "审图号 / Map approval number: 待填 / to be filled in by the publisher",
        "相同方式共享",
        "share-alike",
        "没有 GCJ-02 偏移",
        "只由市主管部门转换",
        "indicative, not legal borders",
    ):
        assert needed in text
    for source in shipped_delivery.edition.sources:
        assert source.attribution in text
    for report in shipped_delivery.edition.reports:
        assert report.title in text


def test_a_number_of_approval_fills_its_slot(town_delivery: Delivery) -> None:
    edition = replace(town_delivery.edition, approval="沪S（2026）001号")
    text = files(replace(town_delivery, edition=edition))["ATTRIBUTION.txt"]
    assert "审图号 / Map approval number: 沪S（2026）001号\n" in text


def test_official_outlines_are_not_called_indicative(town_delivery: Delivery) -> None:
    zones = replace(
        town_delivery.zones,
        zones=tuple(replace(zone, indicative=False) for zone in town_delivery.zones.zones),
    )
    text = files(replace(town_delivery, zones=zones))["ATTRIBUTION.txt"]
    assert "indicative" not in text
    assert "those of the official file" in text


def test_the_version_is_the_first_line(town_delivery: Delivery) -> None:
    edition = town_delivery.edition
    assert files(town_delivery)["version.txt"] == f"{edition.version}\n{edition.date}\n"


def test_hostile_names_start_no_line_and_no_formula(
    town_delivery: Delivery, hostile_delivery: Delivery
) -> None:
    found, usual = files(hostile_delivery), files(town_delivery)
    for row in rows(hostile_delivery):
        assert all(not cell.startswith(("=", "+", "@")) for cell in row.values())
        assert set(row) == set(sources.COLUMNS)
    assert found["ATTRIBUTION.txt"].count("\n") == usual["ATTRIBUTION.txt"].count("\n") + 1
    assert not set("\x00\x1b\u202e\ufffe") & set("".join(found.values()))


def test_the_same_delivery_gives_the_same_files(town_delivery: Delivery) -> None:
    assert sources.parts(town_delivery) == sources.parts(town_delivery)
