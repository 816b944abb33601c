import pytest

from seeds.reading.markup import Piece
from seeds.reading.pieces import has_bullet, join, split


def texts(block: str) -> list[str]:
    return [piece.text for piece in split(block, 0)]


@pytest.mark.parametrize(
    ("block", "items"),
    [
        ("<ul> <li>➤ 甲</li> <li>➤乙</li> </ul>", ["甲", "乙"]),
        ("<ul><li>甲<br>路</li><li>乙</li></ul>丙", ["甲路", "乙", "丙"]),
        ("续甲 ➤ 乙 ➤ 丙", ["续甲", "乙", "丙"]),
        ("<p>续甲</p> <ul> <li>➤ 乙</li> </ul>", ["续甲", "乙"]),
        ("甲;<br/>乙;<BR>丙", ["甲;", "乙;", "丙"]),
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("• 甲 • 乙•丁 • 丙", ["甲", "乙·丁", "丙"]),
        ("· 甲·乙", ["甲·乙"]),
        ("- 甲<br>- 乙-丙", ["甲", "乙-丙"]),
        ("■甲■乙\uf0d8丙", ["甲", "乙", "丙"]),
        ("推进长塘新村<br>片、甲路地块<br>改建", ["推进长塘新村片、甲路地块改建"]),
        ("龙门路<br>金水路<br>清波路", ["龙门路", "金水路", "清波路"]),
        ("", []),
        ("甲", ["甲"]),
        ("➤➤", []),
    ],
)
def test_splits_at_bullets_then_lists_then_breaks(block: str, items: list[str]) -> None:
    assert texts(block) == items


def test_knows_what_began_a_list() -> None:
    assert [piece.listed for piece in split("<p>续</p><ul><li>甲</li></ul>乙", 0)] == [
        False,
        True,
        False,
    ]


def test_joins_with_a_tear() -> None:
    parts = [Piece("长塘新村片", (10,), (0,)), Piece("区旧改", (40, 42), (0, 1))]
    piece = join(parts)
    assert piece.text == "长塘新村片区旧改"
    assert piece.starts == (10, 40, 42)
    assert piece.cuts == (0, 5, 6)
    assert piece.torn == (5,)


def test_joins_words_with_a_blank() -> None:
    assert join([Piece("AI", (0,), (0,)), Piece("Tower", (9,), (0,))]).text == "AI Tower"
    assert join([Piece("甲", (0,), (0,)), Piece("乙", (9,), (0,))], apart=True).text == "甲 乙"


def test_sees_bullets() -> None:
    assert has_bullet("如下: ➤ 甲")
    assert not has_bullet("丽水·清波")
