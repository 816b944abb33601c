import pytest

from seeds.reading.prose import continues

LONG = (
    "过去一年甲区推进甲路乙路丙路等一批道路建设完成征收并形成新的空间格局和功能布局支持企业加快集聚"
)


@pytest.mark.parametrize(
    ("last", "line"),
    [
        (LONG + "推进田园路65", "弄等三个项目开工。"),
        ("集聚,", "甲路竣工"),
        ("推进甲路(乙路", "丙路)竣工"),
        ('入驻"甲', '乙空间"的企业'),
        ("改造田园路65", "弄等三个项目"),
        ("持续推进甲中心", "的建设"),
        ("比如,甲区长期注重把成果转化为民生服", LONG + "。"),
        ("街区内精品迭出,武宁", "大厦、石库公寓,永"),
    ],
)
def test_a_page_break_in_mid_sentence_is_joined(last: str, line: str) -> None:
    assert continues(last, line, alone=True, blank=True, indented=False)


@pytest.mark.parametrize(
    ("last", "line"),
    [
        (LONG + "。", LONG),
        ("以稳为先,推动发展", LONG + "。"),
        ("甲区中央公园", "乙区中央公园及配套"),
        (LONG, "这五年是奋进的五年"),
        (LONG, "此外,甲路竣工。"),
        ("各位代表:", "现在报告"),
    ],
)
def test_a_paragraph_or_a_caption_is_left_alone(last: str, line: str) -> None:
    assert not continues(last, line, alone=True, blank=True, indented=False)


def test_lines_of_one_width_are_one_paragraph() -> None:
    a, b = LONG[:28], LONG[10:38]
    assert continues(a, b, alone=True, blank=False, indented=False)
    assert continues(a[:-1] + "。", b, alone=True, blank=False, indented=False)
    assert not continues(a[:-1] + "。", b, alone=True, blank=False, indented=True)
    assert not continues(a, b, alone=False, blank=False, indented=True)
    assert continues(a, b[:9] + "。", alone=True, blank=False, indented=False)


def test_a_heading_right_above_a_long_line_is_left_alone() -> None:
    assert not continues("以稳为先,推动发展", LONG, alone=True, blank=False, indented=False)
    assert not continues("甲区发展局", "王某某", alone=True, blank=False, indented=False)
