"""How far a place is, from the words of its status: an ordered table, the first row that fits."""

from __future__ import annotations

import re
from functools import lru_cache

TABLE = (
    # exceptions to the rows below
    ("尚未开工 未开工 开工前期 开工准备 开工前 开工手续 谋划建设 规划建设 研究建设", "proposed"),
    ("具备开工条件 开工条件 获批建设 批复建设", "approved"),
    ("开竣工 在建 正在建设 正在施工 复工 停工 续建", "building"),
    ("获批转型 创建三级 战略合作 合作共建 合作建设 共建 跟踪服务 支持 入驻 发展改革", "existing"),
    # the further a work is, the higher it stands: 完工并投入使用 is open
    (
        (
            "投入使用 投入运营 投入运行 投用 投运 启用 使用(?!权) 开放(?!式|型) 开业 试营业 运营 "
            "运行 揭牌 挂牌成立 开学 开馆 开园 开院 开诊 开街 开市 开张 开门迎客 开设 开办 "
            "开班 投产 (?<!完)成立 开启 亮相 成为市民"
        ),
        "open",
    ),
    (
        (
            "竣工 建成 落成 完工 交付 通车 贯通 打通 通航 通水 通气 合龙 回搬 相继修缮 全面修缮 "
            "拆墙透绿 新增 创成 全面完成 验收合格 通过验收 全覆盖 应运而生"
        ),
        "done",
    ),
    ("开工 动工 奠基 开建 启动建设 启动施工 破土 进场施工", "started"),
    (
        (
            "签约率 签约生效 高比例生效 征询 收储 土地储备 出让 摘牌 供地 征收 动迁 拆迁 腾地 "
            "腾让 腾退 交地 土地平整 清盘 新家园 乔迁 旧改 预签约 居民签约 正式签约"
        ),
        "land",
    ),
    (
        (
            "方案确定 确定方案 设计方案 方案获批 批复 获批 核准 备案 立项完成 完成立项 中标 "
            "通过评审 通过审查 用地许可 规划许可 施工许可 试点项目"
        ),
        "approved",
    ),
    (
        (
            "谋划 策划 规划 研究 筹建 筹划 前期 储备 立项 可研 可行性 方案征集 方案 设计 选址 "
            "论证 招标 招投标 编制 报批 加快落地 推动落地 推进落地 申报 拟建 计划 征集 项建书 "
            "项目建议书"
        ),
        "proposed",
    ),
    (
        (
            "拆房 拆除 开挖 搬迁 桩基 基坑 封顶 结构 地下工程 围护 盾构 始发 架梁 铺轨 吊装 "
            "工程量 形象进度 完成投资 完成.*(?:%|[一二三四五六七八九]成) 收尾 扫尾 调试"
        ),
        "building",
    ),
    ("修缮更新 完成", "done"),
    ("启动", "started"),
    (
        (
            "建设 施工 改造 更新 扩容 扩建 改建 新建 重建 修缮 修复 整治 提升工程 景观 综合提升 "
            "推进 推动 加快 打造 拓展 拓宽 焕发 焕新 活化利用 配合 加梯 加装 绿化 开发 装修 装饰 "
            "安装 迁建 治理 实施"
        ),
        "building",
    ),
)
"""Words of a status and the stage they mean, in the order in which they are tried."""

_STAGES = tuple(stage for _, stage in TABLE)
_PATTERNS = tuple(re.compile("|".join(words.split())) for words, _ in TABLE)


@lru_cache(maxsize=4096)
def stage_of(status: str) -> str:
    """
    Return the stage a status means, "existing" if it says nothing about a work.

    Examples
    --------
    >>> stage_of("加快建设"), stage_of("完工并投入使用"), stage_of("推进土地收储"), stage_of("")
    ('building', 'open', 'land', 'existing')
    """
    if not status:
        return "existing"
    for pattern, stage in zip(_PATTERNS, _STAGES, strict=True):
        if pattern.search(status):
            return stage
    return "existing"
