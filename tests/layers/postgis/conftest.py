"""Bundles of an invented town, and a database to publish them to."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from layers.handoff.fields import FEATURE_FIELDS, UNLOCATED_FIELDS, ZONE_FIELDS
from layers.unlocated import unlocated_csv

Content = dict[str, list[dict[str, Any]]]
_SCHEMAS = count(1)
WEST, SOUTH = 121.4, 31.1


def _feature(id_: str, geometry: dict[str, Any], fields: Any, **given: Any) -> dict[str, Any]:
    properties = {field.name: None for field in fields} | {"id": id_} | given
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _place(id_: str, geometry: dict[str, Any], **given: Any) -> dict[str, Any]:
    known = {
        "name": f"地点{id_}", "label": f"地点{id_}（一期）", "kind": "park", "kind_zh": "公园",
        "zone": "west", "zone_agrees": True, "zone_gap_m": 0, "method": "place", "accuracy_m": 60,
    }  # fmt: skip
    return _feature(id_, geometry, FEATURE_FIELDS, **{**known, **given})


def _square(west: float, south: float, size: float) -> list[Any]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def town() -> Content:
    """Return three points, two lines, two polygons, one zone and one project without a place."""
    entry: dict[str, Any] = {field.name: None for field in UNLOCATED_FIELDS}
    entry |= {
        "id": "QX0090",
        "name": "无处楼",
        "label": "无处楼",
        "kind": "other",
        "kind_zh": "其他",
    }
    entry |= {"method": "none", "reason": "=只有名称", "aliases": "某楼;那楼"}
    return {
        "points": [
            _place(f"QX{n:04d}", {"type": "Point", "coordinates": [WEST + n / 1000, SOUTH]})
            for n in (1, 2, 3)
        ],
        "lines": [
            _place(
                f"QX{n:04d}",
                {
                    "type": "MultiLineString",
                    "coordinates": [[[WEST, SOUTH], [WEST + 0.01, SOUTH + n / 1000]]],
                },
                kind="road", kind_zh="道路",
            )
            for n in (11, 12)
        ],
        "polygons": [
            _place(
                f"QX{n:04d}",
                {"type": "MultiPolygon", "coordinates": [_square(WEST + n / 1000, SOUTH, 0.001)]},
            )
            for n in (21, 22)
        ],
        "zones": [
            _feature(
                "west",
                {"type": "MultiPolygon", "coordinates": [_square(WEST, SOUTH, 0.1)]},
                ZONE_FIELDS,
                code="west", name="西片", area_km2=1.5, indicative=True,
            )
        ],
        "unlocated": [entry],
    }  # fmt: skip


def write_bundle(folder: Path, content: Content, **head: Any) -> Path:
    """Write a bundle as `zonemap handoff` does, as far as it is read here; replaces the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "geojson").mkdir(parents=True)
    files = {"unlocated.csv": unlocated_csv(content["unlocated"])}
    for sheet, features in content.items():
        if sheet != "unlocated":
            whole = {
                "type": "FeatureCollection",
                "attribution": "nobody",
                "licence": "CC0-1.0",
                "features": features,
            }
            files[f"geojson/{sheet}.geojson"] = json.dumps(whole, ensure_ascii=True)
    listed = {}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
        listed[name] = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
    known = {
        "edition": "2026-03-08-00000001",
        "date": "2026-03-08",
        "district": {"code": "999901", "name": "青溪区", "name_en": "Qingxi"},
    }
    manifest = {**known, **head, "files": listed}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def content() -> Content:
    """What the bundle holds; a test changes it."""
    return copy.deepcopy(town())


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a bundle and returns its folder."""

    def run(content: Content, name: str = "handoff", **head: Any) -> Path:
        return write_bundle(tmp_path / name, content, **head)

    return run


@pytest.fixture
def packed() -> Callable[[Path], Path]:
    """Return what packs a bundle as `zonemap handoff` does, in a folder of its own."""

    def run(folder: Path) -> Path:
        path = folder.with_suffix(".zip")
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, f"town-1/{file.relative_to(folder).as_posix()}")
        return path

    return run


class Server:
    """The database, and a schema in it that is gone after the test."""

    def __init__(self, url: str, schema: str) -> None:
        import psycopg  # noqa: PLC0415 - only where there is a database

        self.url, self.schema = url, schema
        self.connection = psycopg.connect(url, autocommit=True)

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query; `{}` in it stands for the schema."""
        from psycopg import sql  # noqa: PLC0415

        named = sql.SQL(query).format(*[sql.Identifier(self.schema)] * query.count("{}"))
        cursor = self.connection.execute(named, values or None)
        return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *values: object) -> Any:
        """Run a query that has one value."""
        ((value,),) = self.ask(query, *values)
        return value

    def state(self) -> tuple[str, list[Any]]:
        """Return a full dump of the database, and which version of each row stands where."""
        program = shutil.which("pg_dump")
        assert program, "pg_dump comes with the server (Debian: postgresql-client)"
        done = subprocess.run(
            [program, self.url], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        random = ("\\restrict", "\\unrestrict")
        dump = "".join(row for row in done.stdout.splitlines(True) if not row.startswith(random))
        tables = self.ask(
            "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' "
            "AND c.relnamespace = to_regnamespace(quote_ident(%s)) ORDER BY 1",
            self.schema,
        )
        rows = [
            (name, self.connection.execute(f"SELECT ctid, xmin FROM {name}".encode()).fetchall())
            for (name,) in tables
        ]
        return dump, rows

    def settle(self) -> None:
        """Wait until no publisher is connected, so that what it did or undid is over."""
        alive = (
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = %s"
        )
        for _ in range(600):
            if self.one(alive, "zonemap publish") == 0:
                return
            time.sleep(0.05)
        pytest.fail("a publisher does not go away")

    def close(self) -> None:
        """Take the schema away."""
        self.ask("DROP SCHEMA IF EXISTS {} CASCADE")
        self.connection.close()


@pytest.fixture
def server(postgis: str) -> Iterator[Server]:
    """Return a database that has PostGIS, and a schema of that test."""
    found = Server(postgis, f"test_{next(_SCHEMAS)}")
    found.ask("CREATE EXTENSION IF NOT EXISTS postgis")
    yield found
    found.close()


@pytest.fixture
def published(server: Server, write: Callable[..., Path]) -> Callable[..., Any]:
    """Return what publishes a content to the schema of the test."""
    from layers.postgis.publishing import Options, publish  # noqa: PLC0415
    from layers.postgis.reading import read_bundle  # noqa: PLC0415
    from layers.postgis.target import target_of  # noqa: PLC0415

    def run(
        content: Content, *, url: str = "", say: Any = lambda _: None, head: Any = None, **how: Any
    ) -> Any:
        bundle = read_bundle(write(content, **(head or {})))
        options = Options(**{"schema": server.schema, **how})
        return publish(bundle, target_of(url or server.url), options, say=say)

    return run
