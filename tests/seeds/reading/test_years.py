from __future__ import annotations

import time

import pytest

from seeds.reading.present import Subject, period_of
from seeds.reading.years import Years

PLAN = "甲区2023年国民经济和社会发展计划执行情况与2024年计划草案的报告"


def year(years: Years, marked: str, headings: tuple[str, ...] = (), table_title: str = "") -> str:
    """Ask for the year of the place that is marked by [ in a text."""
    text = marked.replace("[", "")
    return years.year(
        headings=headings, table_title=table_title, text=text, position=marked.index("[")
    )


def test_a_plan_report_takes_the_year_of_the_section() -> None:
    years = Years(PLAN)
    assert year(years, "[甲园竣工", (PLAN, "一、2023年计划执行情况", "(一)经济")) == "2023"
    assert year(years, "[甲园竣工", (PLAN, "三、2024年主要任务", "(一)经济")) == "2024"


def test_a_subsection_that_lost_its_section_keeps_the_year() -> None:
    years = Years(PLAN)
    assert year(years, "[甲园竣工", (PLAN, "三、2024年主要任务")) == "2024"
    assert year(years, "[乙楼竣工", (PLAN, "(二)文化")) == "2024"


def test_before_the_first_section_the_year_reported_on_holds() -> None:
    assert year(Years(PLAN), "受[甲区人民政府委托", (PLAN,)) == "2023"


def test_sections_without_a_year_take_it_from_the_title() -> None:
    years = Years("2025年政府工作报告")
    assert year(years, "[甲园竣工", ("2025年政府工作报告", "一、过去一年工作回顾")) == "2024"
    assert year(years, "[甲园竣工", ("2025年政府工作报告", "二、主要任务")) == "2025"


def test_a_review_of_five_years_by_a_dated_report() -> None:
    years = Years("政府工作报告", "政府工作报告\n2022年1月10日在甲区人民代表大会会议上")
    assert year(years, "[甲园竣工", ("一、过去五年工作回顾",)) == "2017-2021"


def test_the_title_of_a_table_tells_a_year() -> None:
    assert year(Years(""), "[甲园竣工", (), "表3 2022年重大项目") == "2022"
    assert year(Years(""), "[甲园竣工", (), "图2 2019-2022年投资") == ""


def test_an_explicit_year_in_the_sentence_wins() -> None:
    years = Years(PLAN)
    headings = (PLAN, "一、2023年计划执行情况")
    assert year(years, "2021年,[甲园建成", headings) == "2021"
    assert year(years, "[甲园在2022年就实现开放", headings) == "2022"
    assert year(years, "2020年5月6日,专家来[甲园考察。", headings) == "2020"


def test_an_explicit_year_does_not_hold_beyond_its_sentence() -> None:
    assert year(Years(""), "2021年,乙楼建成。[甲园开放") == ""


def test_a_year_behind_a_comma_belongs_to_the_next_thing() -> None:
    assert year(Years(""), "[甲园建成,2021年乙楼开工") == ""


@pytest.mark.parametrize(
    "marked",
    [
        "[甲园获2021年度大奖",
        "落实《甲方案(2021-2023年)》,[甲园竣工",
        "较2018年翻番的[甲园",
        "2018年以来[甲园不断更新",
        "2019-2021年[甲园客流",
    ],
)
def test_a_year_that_dates_something_else_is_no_year(marked: str) -> None:
    assert year(Years(""), marked) == ""


def test_running_words_hold_on_until_another_comes() -> None:
    years = Years("甲区做好大文章", "今年是新中国成立70周年,也是关键一年。")
    assert years.now == "2019"
    assert year(years, "甲区构建[乙带") == "2019"
    assert year(years, "去年,甲区动能强劲,[乙楼开工。成立[丙院") == "2018"
    assert year(years, "成立乙院。建成[丙院") == "2018"
    assert year(years, "今年,甲区将推动[丁馆开放") == "2019"
    assert year(years, "比如支持[戊院") == "2019"
    assert year(years, "明年[己桥通车") == "2020"


def test_texts_without_places_are_read_too() -> None:
    years = Years("", "今年是改革开放40周年。")
    years.read(headings=(), text="过去一年,全区增长6%。")
    assert year(years, "[甲园建成") == "2017"


def test_a_month_of_a_year_does_not_hold_on() -> None:
    years = Years("", "今年是建党100周年。")
    assert year(years, "去年6月[甲园开放。") == "2020"
    assert year(years, "[乙园开放。") == "2021"


def test_a_comparison_is_no_year() -> None:
    years = Years("", "今年是建党100周年。")
    assert year(years, "较去年增长两成,[甲园开放") == "2021"


