"""Which database is meant, and that no password is ever told."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.postgis.failures import PublishError
from layers.postgis.target import Target, target_of

Content = dict[str, list[dict[str, Any]]]
PASSWORDS = (
    "p@ss:w/ord%",
    "密码🔑tail",
    'it\'s "quoted" \\ back',
    "a b+c&d=e?f#g",
    "%41%zz",
    "postgresql://x:y@z/",
    "host=evil password=other",
)


def keywords(**values: str) -> str:
    """Return a libpq keyword string."""
    quoted = {k: v.replace("\\", "\\\\").replace("'", "\\'") for k, v in values.items()}
    return " ".join(f"{key}='{value}'" for key, value in quoted.items())


def spelled(secret: str) -> set[str]:
    """Return the ways in which a secret would give itself away."""
    ways = {secret, quote(secret, safe=""), quote(secret), quote_plus(secret), repr(secret)[1:-1]}
    ways |= {json.dumps(secret)[1:-1], ascii(secret)[1:-1]}
    return ways | {secret.replace("\\", "\\\\").replace("'", "\\'")}


# --- what is meant --------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", PASSWORDS)
def test_url_and_keywords_mean_the_same(secret: str) -> None:
    url = f"postgresql://me:{quote(secret, safe='')}@db.example:5433/city?sslmode=require"
    words = keywords(
        user="me", password=secret, host="db.example", port="5433", dbname="city", sslmode="require"
    )
    assert dict(target_of(url, {}).parameters) == dict(target_of(words, {}).parameters)
    assert target_of(url, {}).parameters["password"] == secret
    assert target_of(url, {}).place == "主机 db.example，端口 5433，库 city"


def test_the_environment_is_asked_for_a_dash() -> None:
    assert target_of("-", {"ZONEMAP_DATABASE_URL": "postgres://a/b"}).place.endswith("库 b")
    assert dict(target_of("-", {"PGHOST": "a"}).parameters) == {}
    with pytest.raises(PublishError, match="环境变量里没有连接：没有设 ZONEMAP_DATABASE_URL"):
        target_of("-", {"PGUSER": "me"})


def test_an_absent_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layers.postgis.target.find_spec", lambda _: None)
    with pytest.raises(PublishError) as caught:
        target_of("postgresql://a/b", {})
    assert str(caught.value) == '写入 PostGIS 需要可选组件：pip install "zonemap[postgis]"'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "handoff",
        "mysql://me:SECRET@host/db",
        "http://me:SECRET@host/db?a=b",
        "postgresql://me:SECRET%@host/db",
        "postgresql://me:p@SECRET@host/db",
        "postgresql://me:p/SECRET@host/db",
        "postgresql://me:p?SECRET@host/db",
        "postgresql://me:p#SECRET@host/db",
        "postgresql://me:p SECRET@host/db",
        "postgresql://me:SECRET",
        "postgresql://me:p@host/db?SECRET",
        "postgresql://me:p@host:SECRET/db",
        "postgresql://me:p@host:99999/db",
        "password=my SECRET host=a",
        "password='SECRET",
        "SECRET=1",
        "host=a\0SECRET",
    ],
)
def test_what_cannot_be_read_is_not_repeated(text: str) -> None:
    with pytest.raises(PublishError) as caught:
        target_of(text, {})
    whole = "".join(traceback.format_exception(caught.value))
    assert "SECRET" not in whole.replace(repr(text), "")  # the test's own line
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert "postgresql://" in str(caught.value) or "%40" in str(caught.value)


_SIGNS = st.text("@:/?#%&= '\\+[]密x0", max_size=6)


@given(_SIGNS, _SIGNS)
def test_a_password_that_is_not_escaped_is_refused_or_not_told(before: str, after: str) -> None:
    """Where libpq would take a piece of the password for the host, the host would tell it."""
    try:
        told = target_of(f"postgresql://me:{before}SECRET{after}@host/db", {}).place
    except PublishError as error:
        told = str(error)
    assert "SECRET" not in told


# --- what is hidden -----------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0*"), min_size=6))
def test_no_spelling_of_a_password_passes(secret: str) -> None:
    target = Target({}, (secret,))
    for way in spelled(secret):
        shown = target.hide(f"connection to me:{way}@host failed")
        assert way not in shown or way.strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "could not parse postgresql://me:SECRET@host/db",
        "user=me password=SECRET host=a",
        "user=me PASSWORD = 'SECRET \\' SECRET' host=a",
        "sslpassword=SECRET",
    ],
)
def test_what_looks_like_a_password_is_hidden(text: str) -> None:
    assert "SECRET" not in Target({}).hide(text)


def test_a_target_does_not_show_itself() -> None:
    assert "SECRET" not in repr(target_of("postgresql://me:SECRET@host/db", {}))


# --- on a server --------------------------------------------------------------------------------


@pytest.fixture
def odd_user(server: Any, request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Return name and password of a user whose password is odd."""
    from psycopg import sql  # noqa: PLC0415

    name = f"odd_{os.getpid()}"
    command = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
    server.connection.execute(command.format(sql.Identifier(name), sql.Literal(request.param)))
    yield name, request.param
    server.ask(f"DROP ROLE {name}")


@pytest.mark.parametrize("odd_user", PASSWORDS, indirect=True)
def test_an_odd_password_works_and_is_never_told(
    server: Any,
    odd_user: tuple[str, str],
    content: Content,
    published: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The user may connect and do no more, so each way ends in a message."""
    name, secret = odd_user
    there = urlsplit(server.url)
    place = {"host": str(there.hostname), "port": str(there.port), "dbname": there.path[1:]}
    login = f"{name}:{quote(secret, safe='')}@{there.hostname}:{there.port}"
    ways = [there._replace(netloc=login).geturl(), keywords(user=name, password=secret, **place)]
    told = []
    for way in ways:
        with pytest.raises(PublishError, match="权限不够") as caught:
            published(content, url=way)
        told.append("".join(traceback.format_exception(caught.value)))
    bad = [way.replace(name, "nobody") for way in ways]
    for way in bad:
        with pytest.raises(PublishError, match="用户名或密码不对") as caught:
            published(content, url=way)
        told.append(str(caught.value))
    escaped = (
        part.replace("\\", "\\\\").replace(":", "\\:") for part in (*place.values(), name, secret)
    )
    line = ":".join(escaped)
    (tmp_path / "pass").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "pass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pass"))
    with pytest.raises(PublishError, match="权限不够") as caught:
        published(content, url=keywords(user=name, **place))
    told.append(str(caught.value))
    whole = "\n".join(told)
    assert not [way for way in spelled(secret) if way in whole]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "postgresql://me:SECRET@127.0.0.1:1/db",
            "主机 127.0.0.1，端口 1，库 db）：那里没有数据库",
        ),
        ("postgresql://me:SECRET@/db?host=/nowhere", "主机 /nowhere.*：那里没有数据库在运行"),
    ],
)
def test_nobody_there(url: str, words: str) -> None:
    with pytest.raises(PublishError, match=words) as caught:
        target_of(url, {}).connect()
    assert "SECRET" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_database_that_is_not_there(server: Any) -> None:
    url = urlsplit(server.url)._replace(path="/no_such").geturl()
    with pytest.raises(PublishError, match="库 no_such）：没有这个库"):
        target_of(url).connect()
