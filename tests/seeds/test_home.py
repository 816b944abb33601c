"""Which place a report is about; every text here is invented."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seeds.district import District, load_district
from seeds.home import foreign_home, home_cities

if TYPE_CHECKING:
    from pathlib import Path

HERE = "# 云江市新桥区2025年计划\n\n受新桥区人民政府委托，现将新桥区的计划报告如下。\n"


@pytest.fixture
def district(tiny_district: Path) -> District:
    """新桥区 in 云江市, which only a report's title tells."""
    loaded = load_district(tiny_district)
    first = replace(loaded.reports[0], title="云江市新桥区旧闻")
    return replace(loaded, reports=(first, *loaded.reports[1:]))


def test_city_is_known_from_the_districts_own_facts(district: District) -> None:
    assert home_cities(district) == {"云江市"}


def test_words_before_a_city_are_not_its_name(district: District) -> None:
    first = replace(district.reports[0], title="关于云江市新桥区的旧闻")
    assert home_cities(replace(district, reports=(first,))) == {"云江市"}
    text = "# 公报\n\n受长海市新桥区政府委托。在长海市新桥区。为长海市新桥区。"
    assert foreign_home(district, text) == "长海市新桥区"


def test_shipped_district_knows_its_city() -> None:
    assert home_cities(load_district()) == {"上海市"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？！\n\n\n",
        HERE,
        HERE + "学习海宁市、静安区的做法。静安区将新桥区的经验……" * 9,
        "# 云江市2025年计划\n\n云江市人民政府。静安区政府、平江区政府、新桥区政府。"
        + "静安区将建桥。" * 9,
        "# 区教育局2025年工作要点\n\n办好人民满意的教育。对口支援云南省。云南省政府感谢本区。",
        "# 社区工作总结\n\n" + "社区将、园区将、片区2024年、开发区人民、示范区坚持、全区上下。" * 9,
        "# 大河镇2025年总结\n\n大河镇建成口袋公园三座。",
        "静安、平江、新桥三区携手。静安区一角。",
        "# 静安区项目报告\n\n新桥公园植树。",
        "# 静安区的春天\n\n公园植树。",
        "# 静安区域项目报告\n\n公园植树。",
        "# 静安新片区项目报告\n\n公园植树。",
        "# 老旧小区改造情况\n\n公园植树。",
        "# 商务区项目报告\n\n公园植树。",
        "# 云江市中心城区规划\n\n公园植树。",
        "# 静安景区二〇三一年项目报告\n\n公园植树。",
        "从老桥到新桥\n\n新桥这五年，变了模样。静安区将学习新桥。静安区、静安区。",
    ],
)
def test_at_home_or_untold(text: str, district: District) -> None:
    assert foreign_home(district, text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("静安区2025年政府工作报告\n\n我代表静安区人民政府报告。新桥区来访。", "静安区"),
        ("# 海宁市2024年国民经济和社会发展公报\n\n海宁市聚焦三件事。", "海宁市"),
        ("# 海宁市平江区2024年公报\n\n平江区统计局。全区。平江区政府。", "平江区"),
        ("# 云江市静安区2024年公报\n\n静安区统计局。云江市支持静安区。", "静安区"),
        ("东湖新区发改委通知\n\n东湖新区人民政府：东湖新区将建桥。东湖新区2025年……", "东湖新区"),
        ("云南省2025年工作报告\n\n云南省人民政府。", "云南省"),
        ("工作报告\n\n受和平区人民政府委托，现将和平区计划报告如下。和平区委决定……", "和平区"),
        ("桐山县2024年公报\n\n桐山县统计局", "桐山县"),
        ("# 静安区二〇三一年项目报告\n\n去年静安公园植树。", "静安区"),
        ("# 静安区二零二五年项目报告\n\n去年静安公园植树。", "静安区"),
        ("# 静安区二○二五年项目清单\n\n去年静安公园植树。", "静安区"),
        ("# 静安区一九九八年项目报告\n\n去年静安公园植树。", "静安区"),
        ("# 静安区项目报告\n\n去年静安公园植树。", "静安区"),
        ("# 静安区公园城市建设工作总结（2024年）\n\n公园城市将建成。公园城市2024年……", "静安区"),
        ("静安区建设和管理委员会\n2018年工作总结\n\n公园开工。", "静安区"),
        ("# 云江市静安区重点项目清单\n\n公园开工。", "静安区"),
        ("东湖新区工作要点（草案）\n\n公园开工。", "东湖新区"),
        (HERE.replace("云江市", "长海市") + "长海市新桥区。" * 3, "长海市新桥区"),
    ],
)
def test_elsewhere(text: str, place: str, district: District) -> None:
    assert foreign_home(district, text) == place


def test_blanks_in_names_do_not_matter(district: District) -> None:
    text = "# 静 安 区 2025 年 计划\n\n受静\n安区人民政府委托，静安区委决定"
    assert foreign_home(district, text) == "静安区"


def test_city_may_be_its_own_where_that_is_not_known(tiny_district: Path) -> None:
    district = load_district(tiny_district)
    assert foreign_home(district, "# 海宁市2024年公报\n\n海宁市聚焦三件事。") is None
    assert foreign_home(district, "# 静安区2024年公报\n\n静安区聚焦三件事。") == "静安区"


@pytest.mark.parametrize("piece", ["静安区将", "静安区二〇", "市", "市新桥区", "区" * 7, "（"])
def test_long_texts_do_not_hang(piece: str, district: District) -> None:
    start = time.perf_counter()
    foreign_home(district, piece * 500_000)
    assert time.perf_counter() - start < 2
