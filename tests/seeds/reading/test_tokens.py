from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reading.fold import fold
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.tokens import own_words, tokens

TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("青柳路公园区、和与（）()-“”《》\n一二3号弄线期等#的"),
    ),
    max_size=80,
)


@given(TEXT)
def test_words_cover_a_text_without_gap_or_overlap(text: str) -> None:
    said = tokens(text, lexicon())
    edges = [0, *said.ends]
    assert list(said.starts) == edges[:-1]
    assert edges[-1] == len(text)
    assert all(start < end for start, end in zip(said.starts, said.ends, strict=True))
    assert len(said.letters) == len(said.starts) == len(said.patterns)


@given(TEXT)
def test_words_put_together_are_the_text(text: str) -> None:
    said = tokens(text, lexicon(), own_words(["青柳路", "公园"]))
    assert "".join(said.word(k) for k in range(len(said.letters))) == text
    assert said.words(0, len(said.letters)) == text
    assert said.words(1, 1) == ""


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", ""),
        ("青柳公园", "us"),
        ("青柳路12弄3号楼", "urNN"),
        ("3、5号地块", "Ns"),
        ("3号线二期", "My"),
        ("3号口", "g"),
        ("青柳路(一期)", "urB"),
        ("推进青柳楼", "vut"),
        ("新增5家", "vdm"),
        ("青柳处", "uu"),
        ("青柳3处", "udm"),
        ("《青柳》", "bub"),
        ("设青柳公园", "fus"),
        ("推进设青柳公园", "vfus"),
        ("青柳设白公园", "us"),
        ("青柳等路", "uur"),
        ("青柳路5号院", "urN"),
        ("青思路(柳路-桃路)", "urB"),
        ("青柳公园西侧白杨里", "usfut"),
        ("青柳公园西侧绿地", "usgs"),
        ("青柳高架白杨段", "ury"),
        ("青柳公园、向明中学", "uscuus"),
    ],
)
def test_classes_of_words(text: str, letters: str) -> None:
    assert tokens(text, lexicon()).letters == letters


def test_a_word_inside_a_house_number_or_bracket_is_not_read() -> None:
    said = tokens("(青柳公园)3、5号", lexicon())
    assert said.letters == "BN"
    assert said.word(0) == "(青柳公园)"


def test_names_of_the_report_come_before_other_words() -> None:
    own = own_words(["青柳公园北", "青柳公园北区"])
    said = tokens("青柳公园北区", lexicon(), own)
    assert said.letters == "K"
    assert said.patterns[0] < 0


def test_a_name_of_the_report_is_not_found_inside_brackets() -> None:
    said = tokens("青柳(青柳)", lexicon(), own_words(["青柳"]))
    assert said.letters == "KB"


def test_no_names_find_nothing() -> None:
    assert own_words([]) is None


def test_a_lent_name_wins_over_everyday_words() -> None:
    words = lexicon({fold("青柳公园"): (Known("青柳公园", "park"),)})
    said = tokens("推进青柳公园", words)
    assert said.letters == "vK"
    assert words.known[said.patterns[1]] == (Known("青柳公园", "park"),)
