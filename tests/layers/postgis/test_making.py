"""Tables of an earlier version are brought up to date; what is not ours is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from layers.postgis.failures import PublishError

Content = dict[str, list[dict[str, Any]]]
Publish = Callable[..., Any]


def test_a_missing_column_is_added_and_filled(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    whole = server.ask("SELECT id, kind_zh, note FROM {}.points ORDER BY id")
    server.ask("DROP VIEW {}.features")
    server.ask("ALTER TABLE {}.points DROP kind_zh, DROP note")
    done = published(content)
    assert "points 加列 kind_zh" in done.made
    assert "points 的列 kind_zh 不再许为空" in done.made
    assert server.ask("SELECT id, kind_zh, note FROM {}.points ORDER BY id") == whole
    required = (
        "SELECT is_nullable FROM information_schema.columns WHERE table_schema = %s "
        "AND table_name = 'points' AND column_name = 'kind_zh'"
    )
    assert server.one(required, server.schema) == "NO"
    assert not published(content).changed


def test_a_view_of_somebody_else_on_ours_does_not_stand_in_the_way(
    published: Publish, server: Any, content: Content
) -> None:
    """An older view lacks a column: it gets it at its end, and is not taken away."""
    published(content)
    server.ask("DROP VIEW {}.features")
    server.ask("CREATE VIEW {}.features AS SELECT id, 'points' AS sheet, name FROM {}.points")
    server.ask("COMMENT ON VIEW {}.features IS 'old [zonemap]'")
    server.ask("CREATE VIEW {}.mine AS SELECT name FROM {}.features")
    assert "建视图 features" in published(content).made
    assert server.one("SELECT count(*) FROM {}.mine") == 7
    assert server.one("SELECT count(note IS NULL) FROM {}.features") == 7
    assert not published(content).changed


def test_columns_and_tables_of_somebody_else_stay(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    server.ask("ALTER TABLE {}.points ADD remark text")
    server.ask("UPDATE {}.points SET remark = 'checked' WHERE id IN ('QX0001', 'QX0002')")
    server.ask("CREATE TABLE {}.survey AS SELECT 1 AS one")
    assert not published(content).changed
    content["points"][0]["properties"]["name"] = "新名"
    del content["points"][1]
    published(content)
    assert server.one("SELECT remark FROM {}.points WHERE id = 'QX0001'") == "checked"
    assert server.one("SELECT properties ->> 'remark' FROM {}.retired") == "checked"
    assert server.one("SELECT one FROM {}.survey") == 1


@pytest.mark.parametrize(
    "other",
    [
        "CREATE TABLE {}.zones (id text PRIMARY KEY, name text)",
        "CREATE TABLE {}.editions (number integer PRIMARY KEY)",
        "CREATE VIEW {}.points AS SELECT 1 AS id",
        "CREATE TABLE {}.features (id text)",
        "CREATE SEQUENCE {}.lines",
    ],
)
def test_a_table_that_is_not_ours_is_refused(
    published: Publish, server: Any, content: Content, other: str
) -> None:
    server.ask("CREATE SCHEMA {}")
    server.ask(other)
    before = server.state()
    with pytest.raises(PublishError, match=r"不是 zonemap 建的.*--schema"):
        published(content)
    assert server.state() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            "ALTER TABLE {}.points ALTER accuracy_m TYPE text",
            "points 的列 accuracy_m 应为 integer，实际是 text",
        ),
        (
            "ALTER TABLE {}.lines ALTER geom TYPE geometry(Geometry, 4326)",
            r"lines 的列 geom 应为 geometry\(Multi\w+,4326\)，实际是 geometry\(Geometry,4326\)",
        ),
        ("ALTER TABLE {}.zones DROP CONSTRAINT zones_pkey", "zones 的主键应为 id，实际是 没有"),
    ],
)
def test_a_table_that_was_changed_is_refused(
    published: Publish, server: Any, content: Content, change: str, words: str
) -> None:
    published(content)
    server.ask("DROP VIEW {}.features")
    server.ask(change)
    before = server.state()
    with pytest.raises(PublishError, match=words):
        published(content)
    assert server.state() == before


def test_a_lost_index_or_comment_is_mended(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    server.ask("DROP INDEX {}.points_geom_gist")
    server.ask("COMMENT ON COLUMN {}.points.name IS NULL")
    assert published(content).made == ("建索引 points_geom_gist",)
    told = "SELECT col_description(%s::regclass, 2)"
    assert server.one(told, f"{server.schema}.points").startswith("名称：")


def test_postgis_may_live_in_a_schema_of_its_own(
    published: Publish, server: Any, content: Content
) -> None:
    server.ask("DROP EXTENSION postgis CASCADE")
    server.ask('CREATE SCHEMA "Geo x"')
    try:
        server.ask('CREATE EXTENSION postgis SCHEMA "Geo x"')
        published(content)
        assert not published(content).changed
    finally:
        server.ask("DROP SCHEMA {} CASCADE")
        server.ask('DROP SCHEMA "Geo x" CASCADE')


# --- hostile text -----------------------------------------------------------------------------

NAMES = (
    "O'Brien\"; DROP TABLE points; --",
    "\\.",
    "\\N",
    "tab\there\nline\r\nend\\",
    "%s %(x)s %% {} {0}",
    "$$ $1 $x$",
    "徐家汇\u202e站\u200b",
    "\U0001f687 𠮷野",
    "E'\\x41'",
    "长" * 10_000,
    " leading and trailing ",
    "NULL",
)


def test_hostile_text_arrives_as_it_is(published: Publish, server: Any, content: Content) -> None:
    for nth, name in enumerate(NAMES, start=100):
        one = content["points"][0]
        properties = {**one["properties"], "id": f"QX{nth:04d}", "name": name, "note": name}
        content["points"].append({**one, "id": f"QX{nth:04d}", "properties": properties})
    published(content)
    rows = server.ask("SELECT name, note FROM {}.points WHERE id >= 'QX0100' ORDER BY id")
    assert rows == [(name, name) for name in NAMES]
    assert not published(content).changed
    content["points"] = content["points"][:4]
    published(content, force=True)
    kept = server.ask("SELECT properties ->> 'name' FROM {}.retired ORDER BY id")
    assert kept == [(name,) for name in NAMES[1:]]


@pytest.mark.parametrize(
    "schema", ['"; DROP SCHEMA public CASCADE; --', "100%s {} %(x)s", "徐'汇 \\x", "select", "A.B"]
)
def test_a_hostile_schema_name_is_only_a_name(
    published: Publish, server: Any, content: Content, schema: str
) -> None:
    server.schema = schema
    done = published(content, grants=("pg_monitor",))
    assert done.changed
    assert not published(content, grants=("pg_monitor",)).changed
    assert server.one("SELECT count(*) FROM pg_namespace WHERE nspname = %s", schema) == 1
    assert server.one("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'") == 1


@pytest.mark.parametrize("schema", ["", "x" * 64, "区" * 22, "pg_mine", "a\nb", "a\0b", "a\u202eb"])
def test_a_schema_name_that_cannot_be_is_refused(
    published: Publish, content: Content, schema: str
) -> None:
    with pytest.raises(PublishError, match="--schema 应为"):
        published(content, schema=schema)
