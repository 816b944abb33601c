"""
The tables of a published hand-off, made from the one table of columns (`layers.handoff.fields`).

Words that may stand in a column are listed in its comment, not in a constraint: a list that grows
with a new edition must not make the tables refuse it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.geojson import ATTRIBUTION
from layers.handoff.fields import (
    FEATURE_FIELDS,
    FLAG,
    REAL,
    TEXT,
    UNLOCATED_FIELDS,
    WHOLE,
    ZONE_FIELDS,
    Field,
)
from layers.handoff.sheets import GEOMETRY_TYPES, TITLES
from layers.postgis.shaping import SRID

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = "[zonemap]"
"""Stands in the comment of every table and view that is ours; others are never touched."""
GEOM = "geom"
FEATURES, UNLOCATED, ZONES, EDITIONS, RETIRED = (
    "features", "unlocated", "zones", "editions", "retired",
)  # fmt: skip
FEATURE_TABLES = ("points", "lines", "polygons")
_TYPES = {TEXT: "text", WHOLE: "integer", REAL: "double precision", FLAG: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type as PostgreSQL writes it, and what it means."""

    name: str
    type: str
    comment: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    One table.

    Attributes
    ----------
    name
        In its schema.
    columns
        In order; a published sheet has its fields and then its geometry.
    comment
        Chinese, English, and `MARK`.
    key
        The primary key.
    indexes
        Column to access method.
    """

    name: str
    columns: tuple[Column, ...]
    comment: str
    key: tuple[str, ...] = ("id",)
    indexes: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def has_shape(self) -> bool:
        """Whether it has a geometry."""
        return GEOM in self.names


def _columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    return tuple(
        Column(field.name, _TYPES[field.type], _comment(field), field.required) for field in fields
    )


def _comment(field: Field) -> str:
    words = ""
    if field.values:
        listed = "、".join(f"{code} {label.zh}" for code, label in field.values.items())
        words = f"。取值：{listed}"
    return f"{field.zh}：{field.about_zh}{words} / {field.en}: {field.about_en}"


def _geom(geometry_type: str, zh: str, en: str, *, required: bool = True) -> Column:
    return Column(GEOM, f"geometry({geometry_type},{SRID})", f"{zh} / {en}", required)


def _sheet(name: str) -> Table:
    zh, en = TITLES[name]
    fields = ZONE_FIELDS if name == ZONES else FEATURE_FIELDS
    shape = _geom(
        GEOMETRY_TYPES[name],
        "图形：WGS-84 经纬度（EPSG:4326）",
        "Geometry: WGS-84 longitude and latitude (EPSG:4326)",
    )
    used = () if name == ZONES else (("zone", "btree"), ("kind", "btree"))
    return Table(
        name,
        (*_columns(fields), shape),
        f"{zh} / {en}. {ATTRIBUTION} {MARK}",
        indexes=((GEOM, "gist"), *used),
    )


def _about(name: str, type_: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, type_, f"{zh} / {en}", required)


SHEETS: tuple[Table, ...] = (
    *(_sheet(name) for name in GEOMETRY_TYPES),
    Table(
        UNLOCATED,
        _columns(UNLOCATED_FIELDS),
        f"没有上图的项目，每个一行 / What is not on the map, one row each. {MARK}",
    ),
)
"""The tables that hold what is published, in the order in which they are written."""

KEPT: tuple[Table, ...] = (
    Table(
        RETIRED,
        (
            _about("sheet", "text", "原来在哪个表", "The table it was in", required=True),
            _about("id", "text", "标识码，不再使用", "Identifier, not used again", required=True),
            _about("label", "text", "标注", "Label"),
            _about("last_version", "text", "最后有它的一版", "The last edition that had it"),
            _about("properties", "jsonb", "撤下时的全部属性", "All it had when it was withdrawn"),
            _geom("Geometry", "撤下时的图形", "Its geometry at that time", required=False),
        ),
        f"已撤下：后来的版本里没有了的 / Withdrawn: not in later editions. {MARK}",
        key=("sheet", "id"),
    ),
    Table(
        EDITIONS,
        (
            _about("number", "integer", "第几次发布", "Running number", required=True),
            _about("version", "text", "版本", "Edition", required=True),
            _about("date", "date", "数据日期", "Date of the data"),
            _about("checksum", "text", "全部行的 SHA-256", "SHA-256 of all rows", required=True),
            _about("district_code", "text", "区县代码", "Code of the district"),
            _about("district", "text", "区县", "District"),
            *(
                _about(table.name, "integer", f"{table.name} 行数", f"Rows of {table.name}")
                for table in SHEETS
            ),
            _about("attribution", "text", "署名", "Attribution"),
            _about("licence", "text", "许可", "Licence"),
            _about("published_at", "timestamp with time zone", "发布时刻", "When", required=True),
        ),
        f"每发布一个新版本一行，最后一行是现在的 / One row an edition, the last one stands. {MARK}",
        key=("number",),
    ),
)
"""The tables that remember."""

ALL = (*SHEETS, *KEPT)
VIEW_COLUMNS = ("id", "sheet", *(field.name for field in FEATURE_FIELDS[1:]), GEOM)
VIEW_COMMENT = (
    "点、线、面合在一起，编号唯一，sheet 是所在的表；在 QGIS 里请分别加载三个表，图形类型才单一 / "
    f"Points, lines and polygons together, id is unique, sheet is the table. {ATTRIBUTION} {MARK}"
)
