import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reading.fold import BLANKS, DASHES, QUOTES, fold, fold_but_bullet


@pytest.mark.parametrize(
    ("written", "ordinary"),
    [
        ("ＡＩ，（１２％）：；！？", "AI,(12%):;!?"),
        ("、。《》", "、。《》"),
        (QUOTES + '"', '"' * (len(QUOTES) + 1)),
        (DASHES, "-" * len(DASHES)),
        ("甲～乙", "甲~乙"),
        ("丽水・清波", "丽水·清波"),
        ("⻓⻔⽟⾦", "长门玉金"),
        ("\uf9dc", "隆"),
        (BLANKS, " " * len(BLANKS)),
        ("甲\t乙\n丙", "甲\t乙\n丙"),
        ("甲\x0c乙\u2028丙", "甲\n乙\n丙"),
        ("𠮷😀", "𠮷😀"),
    ],
)
def test_writes_the_ordinary_form(written: str, ordinary: str) -> None:
    assert fold(written) == ordinary


@given(st.text())
def test_keeps_the_length_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert fold(fold_but_bullet(text)) == folded


@given(st.text(alphabet=st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)))
def test_full_width_is_read_as_half_width(text: str) -> None:
    half = unicodedata.normalize("NFKC", text)
    assert fold(text) == fold(half)


def test_leaves_the_bullet_to_those_who_know_where_it_stands() -> None:
    assert fold_but_bullet("• 甲•乙") == "• 甲•乙"
    assert fold("• 甲•乙") == "· 甲·乙"
