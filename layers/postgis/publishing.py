"""
Publish a bundle in one transaction: all of it or nothing.

What is done twice is done once: tables, comments, rights and rows that are as they should be are
left alone, and an edition is noted only when it differs from the one that stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from layers.postgis.failures import UNCHANGED, PublishError, not_done, not_known
from layers.postgis.making import check_schema, grant, prepare, tighten, use_postgis
from layers.postgis.merging import (
    Tally,
    bring_back,
    lock,
    merge,
    note_present,
    refuse_another_set,
    stage,
)
from layers.postgis.tables import EDITIONS, SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.postgis.reading import Bundle
    from layers.postgis.target import Target

SCHEMA = "zonemap"
LOCK_WAIT = "30s"
_LOOK_AFTER_CLIENT = """
SELECT set_config(name, '2s', true) FROM pg_settings
WHERE name = 'client_connection_check_interval' AND setting = '0' AND version() LIKE '%linux%'
"""
"""Else a server goes on with a long statement, and keeps the tables, for a client that is dead."""


@dataclass(frozen=True, slots=True)
class Options:
    """
    How to publish.

    Attributes
    ----------
    schema
        Where the tables are.
    grants
        Roles that may read them.
    keep_missing
        Whether rows that are in no table of the bundle stay.
    force
        Whether a bundle may replace more than half of what stands.
    dry_run
        Whether all is taken back at the end.
    """

    schema: str = SCHEMA
    grants: tuple[str, ...] = ()
    keep_missing: bool = False
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """
    What was done, or with `dry_run` what would have been.

    Attributes
    ----------
    place
        Host, port and database.
    made
        What was made or granted, in words.
    tallies
        Rows by table.
    new_edition
        Whether the edition differs from the one that stood.
    """

    place: str
    made: tuple[str, ...]
    tallies: tuple[Tally, ...]
    new_edition: bool

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.made or self.new_edition or any(tally.changed for tally in self.tallies))


def publish(
    bundle: Bundle,
    target: Target,
    options: Options,
    *,
    say: Callable[[str], object] = lambda _: None,
) -> Publication:
    """
    Bring a database up to date with a bundle.

    Parameters
    ----------
    bundle
        What.
    target
        Where.
    options
        How.
    say
        Told what is being done.

    Raises
    ------
    PublishError
        If it cannot be done; the database is then as it was, unless the connection went at the
        very moment of the commit, which the message says.
    """
    check_schema(options.schema)
    connection = target.connect()
    target = target.settled(connection)
    committing = False
    failure: PublishError
    try:
        connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        with connection.cursor() as cursor:
            made, tallies, new_edition = _done(cursor, bundle, options, say)
        if options.dry_run:
            connection.rollback()
        else:
            committing = True
            connection.commit()
        return Publication(target.place, tuple(made), tuple(tallies), new_edition)
    except psycopg.Error as error:
        lost = connection.broken
        failure = not_known(target) if committing and lost else not_done(error, target, lost=lost)
    finally:
        connection.close()
    raise failure  # here, so that what the server said does not hang on it


def _done(
    cursor: psycopg.Cursor[Any], bundle: Bundle, options: Options, say: Callable[[str], object]
) -> tuple[list[str], list[Tally], bool]:
    """Do all of it within the transaction."""
    schema = options.schema
    _alone(cursor, schema)
    made = ["启用 PostGIS"] if use_postgis(cursor) else []
    made += prepare(cursor, schema)
    lock(cursor, schema)
    number, version, checksum, district = _last_edition(cursor, schema)
    if district and bundle.district_code and district != bundle.district_code:
        raise PublishError(
            f"schema {schema} 里是代码 {district} 的区县，这一版是 {bundle.district_code}；"
            f"请用 --schema 另起一处。{UNCHANGED}"
        )
    for table in SHEETS:
        say(f"传送 {table.name}：{len(bundle.rows[table.name])} 行")
        stage(cursor, table, bundle.rows[table.name])
    note_present(cursor)
    if not (options.force or options.keep_missing):
        refuse_another_set(cursor, schema)
    tallies = [
        merge(cursor, schema, table, last_version=version, keep=options.keep_missing)
        for table in SHEETS
    ]
    if back := bring_back(cursor, schema):
        made.append(f"{back} 个已撤下的编号又有了")
    made += tighten(cursor, schema)
    for role in options.grants:
        made += grant(cursor, schema, role)
    new_edition = (version, checksum) != (bundle.version, bundle.checksum)
    if new_edition:
        _note_edition(cursor, schema, bundle, number + 1)
    return made, tallies, new_edition


def _alone(cursor: psycopg.Cursor[Any], schema: str) -> None:
    """Make sure that the text fits, and that nobody else publishes to the same schema."""
    row = cursor.execute("SELECT current_setting('server_encoding')").fetchone()
    if row != ("UTF8",):
        came = row[0] if row else ""
        raise PublishError(f"这个库的编码是 {came}，应为 UTF8，请另建一个库。{UNCHANGED}")
    wanted = "SELECT pg_try_advisory_xact_lock(hashtext('zonemap publish'), hashtext(%s))"
    if cursor.execute(wanted, [schema]).fetchone() != (True,):
        raise PublishError(
            f"另一个 zonemap publish 正在写 schema {schema}，请等它做完再试。{UNCHANGED}"
        )
    cursor.execute(
        "SELECT set_config('lock_timeout', %s, true) WHERE current_setting('lock_timeout') = '0'",
        [LOCK_WAIT],
    )
    cursor.execute(_LOOK_AFTER_CLIENT)


def _last_edition(cursor: psycopg.Cursor[Any], schema: str) -> tuple[int, str, str, str]:
    """Return number, version, checksum and district of the edition that stands."""
    row = cursor.execute(
        sql.SQL(
            "SELECT number, version, checksum, coalesce(district_code, '') FROM {} "
            "ORDER BY number DESC LIMIT 1"
        ).format(sql.Identifier(schema, EDITIONS))
    ).fetchone()
    return (0, "", "", "") if row is None else (row[0], row[1], row[2], row[3])


def _note_edition(cursor: psycopg.Cursor[Any], schema: str, bundle: Bundle, number: int) -> None:
    values: dict[str, object] = {
        "number": number,
        "version": bundle.version,
        "date": bundle.date or None,
        "checksum": bundle.checksum,
        "district_code": bundle.district_code or None,
        "district": bundle.district or None,
        **bundle.counts,
        "attribution": bundle.attribution or None,
        "licence": bundle.licence or None,
    }
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}, published_at) VALUES ({}, now())").format(
            sql.Identifier(schema, EDITIONS),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(map(sql.Literal, values.values())),
        )
    )
