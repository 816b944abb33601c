"""A publish that fails changes nothing, says why in one line, and can be done again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from layers.postgis.failures import PublishError

Content = dict[str, list[dict[str, Any]]]
Publish = Callable[..., Any]
KILLS = 10
NEXT = {"edition": "2026-04-01-00000002"}


def changed(content: Content) -> Content:
    """Change something in each table."""
    for sheet in ("points", "lines", "polygons", "zones"):
        for feature in content[sheet]:
            feature["properties"]["name"] += "（新）"
    content["unlocated"][0]["reason"] = "别的原因"
    return content


def as_user(server: Any, name: str, secret: str, options: str = "") -> str:
    """Return the URL of the database for another user."""
    there = urlsplit(server.url)
    place = f"{name}:{secret}@{there.hostname}:{there.port}"
    return str(there._replace(netloc=place, query=options).geturl())


@pytest.fixture
def plain_user(server: Any) -> Iterator[str]:
    """Return the URL for a user who owns nothing."""
    name = f"plain_{os.getpid()}"
    server.ask(f"CREATE ROLE {name} LOGIN PASSWORD 'seven'")
    yield as_user(server, name, "seven")
    server.ask(f"DROP OWNED BY {name} CASCADE")
    server.ask(f"DROP ROLE {name}")


@pytest.fixture
def standing(published: Publish, server: Any, content: Content) -> Iterator[Any]:
    """Publish a bundle, change it, and see to it that nothing changes in the database."""
    published(content)
    server.settle()
    changed(content)
    yield server
    server.settle()


def fails(published: Publish, server: Any, content: Content, words: str, **how: Any) -> None:
    before = server.state()
    with pytest.raises(PublishError, match=words) as caught:
        published(content, head=NEXT, **how)
    server.settle()
    assert server.state() == before
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_constraint_of_somebody_else_halfway(
    published: Publish, standing: Any, content: Content
) -> None:
    """Points, lines and polygons have been written when the zones are refused."""
    standing.ask("ALTER TABLE {}.zones ADD CHECK (name NOT LIKE '%（新）')")
    fails(published, standing, content, "不合表上的约束.*zones.*没有改动任何内容")


def test_a_column_of_somebody_else_that_is_never_null(
    published: Publish, standing: Any, content: Content
) -> None:
    standing.ask("ALTER TABLE {}.zones ADD owner text NOT NULL DEFAULT 'x'")
    standing.ask("ALTER TABLE {}.zones ALTER owner DROP DEFAULT")
    content["zones"][0]["properties"]["code"] = content["zones"][0]["id"] = "south"
    content["zones"][0]["properties"]["id"] = "south"
    fails(published, standing, content, "不许为空.*zones.owner")


@pytest.mark.parametrize("moment", ["points", "unlocated"])
def test_a_connection_that_is_ended(
    published: Publish, standing: Any, content: Content, moment: str
) -> None:
    def end(line: str) -> None:
        if line.startswith(f"传送 {moment}"):
            standing.ask(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE application_name = 'zonemap publish'"
            )

    fails(published, standing, content, "断", say=end)


def test_a_server_that_takes_too_long(published: Publish, standing: Any, content: Content) -> None:
    standing.ask(
        "CREATE FUNCTION {}.slow() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_sleep(5); RETURN NEW; END'"
    )
    standing.ask(
        "CREATE TRIGGER slow BEFORE UPDATE ON {}.polygons FOR EACH ROW EXECUTE FUNCTION {}.slow()"
    )
    url = urlsplit(standing.url)._replace(query="options=-c%20statement_timeout%3D300").geturl()
    fails(published, standing, content, "statement_timeout", url=url)


def test_tables_that_somebody_is_editing(
    published: Publish, standing: Any, content: Content
) -> None:
    import psycopg  # noqa: PLC0415

    url = urlsplit(standing.url)._replace(query="options=-c%20lock_timeout%3D200").geturl()
    with psycopg.connect(standing.url) as editor:
        editor.execute(f"UPDATE {standing.schema}.points SET note = 'x'".encode())
        fails(published, standing, content, "有别的程序一直占着这些表", url=url)
        editor.rollback()


def test_a_read_only_database(published: Publish, standing: Any, content: Content) -> None:
    query = "options=-c%20default_transaction_read_only%3Don"
    url = urlsplit(standing.url)._replace(query=query).geturl()
    fails(published, standing, content, "只读", url=url)


def test_a_user_without_rights(
    published: Publish, standing: Any, content: Content, plain_user: str
) -> None:
    fails(published, standing, content, "权限不够", url=plain_user)
    fails(published, standing, content, "权限不够", url=plain_user, schema="another")


def test_a_user_with_a_schema_of_his_own_can_publish(
    published: Publish, server: Any, content: Content, plain_user: str
) -> None:
    name = urlsplit(plain_user).username
    server.ask(f"CREATE SCHEMA {{}} AUTHORIZATION {name}")
    published(content, url=plain_user)
    assert server.one("SELECT count(*) FROM {}.points") == 3
    assert not published(content, url=plain_user).changed


def test_an_invalid_geometry_is_named(published: Publish, standing: Any, content: Content) -> None:
    ring = [[121.4, 31.1], [121.5, 31.2], [121.5, 31.1], [121.4, 31.2], [121.4, 31.1]]
    content["polygons"][1]["geometry"]["coordinates"] = [[ring]]
    fails(published, standing, content, "polygons 里有无效的图形：QX0022（Self-intersection")


def test_a_database_without_postgis(
    published: Publish, server: Any, content: Content, plain_user: str
) -> None:
    """It is enabled by who may do so; to others it is said what to ask for."""
    name = f"bare_{os.getpid()}"
    server.ask(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        bare = urlsplit(plain_user)._replace(path=f"/{name}").geturl()
        with pytest.raises(PublishError, match="运行一次：CREATE EXTENSION postgis"):
            published(content, url=bare)
        bare = urlsplit(server.url)._replace(path=f"/{name}").geturl()
        assert published(content, url=bare).made[0] == "启用 PostGIS"
        server.settle()
    finally:
        server.ask(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_that_cannot_hold_chinese(
    published: Publish, server: Any, content: Content
) -> None:
    name = f"latin_{os.getpid()}"
    server.ask(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        url = urlsplit(server.url)._replace(path=f"/{name}").geturl()
        with pytest.raises(PublishError, match="编码是 LATIN1，应为 UTF8"):
            published(content, url=url)
        server.settle()
    finally:
        server.ask(f"DROP DATABASE {name} WITH (FORCE)")


def test_nothing_is_said_of_a_failure_as_if_it_were_known(
    monkeypatch: pytest.MonkeyPatch, published: Publish, standing: Any, content: Content
) -> None:
    """Where the connection goes during the commit, nobody can know what became of it."""
    import psycopg  # noqa: PLC0415

    commit = psycopg.Connection.commit

    def cut(self: Any) -> None:
        self.execute("SELECT 1")
        standing.ask("SELECT pg_terminate_backend(%s, 5000)", self.info.backend_pid)
        commit(self)

    monkeypatch.setattr(psycopg.Connection, "commit", cut)
    with pytest.raises(PublishError, match="不知道是否已经写成（不会只写一半）"):
        published(content, head=NEXT)


# --- processes ----------------------------------------------------------------------------------


def publisher(server: Any, folder: Path) -> subprocess.Popen[str]:
    """Start `zonemap publish` as a process of its own."""
    command = [sys.executable, "-m", "maps.cli", "publish", "-", str(folder)]
    return subprocess.Popen(
        [*command, "--schema", server.schema],
        env={**os.environ, "ZONEMAP_DATABASE_URL": server.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
    )


def many(content: Content, count: int) -> Content:
    """Return a content with so many points."""
    first = content["points"][0]
    content["points"] = [
        {**first, "id": f"QX{n:06d}", "properties": {**first["properties"], "id": f"QX{n:06d}"}}
        for n in range(count)
    ]
    return content


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(
    server: Any, content: Content, write: Callable[..., Path]
) -> None:
    editions = [write(many(content, 2000), "old"), write(changed(content), "new", **NEXT)]
    assert publisher(server, editions[0]).communicate()[1] == ""
    chance = random.Random(6)
    untouched = 0
    for _ in range(KILLS):
        server.settle()
        before = server.state()
        with publisher(server, editions[1]) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 6)):  # the tables are sent one after the other
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
        server.settle()
        if server.state() == before:
            untouched += 1
            continue
        new = "（新）" in server.one("SELECT name FROM {}.zones")
        names = server.ask("SELECT DISTINCT name LIKE '%（新）' FROM {}.features")
        assert names == [(new,)]
        assert server.one("SELECT version FROM {}.editions ORDER BY number DESC LIMIT 1") == (
            NEXT["edition"] if new else "2026-03-08-00000001"
        )
        editions.reverse()
    assert untouched
    assert publisher(server, editions[1]).communicate()[1] == ""
    assert publisher(server, editions[1]).communicate()[0].count("没有改动任何内容") == 1


def test_a_publisher_that_is_killed_does_not_keep_the_tables(
    server: Any, content: Content, write: Callable[..., Path]
) -> None:
    """The server would be busy for ten minutes with what nobody waits for."""
    assert publisher(server, write(content)).communicate()[1] == ""
    before = server.state()
    server.ask(
        "CREATE FUNCTION {}.slow() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_sleep(600); RETURN NEW; END'"
    )
    server.ask(
        "CREATE TRIGGER slow BEFORE UPDATE ON {}.points FOR EACH ROW EXECUTE FUNCTION {}.slow()"
    )
    asleep = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event = 'PgSleep'"
    )
    with publisher(server, write(changed(content), **NEXT)) as process:
        for _ in range(600):
            if server.one(asleep):
                break
            time.sleep(0.05)
        process.kill()
    server.settle()
    server.ask("DROP FUNCTION {}.slow() CASCADE")
    assert server.state() == before


def test_two_at_once_do_not_mix(server: Any, content: Content, write: Callable[..., Path]) -> None:
    folder = write(many(content, 3000))
    processes = [publisher(server, folder), publisher(server, folder)]
    told = [process.communicate() for process in processes]
    codes = [process.returncode for process in processes]
    assert 0 in codes
    for code, (_, err) in zip(codes, told, strict=True):
        assert (code, err) == (0, "") or (code == 2 and "另一个 zonemap publish 正在写" in err)
    assert server.one("SELECT count(*) FROM {}.points") == 3000
    assert server.one("SELECT count(*) FROM {}.editions") == 1


def test_who_comes_second_is_told(published: Publish, server: Any, content: Content) -> None:
    def again(line: str) -> None:
        if line.startswith("传送 lines"):
            with pytest.raises(PublishError, match="另一个 zonemap publish 正在写 schema"):
                published(content)
            assert published(content, schema=f"{server.schema}_2", dry_run=True).changed

    assert published(content, say=again).changed
