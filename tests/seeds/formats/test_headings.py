from __future__ import annotations

import pytest

from seeds.formats.headings import pattern_level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、2024 年工作回顾", 2),
        ("十二、保障措施", 2),
        ("第三部分 重点项目", 2),
        ("（二）功能区建设提速", 3),
        ("(三)民生", 3),
        ("一是加快建设", 0),
        ("一、二期工程竣工。", 0),
        ("一、推进青松公园、红叶路等项目建设，", 0),
        ("（一）" + "长" * 60, 0),
        ("青松公园", 0),
    ],
)
def test_level_by_wording(text: str, level: int) -> None:
    assert pattern_level(text) == level
