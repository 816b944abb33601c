"""What stands in a schema of the database, and whether it is ours to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.postgis.failures import UNCHANGED, PublishError
from layers.postgis.tables import ALL, FEATURES, MARK

if TYPE_CHECKING:
    import psycopg

    from layers.postgis.tables import Table

_TABLE, _VIEW = "r", "v"
_RELATIONS = """
SELECT c.relname, c.relkind::text, coalesce(obj_description(c.oid, 'pg_class'), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s
"""
_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       coalesce(col_description(c.oid, a.attnum), '')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid
WHERE n.nspname = %s AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
"""
_KEYS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
WHERE n.nspname = %s AND i.indisprimary
GROUP BY c.relname
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A column as it stands."""

    type: str
    required: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What a schema holds.

    Attributes
    ----------
    kinds, comments
        Of relations (tables, views, indexes) by name.
    columns
        Table or view to its columns, in their order.
    keys
        Table to the columns of its primary key.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, Found]] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)


def standing(cursor: psycopg.Cursor[Any], schema: str) -> Standing:
    """Return what a schema holds; nothing if there is none."""
    found = Standing()
    for name, kind, comment in cursor.execute(_RELATIONS, [schema]).fetchall():
        found.kinds[name], found.comments[name] = kind, comment
    for table, name, type_, required, comment in cursor.execute(_COLUMNS, [schema]).fetchall():
        found.columns.setdefault(table, {})[name] = Found(type_, required, comment)
    for table, names in cursor.execute(_KEYS, [schema]).fetchall():
        found.keys[table] = tuple(names)
    return found


def refuse_what_is_not_ours(found: Standing, schema: str) -> None:
    """
    Refuse a schema in which a table of ours cannot be made or brought up to date.

    Raises
    ------
    PublishError
        If something else bears the name of one of our tables, or a column has another type.
    """
    for name, kind in ((FEATURES, _VIEW), *((table.name, _TABLE) for table in ALL)):
        if name in found.kinds and (found.kinds[name] != kind or MARK not in found.comments[name]):
            raise PublishError(
                f"schema {schema} 里的 {name} 不是 zonemap 建的（注释里没有 {MARK}），不动它；"
                f"请用 --schema 另起一处。{UNCHANGED}"
            )
    for table in ALL:
        if table.name in found.kinds:
            _refuse_other_columns(found, table, schema)


def _refuse_other_columns(found: Standing, table: Table, schema: str) -> None:
    columns = found.columns[table.name]
    for column in table.columns:
        stands = columns.get(column.name)
        if stands is not None and stands.type != column.type:
            raise PublishError(
                f"表 {schema}.{table.name} 的列 {column.name} 应为 {column.type}，"
                f"实际是 {stands.type}；请改回来，或用 --schema 另起一处。{UNCHANGED}"
            )
    if found.keys.get(table.name) != table.key:
        raise PublishError(
            f"表 {schema}.{table.name} 的主键应为 {'、'.join(table.key)}，"
            f"实际是 {'、'.join(found.keys.get(table.name, ())) or '没有'}；"
            f"请改回来，或用 --schema 另起一处。{UNCHANGED}"
        )
