"""
The words that say how far a work is, by the part they play in a clause, and one scanner for them.

A longer word wins over a shorter one that begins at the same place, so an idiom that only looks
like a status (改革开放, 运营商) is listed among `IDIOMS`.
"""

from __future__ import annotations

import re
from functools import cache


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written with blanks."""
    return tuple(text.split())


ENDS = (
    "开工 开工建设 全面开工 新开工 动工 动工建设 破土动工 奠基 开建 启动建设 开工奠基 复工 "
    "进场施工 开竣工 尚未开工 未开工 加快建设 加快施工 加紧建设 加紧施工 抓紧施工 加快推进 "
    "稳步推进 有序推进 有序推进建设 稳步推进建设 加快推进建设 全面推进建设 顺利推进 全面推进 "
    "持续推进 加快实施 全面实施 有序实施 在建 正在建设 正在施工 建设中 施工中 全面施工 主体施工 "
    "桩基施工 基坑施工 结构施工 土建施工 主体结构封顶 结构封顶 主体封顶 封顶 主体结构完成 全面完成 "
    "基本完工 基本建成 全面建成 全面竣工 竣工 竣工验收 竣工备案 竣工交付 竣工投用 竣工投产 "
    "竣工通车 竣工交付使用 完工 完工通车 完工交付 拔地而起 投产 试生产 建成 建成投用 建成使用 "
    "建成交付 建成开放 建成运行 建成运营 建成通车 建成开学 建成启用 建成开业 建成投产 建成投入使用 "
    "建成回搬 一年建成回搬 落成 落成启用 交付 交付使用 通车 通车运营 全线通车 贯通 全线贯通 "
    "全面贯通 结构贯通 通航 通水 通气 通电 并网 合龙 合拢 开放 开放运营 对外开放 免费开放 正式开放 "
    "正式对外开放 全面开放 开放共享 向公众开放 开业 试营业 盛大开业 正式开业 开馆 开园 开园运营 "
    "开院 开诊 开街 开市 开张 开门迎客 开学 开班 开幕 运营 试运营 正式运营 启动运营 成立运营 "
    "落地运营 正式启动运营 启动运行 投入运营 挂牌运营 运行 试运行 正式运行 投入运行 稳定运行 "
    "建成并试运行 投入使用 正式投入使用 投用 投运 启用 正式启用 全面启用 揭牌 揭牌运营 揭牌成立 "
    "揭牌启用 挂牌 挂牌成立 亮相 焕新亮相 焕新开放 回搬 居民回搬 搬进新家园 居民搬进新家园 "
    "乔迁新居 搬进了新家园 居民搬进了新家园 应运而生 签约生效 高比例签约生效 高比例生效 征询生效 "
    "签约率100% 签约率 当年签约开工 摘牌 对外发布 开工在即 相继修缮更新 拆墙透绿 "
    "筹建 盾构始发 盾构贯通 洞通 架梁 铺轨 具备开工条件 "
    "具备通车条件"
)
"""Verbs that finish a clause by themselves: A、B等项目竣工."""

FRONTS = (
    "推进 推动 加快 加速 加快推进 加快推动 加快建设 全力推进 启动 启动实施 实施 完成 基本完成 "
    "全面完成 已完成 新增 新增筹措 新建 新改建 改建 扩建 改扩建 打造 升级打造 创新打造 引进 引入 "
    "招引 引育 引建 布局 构建 创成 成立 设立 组建 筹建 筹措 开设 开办 开启 推出 培育 深化 深化研究 "
    "研究 研究推进 谋划 策划 规划 规划建设 谋划推进 编制 支持 保障 全力保障 服务保障 协调推进 配合 "
    "配合推进 拓展 做强 做优 提升 优化 优化提升 加强 搭建 集聚 汇聚 联动 深度联动 深挖 持续推动 "
    "试点 建立 创设 增设 新设 储备 调整 办理 取得 争创 发布 建成 开工 新开工 竣工 完工 启用 "
    "启动建设 开工建设 开放 开放共享 收储 出让 征收 修缮 修复 开发 完善 贯通 打通 推动建设 "
    "推进建设 揭牌 举行"
)
"""Verbs that stand in front of what they govern: 推进A建设, 启用A."""

WORKS = (
    "建设 加快落地 有序建设 推进建设 改造 更新 更新改造 改造更新 改造提升 改造扩容 扩容 扩容增能 "
    "扩建 改建 新建 改扩建 重建 拆除重建 原拆原建 成套改造 修缮 修缮更新 综合修缮 综合提升 "
    "景观提升 景观灯光提升 景观灯光建设 品质提升 提升 提质 整体更新 站城融合更新 城市更新 有机更新 "
    "活化利用 保护利用 整治 综合整治 环境整治 治理 拓宽 拓宽工程 拆房 开挖 搬迁 迁建 装修 安装 "
    "施工 美化 加梯 规模化加梯 加装电梯 焕发新生 焕新 绿化 规划 规划设计 商业规划设计 设计 "
    "方案设计 方案征集 国际方案征集 国际方案征集成果 方案深化 方案编制 规划编制 规划研究 规划落地 "
    "前期 前期工作 前期研究 前期手续 前期谋划 研究 更新方案 立项 可研 项建书 初步设计 招标 招投标 "
    "方案确定 建设方案确定 批复 工程可行性研究报告批复 可行性研究报告批复 可研批复 项建书批复 "
    "立项批复 核准 备案 评审 选址 土地收储 土地出让 土地储备 土地征收 收储 出让 有序出让 供地 "
    "带方案出让 征收 旧改征收 房屋征收 征收补偿 征收签约 征收腾地 腾地 前期腾地 腾地收尾 腾让 动迁 "
    "动拆迁 拆迁 征询 征询签约 土地平整 清盘 成套 开发 综合开发 修复 储备 规模化 验收 跟踪服务 交地"
)
"""Nouns of a work; they need the verb in front: 推进A土地出让 is 推进土地出让."""

SAYS = (
    "已完成 "
    "入选 获评 荣获 获得 获批 被评为 评为 被列为 成为 纳入 列入 入驻 落户 落地 创建 确定 转型 "
    "搬迁至 迁至 搬至 获 通过验收 通过评审 通过竣工验收 通过审查 进入 取得 完成 基本完成 启动 推进 "
    "试点 被授予 创成 设立 签约"
)
"""Verbs that tell a fact to the end of the clause: A获评…, A进入…阶段."""

PARTNERS = "共建 合作 合作共建 战略合作 签约 集中签约 签署 签订 联合共建"
"""What is done with a place as a partner: 与A共建."""

IDIOMS = (
    "改革开放 开放型 开放创新 开放合作 对外开放水平 开放原子 高质量运行 运行机制 运行管理 运行总体 "
    "平稳运行 经济运行 运营商 运营能级 运营管理 运营机制 运营体系 运营能力 建设者 建设用地 "
    "建设单位 建设领域 施工图 施工单位 提升工程 前期工作经费 建设指挥部 设计师 规划师 设计院 "
    "规划院 研究院 研究所 研究中心 设计研究 合作社 创新创业 落地生根 备案大模型 率先启用 科研攻关 "
    "更新换代 运行发展 征收税 征收管理 治理体系 治理能力 支持下 推动下 基础上 加快落实 机构 召开 "
    "展开 公开 离开 存在 现在 村落 院落 角落 部落 劳动 活动 运动 流动 自动 建成区 收获 获取 "
    "开放大学 开放日 运行情况 交付周期 建成率 开放度 开工率 竣工率 完工率 研究生 规划资源 "
    "规划和自然资源"
)
"""Look like one of the above and say nothing."""

END, FRONT, WORK, SAY, PARTNER, IDLE, COMMA, STOP = range(8)
Token = tuple[int, int, int]
"""Part played, start and end of a word."""

_LISTS = ((SAYS, SAY), (WORKS, WORK), (PARTNERS, PARTNER), (ENDS, END), (IDIOMS, IDLE))


def _kinds() -> dict[str, int]:
    kinds = dict.fromkeys(FRONTS.split(), FRONT)
    for words, kind in _LISTS:
        kinds.update(dict.fromkeys(words.split(), kind))
    kinds.update(dict.fromkeys(",，", COMMA))
    kinds.update(dict.fromkeys(";。!?；！？\n", STOP))
    return kinds


KINDS = _kinds()
"""The part a word plays behind its place; in front of it every verb may govern."""


def _trie_pattern(words: tuple[str, ...]) -> str:
    """Spell `words` as nested alternatives, so that a scan never tries a word twice."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    optional = heads.pop("", None) is not None
    parts = [re.escape(head) + _trie_pattern(tuple(tails)) for head, tails in heads.items()]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)})" + ("?" if optional else "")


@cache
def scanner() -> re.Pattern[str]:
    """Return the one pattern that finds every word of `KINDS`, the longest first."""
    return re.compile(_trie_pattern(tuple(KINDS)))
