"""What was read of reports: counted, told, and entered as the district's own projects."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maps.extracting import Extraction, Tally, entered, summary
from seeds.district import District
from seeds.document import Document
from seeds.errors import SeedError
from seeds.formats.failures import ReportError
from seeds.reading.found import Found

TEXT = "# 青溪区2031年报告\n\n青溪公园开工，栗子公园开工，槐树路（柳树路-桑树路）竣工。\n"
ELSEWHERE = "# 静海区2031年政府工作报告\n\n静海区人民政府建成青溪公园，枣树公园开工。\n"

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return what writes a report."""

    def write(text: str, name: str = "r.md") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def row(kind: str = "park", name: str = "青松公园", placeable: str = "yes") -> Found:
    return Found("r", "", "", 0, 4, name, name, kind, placeable=placeable)


def counted(*found: Found, **document: Any) -> Tally:
    given: dict[str, Any] = {"text": "青松公园", "name": "r.txt", **document}
    tally = Tally(Document(**given), "r-1")
    for item in found:
        tally.count(item)
    return tally


# --- the summary -----------------------------------------------------------------------------


def test_a_summary_counts_what_was_read() -> None:
    found = [row(), row("road", "红叶路", "line"), row("area", "东片", "area"), row("park", "柏园")]
    lines = summary(counted(*found, row(name="老桥大学", placeable="no"))).splitlines()
    assert lines == [
        "r.txt（r-1）：txt，utf-8，4 字",
        "  4 处提及：点位 2，线 1，片区 1；看过而不取 1",
        "  公园 2，道路 1，片区 1",
        "  青松公园、红叶路、东片、柏园",
    ]


def test_what_was_refused_is_not_named() -> None:
    told = summary(counted(row(name="老桥大学", placeable="no")))
    assert "老桥大学" not in told
    assert told.endswith("看过而不取 1")


def test_many_names_are_cut() -> None:
    told = summary(counted(*(row(name=f"公园{number}") for number in range(60))))
    assert "公园39……" in told
    assert "公园40" not in told


def test_exactly_as_many_as_are_shown_are_not_cut() -> None:
    assert "……" not in summary(counted(*(row(name=f"公园{number}") for number in range(40))))


def test_a_long_name_is_cut() -> None:
    assert summary(counted(row(name="长" * 999))).splitlines()[-1] == "  " + "长" * 40 + "……"


def test_a_document_without_an_encoding_has_none_in_the_summary() -> None:
    assert summary(counted(format="pdf", encoding="")).splitlines()[0].endswith("：pdf，4 字")


def test_what_cannot_be_seen_is_written_out() -> None:
    told = summary(counted(row(name="青松\x1b[31m\n公园"), name="a\u202eb\n.txt"))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert len(told.splitlines()) == 4


def test_notes_and_another_home_are_told() -> None:
    document = Document("字", "r.txt", notes=("编码是猜的",))
    told = summary(Tally(document, "r-1", foreign="静海区")).splitlines()
    assert told[-2:] == ["  报告写的是静海区，没有借用本区的名称", "  编码是猜的"]


# --- reading ---------------------------------------------------------------------------------


def test_a_reading_is_counted_as_it_goes_by(town_district: District, written: Written) -> None:
    extraction = Extraction(town_district)
    found = list(extraction.read(extraction.documents([written(TEXT)])))
    (tally,) = extraction.tallies
    assert sum(tally.placeable.values()) == len(found)
    assert tally.foreign == ""
    assert {item.report for item in found} == {tally.id}


def test_reading_twice_gives_the_same(town_district: District, written: Written) -> None:
    extraction = Extraction(town_district)
    documents = extraction.documents([written(TEXT)])
    assert list(extraction.read(documents)) == list(extraction.read(documents))


def test_the_same_content_under_another_name_counts_once(written: Written) -> None:
    paths = [written(TEXT), written(TEXT, "copy.md"), written(TEXT + "\n", "other.md")]
    documents = Extraction(None).documents(paths)
    assert [document.name for document in documents] == ["r.md", "other.md"]


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (document,) = Extraction(None).documents([Path("-"), Path("-")])
    assert (document.name, document.text) == ("-", TEXT)


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape"])
def test_what_is_no_character_is_refused(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "r.txt").write_bytes(b"a \\udfff b")
    with pytest.raises(ReportError, match="不成字符"):
        Extraction(None, encoding=encoding).documents([tmp_path / "r.txt"])


def test_a_report_of_another_place_is_read_blind(
    town_district: District, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = Extraction(town_district)
    blind = Extraction(None)
    path = written(ELSEWHERE)
    there, nowhere = (list(one.read(one.documents([path]))) for one in (lent, blind))
    assert there == nowhere
    assert lent.tallies[0].foreign == "静海区"
    noted = lent.noted(lent.tallies[0].document)
    assert any("静海区" in note for note in noted.notes)


def test_a_document_at_home_has_no_further_note(town_district: District, written: Written) -> None:
    extraction = Extraction(town_district)
    documents = extraction.documents([written(TEXT)])
    list(extraction.read(documents))
    assert extraction.noted(documents[0]).notes == documents[0].notes


# --- locating and entering -------------------------------------------------------------------


def test_without_a_district_nothing_is_located() -> None:
    with pytest.raises(SeedError, match="定位需要区县文件夹"):
        Extraction(None).located([], [])


def test_places_of_all_shapes_are_located_in_one_file(
    town_district: District, written: Written
) -> None:
    text = "# 青溪区2031年报告\n\n青溪公园开工，三角地开工，中和路（西园路-东湖路）竣工。\n"
    extraction = Extraction(town_district)
    documents = extraction.documents([written(text)])
    located = json.loads(extraction.located(documents, list(extraction.read(documents))))
    kinds = {feature["geometry"]["type"] for feature in located["features"]}
    assert len(kinds) > 1


def test_the_ledger_is_that_of_the_reports(town_district: District, written: Written) -> None:
    made = entered(town_district, [written(TEXT)])
    names = {project.name: project.id for project in made.projects}
    assert names["青溪公园"] == "QX0001"
    assert {"栗子公园", "槐树路"} <= set(names)
    assert len(made.reports) == 1
    assert {project.id for project in made.lent} == {
        project.id for project in town_district.projects
    } - set(names.values())


def test_a_report_of_another_place_is_not_entered(
    town_district: District, written: Written
) -> None:
    with pytest.raises(SeedError, match=r"r\.md.*写的是静海区，应为青溪区"):
        entered(town_district, [written(TEXT, "home.md"), written(ELSEWHERE)])


def test_an_empty_report_is_not_entered(town_district: District, written: Written) -> None:
    with pytest.raises(SeedError, match="实际是空的"):
        entered(town_district, [written(" \n")])
