"""`zonemap publish` as a user sees it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from layers.outputs import OutputFolder
from maps.build import Build

Run = Callable[..., Any]
NOWHERE = "postgresql://me:SECRET@127.0.0.1:1/db"


@pytest.fixture
def out(here: Path, town_build: Build) -> Path:
    """Write a build of the invented town into the current folder."""
    OutputFolder(Path("out")).write(town_build.files)
    return Path("out")


@pytest.fixture
def database(postgis: str) -> Iterator[str]:
    """Return the URL of a database in which nothing of ours stands before and after."""
    import psycopg  # noqa: PLC0415 - only where there is a database

    with psycopg.connect(postgis, autocommit=True) as connection:
        yield postgis
        connection.execute("DROP SCHEMA IF EXISTS zonemap CASCADE")


def place(url: str) -> str:
    there = urlsplit(url)
    return f"主机 {there.hostname}，端口 {there.port or 5432}，库 {there.path[1:]}，schema zonemap"


def test_first_second_and_dry(run: Run, out: Path, database: str) -> None:
    dry = run("publish", database, out, "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out.endswith(f"预演，没有改动任何内容：{place(database)}\n")
    first = run("publish", database, out)
    assert (first.code, first.err) == (0, "")
    assert "  建表 points\n" in first.out
    assert "  polygons：新增 3，更新 0，移走 0，未变 0\n" in first.out
    assert f"写入 {place(database)}：版本 build-" in first.out
    second = run("publish", database, out)
    assert "建表" not in second.out
    assert "  polygons：新增 0，更新 0，移走 0，未变 3\n" in second.out
    assert second.out.splitlines()[-1].startswith("已经是版本 build-")
    quiet = run("publish", database, out, "--quiet")
    assert (quiet.out.count("\n"), quiet.err) == (1, "")


def test_the_password_may_come_from_the_environment(
    run: Run, out: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONEMAP_DATABASE_URL", database)
    ran = run("publish", "-", out, "--grant", "pg_monitor")
    assert (ran.code, ran.err) == (0, "")
    secret = urlsplit(database).password
    assert not secret or secret not in ran.out
    assert "  pg_monitor 可读 features\n" in ran.out or "pg_read_all_data" in ran.out


def test_no_password_in_any_stream_or_file(out: Path, tmp_path: Path) -> None:
    """A process of its own, so that logs and warnings are seen too."""
    bundle = str(out.absolute())
    odd = "p%40ss%3Aw%2Ford%25"
    for url in (
        NOWHERE.replace("SECRET", odd),
        NOWHERE.replace("SECRET", "p@ss:w/ord%"),
        "host=127.0.0.1 port=1 password='p@ss:w/ord%'",
        "host=127.0.0.1 port=1 password=p@ss:w/ord% extra",
    ):
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "ignore", "-m", "maps.cli", "publish", url, bundle],
            capture_output=True, encoding="utf-8", check=False,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        told = done.stdout + done.stderr
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in told
        assert not [piece for piece in ("p@ss", "w/ord", odd, "p%40ss") if piece in told]
    assert not [
        file for file in tmp_path.rglob("*") if file.is_file() and b"w/ord" in file.read_bytes()
    ]


def test_refusals_are_one_line(run: Run, out: Path) -> None:
    for words, told in (
        ((NOWHERE, out), "连不上数据库（主机 127.0.0.1，端口 1，库 db）：那里没有数据库在运行"),
        ((NOWHERE,), "handoff：没有这个文件夹或 .zip；请先运行 zonemap handoff"),
        ((out,), "连接应写成 postgresql://"),
        ((NOWHERE, out, "--schema", "pg_x"), "--schema 应为"),
        ((), "还缺 连接"),
    ):  # fmt: skip
        ran = run("publish", *words)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert ran.err.startswith(f"zonemap: {told}")


def test_a_hostile_bundle_name_does_not_steer_the_terminal(run: Run, here: Path) -> None:
    ran = run("publish", NOWHERE, "out\x1b[31m\n徐\u202e")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_an_absent_driver_is_named(run: Run, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layers.postgis.target.find_spec", lambda _: None)
    ran = run("publish", NOWHERE, out)
    assert ran.err == 'zonemap: 写入 PostGIS 需要可选组件：pip install "zonemap[postgis]"\n'
