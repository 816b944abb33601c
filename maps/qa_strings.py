"""Every word of the quality report, in Chinese and English; kinds, stages, methods from lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QA_STRINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("{district}：质量报告", "{district}: quality report"),
        "about": (
            "这一版数据找到了什么、多准、哪里要核对。数字都由程序数出；qa.json 供机器读取。",
            (
                "What this edition found, how well, and what to check. Every figure is counted "
                "from the data; qa.json has them for machines."
            ),
        ),
        "edition": ("版本 {version}", "Edition {version}"),
        "switch": ("English", "中文"),
        "switch_hint": ("切换为英文", "Switch to Chinese"),
        # numbers
        "drawn": ("上图", "On the map"),
        "of": ("共 {count}", "of {count}"),
        "sites": ("场所与线路上图", "Sites and lines on the map"),
        "within": ("误差 ≤ {limit} 米", "Within {limit} m"),
        "of_sites": ("场所与线路的 {share}", "{share} of sites and lines"),
        "unlocated_count": ("未上图", "Not on the map"),
        "elsewhere_count": ("功能区不一致", "Zone disagreements"),
        "contrary_count": ("报告互相矛盾", "Contradictions"),
        "shapes_count": ("图形检查未过", "Failed shape tests"),
        # charts
        "by_method": ("怎样定位", "How things were located"),
        "by_method_hint": (
            "误差：十次里有九次，真实位置在这个范围之内。括号里是这种办法的中位误差。",
            (
                "Accuracy: nine times in ten the truth lies within it. In brackets the median of "
                "each method."
            ),
        ),
        "accuracy": ("误差分布", "Accuracy"),
        "accuracy_hint": ("上图各处的误差半径，米。", "Radius of what is on the map, metres."),
        "upto": ("≤ {limit} 米", "≤ {limit} m"),
        "above": ("更大", "larger"),
        "by_zone": ("各功能区", "By zone"),
        "by_zone_hint": ("实心为上图，空心为未上图。", "Solid: on the map; hollow: not on it."),
        "solid": ("上图", "on the map"),
        "hollow": ("未上图", "not on the map"),
        "no_zone": ("不属于任何功能区", "In no zone"),
        "by_kind": ("各类别", "By kind"),
        "by_stage": ("各阶段", "By stage"),
        "stage_hint": (
            "报告最后一次说的阶段；所说年份晚于报告的是计划。",
            "The stage last stated; a plan where the year is after the report.",
        ),
        "unstated": ("没有写明", "not stated"),
        "median": ("（{metres} 米）", "({metres} m)"),
        "bar": ("图示", "Bar"),
        "count": ("处数", "Count"),
        # tables
        "elsewhere": ("报告所列与落点不一致的功能区", "Zones: as reported and by position"),
        "elsewhere_hint": (
            "报告把它列在一个功能区，位置却在另一个。差别照实公布，不改任何一边。",
            (
                "The report lists it under one zone, its position lies in another. Both are "
                "published, neither is changed."
            ),
        ),
        "contrary": ("报告之间的矛盾", "Contradictions between reports"),
        "contrary_hint": (
            "写在以后年份的是计划，不算矛盾。“@”后面是在那份报告的第几个字。",
            (
                "What a report foresees for later is a plan and contradicts nothing. Behind “@” "
                "stands the character offset."
            ),
        ),
        "unlocated": ("没有上图的，以及为什么", "What is not on the map, and why"),
        "doubts": ("要核对的位置", "Positions to check"),
        "doubts_hint": (
            "都已上图；依据存疑、互相矛盾，或误差大于 1,500 米。",
            (
                "All are on the map; their source is doubtful, sources contradict one another, or "
                "the radius is above 1,500 m."
            ),
        ),
        "geometry": ("图形检查", "Shape tests"),
        "geometry_hint": (
            "{shapes} 处图形，{vertices} 个顶点；{shared} 处与别处图形相同（同在一楼）。",
            (
                "{shapes} shapes, {vertices} vertices; {shared} share their shape with another "
                "(several things in one building)."
            ),
        ),
        "none": ("没有。", "None."),
        "passed": ("全部通过", "All passed"),
        "failed": ("{count} 处未过", "{count} failed"),
        # columns
        "id": ("编号", "Id"),
        "label": ("名称", "Name"),
        "reported": ("报告所列", "As reported"),
        "spatial": ("落点所在", "By position"),
        "gap": ("相距（米）", "Apart (m)"),
        "radius": ("误差（米）", "Accuracy (m)"),
        "why": ("说明", "Explanation"),
        "what": ("什么矛盾", "What differs"),
        "first": ("一处写", "One says"),
        "second": ("另一处写", "Another says"),
        "kind": ("类别", "Kind"),
        "method": ("办法", "Method"),
        "stage": ("阶段", "Stage"),
        "zone": ("功能区", "Zone"),
        "reason": ("原因", "Reason"),
        "detail": ("内容", "Detail"),
        "checkable": ("可核对者", "Who can check"),
        "test": ("检查", "Test"),
        "result": ("结果", "Result"),
        "stage_back": ("后出的报告写的阶段反而更早", "a later report states an earlier stage"),
        "year_differs": ("年份不同", "years differ"),
        "ends_differ": ("起止不同", "ends differ"),
        "address_differs": ("地址不同", "addresses differ"),
        "zone_conflict": ("各处写的功能区不同", "zones differ"),
        "locator_doubtful": ("依据存疑", "doubtful source"),
        "locators_contradict": ("几条依据相距太远", "sources far apart"),
        "runner_up_far": ("次选相距较远", "runner-up far off"),
        "coarse": ("误差很大", "wide radius"),
        "sources": (
            "位置含 © OpenStreetMap contributors 的数据，ODbL 1.0；功能区范围为示意。",
            (
                "Positions contain data © OpenStreetMap contributors, ODbL 1.0; zone outlines are "
                "indicative."
            ),
        ),
    }
)
"""Key to Chinese and English."""