def test_the_same_year_is_that_named_last() -> None:
    years = Years("")
    assert year(years, "2019年夏天,[甲楼还是空地。") == "2019"
    assert year(years, "当年8月,[乙空间落成。") == "2019"
    assert year(years, "[丙村当年签约开工。") == ""


def test_a_review_of_a_plan_period_gives_the_period() -> None:
    years = Years('甲区交出"十四五"答卷')
    assert year(years, "布局[甲带、[乙带".replace("、[", "、")) == "2021-2025"
    assert year(years, "五年来,[甲园建成") == "2021-2025"
    assert year(years, "2023年,[甲园建成") == "2023"
    assert year(years, '总量是"十三五"的两倍,[甲园建成') == "2021-2025"
    assert year(years, '展望"十五五",[甲园将扩建') == "2026-2030"


def test_a_plan_period_in_the_sentence_of_an_article() -> None:
    years = Years("大时代")
    assert year(years, '"十四五"期间,甲区建成[乙园。') == "2021-2025"
    assert year(years, "[丙园也很美。") == ""
    assert year(years, '结合"十五五"规划研究,[丁园') == ""


def test_a_caption_has_no_year() -> None:
    years = Years("2025年政府工作报告")
    assert year(years, "图为[甲园") == ""


@pytest.mark.parametrize(
    ("title", "first_lines", "now", "default"),
    [
        ("2025年政府工作报告", "", "2025", "2025"),
        (PLAN, "——2024年1月9日在甲区人民代表大会会议上", "2024", "2023"),
        (PLAN, "——在 2023 年 12 月 20 日甲区人大常委会第三次会议上", "2023", "2023"),
        ("2024年重大工程完成情况的报告", "", "2024", "2024"),
        ("2025年重大建设项目清单", "", "2025", "2025"),
        ("甲区绿道行动方案(2022-2024年)", "", "", "2022-2024"),
        ("甲区第十四个五年规划和远景目标纲要", "", "", "2021-2025"),
        ("面向2035年的甲区", '今年是"十四五"收官之年', "2025", "2025"),
        ("从甲楼到乙江", "", "", ""),
        ("甲区一日", "2024年5月6日\n春天来了。", "2024", ""),
        ("甲区一日", "二〇二四年十二月二十六日\n春天来了。", "2024", ""),
        ("甲区绿道行动方案(二〇二二-二〇二四年)", "", "", "2022-2024"),
        ("二零二五年重大建设项目清单", "", "2025", "2025"),
        (
            "甲区一日",
            "春天来了,2024年5月6日这天,许多市民第一次走进新开放的甲园,人们在这里散步、读书、晒太阳。",
            "",
            "",
        ),
    ],
)
def test_what_title_and_first_lines_tell(
    title: str, first_lines: str, now: str, default: str
) -> None:
    subject = Subject(title, first_lines)
    assert (subject.now, subject.default) == (now, default)


@pytest.mark.parametrize("written", ["二〇三一年", "二零三一年", "二○三一年", "2031年"])
def test_a_year_in_chinese_numerals_counts_like_one_in_digits(written: str) -> None:
    title = f"青溪区{written}报告"
    years = Years(title, f"{title}\n\n去年栗子公园竣工。")
    assert year(years, "去年[栗子公园竣工。今年梧桐公园开工。", (title,)) == "2030"
    assert year(years, "去年栗子公园竣工。今年[梧桐公园开工。", (title,)) == "2031"
    assert year(years, "[甲园竣工", (title, f"一、{written}任务")) == "2031"
    assert year(years, "[甲园竣工", (title,), f"表3 {written}项目") == "2031"
    assert year(Years(""), f"{written},[甲园建成") == "2031"
    assert year(Years(""), f"{written}以来[甲园不断更新") == ""
    assert year(Years(""), f"落实《甲方案(二〇二九-{written})》,[甲园竣工") == ""


def test_a_title_in_chinese_numerals_is_no_section() -> None:
    title = "甲区二〇二三年计划执行情况与二〇二四年计划的报告"
    years = Years(title)
    assert year(years, "[甲园竣工", (title, "一、二〇二三年计划执行情况")) == "2023"
    assert year(years, "[甲园开工", (title, "二、主要任务")) == "2024"


def test_numerals_that_are_no_year() -> None:
    assert year(Years(""), "二〇二路年末,[甲园建成") == ""
    assert year(Years(""), "第二三四五年,[甲园建成") == ""


def test_period_of_a_plan() -> None:
    assert period_of("十三五") == "2016-2020"
    assert period_of("五五购物节") == ""


def test_time_grows_linearly() -> None:
    text = '今年2024年二〇二四年去年"十四五"期间当年《甲' * 40_000
    years = Years("", "今年是建党100周年。")
    begin = time.process_time()
    for position in range(0, len(text), 100):
        years.year(headings=(), table_title="", text=text, position=position)
    assert time.process_time() - begin < 3.0
