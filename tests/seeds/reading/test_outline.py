import pytest

from seeds.reading.outline import PLAIN, Outline, Title, head, numbered, rank_of, title


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("# 甲区年度报告", 15),
        ("## 一、过去一年", 25),
        ("#### （二）推进更新".replace("（", "(").replace("）", ")"), 35),
        ("###标题", 35),
        ("第一章 总则", 20),
        ("第二节 布局", 22),
        ("一、过去一年的工作", 25),
        ("(一)推进更新", 35),
        ("1.重点项目", 45),
        ("3、重点项目", 45),
        ("(3)重点项目", 55),
        ("**重点项目**", PLAIN),
        ("<h2>重点项目</h2>", 25),
        ("**重点**与**项目**", 0),
        ("一、甲路竣工。乙路开工。", 0),
        ("一、", 0),
        ("3、4、5 号地块", 0),
        ("一、二村旧改", 0),
        ("1.7亿元", 0),
        ("甲路", 0),
    ],
)
def test_ranks_headings(line: str, rank: int) -> None:
    assert rank_of(head(line), line) == rank


def test_counts_the_number_of_a_heading() -> None:
    assert numbered("(十二)推进") == (35, 4)
    assert numbered("推进") == (0, 0)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("表 3 项目推进情况", Title("表3", more=False, bare=False)),
        ("表9 2025年目标", Title("表9", more=False, bare=False)),
        ("表一 项目", Title("表一", more=False, bare=False)),
        ("表2-1 项目", Title("表2-1", more=False, bare=False)),
        ("附表1 项目", Title("附表1", more=False, bare=False)),
        ("表 4", Title("表4", more=False, bare=True)),
        ("续表 3", Title("表3", more=True, bare=True)),
        ("表3(续)", Title("表3", more=True, bare=False)),
        ("(续表)", Title("", more=True, bare=False)),
        ("图 2 收入", Title("", more=False, bare=False)),
        ("表3显示甲路竣工", None),
        ("表3所列项目竣工。", None),
        ("表1、表2", None),
        ("表示感谢", None),
        ("表彰大会", None),
    ],
)
def test_reads_titles_of_tables(line: str, found: Title | None) -> None:
    assert title(line) == found


def test_keeps_the_headings_above() -> None:
    outline = Outline()
    outline.add("报告", 0, 15)
    outline.add("一、过去", 5, 25)
    (unit,) = outline.add("(一)更新", 10, 35)
    assert unit.headings == ("报告", "一、过去")
    assert unit.level == 3
    outline.add("二、今年", 20, 25)
    assert outline.above == ("报告", "二、今年")
    assert outline.add("**", 30, 25) == []
