"""Every word of the review page, in Chinese and English; kinds and stages come from the lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from maps.strings import LANGUAGES
from seeds.vocabulary import KINDS, PLACEABLE, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

REVIEW_STRINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # frame
        "review_title": ("地名核对：{name}", "Places read: {name}"),
        "review_heading": ("地名核对", "Places read"),
        "switch_language": ("English", "中文"),
        "switch_language_hint": ("切换为英文界面", "Switch the interface to Chinese"),
        "skip_to_report": ("跳到报告正文", "Skip to the report"),
        "skip_to_mentions": ("跳到清单", "Skip to the list"),
        "review_panel": ("统计、筛选与清单", "Counts, filters and list"),
        "review_open": ("展开面板", "Open the panel"),
        "review_close": ("收起面板", "Close the panel"),
        "report_text": ("报告正文", "Text of the report"),
        "print": ("打印", "Print"),
        "no_script": (
            "没有启用 JavaScript：标记和拒绝原因（悬停可见）仍在正文里，筛选、清单和卡片不可用。",
            (
                "JavaScript is off: the marks and the reasons (on hover) are in the text, "
                "but there are no filters, no list and no cards."
            ),
        ),
        # what was read
        "read_line": (
            "全文 {characters} 字，读了 {units} 段（{tables} 个表），共 {read} 字。",
            "{characters} characters; {units} passages read ({tables} tables), {read} characters.",
        ),
        "unmarked_line": (
            "没有标记的文字读过了，里面没有找到地名。",
            "Text without a mark was read, and nothing was found in it.",
        ),
        "unplaced_line": (
            "{count} 处不在显示的文字里，只列在清单中。",
            "{count} are not in the text that is shown; they stand in the list only.",
        ),
        "cut_line": (
            "报告很长：只显示有标记的段落和它们的前后，略去的地方写明了字数。",
            (
                "The report is long: only passages with marks and their neighbours are shown; "
                "each gap says how much was left out."
            ),
        ),
        "gap": (
            "略去 {units} 段、{characters} 字，没有标记",
            "{units} passages, {characters} characters without marks left out",
        ),
        "gap_inside": ("略去 {characters} 字", "{characters} characters left out"),
        "carried": ("（续）", "(continued)"),
        "wide_table": ("表格，可左右滚动", "Table, scrolls sideways"),
        "about_document": ("文件：{parts}", "Document: {parts}"),
        # counts
        "count_yes": ("地点", "Sites"),
        "count_line": ("线路", "Lines"),
        "count_area": ("片区", "Areas"),
        "count_no": ("拒绝", "Refused"),
        "counts": ("数量（点按显示或隐藏）", "Counts (press to show or hide)"),
        # filters
        "find_name": ("按名称、地址查找", "Find a name or an address"),
        "where": ("表或章节", "Table or section"),
        "where_all": ("全文", "Whole report"),
        "where_tables": ("表", "Tables"),
        "where_prose": ("正文章节", "Sections of prose"),
        "where_none": ("未分章节", "No section"),
        "kinds": ("类别（颜色和字）", "Kinds (colour and sign)"),
        "shape_square": ("用地与楼宇", "Land and buildings"),
        "shape_circle": ("交通", "Transport"),
        "shape_triangle": ("绿地与河道", "Green and water"),
        "shape_diamond": ("公共服务与文化", "Public services, culture"),
        "shape_hexagon": ("片区与其他", "Areas and others"),
        "kinds_of": ("{family}的各类", "Kinds of: {family}"),
        "sample": ("示例", "sample"),
        "lines_legend": ("下划线", "Underline"),
        "line_yes": ("单线：地点", "single: a site"),
        "line_line": ("双线：线路", "double: a line"),
        "line_area": ("点线：片区", "dotted: an area"),
        "line_no": ("灰色虚框：拒绝", "grey dashed box: refused"),
        "line_also": ("淡色：同一处再次出现", "pale: the same place again"),
        # list
        "mentions": ("清单", "List"),
        "shown_of": ("显示 {shown} / {all} 处", "{shown} of {all} shown"),
        "none_shown": ("当前筛选下没有内容", "Nothing passes the filters"),
        "all_shown": ("全部显示", "Show all"),
        "list_before": ("前 {count} 条", "{count} before"),
        "list_after": ("后 {count} 条", "{count} more"),
        "previous": ("上一处", "Previous"),
        "next": ("下一处", "Next"),
        "next_refused": ("下一处拒绝", "Next refused"),
        "keys_line": (
            "键盘：n 下一处，p 上一处，t 下一处拒绝，/ 查找，回车进入卡片，Esc 关闭。",
            "Keys: n next, p previous, t next refused, / find, Enter into the card, Esc close.",
        ),
        # card
        "close": ("关闭", "Close"),
        "card": ("读到的内容", "What was read"),
        "here": ("此处 {count} 条", "{count} here"),
        "refused_because": ("拒绝：{reason}", "Refused: {reason}"),
        "refused_unsaid": ("没有写明原因", "no reason is given"),
        "field_kind": ("类别", "Kind"),
        "field_placeable": ("上图", "On a map"),
        "field_written": ("原文", "As written"),
        "field_ends": ("起止", "Ends"),
        "field_address": ("地址", "Address"),
        "field_parent": ("所属", "Part of"),
        "field_status": ("状态", "Status"),
        "field_stage": ("阶段", "Stage"),
        "field_year": ("年份", "Year"),
        "field_zone": ("功能区", "Zone"),
        "field_where": ("位置", "Where"),
        "field_offsets": ("字符", "Characters"),
        "field_also": ("又见", "Again at"),
        "field_note": ("备注", "Note"),
        "field_report": ("报告", "Report"),
        "not_shown": ("这一处不在显示的文字里", "This one is not in the text that is shown"),
    }
)
"""Key to (Chinese, English); `{...}` is filled in by the page or by `words`."""


def words(key: str, language: str = "zh", **fill: object) -> str:
    """
    Return the words of `key`, filled in.

    >>> words("gap_inside", "en", characters=12)
    '12 characters left out'
    """
    return REVIEW_STRINGS[key][LANGUAGES.index(language)].format(**fill)


def review_tables() -> dict[str, dict[str, dict[str, str]]]:
    """Return all words as language → table → key → text, for the page."""
    return {
        language: {
            "ui": {key: pair[order] for key, pair in REVIEW_STRINGS.items()},
            "kind": {key: label[order] for key, label in KINDS.items()},
            "stage": {key: label[order] for key, label in STAGES.items()},
            "placeable": {key: label[order] for key, label in PLACEABLE.items()},
        }
        for order, language in enumerate(LANGUAGES)
    }
