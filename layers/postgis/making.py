"""
Make the tables, or bring older ones up to date: what is missing is added, nothing is taken away.

What stands already as it should be is not touched, so that a second publish changes nothing.
psycopg is imported here at the top: `layers.postgis.target` has made sure that it is installed.
Names and words go into statements through psycopg's own quoting, never through parameters beside
names: a schema may be called `100%s`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import errors, sql

from layers.postgis.failures import UNCHANGED, PublishError
from layers.postgis.standing import refuse_what_is_not_ours, standing
from layers.postgis.tables import (
    ALL,
    FEATURE_TABLES,
    FEATURES,
    GEOM,
    SHEETS,
    VIEW_COLUMNS,
    VIEW_COMMENT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import psycopg

    from layers.postgis.standing import Standing
    from layers.postgis.tables import Column, Table

_LONGEST = 63
_NO_POSTGIS = "服务器上没有装 PostGIS，请管理员先装（Debian：apt install postgresql-15-postgis-3）"
_MAY_NOT = "这个库还没有启用 PostGIS，请数据库管理员在库里运行一次：CREATE EXTENSION postgis"


def check_schema(name: str) -> None:
    """
    Refuse a name that PostgreSQL would cut, or that belongs to it.

    Raises
    ------
    PublishError
        If it does.
    """
    if (
        not 0 < len(name.encode("utf-8", "replace")) <= _LONGEST
        or not name.isprintable()
        or name.startswith("pg_")
        or name == "information_schema"
    ):
        raise PublishError(
            f"--schema 应为不超过 {_LONGEST} 字节、不以 pg_ 开头的名称，实际是 {name!r:.80}"
        )


def use_postgis(cursor: psycopg.Cursor[Any]) -> bool:
    """
    Make sure that PostGIS is there and its functions are found; tell whether it had to be enabled.

    Raises
    ------
    PublishError
        If it is not installed, or may not be enabled by this user.
    """
    where = "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n"
    where += " ON n.oid = e.extnamespace WHERE e.extname = 'postgis'"
    row = cursor.execute(where.encode()).fetchone()
    if enabled := row is None:
        known = cursor.execute("SELECT FROM pg_available_extensions WHERE name = 'postgis'")
        if known.fetchone() is None:
            raise PublishError(f"{_NO_POSTGIS}。{UNCHANGED}")
        refused = False
        try:
            cursor.execute("CREATE EXTENSION postgis")
        except errors.InsufficientPrivilege:
            refused = True
        if refused:
            raise PublishError(f"{_MAY_NOT}。{UNCHANGED}")
        row = cursor.execute(where.encode()).fetchone()
    assert row is not None
    cursor.execute("SELECT set_config('search_path', %s, true)", [f"pg_catalog, {row[0]}"])
    return enabled


def prepare(cursor: psycopg.Cursor[Any], schema: str) -> list[str]:
    """
    Make what is missing in a schema; return what was made, in words.

    Raises
    ------
    PublishError
        If something in it is not ours.
    """
    made: list[str] = []
    there = "SELECT FROM pg_namespace WHERE nspname = %s"
    if cursor.execute(there, [schema]).fetchone() is None:
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        made.append(f"建 schema {schema}")
    found = standing(cursor, schema)
    refuse_what_is_not_ours(found, schema)
    for table in ALL:
        for words, statement in _statements(table, found, schema):
            cursor.execute(statement)
            made += [words] if words else []
    if view := _view(found, schema):
        cursor.execute(view)
        cursor.execute(_commented("VIEW", schema, FEATURES, VIEW_COMMENT))
        made.append(f"建视图 {FEATURES}")
    return made


def tighten(cursor: psycopg.Cursor[Any], schema: str) -> list[str]:
    """Forbid null where a column was added that is never null, once no row has one."""
    made: list[str] = []
    found = standing(cursor, schema)
    for table in SHEETS:
        for column in table.columns:
            if not column.required or found.columns[table.name][column.name].required:
                continue
            names = {"table": sql.Identifier(schema, table.name)}
            names["column"] = sql.Identifier(column.name)
            empty = sql.SQL("SELECT FROM {table} WHERE {column} IS NULL LIMIT 1").format(**names)
            if cursor.execute(empty).fetchone() is None:
                change = sql.SQL("ALTER TABLE {table} ALTER {column} SET NOT NULL")
                cursor.execute(change.format(**names))
                made.append(f"{table.name} 的列 {column.name} 不再许为空")
    return made


def grant(cursor: psycopg.Cursor[Any], schema: str, role: str) -> list[str]:
    """
    Let a role read all that is published; return what was granted, in words.

    Raises
    ------
    PublishError
        If there is no such role.
    """
    if cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
        raise PublishError(f"没有 {role!r:.80} 这个角色，--grant 给不了。{UNCHANGED}")
    made: list[str] = []
    may = "SELECT has_schema_privilege(%s, oid, 'USAGE') FROM pg_namespace WHERE nspname = %s"
    if cursor.execute(may, [role, schema]).fetchone() == (False,):
        words = sql.SQL("GRANT USAGE ON SCHEMA {} TO {}")
        cursor.execute(words.format(sql.Identifier(schema), sql.Identifier(role)))
        made.append(f"{role} 可用 schema {schema}")
    may = """
    SELECT has_table_privilege(%s, c.oid, 'SELECT') FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s
    """
    for name in (*(table.name for table in ALL), FEATURES):
        if cursor.execute(may, [role, schema, name]).fetchone() == (False,):
            words = sql.SQL("GRANT SELECT ON {} TO {}")
            cursor.execute(words.format(sql.Identifier(schema, name), sql.Identifier(role)))
            made.append(f"{role} 可读 {name}")
    return made


def _statements(table: Table, found: Standing, schema: str) -> Iterator[tuple[str, sql.Composed]]:
    """Yield what a table lacks: words for people where it is worth telling, and the statement."""
    name = sql.Identifier(schema, table.name)
    stands = found.columns.get(table.name, {})
    missing = [column for column in table.columns if column.name not in stands]
    if not stands:
        keys = sql.SQL("PRIMARY KEY ({})").format(_identifiers(table.key))
        rows = sql.SQL(", ").join([*(_defined(column) for column in table.columns), keys])
        yield f"建表 {table.name}", sql.SQL("CREATE TABLE {} ({})").format(name, rows)
    else:
        for column in missing:  # null until all rows have been brought up to date
            added = sql.SQL("ALTER TABLE {} ADD COLUMN {} {}")
            kind = sql.SQL(column.type)
            words = f"{table.name} 加列 {column.name}"
            yield words, added.format(name, sql.Identifier(column.name), kind)
    if found.comments.get(table.name) != table.comment:
        yield "", _commented("TABLE", schema, table.name, table.comment)
    for column in table.columns:
        if column.name not in stands or stands[column.name].comment != column.comment:
            yield "", _commented("COLUMN", schema, table.name, column.comment, column.name)
    for column_name, method in table.indexes:
        index = f"{table.name}_{column_name}_{method}"
        if index not in found.kinds:
            words = f"建索引 {index}" if stands else ""
            using = sql.SQL("gist" if method == "gist" else "btree")
            made = sql.SQL("CREATE INDEX {} ON {} USING {} ({})")
            on = sql.Identifier(column_name)
            yield words, made.format(sql.Identifier(index), name, using, on)


def _view(found: Standing, schema: str) -> sql.Composed | None:
    """Return what makes the view of all features; older columns keep their place."""
    stands = list(found.columns.get(FEATURES, {}))
    missing = [name for name in VIEW_COLUMNS if name not in stands]
    if not missing:
        return None
    columns = [*stands, *missing]
    parts = [
        sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(_viewed(column, name) for column in columns),
            sql.Identifier(schema, name),
        )
        for name in FEATURE_TABLES
    ]
    return sql.SQL("CREATE OR REPLACE VIEW {} ({}) AS {}").format(
        sql.Identifier(schema, FEATURES), _identifiers(columns), sql.SQL(" UNION ALL ").join(parts)
    )


def _viewed(column: str, table: str) -> sql.Composable:
    if column == "sheet":
        return sql.SQL("{}::text").format(sql.Literal(table))
    if column == GEOM:
        return sql.SQL("{}::geometry(Geometry,4326)").format(sql.Identifier(column))
    return sql.Identifier(column)


def _defined(column: Column) -> sql.Composed:
    kind = sql.SQL(column.type)
    words = sql.SQL("{} {} NOT NULL" if column.required else "{} {}")
    return words.format(sql.Identifier(column.name), kind)


def _commented(what: str, schema: str, table: str, words: str, column: str = "") -> sql.Composed:
    kinds = {"TABLE": sql.SQL("TABLE"), "VIEW": sql.SQL("VIEW"), "COLUMN": sql.SQL("COLUMN")}
    name = sql.Identifier(schema, table, *([column] if column else []))
    return sql.SQL("COMMENT ON {} {} IS {}").format(kinds[what], name, sql.Literal(words))


def _identifiers(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
