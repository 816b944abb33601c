from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.offsets import verify_offsets
from seeds.records import Mention, read_records

if TYPE_CHECKING:
    from pathlib import Path

OLD = "青松公园已建成"
NEW = "红叶路（北河路-南河路），松公园。又与、老桥大学"


def mentions(folder: Path) -> tuple[Mention, ...]:
    return read_records(folder, Mention)


def test_all_stand_where_they_should(tiny_district: Path) -> None:
    assert verify_offsets(mentions(tiny_district), {"000": OLD, "001": NEW}) == ()


def test_shifted_text_is_found(tiny_district: Path) -> None:
    wrong = verify_offsets(mentions(tiny_district), {"000": " " + OLD})
    assert [(item.mention.id, item.found) for item in wrong] == [("M0001", " 青松公")]


def test_runs_of_white_space_are_one_blank(tiny_district: Path) -> None:
    path = tiny_district / "mentions.csv"
    text = path.read_text(encoding="utf-8").replace("0,4,青松公园,", "0,7,青松 公园,")
    path.write_text(text, encoding="utf-8")
    assert verify_offsets(mentions(tiny_district), {"000": "青松\r\n\n公园"}) == ()


def test_document_that_is_not_given_is_passed_over(tiny_district: Path) -> None:
    assert verify_offsets(mentions(tiny_district), {}) == ()
