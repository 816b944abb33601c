"""
Every column that is handed over: type, short name, Chinese and English title, what it means.

One table for all formats: the data dictionary, the JSON Schema, aliases and comments in databases
and the ten-letter names of Shapefiles are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seeds.vocabulary import Label

TEXT, WHOLE, REAL, FLAG = "string", "integer", "number", "boolean"
SHORT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Field:
    """
    One column.

    Attributes
    ----------
    name
        Its name in every format but Shapefile.
    type
        `TEXT`, `WHOLE`, `REAL` or `FLAG`: the type names of JSON Schema.
    short
        Its name in a Shapefile: at most ten ASCII characters.
    zh, en
        Its title.
    about_zh, about_en
        What it means, with its unit.
    values
        The words it may hold, if the list is closed.
    required
        Whether it is never null.
    pattern
        A regular expression that every text matches; blank if there is none.
    """

    name: str
    type: str
    short: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    values: Mapping[str, Label] | None = None
    required: bool = False
    pattern: str = ""


_YEAR = r"^\d{4}(-\d{4})?$"
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

_ID = Field(
    "id", TEXT, "id", "标识码", "Identifier",
    "各版之间不变，永不改作他用；GeoJSON 的 id 与它相同",
    "Stable across editions and never reused; also the id of the GeoJSON feature",
    required=True, pattern=r"^\S+$",
)  # fmt: skip
_NAME_EN = Field(
    "name_en", TEXT, "name_en", "英文名", "English name",
    "区县文件夹里写明的英文名；没有写明的为空", "As the district folder states it, else null",
)  # fmt: skip

FEATURE_FIELDS: tuple[Field, ...] = (
    _ID,
    Field(
        "name", TEXT, "name", "名称", "Name",
        "用来对照的名称；路段只写路名", "The name that is matched; of a stretch the bare road",
        required=True,
    ),
    Field(
        "label", TEXT, "label", "标注", "Label",
        "给人读的名称，路段连起止", "What people read; of a stretch with its ends",
        required=True,
    ),
    _NAME_EN,
    Field(
        "aliases", TEXT, "aliases", "别名", "Aliases",
        "其他写法，用半角分号隔开", "Other spellings, joined by semicolons",
    ),
    Field(
        "kind", TEXT, "kind", "类别代码", "Kind code",
        "是什么：词表中的代码", "What it is: a code of the list",
        values=KINDS, required=True,
    ),
    Field(
        "kind_zh", TEXT, "kind_zh", "类别", "Kind",
        "类别的中文名", "The kind in Chinese", required=True,
    ),
    Field(
        "zone", TEXT, "zone", "功能区代码", "Zone code",
        "报告写明的功能区；没有写明的，为位置所在的功能区",
        "The zone that the report states, else the zone in which it lies",
    ),
    Field(
        "zone_zh", TEXT, "zone_zh", "功能区", "Zone",
        "功能区的中文名", "The zone in Chinese",
    ),
    Field(
        "zone_reported", TEXT, "zone_rep", "报告所列功能区", "Zone as reported",
        "报告写明的功能区（中文名）", "The zone that the report states, in Chinese",
    ),
    Field(
        "zone_spatial", TEXT, "zone_spat", "位置所在功能区", "Zone by position",
        "位置落在哪个功能区的示意范围内（代码）",
        "The zone within whose indicative outline it lies (code)",
    ),
    Field(
        "zone_agrees", FLAG, "zone_agree", "功能区是否一致", "Zones agree",
        "报告所列与位置所在是否一致；缺一时为空",
        "Whether the zone as reported is the zone by position; null where one is missing",
    ),
    Field(
        "zone_gap_m", WHOLE, "zone_gap_m", "距所列功能区", "Way to the zone as reported",
        "离报告所列功能区的距离，米", "Distance to the zone that the report states, metres",
    ),
    Field(
        "stage", TEXT, "stage", "阶段代码", "Stage code",
        "报告最后一次所说的阶段；year 晚于报告的是计划",
        "The stage last stated; a plan where year is after the report",
        values=STAGES,
    ),
    Field("stage_zh", TEXT, "stage_zh", "阶段", "Stage", "阶段的中文名", "The stage in Chinese"),
    Field(
        "status", TEXT, "status", "状态原话", "Status as stated",
        "报告里说明状态的词语", "The report's own word for the status",
    ),
    Field(
        "year", TEXT, "year", "年份", "Year",
        "所说的是哪一年（2026）或哪几年（2021-2025）",
        "The year (2026) or years (2021-2025) that are spoken of",
        pattern=_YEAR,
    ),
    Field(
        "parent", TEXT, "parent", "所属地点", "Parent place",
        "它属于哪个较大的地点", "The larger place to which it belongs",
    ),
    Field(
        "road_name", TEXT, "road_name", "道路名", "Road name",
        "路段或道路的路名", "The road of a stretch or road",
    ),
    Field(
        "from_road", TEXT, "from_road", "起点道路", "From road",
        "路段的起点：线从这里画起", "Where a stretch begins: the line runs from here",
    ),
    Field(
        "to_road", TEXT, "to_road", "止点道路", "To road",
        "路段的止点", "Where a stretch ends",
    ),
    Field(
        "address", TEXT, "address", "地址", "Address",
        "门牌或地址", "House number or address",
    ),
    Field(
        "method", TEXT, "method", "定位方法", "Method",
        "位置是用什么办法找到的", "How the position was found",
        values=METHODS, required=True,
    ),
    Field(
        "accuracy_m", WHOLE, "accuracy_m", "误差", "Accuracy",
        "米；十次里有九次，真实位置在这个范围之内",
        "Metres; nine times in ten the truth lies within it",
    ),
    Field(
        "runner_up", TEXT, "runner_up", "次选", "Runner-up",
        "排在第二的答案，括号里是它离所选位置多远",
        "The second best answer, in brackets how far it is from the one taken",
    ),
    Field(
        "source", TEXT, "source", "位置来源", "Source of the position",
        "位置出自哪里", "Where the position comes from",
    ),
    Field(
        "source_id", TEXT, "source_id", "来源编号", "Source id",
        "来源中的编号，如 OpenStreetMap 的 way 编号",
        "Id in the source, such as those of OpenStreetMap ways",
    ),
    Field(
        "snapshot", TEXT, "snapshot", "来源日期", "Snapshot",
        "来源数据是哪一天的", "The date of the source data", pattern=_DATE,
    ),
    Field(
        "report", TEXT, "report", "报告", "Report",
        "最后一次点名它的报告编号", "Id of the latest report that names it",
    ),
    Field(
        "table_ref", TEXT, "table_ref", "表", "Table",
        "在那份报告的哪个表", "The table of that report in which it stands",
    ),
    Field(
        "evidence", TEXT, "evidence", "出处", "Evidence",
        "报告:表@起-止，从 0 数起的字符位置，用半角分号隔开",
        "report:table@start-end, character offsets from 0, joined by semicolons",
    ),
    Field(
        "first_seen", TEXT, "first_seen", "首见报告", "First seen",
        "最早点名它的报告编号", "Id of the earliest report that names it",
    ),
    Field(
        "last_seen", TEXT, "last_seen", "末见报告", "Last seen",
        "最后点名它的报告编号", "Id of the latest report that names it",
    ),
    Field("note", TEXT, "note", "说明", "Note", "给人看的说明", "A remark for people"),
)  # fmt: skip
"""The columns of points, lines and polygons, in the order of `layers.features.PROPERTIES`."""

ZONE_FIELDS: tuple[Field, ...] = (
    _ID,
    Field(
        "code", TEXT, "code", "功能区代码", "Zone code",
        "与 id 相同", "The same as id", required=True,
    ),
    Field("name", TEXT, "name", "名称", "Name", "功能区全名", "Full name", required=True),
    _NAME_EN,
    Field(
        "variants", TEXT, "variants", "别的写法", "Variants",
        "报告里别的写法，用半角分号隔开", "Other spellings in reports, joined by semicolons",
    ),
    Field(
        "area_km2", REAL, "area_km2", "面积", "Area",
        "平方公里，在平面坐标系中量得", "Square kilometres, measured in a plane coordinate system",
        required=True,
    ),
    Field(
        "indicative", FLAG, "indicative", "是否示意", "Indicative",
        "是：按规则推算的范围，不是官方边界", "True: computed from rules, no official boundary",
        required=True,
    ),
    Field("note", TEXT, "note", "说明", "Note", "给人看的说明", "A remark for people"),
    Field(
        "evidence", TEXT, "evidence", "依据", "Evidence",
        "范围的依据，用半角分号隔开", "What the outline rests on, joined by semicolons",
    ),
)  # fmt: skip
"""The columns of the zone outlines, in the order in which they are written."""

UNLOCATED_FIELDS: tuple[Field, ...] = (
    *(field for field in FEATURE_FIELDS if field.name in {"id", "name", "label"}),
    *(field for field in FEATURE_FIELDS if field.name in {"kind", "kind_zh"}),
    *(field for field in FEATURE_FIELDS if field.name in {"zone", "zone_zh", "zone_reported"}),
    *(field for field in FEATURE_FIELDS if field.name in {"stage", "status", "year"}),
    *(field for field in FEATURE_FIELDS if field.name == "method"),
    Field(
        "reason", TEXT, "reason", "原因", "Reason",
        "为什么没有上图", "Why it is not on the map", required=True,
    ),
    Field(
        "tried", TEXT, "tried", "试过的办法", "Tried",
        "依次试过什么", "What was tried, in order",
    ),
    *(field for field in FEATURE_FIELDS if field.name in {"report", "table_ref", "evidence"}),
    *(field for field in FEATURE_FIELDS if field.name == "aliases"),
)  # fmt: skip
"""The columns of what is not on the map, in the order of `layers.unlocated.UNLOCATED_COLUMNS`."""

BY_NAME = MappingProxyType({field.name: field for field in FEATURE_FIELDS})
