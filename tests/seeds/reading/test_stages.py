from __future__ import annotations

import pytest

from seeds.reading.stages import TABLE, stage_of
from seeds.vocabulary import STAGES


@pytest.mark.parametrize(
    ("stage", "phrases"),
    [
        (
            "proposed",
            "谋划 推进立项 前期工作 启动国际方案征集 深化研究站城融合更新 加快规划设计 尚未开工",
        ),
        (
            "approved",
            "项建书批复 可研批复 完成立项 建设方案确定 取得施工许可证 具备开工条件 初步设计批复",
        ),
        (
            "land",
            "推进土地收储 土地出让 完成征收 签约率98% 高比例签约生效 征询签约 动迁 启动征收",
        ),
        ("started", "开工 开工建设 当年签约开工 加快开工 奠基 启动建设 动工"),
        (
            "building",
            "在建 加快建设 推进建设 主体结构封顶 施工 更新改造 打造 完成总工程量的60% 盾构始发",
        ),
        ("done", "竣工 建成 完工 交付 通车 贯通 竣工验收 完成改造 新增 一年建成回搬 完成施工"),
        (
            "open",
            "开放 开业 运营 建成投用 启用 揭牌 建成开学 完工并投入使用 交付使用 竣工投用",
        ),
        ("existing", "支持 入选全市好去处 共建 战略合作 落户 引进 布局 跟踪服务"),
    ],
)
def test_stage_of_usual_phrases(stage: str, phrases: str) -> None:
    assert {phrase: stage_of(phrase) for phrase in phrases.split()} == dict.fromkeys(
        phrases.split(), stage
    )


def test_nothing_said_means_that_it_exists() -> None:
    assert stage_of("") == "existing"


def test_unknown_words_mean_that_it_exists() -> None:
    assert stage_of("唱响新声") == "existing"


def test_the_furthest_stage_wins() -> None:
    assert stage_of("开工建设、竣工并开放") == "open"


def test_every_stage_of_the_table_is_a_stage() -> None:
    assert {stage for _, stage in TABLE} <= set(STAGES)
