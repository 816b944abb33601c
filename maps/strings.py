"""Every word of the interface, in Chinese and English, in one table."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from seeds.vocabulary import KINDS, METHODS, STAGES, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("zh", "en")

PLAN = {"plan": Label("计划（报告之后的年份）", "planned (for a year after the report)")}
"""The stage of what a report foresees for a later year."""

STRINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # frame
        "title": ("{district}功能区项目图", "Projects by functional zone, {district}"),
        "subtitle": (
            "{drawn} 处已上图，{listed} 处未定位",
            "{drawn} places drawn, {listed} not placed",
        ),
        "switch_language": ("English", "中文"),
        "switch_language_hint": ("切换为英文界面", "Switch the interface to Chinese"),
        "skip_to_list": ("跳到清单", "Skip to the list"),
        "panel": ("图层、清单与说明", "Layers, list and notes"),
        "panel_open": ("展开面板", "Open the panel"),
        "panel_close": ("收起面板", "Close the panel"),
        "map": ("地图", "Map"),
        "zoom_in": ("放大", "Zoom in"),
        "zoom_out": ("缩小", "Zoom out"),
        "home": ("全区", "Whole district"),
        "print": ("打印", "Print"),
        # permalink
        "close": ("关闭", "Close"),
        # measure
        "measure": ("量距离和面积", "Measure length and area"),
        # search
        "search": ("查找", "Search"),
        "search_hint": (
            "按名称、别名、道路或编号查找",
            "Search by name, alias, road or id",
        ),
        "search_none": ("没有找到“{query}”", "Nothing found for “{query}”"),
        "search_found": ("找到 {count} 处", "{count} found"),
        "search_more": ("还有 {count} 处，请写得更具体", "{count} more; please be more specific"),
        # tabs
        "tab_layers": ("图层", "Layers"),
        "tab_list": ("清单", "List"),
        "tab_summary": ("汇总", "Summary"),
        "tab_unlocated": ("未定位", "Not placed"),
        "tab_about": ("说明", "About"),
        # print
        # layers
        "show_all": ("全部显示", "Show all"),
        "hide_all": ("全部隐藏", "Hide all"),
        "zones": ("功能区（颜色）", "Zones (colour)"),
        "kinds": ("类别（符号）", "Kinds (symbol)"),
        "stages": ("进展（符号轮廓）", "Stage (outline)"),
        "accuracy_legend": ("定位精度（光晕）", "Accuracy (halo)"),
        "backdrop": ("底图", "Backdrop"),
        "backdrop_labels": ("地名注记", "Place names"),
        "backdrop_outlines": ("功能区示意范围", "Indicative zone outlines"),
        "backdrop_subdistricts": ("街镇界线", "Subdistrict borders"),
        "backdrop_metro": ("轨道交通线", "Metro lines"),
        "shown_of": ("显示 {shown} / {all} 处", "{shown} of {all} shown"),
        "only_this": ("只看", "Only"),
        "filter_year": ("年份（按当年的说法显示）", "Year (shown as stated for it)"),
        "filter_report": ("报告", "Report"),
        "filter_method": ("定位方法", "Method"),
        "filter_gap": ("报告所列与位置所在的功能区", "Zone reported and zone by position"),
        "gap_yes": ("不一致", "differ"),
        "gap_no": ("一致或未写", "agree, or none stated"),
        "year_unstated": ("未写年份", "No year"),
        "no_zone": ("区外或未分区", "No zone"),
        "stage_planned": ("前期（谋划、批复、土地）", "Planned (proposed, approved, land)"),
        "stage_active": ("在建（开工、在建）", "Under way (started, building)"),
        "stage_done": ("建成开放", "Completed or open"),
        "stage_existing": ("现状", "Existing"),
        "stage_unstated": ("报告未说明", "Not stated"),
        "accuracy_fine": ("100 米以内", "within 100 m"),
        "accuracy_fair": ("100 至 500 米", "100 to 500 m"),
        "accuracy_coarse": ("500 米以上", "over 500 m"),
        # basemaps
        # clusters
        "cluster_of": ("{count} 处，点击放大", "{count} places, click to zoom in"),
        "map_note": (
            "图上的内容都可用键盘在清单、表格和查找中打开。",
            "Everything on the map can be opened with the keyboard from list, table and search.",
        ),
        "crowd_note": (
            (
                "共 {count} 处，数量多，简化绘制：相近的合成一个，"
                "线和面只画当前范围内最大的 {limit} 个；放大可看到更多。"
            ),
            (
                "{count} places are many, so the drawing is simplified: near ones are gathered, "
                "and of lines and areas only the {limit} largest in view are drawn. Zoom in to "
                "see more."
            ),
        ),
        # list
        "list_more": (
            "只列前 {limit} 处，另有 {count} 处；请收窄筛选，或用表格和查找。",
            (
                "The first {limit} are listed, {count} are not; narrow the filters, or use table "
                "or search."
            ),
        ),
        "list_hint": (
            "上下方向键移动，回车在图上选中",
            "Arrow keys move, Enter selects on the map",
        ),
        "list_empty": ("当前筛选下没有内容", "Nothing passes the filters"),
        # table
        "table": ("表格", "Table"),
        # popup
        "field_kind": ("类别", "Kind"),
        "field_zone": ("功能区", "Zone"),
        "field_zone_gap": (
            "报告列入{reported}，位置在{spatial}，相距约 {gap}",
            "the report lists it under {reported}; it lies in {spatial}, about {gap} away",
        ),
        "field_zone_outside": ("五区之外", "no zone"),
        "field_zone_derived": ("按位置归入", "by position"),
        "field_status": ("状态", "Status"),
        "field_stage": ("阶段", "Stage"),
        "field_year": ("年份", "Year"),
        "field_parent": ("所属", "Part of"),
        "field_road": ("路段", "Stretch"),
        "field_road_from": ("{road}（{start}—{end}）", "{road} ({start} to {end})"),
        "field_address": ("地址", "Address"),
        "field_evidence": ("报告依据", "Evidence"),
        "field_method": ("定位方法", "Method"),
        "field_accuracy": ("精度", "Accuracy"),
        "accuracy_value": (
            "约 {radius} 以内（十有九中）",
            "within about {radius}, nine times in ten",
        ),
        "accuracy_unknown": ("未知", "unknown"),
        "field_source": ("位置来源", "Position from"),
        "field_snapshot": ("数据日期", "Data of"),
        "field_runner_up": ("次选", "Runner-up"),
        "field_aliases": ("别名", "Aliases"),
        "field_note": ("备注", "Note"),
        "field_seen": ("见于报告", "Seen in"),
        "field_id": ("编号", "Id"),
        "zoom_to": ("放大到此处", "Zoom here"),
        # history: what the reports say over the years
        # unlocated
        "unlocated_intro": (
            "以下内容在报告中出现，但没有足够依据上图：",
            "Named in the reports, but without enough evidence to be drawn:",
        ),
        "unlocated_none": ("全部内容都已上图。", "Everything is on the map."),
        "unlocated_filter": ("筛选未定位内容", "Filter what is not placed"),
        "reason": ("原因", "Reason"),
        "tried": ("已尝试", "Tried"),
        # summary
        # about
        "about_read": ("怎样读图", "How to read the map"),
        "about_colour": (
            "颜色表示功能区，符号形状和文字表示类别，轮廓表示进展，光晕表示位置不够精确。",
            (
                "Colour is the zone, shape and sign are the kind, the outline is the stage, "
                "a halo means that the position is not exact."
            ),
        ),
        "about_circle": (
            (
                "选中一处后，虚线圆表示位置的误差范围：真实位置十有九在圆内。"
                "放大后，误差超过 500 米的不选中也画出圆；误差超过 100 米的线和面画成虚边。"
            ),
            (
                "When a place is selected, the dashed circle is its margin: nine times in ten the "
                "true position lies inside. Zoomed in, margins over 500 m are drawn without "
                "selecting; lines and areas off by more than 100 m have dotted, soft edges."
            ),
        ),
        "about_rings": (
            "圆环是靠得近的几处，数字是处数，弧段是各功能区所占的份额；点击放大。",
            (
                "A ring stands for places close together: the number counts them, the arcs are the "
                "shares of the zones. A click zooms in."
            ),
        ),
        "about_indicative": (
            "功能区范围由文字规则推算，仅为示意，不是法定界线。",
            (
                "The zone outlines are computed from written rules. They are indicative, not legal "
                "borders."
            ),
        ),
        "about_sources": ("资料来源", "Sources"),
        "about_reports": ("报告", "Reports"),
        "about_keys": ("键盘", "Keyboard"),
        "about_keys_text": (
            "/ 查找，Esc 关闭，方向键在清单和地图中移动，+ 与 - 缩放。",
            "/ searches, Esc closes, arrow keys move in lists and on the map, + and - zoom.",
        ),
        # timeline
        "timeline": ("时间线", "Timeline"),
        # foot
        "indicative": ("示意图，非法定界线", "Indicative map, not legal borders"),
        "attribution": (
            "© OpenStreetMap contributors（ODbL 1.0）",
            "© OpenStreetMap contributors (ODbL 1.0)",
        ),
        "data_of": ("数据日期 {dates}", "Data of {dates}"),
        "legend": ("图例", "Legend"),
        "unit_m": ("米", "m"),
        "unit_km": ("公里", "km"),
        # export
        # picture
        "picture_vague": ("光晕：位置误差超过 500 米", "Halo: may be off by over 500 m"),
        "shape_square": ("用地与楼宇", "Land and buildings"),
        "shape_circle": ("交通", "Transport"),
        "shape_triangle": ("绿地与河道", "Green and water"),
        "shape_diamond": ("公共服务与文化", "Public services, culture"),
        "shape_hexagon": ("片区与其他", "Areas and others"),
        # public page
        "public_zones": ("选择功能区", "Choose a zone"),
        "public_all": ("全部", "All"),
        "public_views": ("显示方式", "Show as"),
        "public_key": ("图例与筛选", "Legend and filter"),
        "public_kind": ("类别", "Kind"),
        "public_stage": ("进展", "Stage"),
        "public_planned": ("计划与前期", "Planned"),
        "public_active": ("在建", "Under way"),
        "public_done": ("建成开放", "Completed or open"),
        "public_existing": ("现状", "Existing"),
        "public_unstated": ("未说明", "Not stated"),
        "public_reset": ("显示全部", "Show all"),
        "public_halo": ("带光晕：位置不够精确", "With a halo: the position is not exact"),
        "public_missing": (
            "另有 {count} 处报告提到但位置不明，未画出。",
            "{count} more are named in the reports but could not be placed; they are not drawn.",
        ),
        "public_hint": ("点击符号看说明", "Tap a symbol to read about it"),
        "public_stated": ("{stage}（{year} 年）", "{stage} ({year})"),
        "public_near": ("位置误差约 {radius}", "Position within about {radius}"),
        "public_vague": (
            "大致位置，误差可能达 {radius}",
            "Rough position; it may be off by up to {radius}",
        ),
        "public_unsure": ("大致位置", "Rough position"),
        "public_position": ("位置", "Position"),
        "public_reports": ("依据", "Based on"),
        "public_on_map": ("在地图上看", "Show on the map"),
        "public_none": ("当前选择下没有内容", "Nothing matches the choice"),
        "public_approval": ("审图号：{number}", "Map approval number: {number}"),
        "goal_proposed": ("计划 {year} 年谋划", "to be prepared in {year}"),
        "goal_approved": ("计划 {year} 年立项批复", "to be approved in {year}"),
        "goal_land": ("计划 {year} 年出让或征收土地", "land to be made ready in {year}"),
        "goal_started": ("计划 {year} 年开工", "to start in {year}"),
        "goal_building": ("计划 {year} 年推进建设", "construction planned for {year}"),
        "goal_done": ("计划 {year} 年建成", "to be completed in {year}"),
        "goal_open": ("计划 {year} 年开放运营", "to open in {year}"),
        "goal_existing": ("计划 {year} 年实施", "planned for {year}"),
        # host page
        "index_title": (
            "{district}功能区项目图 · 放进网页",
            "Projects by functional zone, {district}: for your page",
        ),
        "index_intro": (
            "下面是给公众看的地图。选好功能区、语言和外观，复制代码，贴进任何网页即可。",
            (
                "This is the map for the public. Choose zone, language and look, copy the code and "
                "paste it into any page."
            ),
        ),
        "index_preview": ("预览", "Preview"),
        "index_settings": ("设置", "Settings"),
        "index_zone": ("功能区", "Zone"),
        "index_language": ("语言", "Language"),
        "index_look": ("外观", "Look"),
        "index_light": ("浅色", "Light"),
        "index_dark": ("深色", "Dark"),
        "index_auto": ("随访问者的系统", "As the visitor's system"),
        "index_view": ("打开时显示", "Opens with"),
        "index_height": ("高度（像素）", "Height (pixels)"),
        "index_code": ("代码", "Code"),
        "index_code_hint": (
            "把网址换成 embed.html 实际所在的地址。",
            "Replace the address with the one where embed.html really lies.",
        ),
        "index_copy": ("复制代码", "Copy the code"),
        "index_copied": ("已复制", "Copied"),
        "index_marked": ("已选中，请按 Ctrl+C 复制", "Selected; press Ctrl+C to copy"),
        "index_follow": (
            "高度随内容变化（可选）",
            "Let the height follow the content (optional)",
        ),
        "index_follow_hint": (
            "加上这一段，清单展开时框架会自动变高；它只收一个数字。",
            "With this the frame grows with the list; it takes in a number and nothing else.",
        ),
        "index_private": (
            "地图自成一个文件，不联网、不跟踪、不存储，可放在沙箱框架里。",
            (
                "The map is one file: it asks the network for nothing, tracks nobody, stores "
                "nothing and works in a sandboxed frame."
            ),
        ),
        "index_files": ("其他成果", "Other results"),
        "index_embed": ("单独打开公众地图", "The public map by itself"),
        "index_planner": (
            "规划人员用图：全部依据、筛选与统计",
            "The map for planners: all evidence, filters and figures",
        ),
        "index_picture": ("总览图", "Overview picture"),
        "index_points": ("点", "Points"),
        "index_lines": ("线", "Lines"),
        "index_polygons": ("面", "Areas"),
        "index_outlines": ("功能区示意范围", "Indicative zone outlines"),
        "index_unlocated": ("未能定位的内容及原因", "What could not be placed, and why"),
        "index_licence": ("来源与许可", "Sources and licence"),
        "index_licence_text": (
            (
                "位置数据 {attribution}；转载地图或数据时请保留这一行。"
                "功能区范围由文字规则推算，仅为示意，不是法定界线。"
            ),
            (
                "Positions {attribution}; keep this line when you pass on the map or the data. "
                "The zone outlines are computed from written rules: indicative, not legal borders."
            ),
        ),
    }
)
"""Key to (Chinese, English); `{...}` is filled in by the page."""


def text(key: str, language: str = "zh", **fill: object) -> str:
    """
    Return the words of `key`, filled in.

    >>> text("search_found", "en", count=3)
    '3 found'
    """
    return STRINGS[key][LANGUAGES.index(language)].format(**fill)


def tables() -> dict[str, dict[str, dict[str, str]]]:
    """Return all words as language → table → key → text, for the page."""
    result: dict[str, dict[str, dict[str, str]]] = {}
    for order, language in enumerate(LANGUAGES):
        result[language] = {
            "ui": {key: words[order] for key, words in STRINGS.items()},
            "kind": {key: label[order] for key, label in KINDS.items()},
            "stage": {key: label[order] for key, label in {**STAGES, **PLAN}.items()},
            "method": {key: label[order] for key, label in METHODS.items()},
        }
    return result
