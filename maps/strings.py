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
            "按名称、别名、拼音、首字母或编号查找",
            "Search by name, alias, pinyin, initials or id",
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
        "print_apart": ("每处单独画符号，不聚合", "A symbol for every place, no clusters"),
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
        "print_without": ("不含{list}", "all but {list}"),
        "print_none": ("无", "none"),
        "print_groups": ("图层 {on} / {all} 组", "layers {on} of {all}"),
        "print_all": ("未作筛选，全部项目", "No filter: all projects"),
        "print_shown": ("本图 {shown} 处，全部 {all} 处", "{shown} on this sheet of {all} places"),
        "print_unfilled": ("（未填）", "(not filled in)"),
        "print_positions": (
            (
                "部分位置为推定，光晕和虚线表示误差较大；同一位置的符号错开绘制；"
                "未经测绘，不作工程和权属依据。"
            ),
            (
                "Some positions are estimates; halos and dashes mark the uncertain ones, symbols "
                "of one spot stand side by side. Not a survey: no basis for works or titles."
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
        "print_line_rough": ("项目路线（大致）", "Route, approximate"),
        "print_margin": ("误差范围", "Margin of error"),
        "print_cluster": ("聚合：处数", "Cluster: how many"),
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
        "basemaps": ("外部底图", "Basemaps of others"),
        "basemap_none": ("无（自带矢量底图）", "None (own vector backdrop)"),
        "basemap_osm": ("OpenStreetMap", "OpenStreetMap"),
        "basemap_tianditu": ("天地图", "Tianditu"),
        "basemap_amap": ("高德地图", "Amap"),
        "basemap_tiles": ("本地瓦片", "Local tiles"),
        "basemap_pmtiles": ("本地瓦片（PMTiles）", "Local tiles (PMTiles)"),
        "basemap_asks": (
            "选中后向 {host} 要图片：需要联网，对方会知道所看的范围",
            "once chosen, asks {host} for pictures: needs a network, and it learns where you look",
        ),
        "basemap_local": (
            "图片随页面存放（tiles 文件夹），不联网",
            "pictures kept beside the page (folder “tiles”), no network",
        ),
        "basemap_osm_credit": (
            "底图 © OpenStreetMap contributors",
            "basemap © OpenStreetMap contributors",
        ),
        "basemap_osm_policy": (
            "公共服务，不可大量取用；页面要放在网站上，直接打开文件会被拒绝",
            "a public service, not for heavy use; refuses pages that are opened as a file",
        ),
        "basemap_tianditu_credit": (
            "底图 © 天地图（国家地理信息公共服务平台）",
            "basemap © Tianditu",
        ),
        "basemap_tianditu_key": ("使用本页所附的密钥", "with the key in this page"),
        "basemap_amap_credit": ("底图 © 高德地图", "basemap © Amap (AutoNavi)"),
        "basemap_shifted": ("本视图按 GCJ-02 偏移显示", "shown shifted to GCJ-02"),
        "basemap_amap_terms": ("使用前请看高德的服务条款", "mind Amap's terms of service"),
        "basemap_gcj02": (
            "高德按 GCJ-02 绘制：选中时图上内容随之偏移几百米，链接、量算和导出仍为 WGS-84",
            "drawn in GCJ-02: all on the map moves along; links, measures, exports stay WGS-84",
        ),
        "basemap_failed": (
            "“{name}”有图片取不到（网络、密钥或 tiles 文件夹有问题），缺图处仍是自带底图",
            "Some pictures of “{name}” did not come (network, key, folder); own backdrop there",
        ),
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
        "field_kind": ("类别", "Kind"),
        "field_zone": ("功能区", "Zone"),
        "field_stage": ("阶段", "Stage"),
        "table": ("表格", "Table"),
        "table_open": ("表格：图上各处一行一处", "Table: the places of the map, row by row"),
        "table_shown": ("已上图", "On the map"),
        "table_caption": ("显示 {shown} 处，共 {all} 处", "{shown} of {all} places shown"),
        "table_caption_unlocated": (
            "未定位 {count} 处，不随筛选变化",
            "{count} not placed, whatever the filters",
        ),
        "table_name": ("名称", "Name"),
        "table_accuracy": ("精度（米）", "Margin (m)"),
        "table_gap": ("离所报区（米）", "Off zone (m)"),
        "table_plan": ("计划：{stage}", "plan: {stage}"),
        "table_resize": ("表格高度", "Height of the table"),
        "table_sorted_up": ("按“{column}”从小到大排列", "Sorted by {column}, ascending"),
        "table_sorted_down": ("按“{column}”从大到小排列", "Sorted by {column}, descending"),
        "table_unsorted": ("恢复清单的顺序", "Back to the order of the list"),
        # popup
        "field_zone_gap": (
            "报告列入{reported}，位置在{spatial}，相距约 {gap}",
            "the report lists it under {reported}; it lies in {spatial}, about {gap} away",
        ),
        "field_zone_outside": ("五区之外", "no zone"),
        "field_zone_derived": ("按位置归入", "by position"),
        "field_status": ("状态", "Status"),
        "field_year": ("年份", "Year"),
        "field_parent": ("所属", "Part of"),
        "field_road": ("路段", "Stretch"),
        "field_road_from": ("{road}（{start}—{end}）", "{road} ({start} to {end})"),
        "field_address": ("地址", "Address"),
        "field_evidence": ("另见", "See also"),
        "field_method": ("定位方法", "Method"),
        "field_accuracy": ("精度", "Accuracy"),
        "accuracy_value": (
            "约 {radius} 以内（十有九中）",
            "within about {radius}, nine times in ten",
        ),
        "accuracy_unknown": ("未知", "unknown"),
        "accuracy_means_fine": (
            "可以当作这一处来看。",
            "Good enough to be taken for the place itself.",
        ),
        "accuracy_means_fair": (
            "只准到附近街坊，不能量距离。",
            "The right block or the next one; not to be measured from.",
        ),
        "accuracy_means_coarse": (
            "只说明在这一带，不是确切位置。",
            "Somewhere hereabouts, not a position.",
        ),
        "accuracy_means_broad": (
            "只知道在这个范围里面；选中时画出的是整个范围。",
            "Only the ground it lies in is known; that is what is drawn when it is selected.",
        ),
        "osm_open": (
            "在 OpenStreetMap 打开（新窗口）",
            "Open in OpenStreetMap (new window)",
        ),
        "osm_more": ("其余 {count} 条", "{count} more"),
        "runner_up_inside": (
            "距所选位置 {gap}，在误差范围内",
            "{gap} from the position chosen, within its margin",
        ),
        "runner_up_outside": (
            "距所选位置 {gap}，超出误差范围",
            "{gap} from the position chosen, beyond its margin",
        ),
        "field_source": ("位置来源", "Position from"),
        "field_snapshot": ("数据日期", "Data of"),
        "field_runner_up": ("次选", "Runner-up"),
        "field_aliases": ("又名", "also"),
        "field_note": ("备注", "Note"),
        "field_seen": ("见于报告", "Seen in"),
        "zoom_to": ("放大到此处", "Zoom here"),
        "related": ("同名或相关", "Of a like name"),
        "card_more": ("位置依据", "How it was placed"),
        "copy_link": ("复制链接", "Copy link"),
        "copy_id": ("复制编号", "Copy id"),
        "copied": ("已复制", "Copied"),
        # history: what the reports say over the years
        "history": ("报告历年的说法", "What the reports say"),
        "plan_of": ("计划：{stage}（{year}）", "planned: {stage} ({year})"),
        "plan_bare": ("计划（{year}）", "planned ({year})"),
        "history_undated": ("报告年份 {year}", "report of {year}"),
        "history_offsets": ("第 {start}–{end} 字", "characters {start}–{end}"),
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
        "summary_caption": (
            "各功能区的处数、长度和面积，按进展和类别分列",
            "Places, length and area in each zone, by stage and kind",
        ),
        "summary_unfold": ("展开 / 收起", "Unfold / fold"),
        "summary_print": ("打印汇总表", "Print the summary"),
        "summary_total": ("合计", "Total"),
        "summary_count": ("处", "Places"),
        "summary_length": ("公里", "km"),
        "summary_area": ("公顷", "ha"),
        "summary_rough": ("其中约略（误差超过 100 米）", "approximate (off by over 100 m)"),
        "summary_plan": ("计划", "Foreseen"),
        "summary_planned": ("前期", "Planned"),
        "summary_active": ("在建", "Under way"),
        "summary_done": ("建成", "Completed"),
        "summary_existing": ("现状", "Existing"),
        "summary_unstated": ("未说明", "Not stated"),
        "summary_rule": (
            (
                "随筛选变化。每处只计一次，计入它自己的功能区：报告写明的按报告，否则按位置；"
                "跨区的道路也只计入一个区。长度按线、面积按面相加，重叠的不扣除；只有点的两样都不计。"
            ),
            (
                "Follows the filters. Each place counts once, in its own zone: as reported, else "
                "by position; so does a road that runs through two. Lengths of lines and areas of "
                "outlines are added up, overlaps included; what is only a point has neither."
            ),
        ),
        "summary_broad": (
            "{count} 处的面只是所在的整片范围，不计入公顷。",
            "The outlines of {count} places are only the ground they lie on: not in the hectares.",
        ),
        "summary_share": (
            "位置误差超过 100 米的约略图形占长度 {length}、面积 {area}。",
            "Shapes that may be off by over 100 m: {length} of the length, {area} of the area.",
        ),
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
                "选中一处后，虚线圆表示位置的误差范围：真实位置十有九在圆内。放大后，"
                "误差超过 500 米的不选中也画出圆；误差超过 100 米的线和面画成虚边。"
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
        "timeline_close": ("关闭时间线", "Close the timeline"),
        "timeline_by_year": ("按年份", "By year"),
        "timeline_by_report": ("按报告", "By report"),
        "timeline_until": ("截至 {step}", "As of {step}"),
        "timeline_back": ("上一步", "Back"),
        "timeline_on": ("下一步", "Next"),
        "timeline_play": ("播放", "Play"),
        "timeline_pause": ("暂停", "Pause"),
        "timeline_value": ("{step}，第 {place} 步，共 {all} 步", "{step}, step {place} of {all}"),
        "timeline_step": (
            "{step}：显示 {shown} 处，其中 {moved} 处进展有变化，{fresh} 处新提到",
            "{step}: {shown} shown, {moved} of them changed, {fresh} newly named",
        ),
        "timeline_same": (
            "{step}：显示 {shown} 处，没有变化",
            "{step}: {shown} shown, nothing changed",
        ),
        "timeline_changes": ("这一步的变化（{count} 处）", "Changes of this step ({count})"),
        "timeline_new": ("新提到：{stage}", "newly named: {stage}"),
        "timeline_note_year": (
            "未写年份的说法按报告的年份计，跨年的按末年计；报告之后的年份只是计划，从报告当年起显示为计划。",
            (
                "A statement without a year counts in the year of its report, a span of years at "
                "its end; a year after the report is a plan and shown as one from the report on."
            ),
        ),
        "timeline_note_report": (
            "按报告日期排列：显示到这份报告为止所知的进展；报告之后的年份只是计划。",
            (
                "In order of date: what was known by the time of this report; a year after the "
                "report is a plan."
            ),
        ),
        "stage_planned_short": ("前期或计划", "Planned"),
        "stage_active_short": ("在建", "Under way"),
        "stage_done_short": ("建成开放", "Completed"),
        "stage_existing_short": ("现状", "Existing"),
        "stage_unstated_short": ("未说明", "Not stated"),
        "comma": ("、", ", "),
        "colon": ("：", ": "),
        "semicolon": ("；", "; "),
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
        "export": ("导出所示", "Save what is shown"),
        "export_as": ("把当前显示的内容存为 {format}", "Save what is shown as {format}"),
        "export_done": ("已导出 {count} 处：{name}", "{count} saved: {name}"),
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
