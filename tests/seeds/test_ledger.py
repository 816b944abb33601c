from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seeds.district import District, load_district
from seeds.document import Document
from seeds.errors import SeedError
from seeds.ledger import enter
from seeds.reading.found import COLUMNS, Found
from seeds.records import Mention
from seeds.report_ids import report_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

OLD = Document("旧" * 40, "old.txt", sha256="0" * 64)
NEW = Document("新" * 40, "new.txt", sha256="1" * 64)
NEXT = Document("# 新桥区来年计划\n\n（2025年12月30日通过）\n" + "年" * 400, "next.txt")
OTHER = Document("又" * 400, "other.md")
NEXT_ID, OTHER_ID = (report_id(document, None) for document in (NEXT, OTHER))


@pytest.fixture
def district(tiny_district: Path) -> District:
    return load_district(tiny_district)


def found(name: str, kind: str = "other", start: int = 0, **more: Any) -> Found:
    report, table = more.pop("report", NEXT_ID), more.pop("table", "")
    end = start + len(name)
    return Found(report, table, "", start, end, more.pop("written", name), name, kind, **more)


def entered(district: District, *rows: Found) -> District:
    documents = {"000": OLD, "001": NEW, NEXT_ID: NEXT, OTHER_ID: OTHER}
    named = {row.report for row in rows}
    return enter(district, [documents[report] for report in sorted(named)], rows)


def ids(district: District) -> dict[str, str]:
    return {project.label: project.id for project in district.projects}


def as_found(mentions: Iterable[Mention]) -> list[Found]:
    return [Found(**{column: getattr(row, column) for column in COLUMNS}) for row in mentions]


def test_what_the_folder_tells_comes_out_again(district: District) -> None:
    again = enter(district, [NEW, OLD], as_found(district.mentions))
    assert again.projects == district.projects
    assert again.reports == district.reports
    assert [(m.project_id, m.name) for m in again.mentions] == [
        (m.project_id, m.name) for m in district.mentions
    ]
    assert [trap.name for trap in again.traps] == ["老桥大学"]
    assert again.lent == ()


def test_known_project_keeps_what_people_wrote_and_takes_the_news(district: District) -> None:
    said = found(
        "青松 公园", "green", status="闭园改造", stage="building", year="2026", zone_reported="西片"
    )
    (project,) = entered(district, said).projects
    before = district.projects[0]
    kept = ("id", "name", "label", "name_en", "kind", "aliases", "placeable", "note")
    assert [getattr(project, key) for key in kept] == [getattr(before, key) for key in kept]
    assert (project.status, project.stage, project.year) == ("闭园改造", "building", "2026")
    assert (project.zone_reported, project.first_seen) == ("西片", NEXT_ID)


def test_projects_that_are_not_named_lend_their_facts(district: District) -> None:
    made = entered(district, found("青松公园", "park"))
    assert [project.id for project in made.projects] == ["XH0001"]
    assert [project.id for project in made.lent] == ["XH0002"]
    assert made.locators == district.locators


def test_new_project(district: District) -> None:
    made = entered(district, found("白桦馆", "culture", status="开工", stage="started"))
    (project,) = made.projects
    assert (project.name, project.kind, project.placeable) == ("白桦馆", "culture", "yes")
    assert (project.stage, project.year) == ("started", "2025")  # the year of the report
    assert project.id.startswith("N")
    assert made.mentions[0].project_id == project.id


def test_new_report_is_entered(district: District) -> None:
    (report,) = entered(district, found("白桦馆")).reports
    assert (report.report, report.title, report.date) == (NEXT_ID, "新桥区来年计划", "2025-12-30")


def test_label_of_a_stretch_names_its_ends(district: District) -> None:
    ends: dict[str, Any] = {"road_from": "北河路", "road_to": "南河路"}
    made = entered(district, found("白桦路", "road_segment", placeable="line", **ends))
    (project,) = made.projects
    assert (project.name, project.label) == ("白桦路", "白桦路（北河路-南河路）")
    assert project.placeable == "line"


def test_a_stretch_without_ends_is_a_road(district: District) -> None:
    (project,) = entered(district, found("白桦路", "road_segment")).projects
    assert project.kind == "road"


