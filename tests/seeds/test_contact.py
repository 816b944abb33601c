"""Whom to ask: what `[contact]` of a district folder may say, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.contact import Contact
from seeds.district import load_district
from seeds.errors import SeedError

if TYPE_CHECKING:
    from pathlib import Path

    from seeds.district import District


def _with_contact(folder: Path, text: str) -> Path:
    path = folder / "district.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n[contact]\n{text}\n", encoding="utf-8")
    return folder


def test_a_folder_need_not_name_a_contact(tiny_district: Path, shipped_district: District) -> None:
    assert load_district(tiny_district).contact is None
    assert shipped_district.contact is None


def test_a_folder_names_its_contact(tiny_district: Path) -> None:
    text = (
        'organisation = " 新桥区规划局 "\nemail = "gis@example.org"\nurl = "https://example.org/"'
    )
    contact = load_district(_with_contact(tiny_district, text)).contact
    assert contact == Contact("新桥区规划局", "", "gis@example.org", "https://example.org/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "键应为 organisation"),
        ('name = "甲"', "键应为 organisation"),
        ('organisation = "甲"\nphone = "1"', "键应为 organisation"),
        ("organisation = 3", "organisation 应为一行文字"),
        ('organisation = " "', "organisation 应为一行文字"),
        ('organisation = "一\\n二"', "organisation 应为一行文字"),
        (f'organisation = "{"长" * 201}"', "organisation 应为一行文字"),
        ('organisation = "甲"\nemail = "gis"', "email 应像 gis@example.org"),
        ('organisation = "甲"\nurl = "javascript:alert(1)"', "url 应像 https://example.org/"),
    ],
)
def test_a_contact_that_is_none_is_refused(tiny_district: Path, text: str, said: str) -> None:
    with pytest.raises(SeedError, match=said):
        load_district(_with_contact(tiny_district, text))
