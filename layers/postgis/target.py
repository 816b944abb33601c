"""
Which database, and what must never be said of it.

A password can stand in the URL, in a keyword string, in the environment or in libpq's own files.
What is told of a connection is host, port and database; text that comes from libpq or the server
passes `Target.hide`.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from layers.postgis.failures import INSTALL, PublishError, not_connected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import psycopg

FROM_ENVIRONMENT = "-"
VARIABLE = "ZONEMAP_DATABASE_URL"
HIDDEN = "***"
TIMEOUT_S = 10
_LARGEST_PORT = 65535

_SCHEMES = ("postgresql://", "postgres://")
_SECRET_KEYS = ("password", "sslpassword", "oauth_client_secret")
_SECRET_PLACES = (
    (re.compile(r"://[^\s/?#]*@"), f"://{HIDDEN}@"),
    (
        re.compile(r"(?i)\b(\w*password|secret)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s&]+)"),
        rf"\1={HIDDEN}",
    ),
)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_EXPECTED = (
    "连接应写成 postgresql://用户@主机:端口/库，"
    f"或 libpq 的 host=… dbname=…，或 - （从 {VARIABLE} 或 PGHOST 等环境变量读）"
)
_ESCAPES = "用户名和密码里的 @ : / ? # % 和空格要写成 %40 %3A %2F %3F %23 %25 %20"


@dataclass(frozen=True, slots=True)
class Target:
    """
    A database to connect to.

    Attributes
    ----------
    parameters
        What libpq takes; empty for all that it finds itself.
    secrets
        Texts that are never told. Neither is shown by `repr`.
    """

    parameters: Mapping[str, str] = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False, default=())

    @property
    def place(self) -> str:
        """Host, port and database, as far as they are given."""
        given = {**_surroundings(), **self.parameters}
        host = given.get("host") or given.get("hostaddr") or "本机"
        name = given.get("dbname") or "默认"
        return self.hide(f"主机 {host}，端口 {given.get('port') or '5432'}，库 {name}")

    def settled(self, connection: psycopg.Connection[Any]) -> Target:
        """Return the same with what libpq found by itself: a service, a password file."""
        info = connection.info
        found = {"host": info.host, "port": str(info.port), "dbname": info.dbname}
        given = {**self.parameters, **{key: value for key, value in found.items() if value}}
        return Target(given, tuple(dict.fromkeys(filter(None, (*self.secrets, info.password)))))

    def hide(self, text: str) -> str:
        """Return text of libpq or the server on one line, without anything secret."""
        for secret in self.secrets:
            for written in sorted(set(_spellings(secret)), key=lambda one: (-len(one), one)):
                text = text.replace(written, HIDDEN)
        for sign, words in _SECRET_PLACES:
            text = sign.sub(words, text)
        return " ".join(text.split())

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """
        Return a connection that commits nothing by itself.

        Raises
        ------
        PublishError
            If psycopg is not installed or there is no connection.
        """
        import psycopg  # noqa: PLC0415 - heavy; `target_of` has seen that it is installed

        given: dict[str, Any] = dict(self.parameters)
        if "PGCONNECT_TIMEOUT" not in os.environ:
            given.setdefault("connect_timeout", str(TIMEOUT_S))
        given.setdefault("application_name", "zonemap publish")
        try:
            return psycopg.connect("", **{**given, "client_encoding": "UTF8"})
        except psycopg.Error as error:
            told = not_connected(error, self)
        except UnicodeError:
            told = PublishError("连接里有不能用的字符")
        raise told  # here, so that what libpq said does not hang on it


def target_of(text: str, environ: Mapping[str, str] = os.environ) -> Target:
    """
    Return the database that a user names.

    Parameters
    ----------
    text
        `postgresql://…`, libpq keywords (`host=… dbname=…`), or `-` for the environment.
    environ
        The environment.

    Raises
    ------
    PublishError
        If psycopg is not installed, or the text cannot be read; the message repeats nothing of it,
        for it may hold a password.
    """
    if not find_spec("psycopg"):
        raise PublishError(INSTALL)
    if text == FROM_ENVIRONMENT:
        text = environ.get(VARIABLE, "")
        if not text and not any(environ.get(key) for key in ("PGHOST", "PGDATABASE", "PGSERVICE")):
            wanted = f"没有设 {VARIABLE}，也没有 PGHOST、PGDATABASE、PGSERVICE"
            raise PublishError(f"环境变量里没有连接：{wanted}")
    elif not text:
        raise PublishError(_EXPECTED)
    parameters = _parsed(text) if text else {}
    secrets = [parameters[key] for key in _SECRET_KEYS if parameters.get(key)]
    secrets += [_written_password(text), environ.get("PGPASSWORD", "")]
    return Target(parameters, tuple(dict.fromkeys(filter(None, secrets))))


def _parsed(text: str) -> dict[str, str]:
    """Return the parts of a URL or keyword string; what libpq says of it may hold the password."""
    if text.startswith(_SCHEMES):
        _check_url(text.partition("://")[2])
    elif "://" in text.split("=", maxsplit=1)[0] or "=" not in text:
        raise PublishError(_EXPECTED)
    from psycopg import Error  # noqa: PLC0415 - heavy
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - heavy

    found: dict[str, str] | None = None
    with suppress(Error, UnicodeError, ValueError):
        found = {key: str(value) for key, value in conninfo_to_dict(text).items()}
    if found is None or "\0" in text:
        raise PublishError(f"连接写法读不出来。{_EXPECTED}；{_ESCAPES}")
    ports = [port for port in found.get("port", "").split(",") if port]
    if not all(port.isdecimal() and 0 < int(port) <= _LARGEST_PORT for port in ports):
        raise PublishError(f"连接里的端口应为 1 到 {_LARGEST_PORT} 的数。{_ESCAPES}")
    return found


def _check_url(rest: str) -> None:
    """
    Refuse a password that is not escaped: a piece of it would be taken for a host and be told.

    libpq ends the password at the first `@`, and the part with the password at the first `/`.
    """
    authority = re.split(r"[/?]", rest, maxsplit=1)[0]
    if rest.count("@") > authority.count("@") or authority.count("@") > 1 or "#" in rest:
        raise PublishError(f"连接写法读不出来：{_ESCAPES}")
    if _BAD_PERCENT.search(rest) or re.search(r"\s", rest):
        raise PublishError(f"连接写法读不出来：{_ESCAPES}")


def _written_password(text: str) -> str:
    """Return the password of a URL as it is written, which may be another way than ours."""
    found = re.match(r"\w+://[^:@/?]*:([^@]*)@", text)
    return found[1] if found else ""


def _surroundings() -> dict[str, str]:
    """Return where libpq looks when it is told nothing."""
    keys = {"host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE"}
    return {key: os.environ[name] for key, name in keys.items() if os.environ.get(name)}


def _spellings(secret: str) -> Iterator[str]:
    """Yield the ways in which a message may write a secret."""
    yield secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)
    yield re.sub("%..", lambda found: found[0].lower(), quote(secret, safe=""))
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield secret.replace("\\", "\\\\").replace("'", "\\'")
    yield repr(secret)[1:-1]
    yield ascii(secret)[1:-1]
    yield repr(secret.encode("utf-8", "surrogatepass"))[2:-1]