def test_reversed_ends_are_one_project(district: District) -> None:
    there = found("白桦路", "road_segment", road_from="北河路", road_to="南河路")
    back = found("白桦路", "road_segment", 50, road_from="南河路", road_to="北河路")
    made = entered(district, there, back)
    assert ids(made).keys() == {"白桦路（北河路-南河路）"}
    assert len(made.mentions) == 2


def test_several_contexts_are_several_mentions_of_one_project(district: District) -> None:
    rows = [
        found("白桦馆", "culture", 9, table="表3", status="开工", stage="started", year="2025"),
        found("白桦馆", "culture", 99, table="表9", status="竣工", stage="done", year="2026"),
        found("白桦馆", "culture", 199, stage="existing", year="2026"),
    ]
    made = entered(district, *rows)
    assert [mention.id for mention in made.mentions] == ["M0001", "M0002", "M0003"]
    (project,) = made.projects
    assert (project.status, project.stage, project.year) == ("竣工", "done", "2026")


def test_two_works_at_one_address(district: District) -> None:
    at: dict[str, Any] = {"address": "北河路12号"}
    made = entered(district, found("北河路12号", **at), found("北河路12号公厕", start=30, **at))
    assert len(made.projects) == 2


def test_one_name_in_two_zones_is_one_project_in_doubt(district: District) -> None:
    """Only the name can tell; that the zones differ is left to be seen in the mentions."""
    rows = [found("白桦馆", start=i, zone_reported=z) for i, z in ((0, "东片"), (50, "西片"))]
    made = entered(district, *rows)
    assert len(made.projects) == 1
    assert {mention.zone_reported for mention in made.mentions} == {"东片", "西片"}


def test_one_class_name_in_two_zones_is_two_projects(district: District) -> None:
    rows = [found("社区公园", "park", i, zone_reported=z) for i, z in ((0, "东片"), (50, "西片"))]
    made = entered(district, *rows)
    assert set(ids(made)) == {"社区公园（东片）", "社区公园（西片）"}


def test_ambiguous_name_is_entered_anew_and_says_so(district: District) -> None:
    twin = replace(district.projects[0], id="XH0003", aliases="")
    district = replace(district, projects=(*district.projects, twin))
    (project,) = entered(district, found("青松公园", "park")).projects
    assert project.id.startswith("N")
    assert "XH0001、XH0003" in project.note
    assert project.label == "青松公园（公园）"


def test_trap_is_kept_with_its_reason(district: District) -> None:
    row = found("老桥大学", "", placeable="no", note="在外地")
    made = entered(district, row, found("虚空间", "rocket", 20, placeable="no"))
    assert made.projects == ()
    assert [(trap.name, trap.reason) for trap in made.traps] == [
        ("老桥大学", "在外地"),
        ("虚空间", "未写明原因"),
    ]
    assert {mention.project_id for mention in made.mentions} == {""}


def test_words_outside_the_lists_are_left_out(district: District) -> None:
    odd = found(
        "白桦馆", "rocket", stage="soon", year="去年", zone_reported="南片", placeable="maybe"
    )
    (project,) = entered(district, odd).projects
    said = (project.kind, project.stage, project.year, project.zone_reported, project.placeable)
    assert said == ("other", "", "", "", "yes")


def test_variant_of_a_zone_is_the_zone(district: District) -> None:
    zones = [
        {**zone, "variants": [f"{zone['name']}功能区"]} for zone in district.zone_rules["zone"]
    ]
    district = replace(district, zone_rules={"zone": zones})
    (project,) = entered(district, found("白桦馆", zone_reported="西片功能区")).projects
    assert project.zone_reported == "西片"


def test_new_spelling_of_a_known_place_becomes_an_alias(district: District) -> None:
    made = entered(district, found("青松公园改造工程", "park"))
    (project,) = made.projects
    assert project.aliases == "松公园;青松园;青松公园改造工程"
    assert made.mentions[0].name == "青松公园改造工程"


def test_label_is_said_of_the_projects_name(district: District) -> None:
    ends: dict[str, Any] = {"road_from": "北河路", "road_to": "南河路"}
    made = entered(district, found("红叶路（北河路至南河路）", "road_segment", **ends))
    assert made.mentions[0].project_id == "XH0002"


