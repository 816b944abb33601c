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
        "measure_length": ("距离", "Length"),
        "measure_area": ("面积", "Area"),
        "measure_start": ("在地图上点选起点", "Click on the map to begin"),
        "measure_more": ("已有 {count} 个点，请继续", "{count} set; please go on"),
        "measure_length_is": ("总长 {length}（{count} 段）", "Length {length} (segments: {count})"),
        "measure_area_is": (
            "面积 {area}（约 {mu} 亩），周长 {length}",
            "Area {area} (about {mu} mu), perimeter {length}",
        ),
        "measure_crossed": ("边线相交，面积不成立", "The outline crosses itself: no area"),
        "measure_segments": ("各段：{list}", "Segments: {list}"),
        "measure_end": ("完成", "Finish"),
        "measure_undo": ("退一点", "Undo"),
        "measure_clear": ("清除", "Clear"),
        "measure_copy": ("复制结果", "Copy result"),
        "measure_copied": ("已复制", "Copied"),
        "measure_keys": (
            "点击加点，双击或回车结束，退格撤销，Esc 退出；只用键盘：方向键移图，空格在十字处加点",
            (
                "Click to add a point, double click or Enter to finish, Backspace to undo, Esc to "
                "leave. Keyboard alone: arrow keys move the map, Space sets a point at the cross."
            ),
        ),
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
        "print_heading": ("打印图纸", "Print a sheet"),
        "print_paper": ("纸张", "Paper"),
        "print_turn": ("方向", "Orientation"),
        "print_portrait": ("纵向", "Portrait"),
        "print_landscape": ("横向", "Landscape"),
        "print_extent": ("范围", "Extent"),
        "print_view": ("当前视图", "Present view"),
        "print_scale": ("比例尺", "Scale"),
        "print_scale_auto": ("按范围自动", "To fit the extent"),
        "print_line": ("标题", "Title"),
        "print_line_hint": ("可不填，默认为图名", "Optional; the map's own name if empty"),
        "print_plan": ("计划", "planned"),
        "print_list": ("另页附编号清单", "With a numbered list on further pages"),
        "print_note": (
            "按当前筛选打印。请选同样的纸张，并按 100% 打印，比例尺才准确。",
            (
                "Prints what the filters show. Choose the same paper in the printer's dialog and "
                "print at 100 % for the scale to hold."
            ),
        ),
        "print_cancel": ("取消", "Cancel"),
        "print_north": ("北", "N"),
        "print_is": ("：", ": "),
        "print_without": ("不含{list}", "all but {list}"),
        "print_none": ("无", "none"),
        "print_groups": ("图层 {on} / {all} 组", "layers {on} of {all}"),
        "print_all": ("未作筛选，全部项目", "No filter: all projects"),
        "print_shown": ("本图 {shown} 处，全部 {all} 处", "{shown} on this sheet of {all} places"),
        "print_unfilled": ("（未填）", "(not filled in)"),
        "print_positions": (
            "部分位置为推定，光晕和虚线表示误差较大；未经测绘，不作工程和权属依据。",
            (
                "Some positions are estimates; halos and dashes mark the uncertain ones. Not a "
                "survey: no basis for works or titles."
            ),
        ),
        "print_frame": (
            "{paper}，{scale}（图幅中心，按 100% 打印）；WGS-84，网络墨卡托投影，上北",
            (
                "{paper}, {scale} (at the centre, printed at 100 %); WGS-84, Web Mercator, "
                "north is up"
            ),
        ),
        "print_ground": ("线、面与底图", "Lines, areas and backdrop"),
        "print_area": ("项目范围", "Extent of a project"),
        "print_area_rough": ("项目范围（大致）", "Extent, approximate"),
        "print_roads": ("道路", "Roads"),
        "print_water": ("河流水面", "Water"),
        "print_parks": ("公园绿地", "Parks"),
        "print_list_title": ("项目清单（{count} 处）", "Places on the map ({count})"),
        "print_list_hint": (
            "右侧字母和数字为图上方格；符号密集处图上未注编号。",
            (
                "Letter and figure on the right are the field of the grid on the map; where "
                "symbols crowd, some numbers are left out there."
            ),
        ),
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
        # list
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
            "选中一处后，虚线圆表示位置的误差范围：真实位置十有九在圆内。",
            (
                "When a place is selected, the dashed circle is its margin: nine times in ten the "
                "true position lies inside."
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
        "approval": ("审图号：{number}", "Map approval number: {number}"),
        "legend": ("图例", "Legend"),
        "unit_m": ("米", "m"),
        "unit_km": ("公里", "km"),
        "unit_m2": ("平方米", "m²"),
        "unit_ha": ("公顷", "ha"),
        "unit_km2": ("平方公里", "km²"),
        # export
        # picture
        "picture_vague": ("光晕：位置误差超过 500 米", "Halo: may be off by over 500 m"),
        "shape_square": ("用地与楼宇", "Land and buildings"),
        "shape_circle": ("交通", "Transport"),
        "shape_triangle": ("绿地与河道", "Green and water"),
        "shape_diamond": ("公共服务与文化", "Public services, culture"),
        "shape_hexagon": ("片区与其他", "Areas and others"),
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
