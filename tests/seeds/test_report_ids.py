from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.district import District, load_district
from seeds.document import Document
from seeds.report_ids import date_of, report_id, report_of, title_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def district(tiny_district: Path) -> District:
    return load_district(tiny_district)


def test_known_document_keeps_its_id(district: District) -> None:
    document = Document("新" * 40, "other name.txt", sha256="1" * 64)
    assert report_id(document, district) == "001"
    row = report_of(document, district)
    assert (row.report, row.title, row.date) == ("001", "新桥新闻", "2024-05-01")


def test_length_is_that_of_the_text_that_was_read(district: District) -> None:
    assert report_of(Document("新" * 41, "new.txt", sha256="1" * 64), district).characters == 41


def test_without_a_district_no_document_is_known() -> None:
    assert report_id(Document("新", "new.txt", sha256="1" * 64), None) == "new-111111"


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("2026年工作报告（终稿）.docx", "2026年工作报告-终稿-aaaaaa"),
        ("计划.v2.md", "计划-v2-aaaaaa"),
        ("-", "stdin-aaaaaa"),
        ("；：@.pdf", "report-aaaaaa"),
        (".txt", "report-aaaaaa"),
        ("x" * 99 + ".html", "x" * 24 + "-aaaaaa"),
    ],
)
def test_new_document_is_named_after_its_file(name: str, report: str, district: District) -> None:
    assert report_id(Document("新", name, sha256="a" * 64), district) == report


@given(st.text(), st.text())
def test_ids_are_safe_in_evidence_and_differ_with_the_text(name: str, text: str) -> None:
    one, other = Document(text, name), Document(text + "！", name)
    made = report_id(one, None)
    assert made != report_id(other, None)
    assert not set(made) & set(":@; \n/\\<>&\"'{}")


def test_new_id_is_never_a_known_one(district: District) -> None:
    known = replace(district.reports[0], report="new-aaaaaa")
    district = replace(district, reports=(known,))
    assert report_id(Document("新", "new.txt", sha256="a" * 64), district) == "new-aaaaaaa"


def test_row_of_a_new_document(district: District) -> None:
    text = "# 新桥区 2026 年计划\n\n（2026年1月9日通过）\n\n今年，全区建公园。\n"
    row = report_of(Document(text, "dir\\plan.txt"), district)
    assert (row.title, row.date, row.file) == ("新桥区 2026 年计划", "2026-01-09", "plan.txt")
    assert (row.characters, row.publisher, len(row.sha256)) == (len(text), "", 64)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  \n## 新桥区工作要点 ##\n正文", "新桥区工作要点"),
        ("今年，全区干了三件事。\n\n# 新桥区**工作**要点\n", "新桥区工作要点"),
        ("新桥区工作要点\n今年，全区干了三件事。\n", "新桥区工作要点"),
        ("今年，全区干了三件事。\n\n新桥：大时代\n", "新桥：大时代"),
        ("今年，全区干了三件事。\n", ""),
        ("字" * 99, ""),
        ("", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("——在 2026 年 1 月 9 日新桥区代表大会上", "2026-01-09"),
        ("（2026年1月9日新桥区代表大会通过）", "2026-01-09"),
        ("发布时间：2026-01-09", "2026-01-09"),
        ("2026年1月9日", "2026-01-09"),
        ("二〇二六年一月九日", "2026-01-09"),
        ("（二零二六年十二月三十一日新桥区代表大会通过）", "2026-12-31"),
        ("二○二六年十月二十日", "2026-10-20"),
        ("二〇二六年十三月九日", ""),
        ("2026年1月9日，青松公园开园。", ""),
        ("2026年1月9日青松公园开园", ""),
        ("2026年13月9日", ""),
        ("2026年", ""),
    ],
)
def test_date(line: str, date: str) -> None:
    assert date_of(f"# 计划\n\n{line}\n") == date