def test_latest_report_wins_and_is_seen_last(district: District) -> None:
    rows = [
        found("青松公园", "park", report="001", status="开放", stage="open", year="2024"),
        found("青松公园", "park", status="扩建", stage="started", year="2026"),
        found("青松公园", "park", report=OTHER_ID, status="谋划", stage="proposed", year="2019"),
    ]
    (project,) = entered(district, *rows).projects
    assert (project.status, project.first_seen) == ("扩建", OTHER_ID)
    assert project.last_seen == NEXT_ID


def test_row_of_a_report_that_is_not_given(district: District) -> None:
    with pytest.raises(SeedError, match="report 列：报告应为 000 之一，实际是 '001'"):
        enter(district, [OLD], [found("白桦馆", report="001")])


def test_row_outside_its_report(district: District) -> None:
    with pytest.raises(SeedError, match="超出报告"):
        entered(district, found("白桦馆", start=9999))


def test_empty_report(district: District) -> None:
    with pytest.raises(SeedError, match=r"空\.txt：应为有文字的报告"):
        enter(district, [Document(" \n", "空.txt")], [])


def test_report_in_which_nothing_was_found(district: District) -> None:
    made = enter(district, [NEXT], [])
    assert (made.projects, made.mentions, len(made.lent)) == ((), (), 2)


# --- ids are stable ----------------------------------------------------------------------------

NAMES = (
    "白桦馆",
    "“白桦”馆",
    "白桦馆项目",
    "青松公园",
    "口袋公园",
    "白桦路",
    "北河路12号",
    "虚空间",
)
ROWS = st.builds(
    Found,
    report=st.sampled_from((NEXT_ID, OTHER_ID, "000")),
    table=st.sampled_from(("", "表1")),
    section=st.just(""),
    start=st.integers(0, 9),
    end=st.integers(10, 40),
    written=st.just("字"),
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(("park", "culture", "road", "metro_station", "other", "?")),
    road_from=st.sampled_from(("", "北河路")),
    road_to=st.sampled_from(("", "南河路")),
    address=st.sampled_from(("", "北河路12号")),
    zone_reported=st.sampled_from(("", "东片", "西片")),
    stage=st.sampled_from(("", "existing", "done")),
    year=st.sampled_from(("", "2024", "2021-2025")),
    placeable=st.sampled_from(("yes", "line", "no")),
)
FIXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@FIXED
@given(rows=st.lists(ROWS, max_size=12), data=st.data())
def test_order_does_not_matter(rows: list[Found], data: st.DataObject, district: District) -> None:
    shuffled = data.draw(st.permutations(rows))
    documents = data.draw(st.permutations([OLD, NEXT, OTHER]))
    assert enter(district, documents, shuffled) == enter(district, [OLD, NEXT, OTHER], rows)


def projects_of(district: District, documents: Sequence[Document], rows: list[Found]) -> list[str]:
    """Return the project of each row, entered with all the others."""
    made = enter(district, documents, [replace(row, note=str(i)) for i, row in enumerate(rows)])
    by_row = {mention.note: mention.project_id for mention in made.mentions}
    return [by_row[str(number)] for number in range(len(rows))]


@FIXED
@given(rows=st.lists(ROWS, min_size=1, max_size=12))
def test_another_report_never_changes_an_id(rows: list[Found], district: District) -> None:
    together = projects_of(district, [OLD, NEXT, OTHER], rows)
    alone = [projects_of(district, [OLD, NEXT, OTHER], [row])[0] for row in rows]
    assert together == alone


@FIXED
@given(rows=st.lists(ROWS, max_size=12))
def test_every_row_is_kept(rows: list[Found], district: District) -> None:
    made = enter(district, [OLD, NEXT, OTHER], rows)
    assert len(made.mentions) <= len(rows)
    assert {(m.report, m.start, m.end) for m in made.mentions} == {
        (row.report, row.start, row.end) for row in rows
    }
    assert {m.project_id for m in made.mentions} - {""} == {p.id for p in made.projects}
