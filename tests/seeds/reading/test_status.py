from __future__ import annotations

import re
import time

import pytest

from seeds.reading.status import LONGEST, statuses


def said(marked: str) -> list[str]:
    """Read a sentence whose places stand in square brackets."""
    text = ""
    spans = []
    for part in re.split(r"(\[[^\]]*\])", marked):
        name = part.strip("[]") if part.startswith("[") else ""
        if name:
            spans.append((len(text), len(text) + len(name)))
        text += name or part
    return statuses(text, spans)


def test_no_place_no_status() -> None:
    assert statuses("甲园竣工", []) == []


def test_one_verb_at_the_end_governs_the_whole_list() -> None:
    assert said("[甲园]、[乙楼]和[丙路]等项目竣工") == ["竣工"] * 3


def test_one_verb_in_front_governs_the_whole_list() -> None:
    assert said("启用[甲校新校舍],新增[乙园]、[丙园]2座公园") == ["启用", "新增", "新增"]


def test_each_clause_has_its_own_verb() -> None:
    assert said("[甲园]竣工,[乙楼]开工;[丙路]建成通车") == ["竣工", "开工", "建成通车"]


def test_two_verbs_in_one_item() -> None:
    marked = "[甲路](子路-丑路)、[乙路]等5条道路开工,[丙路]、[丁路]等道路推进立项工作"
    assert said(marked) == ["开工", "开工", "推进立项", "推进立项"]


def test_an_enumeration_mark_between_two_verbs() -> None:
    assert said("[甲港7号地块]竣工、[乙地块]加快建设") == ["竣工", "加快建设"]


def test_a_finishing_verb_needs_no_verb_in_front() -> None:
    assert said("推进[甲楼]、[乙楼]等2个项目竣工") == ["竣工", "竣工"]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("推进[甲地块]土地出让", "推进土地出让"),
        ("加快[甲路沿线]土地收储", "加快土地收储"),
        ("有序推进[甲村]等项目征询签约工作", "推进征询签约"),
        ("推动[甲楼]建设", "推动建设"),
        ("加快推进[甲园]等项目建设", "加快建设"),
        ("深化研究[甲站地区]站城融合更新", "深化研究站城融合更新"),
        ("完成[甲园]的改造", "完成改造"),
    ],
)
def test_a_work_takes_the_verb_in_front(marked: str, status: str) -> None:
    assert said(marked) == [status]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[甲地块]完成土地收储", "完成土地收储"),
        ("[甲路]快速化项目完成腾地收尾工作", "完成腾地收尾"),
        ("[甲通道]完成项建书批复", "项建书批复"),
        ("[甲路]完成工程可行性研究报告批复", "可研批复"),
        ("[甲街]获评国家级步行街", "获评国家级步行街"),
        ("[甲馆]入选全市好去处", "入选全市好去处"),
        ("[甲医院]搬迁至南部新院运行", "搬迁至南部新院运行"),
        ("[甲项目]已完成总工程量的60%", "已完成总工程量的60%"),
    ],
)
def test_a_fact_goes_to_the_end_of_its_clause(marked: str, status: str) -> None:
    assert said(marked) == [status]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[甲中心]完工并投入使用", "完工并投入使用"),
        ("[甲村]高比例签约生效", "高比例签约生效"),
        ("[甲地块]签约率98.5%", "签约率98.5%"),
        ("[甲项目]实现当年签约开工", "当年签约开工"),
        ("[甲路]拓宽工程完工", "拓宽工程完工"),
        ("[甲中学]改扩建工程完工", "改扩建完工"),
        ("[甲隧道]等重大工程有序推进建设", "推进建设"),
        ("[甲中心]作为首批窗口揭牌", "揭牌"),
        ("[甲商场]开业以来客流不断", "开业"),
    ],
)
def test_a_finishing_verb_with_what_is_joined_to_it(marked: str, status: str) -> None:
    assert said(marked) == [status]


def test_a_verb_that_belongs_to_the_place_only() -> None:
    assert said("正在建设中的[甲楼]和去年投入使用的[乙馆]")[1] == "投入使用"


def test_a_circumstance_gets_nothing_and_the_subject_gets_the_verb() -> None:
    assert said("[甲空间]在[乙岸]揭牌运营") == ["揭牌运营", ""]


def test_a_partner_is_no_site() -> None:
    assert said("与[甲大学]共建[乙研究院]") == ["共建", "共建"]


def test_a_district_acts_itself() -> None:
    assert said("[甲区]抢抓机遇加快建设一流城区") == [""]
    assert said("[甲功能区]推进[乙轴带]建设,加速存量土地腾让") == ["", "推进建设"]


def test_what_is_only_leaned_on_has_no_status() -> None:
    assert said("依托[甲港],加快[乙园区]建设") == ["", "加快建设"]


def test_two_works_under_one_verb() -> None:
    marked = "推进[甲商圈]更新改造和[乙风貌区]规划设计"
    assert said(marked) == ["推进更新改造", "推进规划设计"]


def test_works_named_in_a_list_wait_for_the_verb_at_its_end() -> None:
    marked = "[甲村]成套改造、[乙村]旧城区改建、[丙幼儿园]等项目开工"
    assert said(marked) == ["开工"] * 3


def test_a_clause_that_opens_with_and_goes_on_with_the_verb_before() -> None:
    assert said("引进[甲中心],以及[乙院]、[丙院]等机构") == ["引进"] * 3


def test_a_shared_list_has_one_span_for_several_places() -> None:
    assert statuses("推进甲中心3、4、5号地块建设", [(2, 13)] * 3) == ["推进建设"] * 3


def test_a_description_lends_the_verb_of_a_later_clause() -> None:
    marked = "[甲产业园]位于子路北侧,总建筑面积12万平方米,计划2026年底竣工"
    assert said(marked) == ["竣工"]


def test_an_idiom_is_no_status() -> None:
    assert said("[甲园]深化改革开放") == [""]
    assert said("支持[甲院]高质量运行发展") == ["支持"]


def test_an_unknown_purpose_is_left_out() -> None:
    assert said("推动[甲源]、[乙街]融汇共振") == ["", ""]


def test_a_long_fact_is_cut() -> None:
    assert len(said("[甲园]获评" + "优" * 60)[0]) == LONGEST


def test_every_span_gets_an_answer_whatever_the_text() -> None:
    assert statuses("甲" * 1000, [(i, i + 1) for i in range(0, 1000, 7)]) == [""] * 143


@pytest.mark.parametrize("unit", [",", "推进建设完成竣工", "甲、", "《", '"', "(", "甲乙丙丁"])
def test_time_grows_with_the_places_only(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    spans = [(i, i + 1) for i in range(0, 300_000, 300)]
    begin = time.process_time()
    assert len(statuses(text, spans)) == len(spans)
    assert time.process_time() - begin < 1.0
