"""Publishing on a real PostgreSQL with PostGIS: what is written, and what is left alone."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from layers.handoff.fields import FEATURE_FIELDS
from layers.postgis.failures import PublishError
from layers.postgis.tables import ALL, SHEETS

Content = dict[str, list[dict[str, Any]]]
Publish = Callable[..., Any]
WRITTEN = (
    "SELECT sum(n_tup_ins)::int, sum(n_tup_upd)::int, sum(n_tup_del)::int "
    "FROM pg_stat_user_tables WHERE schemaname = %s"
)


def tallies(done: Any) -> dict[str, tuple[int, ...]]:
    """Return table to rows inserted, updated, removed, unchanged."""
    return {t.table: (t.inserted, t.updated, t.removed, t.unchanged) for t in done.tallies}


def renamed(content: Content, id_: str, name: str) -> Content:
    """Return the same with one feature renamed."""
    found = copy.deepcopy(content)
    for features in found.values():
        for feature in features:
            if feature.get("id") == id_ and "properties" in feature:
                feature["properties"]["name"] = name
    return found


# --- the first time ---------------------------------------------------------------------------


def test_every_row_arrives(published: Publish, server: Any, content: Content) -> None:
    done = published(content)
    assert tallies(done) == {
        "points": (3, 0, 0, 0), "lines": (2, 0, 0, 0), "polygons": (2, 0, 0, 0),
        "zones": (1, 0, 0, 0), "unlocated": (1, 0, 0, 0),
    }  # fmt: skip
    for sheet in ("points", "lines", "polygons", "zones"):
        rows = server.ask(
            f"SELECT to_jsonb(t) - 'geom', ST_AsGeoJSON(geom, 15) FROM {{}}.{sheet} t ORDER BY id"
        )
        assert [row for row, _ in rows] == [f["properties"] for f in content[sheet]]
        assert [json.loads(shape) for _, shape in rows] == [f["geometry"] for f in content[sheet]]
    ((row,),) = server.ask("SELECT to_jsonb(t) FROM {}.unlocated t")
    assert row == content["unlocated"][0]


def test_types_keys_and_indexes_are_there(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    types = server.ask(
        "SELECT f_table_name::text, type::text, srid, coord_dimension FROM geometry_columns "
        "WHERE f_table_schema = %s AND f_table_name IN ('points', 'lines', 'polygons', 'zones')"
        "ORDER BY 1",
        server.schema,
    )
    assert types == [
        ("lines", "MULTILINESTRING", 4326, 2), ("points", "POINT", 4326, 2),
        ("polygons", "MULTIPOLYGON", 4326, 2), ("zones", "MULTIPOLYGON", 4326, 2),
    ]  # fmt: skip
    indexes = dict(
        server.ask(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s", server.schema
        )
    )
    for table in SHEETS:
        assert indexes[f"{table.name}_pkey"].endswith("(id)")
        if table.has_shape:
            assert "USING gist (geom)" in indexes[f"{table.name}_geom_gist"]
    assert "btree (zone)" in indexes["points_zone_btree"]
    needed = server.ask(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s "
        "AND table_name = 'points' AND is_nullable = 'NO'",
        server.schema,
    )
    assert {name for (name,) in needed} == {
        *(field.name for field in FEATURE_FIELDS if field.required), "geom",
    }  # fmt: skip


def test_every_table_and_column_says_what_it_is_in_both_languages(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    rows = server.ask(
        "SELECT c.relname, a.attname, col_description(c.oid, a.attnum), obj_description(c.oid) "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = to_regnamespace(quote_ident(%s)) AND c.relkind = 'r'",
        server.schema,
    )
    assert len(rows) == sum(len(table.columns) for table in ALL)
    for _, _, column, table in rows:
        for words in (column, table):
            zh, _, en = words.partition(" / ")
            assert any("\u4e00" <= sign <= "\u9fff" for sign in zh)
            assert en.split("[")[0].strip().isascii() or "©" in en
    assert server.one(
        "SELECT obj_description('{}.features'::regclass)".replace("{}", server.schema)
    )


def test_the_view_holds_all_features(published: Publish, server: Any, content: Content) -> None:
    published(content)
    rows = server.ask("SELECT id, sheet, GeometryType(geom) FROM {}.features ORDER BY id")
    assert rows == [
        ("QX0001", "points", "POINT"), ("QX0002", "points", "POINT"), ("QX0003", "points", "POINT"),
        ("QX0011", "lines", "MULTILINESTRING"), ("QX0012", "lines", "MULTILINESTRING"),
        ("QX0021", "polygons", "MULTIPOLYGON"), ("QX0022", "polygons", "MULTIPOLYGON"),
    ]  # fmt: skip


def test_the_edition_is_noted(published: Publish, server: Any, content: Content) -> None:
    published(content)
    assert server.ask(
        "SELECT number, version, date::text, district_code, district, points, lines, polygons, "
        "zones, unlocated, attribution, licence FROM {}.editions"
    ) == [
        (1, "2026-03-08-00000001", "2026-03-08", "999901", "青溪区", 3, 2, 2, 1, 1, "nobody",
         "CC0-1.0"),
    ]  # fmt: skip


def test_an_empty_bundle_makes_empty_tables(
    published: Publish, server: Any, content: Content
) -> None:
    published({name: [] for name in content})
    assert [server.one(f"SELECT count(*) FROM {{}}.{table.name}") for table in SHEETS] == [0] * 5


# --- the second time --------------------------------------------------------------------------


def test_a_second_publish_changes_nothing(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    server.settle()
    before, written = server.state(), server.ask(WRITTEN, server.schema)
    catalogue = server.ask("SELECT relname, xmin::text, relfilenode FROM pg_class ORDER BY oid")
    described = server.ask("SELECT objoid, objsubid, xmin::text FROM pg_description ORDER BY 1, 2")
    done = published(content)
    assert not done.changed
    assert server.state() == before
    ours = server.ask("SELECT relname, xmin::text, relfilenode FROM pg_class ORDER BY oid")
    assert ours == catalogue
    assert (
        server.ask("SELECT objoid, objsubid, xmin::text FROM pg_description ORDER BY 1, 2")
        == described
    )
    server.settle()
    assert server.ask(WRITTEN, server.schema) == written == [(10, 0, 0)]


def test_one_changed_feature_is_one_written_row(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    before = server.ask("SELECT id, ctid, xmin::text FROM {}.points ORDER BY id")
    done = published(renamed(content, "QX0002", "新名"), head={"edition": "2026-04-01-00000002"})
    after = server.ask("SELECT id, ctid, xmin::text FROM {}.points ORDER BY id")
    assert tallies(done)["points"] == (0, 1, 0, 2)
    assert [a[0] for a, b in zip(after, before, strict=True) if a != b] == ["QX0002"]
    assert server.one("SELECT name FROM {}.points WHERE id = 'QX0002'") == "新名"
    assert server.ask("SELECT number, version FROM {}.editions ORDER BY 1") == [
        (1, "2026-03-08-00000001"), (2, "2026-04-01-00000002"),
    ]  # fmt: skip


def test_a_feature_that_moved_by_ten_centimetres_is_written(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    content["points"][0]["geometry"]["coordinates"][0] += 1e-6
    assert tallies(published(content))["points"] == (0, 1, 0, 2)


def test_what_somebody_changed_by_hand_is_put_right(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    server.ask("UPDATE {}.points SET name = 'x', zone_gap_m = NULL WHERE id = 'QX0001'")
    server.ask("DELETE FROM {}.lines WHERE id = 'QX0011'")
    done = published(content)
    assert (tallies(done)["points"], tallies(done)["lines"]) == ((0, 1, 0, 2), (1, 0, 0, 1))
    assert not done.new_edition
    assert not published(content).changed


# --- what is gone -------------------------------------------------------------------------------


def test_what_is_in_no_later_edition_is_kept_apart(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    gone = content["points"].pop()
    done = published(content, head={"edition": "2026-04-01-00000002"})
    assert tallies(done)["points"] == (0, 0, 1, 2)
    ((sheet, id_, label, version, properties, shape),) = server.ask(
        "SELECT sheet, id, label, last_version, properties, ST_AsText(geom) FROM {}.retired"
    )
    assert (sheet, id_, label) == ("points", "QX0003", gone["properties"]["label"])
    assert version == "2026-03-08-00000001"
    assert properties == gone["properties"]
    assert shape == "POINT(121.403 31.1)"
    content["points"].append(gone)
    published(content, head={"edition": "2026-05-01-00000003"})
    assert server.one("SELECT count(*) FROM {}.retired") == 0
    assert server.one("SELECT count(*) FROM {}.points") == 3


def test_what_changes_its_table_is_not_withdrawn(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    moved = content["points"].pop()
    moved["geometry"] = content["polygons"][0]["geometry"]
    content["polygons"].append(moved)
    lost = content["lines"].pop()
    content["unlocated"].append(
        {**content["unlocated"][0], "id": lost["id"], "name": "x", "label": "x", "aliases": None}
    )
    published(content)
    assert server.one("SELECT count(*) FROM {}.retired") == 0
    assert server.ask("SELECT id, sheet FROM {}.features WHERE id = 'QX0003'") == [
        ("QX0003", "polygons")
    ]
    assert server.ask("SELECT id FROM {}.unlocated ORDER BY 1") == [("QX0012",), ("QX0090",)]


def test_a_zone_and_an_unlocated_project_are_kept_apart_too(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    published({**content, "zones": [], "unlocated": []})
    assert server.ask("SELECT sheet, id, label, geom IS NULL FROM {}.retired ORDER BY 1") == [
        ("unlocated", "QX0090", "无处楼", True), ("zones", "west", "西片", False),
    ]  # fmt: skip


def test_rows_stay_if_the_user_wants_them(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    moved = content["points"].pop()
    content["polygons"].append({**moved, "geometry": content["polygons"][0]["geometry"]})
    del content["points"][0]
    done = published(content, keep_missing=True)
    assert tallies(done)["points"] == (0, 0, 1, 1)
    assert [tally.kept for tally in done.tallies] == [1, 0, 0, 0, 0]
    assert server.ask("SELECT id FROM {}.points ORDER BY 1") == [("QX0001",), ("QX0002",)]
    assert server.one("SELECT count(*) FROM {}.retired") == 0
    assert not published(content, keep_missing=True).changed


def test_a_bundle_that_would_replace_most_of_it_is_refused(
    published: Publish, server: Any, content: Content
) -> None:
    published(content)
    before = server.state()
    small = {**content, "points": [], "lines": []}
    with pytest.raises(PublishError, match=r"7 个要素有 5 个不在这一版里.*--force"):
        published(small)
    assert server.state() == before
    assert tallies(published(small, force=True))["points"] == (0, 0, 3, 0)


def test_another_district_is_refused(published: Publish, server: Any, content: Content) -> None:
    published(content)
    before = server.state()
    with pytest.raises(PublishError, match=r"代码 999901 的区县，这一版是 999902.*--schema"):
        published(content, head={"district": {"code": "999902"}}, force=True)
    assert server.state() == before


# --- trying out, rights -----------------------------------------------------------------------


def test_a_dry_run_says_what_would_be_and_changes_nothing(
    published: Publish, server: Any, content: Content
) -> None:
    empty = server.state()
    assert tallies(published(content, dry_run=True))["points"] == (3, 0, 0, 0)
    assert server.state() == empty
    published(content)
    before = server.state()
    done = published(renamed(content, "QX0002", "新名"), dry_run=True)
    assert tallies(done)["points"] == (0, 1, 0, 2)
    assert server.state() == before


def test_a_role_may_read_and_not_write(published: Publish, server: Any, content: Content) -> None:
    role = f'{server.schema} "reader'
    server.ask(f'CREATE ROLE "{role.replace(chr(34), chr(34) * 2)}"')
    try:
        assert len(published(content, grants=(role,)).made) > 0
        assert not published(content, grants=(role,)).changed
        may = "SELECT has_table_privilege(%s, %s, %s)"
        for name in (*(table.name for table in ALL), "features"):
            table = f"{server.schema}.{name}"
            assert server.one(may, role, table, "SELECT")
            assert not server.one(may, role, table, "INSERT, UPDATE, DELETE")
    finally:
        server.ask("DROP SCHEMA {} CASCADE")
        server.ask(f'DROP ROLE "{role.replace(chr(34), chr(34) * 2)}"')


def test_an_unknown_role_is_refused(published: Publish, server: Any, content: Content) -> None:
    before = server.state()
    with pytest.raises(PublishError, match="没有 'nobody; DROP' 这个角色"):
        published(content, grants=("nobody; DROP",))
    assert server.state() == before


# --- what others read ---------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="GDAL's ogrinfo is not installed")
def test_gdal_reads_the_same(published: Publish, server: Any, content: Content) -> None:
    published(content)
    for sheet, kind in (("points", "Point"), ("lines", "Multi Line String"),
                        ("polygons", "Multi Polygon"), ("zones", "Multi Polygon")):  # fmt: skip
        done = subprocess.run(
            ["ogrinfo", "-so", f"PG:{server.url}", f"{server.schema}.{sheet}"],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert f"Geometry: {kind}\n" in done.stdout
        assert f"Feature Count: {len(content[sheet])}\n" in done.stdout
        assert 'ID["EPSG",4326]' in done.stdout
        assert "ERROR" not in done.stdout + done.stderr


def test_the_invented_town_arrives_as_it_was_built(
    server: Any, town_folder: Path, tmp_path: Path
) -> None:
    from layers.outputs import OutputFolder  # noqa: PLC0415
    from layers.postgis.publishing import Options, publish  # noqa: PLC0415
    from layers.postgis.reading import read_bundle  # noqa: PLC0415
    from layers.postgis.target import target_of  # noqa: PLC0415
    from maps.build import LAYERS, build  # noqa: PLC0415
    from seeds.district import load_district  # noqa: PLC0415

    made = build(load_district(town_folder), parts=frozenset({LAYERS}))
    OutputFolder(tmp_path / "out").write(made.files)
    bundle = read_bundle(tmp_path / "out")
    publish(bundle, target_of(server.url), Options(schema=server.schema))
    ids = {id_ for (id_,) in server.ask("SELECT id FROM {}.features")}
    assert ids == {feature.id for feature in made.atlas.features}
    assert server.one("SELECT bool_and(ST_IsValid(geom)) FROM {}.features")


def test_many_rows_take_time_in_proportion(
    published: Publish, server: Any, content: Content
) -> None:
    """Twenty thousand: what searches once for every row takes minutes here, not seconds."""
    first = content["points"][0]
    ids = [f"QX{n:06d}" for n in range(20_000)]
    content["points"] = [
        {**first, "id": id_, "properties": {**first["properties"], "id": id_}} for id_ in ids
    ]
    url = urlsplit(server.url)._replace(query="options=-c%20statement_timeout%3D30s").geturl()
    published(content, url=url)
    assert not published(content, url=url).changed
    content["points"] = content["points"][12_000:]
    assert tallies(published(content, url=url, keep_missing=True))["points"] == (0, 0, 0, 8000)
    assert tallies(published(content, url=url, force=True))["points"] == (0, 0, 12_000, 8000)
    published({**content, "points": []}, url=url, force=True)
    assert server.one("SELECT count(*) FROM {}.retired") == 20_000
    assert published(content, url=url, force=True).made == ("8000 个已撤下的编号又有了",)
