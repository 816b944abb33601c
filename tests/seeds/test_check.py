from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.district import load_district
from seeds.errors import SeedError

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "report": "reports.csv",
    "zone": "zones.toml",
    "project": "projects.csv",
    "alias": "aliases.csv",
    "mention": "mentions.csv",
    "trap": "traps.csv",
    "locator": "locators.csv",
    "address": "addresses.csv",
    "correction": "corrections.csv",
    "way": "way_names.csv",
}

# One breach a row: what is replaced, by what, and what the message says.
BREACHES = {
    "report: repeated id": ("\n001,", "\n000,", "第 3 行 report 列：'000' 重复"),
    "report: no title": ("000,新桥旧闻", "000,", "title 列：不应为空"),
    "report: path as file": ("old.txt", "../old.txt", "不含路径的文件名"),
    "report: date": ("2024-05-01", "May 2024", "第 3 行 date 列：应形如"),
    "report: digest": ("0000,40", "000x,40", "sha256 列：应形如"),
    "report: empty": ("0000,40", "0000,0", "characters 列：应至少为 1"),
    "zone: repeated": ('"西片"', '"东片"', r"\[\[zone\]\] 重复：west 东片"),
    "zone: code": ('"west"', '"西"', "code 应为小写拉丁字母"),
    "zone: no name": ('name = "西片"', "", "west 缺少 name"),
    "zone: none": ("[[zone]]", "[[other]]", r"应至少有一个 \[\[zone\]\]"),
    "project: repeated id": ("\nXH0002,", "\nXH0001,", "'XH0001' 重复，第 2 行已有"),
    "project: form of id": ("\nXH0002,", "\nX2,", "id 列：应形如 XH0001"),
    "project: no label": ("青松公园,青松公园", "青松公园,", "label 列：不应为空"),
    "project: kind": (",park,", ",garden,", "kind 列：不认识 'garden'"),
    "project: stage": (",open,", ",soon,", "stage 列：不认识 'soon'"),
    "project: zone": (",东片,", ",南片,", "zone_reported 列：不认识 '南片'"),
    "project: placeable": (",line,", ",no,", "placeable 列：不认识 'no'"),
    "project: year": (",open,2024", ",open,去年", "year 列：应形如"),
    "project: first report": (",yes,000", ",yes,009", "first_seen 列：不认识 '009'"),
    "project: last report": (",000,001,", ",000,009,", "last_seen 列：不认识 '009'"),
    "project: seen backwards": (",000,001,", ",001,000,", "first_seen 列：001 的日期"),
    "project: same alias twice": ("松公园;青松园", "松公园;松公园", "别名重复"),
    "project: never mentioned": (
        "\nXH0002,",
        "\nXH0003,青松亭,青松亭,,other,,,,,,,,,,yes,001,001,\nXH0002,",
        "第 3 行 id 列：mentions.csv 中没有提到 XH0003",
    ),
    "alias: of nothing": ("青松绿地,青松公园", "青松绿地,白桦公园", "'白桦公园' 既不是项目"),
    "alias: report": (",001,", ",009,", "report 列：不认识 '009'"),
    "alias: empty": ("青松绿地,", ",", "alias 列：不应为空"),
    "mention: repeated id": ("\nM0002", "\nM0001", "'M0001' 重复，第 2 行已有"),
    "mention: form of id": ("\nM0002", "\n2", "id 列：应形如 M0001"),
    "mention: project": ("M0002,XH0002", "M0002,XH0009", "没有 'XH0009'"),
    "mention: no project": ("M0002,XH0002", "M0002,", "projects.csv 中没有 ''"),
    "mention: trap with project": ("M0004,", "M0004,XH0001", "placeable 为 no 时应为空"),
    "mention: name of another": (",松公园,park", ",柏公园,park", "'柏公园' 不是 XH0001"),
    "mention: report": ("XH0002,001", "XH0002,009", "report 列：不认识 '009'"),
    "mention: kind": (",road_segment,", ",street,", "kind 列：不认识 'street'"),
    "mention: no kind": (",road_segment,", ",,", "kind 列：不认识 ''"),
    "mention: stage": (",started,", ",soon,", "stage 列：不认识 'soon'"),
    "mention: zone": (",西片,", ",北片,", "zone_reported 列：不认识 '北片'"),
    "mention: placeable": (",line,", ",maybe,", "placeable 列：不认识 'maybe'"),
    "mention: year": (",started,2024", ",started,24", "year 列：应形如"),
    "mention: end before start": (",20,24,", ",24,24,", "end 列：应大于 start"),
    "mention: past the end": (",20,24,", ",20,41,", "超出报告 001（共 40 字）"),
    "mention: nothing written": ("老桥大学,老桥大学", ",老桥大学", "written 列：不应为空"),
    "mention: blank at an end": ("老桥大学,老桥大学", "老桥大学 ,老桥大学", "首尾不应有空白"),
    "mention: out of order": (",13,16,", ",21,25,", "第 5 行 start 列：应按"),
    "trap: no reason": ("lies elsewhere", "", "reason 列：不应为空"),
    "trap: report": (",001,", ",009,", "report 列：不认识 '009'"),
    "trap: past the end": (",20,", ",40,", "start 列：超出报告 001"),
    "locator: of nothing": ("红叶路,1", "绿叶路,1", "没有项目或别名叫 '绿叶路'"),
    "locator: method": (",none,", ",guess,", "method 列：不认识 'guess'"),
    "locator: certainty": (",likely,", ",perhaps,", "certainty 列：不认识 'perhaps'"),
    "locator: who can check": ("sure,任何人", "sure,", "checkable_by 列：不应为空"),
    "locator: argument": (",东河,", ",,", "第 3 行 arg4 列：不应为空"),
    "locator: no reason": ("not on a map", "", "第 4 行 arg1 列：不应为空"),
    "locator: swapped": ("121.42,31.12", "31.12,121.42", "arg1 列：应为 121.4 到"),
    "locator: no position": ("121.42,31.12", "121.42,x", "arg2 列：应为 31.1 到"),
    "locator: no radius": (",100,", ",,", "accuracy_m 列：应为正的米数"),
    "locator: radius 0": (",100,", ",0,", "accuracy_m 列：应为正的米数"),
    "locator: repeated rank": ("青松公园,2", "青松公园,1", "'青松公园 1' 重复"),
    "locator: rank 0": ("青松公园,1", "青松公园,0", "rank 列：应从 1 起"),
    "locator: no best": ("红叶路,1", "红叶路,2", "'红叶路' 没有 rank 为 1 的一行"),
    "address: no number": (",12,", ",,", "number 列：不应为空"),
    "address: no position": (",121.421,", ",,", "lon 列：应为 121.4 到"),
    "address: far away": (",31.121,", ",39.9,", "lat 列：应为 31.1 到"),
    "address: no whole number": (",12,", ",12甲,", "number 列：应形如 341"),
    "correction: far away": (
        "name_en,Pine Park,Green Pine Park",
        'position,,"12.43,31.12"',
        "new_value 列：应在经度 121.4 到",
    ),
    "correction: swapped": (
        "name_en,Pine Park,Green Pine Park",
        "position,,POINT (31.1 121.4)",
        "new_value 列：应在经度 121.4 到",
    ),
    "correction: project": ("XH0001", "XH0009", "没有 'XH0009'"),
    "correction: field": ("name_en", "colour", "field 列：不认识 'colour'"),
    "correction: no reason": ("sign at the gate", "", "reason 列：不应为空"),
    "correction: no editor": ("a planner", "", "editor 列：不应为空"),
    "correction: date": ("2024-06-01", "2024", "date 列：应形如"),
    "correction: twice": (
        "\nXH0001",
        "\nXH0001,name_en,Pine Park,Old Pine,sign,a planner,2024-05-01\nXH0001",
        "'XH0001 name_en Pine Park' 重复",
    ),
    "way: twice": ("\n7,", "\n7,南河路,sure,sign,\n7,", "'7' 重复，第 2 行已有"),
    "way: no number": ("\n7,", "\nway/7,", "osm_id 列：应为数字"),
    "way: no name": ("北河路", "", "name 列：不应为空"),
    "way: certainty": ("likely", "perhaps", "certainty 列：不认识 'perhaps'"),
}  # fmt: skip


@pytest.mark.parametrize("breach", BREACHES)
def test_breach_is_refused(tiny_district: Path, breach: str) -> None:
    old, new, said = BREACHES[breach]
    path = tiny_district / FILES[breach.partition(":")[0]]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError, match=said) as caught:
        load_district(tiny_district)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_trap_needs_no_kind(tiny_district: Path) -> None:
    path = tiny_district / "mentions.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("老桥大学,school", "老桥大学,"), encoding="utf-8")
    assert load_district(tiny_district).mentions[3].kind == ""
