"""
Bring the rows of the tables up to date, by id.

The rows of a bundle are copied into temporary tables first. A row that stands already as it
should be is neither written nor locked; one that is in no later edition moves to `retired`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg import sql

from layers.postgis.failures import UNCHANGED, PublishError
from layers.postgis.tables import ALL, FEATURE_TABLES, GEOM, RETIRED, UNLOCATED, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg

    from layers.postgis.tables import Table

_PRESENT = "present"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """
    What happened to a table.

    Attributes
    ----------
    table
        Its name.
    inserted, updated, removed, unchanged
        Rows. One that went to another table is removed here and inserted there.
    kept
        Rows of earlier editions that stay because the user asked for it.
    """

    table: str
    inserted: int
    updated: int
    removed: int
    unchanged: int
    kept: int

    @property
    def changed(self) -> bool:
        """Whether anything did."""
        return bool(self.inserted or self.updated or self.removed)


def stage(cursor: psycopg.Cursor[Any], table: Table, rows: Iterable[Sequence[object]]) -> None:
    """
    Copy the rows of a bundle into a temporary table.

    Raises
    ------
    PublishError
        If a geometry is not valid in the sense of PostGIS.
    """
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(column.type))
        for column in table.columns
    )
    staged, names = _staged(table.name), _names(table)
    cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(
        sql.Identifier(f"zonemap_{table.name}"), columns
    ))  # fmt: skip
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(staged, names)) as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(sql.SQL("ANALYZE {}").format(staged))
    if table.has_shape:
        _check_shapes(cursor, table.name)


def note_present(cursor: psycopg.Cursor[Any]) -> None:
    """Note the ids of all that is in the bundle, on the map or not."""
    parts = (
        sql.SQL("SELECT id FROM {}").format(_staged(name)) for name in (*FEATURE_TABLES, UNLOCATED)
    )
    cursor.execute(sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS {}").format(
        sql.Identifier(f"zonemap_{_PRESENT}"), sql.SQL(" UNION ALL ").join(parts)
    ))  # fmt: skip
    cursor.execute(sql.SQL("ANALYZE {}").format(_staged(_PRESENT)))


def lock(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """Keep others from writing to the tables until the end; they can read."""
    names = sql.SQL(", ").join(sql.Identifier(schema, table.name) for table in ALL)
    cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(names))


def refuse_another_set(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """
    Refuse a bundle in which more than half of what stands is missing.

    Raises
    ------
    PublishError
        If it is so.
    """
    parts = (
        sql.SQL("SELECT id FROM {}").format(sql.Identifier(schema, name)) for name in FEATURE_TABLES
    )
    # NOT EXISTS stands in a WHERE, so that it is one join and not one search a row.
    words = sql.SQL(
        "WITH o AS ({}) SELECT (SELECT count(*) FROM o), (SELECT count(*) FROM o "
        "WHERE NOT EXISTS (SELECT FROM {} p WHERE p.id = o.id))"
    )
    query = words.format(sql.SQL(" UNION ALL ").join(parts), _staged(_PRESENT))
    row = cursor.execute(query).fetchone()
    assert row is not None
    total, gone = row
    if 2 * gone > total:
        raise PublishError(
            f"schema {schema} 里的 {total} 个要素有 {gone} 个不在这一版里，像是另一批数据；"
            f"另一个区县请用 --schema 另起一处，确实要替换请加 --force。{UNCHANGED}"
        )


def merge(
    cursor: psycopg.Cursor[Any], schema: str, table: Table, *, last_version: str, keep: bool
) -> Tally:
    """
    Bring one table up to date.

    Parameters
    ----------
    cursor
        Where, with the rows staged.
    schema, table
        What.
    last_version
        The edition that stands, which is the last that had what is missing now.
    keep
        Whether what is in no table of the bundle stays as it is.
    """
    name = sql.Identifier(schema, table.name)
    present = _staged(ZONES if table.name == ZONES else _PRESENT)
    there = sql.SQL("EXISTS (SELECT FROM {} p WHERE p.id = o.id)").format(present)
    if not keep:
        gone = sql.SQL("NOT {}").format(there)
        _retire(cursor, schema, table, gone, last_version)
    absent = sql.SQL("NOT EXISTS (SELECT FROM {} s WHERE s.id = o.id)").format(_staged(table.name))
    leaving = sql.SQL("{} AND {}").format(absent, there) if keep else absent
    cursor.execute(sql.SQL("DELETE FROM {} o WHERE {}").format(name, leaving))
    removed = cursor.rowcount
    inserted, updated = _upsert(cursor, name, table)
    counts = sql.SQL("SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {})")
    row = cursor.execute(counts.format(name, _staged(table.name))).fetchone()
    assert row is not None
    stand, came = row
    tally = Tally(table.name, inserted, updated, removed, came - inserted - updated, stand - came)
    if tally.changed:
        cursor.execute(sql.SQL("ANALYZE {}").format(name))
    return tally


def bring_back(cursor: psycopg.Cursor[Any], schema: str) -> int:
    """Take out of `retired` what is in the bundle again; return how many rows those were."""
    back = 0
    words = sql.SQL(
        "DELETE FROM {} r WHERE r.sheet {} {} AND EXISTS (SELECT FROM {} p WHERE p.id = r.id)"
    )
    for same, present in (("=", ZONES), ("<>", _PRESENT)):
        parts = (sql.SQL(same), sql.Literal(ZONES), _staged(present))
        cursor.execute(words.format(sql.Identifier(schema, RETIRED), *parts))
        back += cursor.rowcount
    return back


def _check_shapes(cursor: psycopg.Cursor[Any], name: str) -> None:
    wrong = sql.SQL("SELECT id, ST_IsValidReason(geom) FROM {} WHERE NOT ST_IsValid(geom)")
    rows = cursor.execute(sql.SQL("{} ORDER BY id LIMIT {}").format(
        wrong.format(_staged(name)), sql.Literal(_SHOWN)
    )).fetchall()  # fmt: skip
    if rows:
        told = "、".join(f"{id_}（{reason}）" for id_, reason in rows)
        raise PublishError(f"{name} 里有无效的图形：{told}。{UNCHANGED}")


def _retire(
    cursor: psycopg.Cursor[Any], schema: str, table: Table, gone: sql.Composed, version: str
) -> None:
    """Keep what is about to be removed and is in no other table of the bundle."""
    cursor.execute(sql.SQL(
        "INSERT INTO {retired} (sheet, id, label, last_version, properties, geom) "
        "SELECT {sheet}, o.id, o.{label}, {version}, to_jsonb(o) - 'geom', {geom} "
        "FROM {table} o WHERE {gone} "
        "ON CONFLICT (sheet, id) DO UPDATE SET label = excluded.label, "
        "last_version = excluded.last_version, properties = excluded.properties, "
        "geom = excluded.geom"
    ).format(
        retired=sql.Identifier(schema, RETIRED),
        sheet=sql.Literal(table.name),
        label=sql.Identifier("label" if "label" in table.names else "name"),
        version=sql.Literal(version),
        geom=sql.Identifier("o", GEOM) if table.has_shape else sql.NULL,
        table=sql.Identifier(schema, table.name),
        gone=gone,
    ))  # fmt: skip


def _upsert(cursor: psycopg.Cursor[Any], name: sql.Identifier, table: Table) -> tuple[int, int]:
    """Write the rows that are new or differ; return how many of each."""
    others = [column for column in table.names if column != "id"]
    row = cursor.execute(sql.SQL(
        "WITH done AS (INSERT INTO {name} AS t ({names}) SELECT {names} FROM {staged} s "
        "WHERE NOT EXISTS (SELECT FROM {name} o WHERE o.id = s.id AND {same}) ORDER BY s.id "
        "ON CONFLICT (id) DO UPDATE SET {values} WHERE {differs} RETURNING t.xmax = 0 AS fresh) "
        "SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM done"
    ).format(
        name=name,
        names=_names(table),
        staged=_staged(table.name),
        same=sql.SQL("{} IS NOT DISTINCT FROM {}").format(_row("o", others), _row("s", others)),
        values=sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in others
        ),
        differs=sql.SQL("{} IS DISTINCT FROM {}").format(
            _row("t", others), _row("excluded", others)
        ),
    )).fetchone()  # fmt: skip
    assert row is not None
    return row[0], row[1]


def _row(alias: str, columns: Iterable[str]) -> sql.Composed:
    return sql.SQL("ROW({})").format(
        sql.SQL(", ").join(sql.Identifier(alias, column) for column in columns)
    )


def _names(table: Table) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, table.names))


def _staged(name: str) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"zonemap_{name}")
