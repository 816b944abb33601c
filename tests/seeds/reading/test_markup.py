import pytest

from seeds.reading.markup import clean


def cleaned(block: str) -> str:
    piece = clean(block, 0, len(block), 0)
    return piece.text if piece else ""


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("甲路 12 号 B 地块", "甲路12号B地块"),
        ("南塔 (AI Tower) 与 City\nWalk", "南塔(AI Tower)与City Walk"),
        ("  甲  路  ", "甲路"),
        ("率<5.5%，另有 PM<sub>2.5</sub>", "率<5.5%，另有PM2.5"),
        ("**甲路**与__乙路__", "甲路与乙路"),
        ("AI <b>Tower</b> 及 A<br>B", "AI Tower及A B"),
        ("甲&nbsp;路 A&nbsp;B A&amp;B &ldquo;丙&rdquo;", '甲路A B A&B"丙"'),
        ("&ldquo;丙&rdquo;", '"丙"'),
        ("甲<!-- 第3页 -->路", "甲路"),
        ("![图](a/b.png)甲[附件](https://x.cn/1)〔2024〕[5]号", "甲附件〔2024〕[5]号"),
        ("9\\# 楼 a\\b", "9#楼a\\b"),
        ('<UL style="x">甲</UL >', "甲"),
        ("<ulx>甲<", "<ulx>甲<"),
        ("<b></b>", ""),
        ("丽水•清波", "丽水·清波"),
    ],
)
def test_takes_markup_and_blanks_away(block: str, text: str) -> None:
    assert cleaned(block) == text


def test_a_blank_or_an_inline_tag_does_not_tear_but_a_break_does() -> None:
    for block, torn in (("甲 路", ()), ("甲</b>路", ()), ("甲<br>路", (1,)), ("甲<br>", ())):
        piece = clean(block, 0, len(block), 7)
        assert piece is not None
        assert piece.torn == torn
        assert piece.starts[0] == 7
