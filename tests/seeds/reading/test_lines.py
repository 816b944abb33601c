import pytest

from seeds.reading.lines import (
    Line,
    ends,
    is_noise,
    is_open,
    lines,
    list_mark,
    looks_short,
    may_open_paragraph,
    width,
)


def test_gives_lines_with_their_offsets_and_the_blank_ones_before() -> None:
    assert list(lines("\n甲，\r\n \n\n乙")) == [Line(1, "甲, ", 1), Line(8, "乙", 2)]
    assert list(lines("")) == []


def test_offsets_hold_beyond_a_chunk() -> None:
    text = "甲乙丙丁\n\n" * 30000
    found = list(lines(text))
    assert len(found) == 30000
    assert all(text[line.start : line.start + 4] == line.text for line in found)
    assert {line.blank for line in found[1:]} == {1}


@pytest.mark.parametrize(
    "line",
    [
        "12",
        "- 3 -",
        "第 3 页",
        "第3页 共20页",
        "3/20",
        "—— 7 ——",
        "iv",
        "- x -",
        "(ii)",
        "----",
        "***",
        "```",
    ],
)
def test_leaves_out_page_numbers_and_rules(line: str) -> None:
    assert is_noise(line.replace("—", "-"))


@pytest.mark.parametrize("line", ["2025", "甲", "3号线", "12345", "- x", "- v", "xi)"])
def test_keeps_other_short_lines(line: str) -> None:
    assert not is_noise(line)


def test_measures_in_chinese_characters() -> None:
    assert width("甲乙12") == 3
    assert width("甲" * 1000) == 200


@pytest.mark.parametrize(
    ("line", "ended", "opened"),
    [
        ("甲路竣工。", True, False),
        ('推动"甲路竣工。"', True, False),
        ("各位代表:", True, False),
        ("甲路、", False, True),
        ("甲路(乙路", False, True),
        ('入驻"甲', False, True),
        ('入驻"甲"', False, False),
        ("甲路", False, False),
    ],
)
def test_tells_how_a_line_ends(line: str, ended: bool, opened: bool) -> None:
    assert ends(line) is ended
    assert is_open(line) is opened


@pytest.mark.parametrize(
    ("line", "short"),
    [("以稳为先,推动发展", True), ("甲路竣工。", False), ("甲路,", False), ("甲" * 50, False)],
)
def test_tells_what_may_be_a_heading(line: str, short: bool) -> None:
    assert looks_short(line) is short


def test_knows_how_sentences_begin() -> None:
    assert may_open_paragraph("近年来,甲路")
    assert not may_open_paragraph("甲路")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("- 甲", (2, 0)),
        ("-甲", (0, 0)),
        ("12. 甲", (4, 12)),
        ("3、甲", (2, 3)),
        ("3、4号地块", (0, 0)),
        ("2.5万平方米", (0, 0)),
        ("甲", (0, 0)),
    ],
)
def test_reads_list_marks(line: str, mark: tuple[int, int]) -> None:
    assert list_mark(line) == mark
