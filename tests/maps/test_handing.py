"""A bundle: every format has the same features, every file is listed, the same input same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from layers.errors import MissingExtraError
from layers.handoff import geoparquet
from layers.handoff.sheets import TITLES
from maps import studio
from maps.cli import main

SHEETS = ("points", "lines", "polygons", "zones")
BESIDE_A_SHAPEFILE = {".dbf", ".shx", ".prj", ".cpg"}
FORMATS = {
    "geojson": "*.geojson",
    "jsonfg": "*.json",
    "geojsonseq": "*.geojsons",
    "gpkg": "*.gpkg",
    "flatgeobuf": "*.fgb",
    "geoparquet": "*.parquet",
    "shapefile": "*.shp",
    "csv": "*.csv",
    "kml": "*.kml",
    "pmtiles": "*.pmtiles",
}
"""Folder to its files that hold features."""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hand_over(district: Path, out: Path, *words: str) -> Path:
    command = ["handoff", "--district", str(district), "--out", str(out), "--quiet", *words]
    assert main(command) == 0
    return out


def manifest_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def renamed(district: Path, old: str, new: str) -> None:
    """Change a name in the projects of a district."""
    path = district / "projects.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module", autouse=True)
def _drawn_here() -> Iterator[None]:
    """Draw in this process: those that draw beside it take longer to start than these maps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studio, "beside", lambda: nullcontext(studio.here))
        yield


@pytest.fixture(scope="module")
def town_bundle(tmp_path_factory: pytest.TempPathFactory, town_folder: Path) -> Path:
    """Return the bundle of the invented town; do not change it."""
    return hand_over(town_folder, tmp_path_factory.mktemp("town") / "handoff")


# --- what is in it ------------------------------------------------------------------------------


def read_ids(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the layers of a file, each with the ids of its features, whatever the format."""
    import geopandas as gpd  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415

    if path.suffix == ".parquet":
        yield path.stem, list(gpd.read_parquet(path)["id"])
        return
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield path.stem, [row["id"] for row in csv.DictReader(file)]
        return
    for layer, kind in pyogrio.list_layers(path):
        if layer not in {"layer_styles", "gpkg_data_columns"}:
            frame = pyogrio.read_dataframe(path, layer=layer, read_geometry=kind is not None)
            # in KML our column is the second of that name: GDAL has one of its own
            ids = frame["id2" if path.suffix == ".kml" else "id"]
            # what reaches over several tiles stands in each of them
            yield layer, list(ids.unique() if path.suffix == ".pmtiles" else ids)


def test_every_format_has_the_features_that_the_manifest_counts(shipped_bundle: Path) -> None:
    manifest = manifest_of(shipped_bundle)
    titled = {title: name for name, (title, _) in TITLES.items()}
    of_sheet: dict[str, set[str]] = {}
    read = 0
    for name, entry in manifest["files"].items():
        if "features" not in entry or Path(name).suffix in BESIDE_A_SHAPEFILE:
            continue
        read += 1
        counts = {layer: len(ids) for layer, ids in read_ids(shipped_bundle / name)}
        assert sum(counts.values()) == sum(entry["features"].values()), name
        if "zone/" in name:
            continue
        every = {**manifest["features"], "unlocated": manifest["unlocated"]}
        assert entry["features"] == {k: every[k] for k in entry["features"]}
        for layer, ids in read_ids(shipped_bundle / name):
            sheet = titled.get(layer) or (
                layer if layer in every else next(iter(entry["features"]))
            )
            assert of_sheet.setdefault(sheet, set(ids)) == set(ids), (name, layer)
            assert len(set(ids)) == len(ids)
    assert set(of_sheet) == {*SHEETS, "unlocated"}
    folders = {name.partition("/")[0] for name in manifest["files"] if "/" in name}
    assert {*FORMATS} <= folders
    assert read == sum(len(list((shipped_bundle / f).rglob(p))) for f, p in FORMATS.items())


def test_zone_files_add_up(shipped_bundle: Path) -> None:
    manifest = manifest_of(shipped_bundle)
    files = manifest["files"]
    total = sum(manifest["features"][name] for name in SHEETS[:3])
    zoned = [
        sum(entry["features"].values())
        for name, entry in files.items()
        if name.startswith("geojson/zone/") and "_" not in name
    ]
    outside = sum(
        feature["properties"]["zone"] is None
        for name in SHEETS[:3]
        for feature in json.loads((shipped_bundle / f"geojson/{name}.geojson").read_bytes())[
            "features"
        ]
    )
    assert sum(zoned) == total - outside


def test_every_file_is_listed_and_is_what_is_listed(shipped_bundle: Path) -> None:
    files = tree(shipped_bundle)
    manifest = manifest_of(shipped_bundle)
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    rows = files["SHA256SUMS"].decode("utf-8").splitlines()
    sums = {name: digest for digest, name in (row.split("  ") for row in rows)}
    assert set(sums) == set(files) - {"SHA256SUMS"}
    for name, content in files.items():
        if name != "SHA256SUMS":
            assert sums[name] == hashlib.sha256(content).hexdigest()
        entry = manifest["files"].get(name, {})
        assert entry.get("sha256") in {None, sums.get(name)}
    for name, entry in manifest["files"].items():
        if name not in {"SHA256SUMS", f"{Path(name).stem}.zip"}:
            assert entry["zh"], name
            assert entry["en"], name
            assert entry["media_type"], name


def test_zip_holds_the_bundle_in_one_folder(shipped_bundle: Path) -> None:
    files = tree(shipped_bundle)
    (packed,) = (name for name in files if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(files[packed])) as archive:
        assert archive.testzip() is None
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert len({name.partition("/")[0] for name in archive.namelist()}) == 1
    assert set(inside) == set(files) - {packed}
    differs = {name for name, content in inside.items() if content != files[name]}
    assert differs == {"manifest.json", "SHA256SUMS"}  # those of the folder list the ZIP as well
    for line in inside["SHA256SUMS"].decode("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(inside[name]).hexdigest() == digest


def test_nothing_of_this_machine_is_in_it(town_bundle: Path, town_folder: Path) -> None:
    for name, content in tree(town_bundle).items():
        for place in (town_bundle.parent, town_folder.parent, Path.home()):
            assert str(place).encode() not in content, name


# --- again, and the next edition ------------------------------------------------------------------


def test_made_again_it_has_the_same_bytes(
    town_bundle: Path, town_folder: Path, tmp_path: Path
) -> None:
    first = tree(hand_over(town_folder, tmp_path / "other"))
    assert first == tree(town_bundle)
    assert tree(hand_over(town_folder, tmp_path / "other")) == first


def test_next_edition_lists_what_changed(town_copy: Path, tmp_path: Path) -> None:
    out = hand_over(town_copy, tmp_path / "handoff")
    before = manifest_of(out)["edition"]
    assert len((out / "changes.csv").read_text("utf-8").splitlines()) == 1
    renamed(town_copy, "会展中心站,会展中心站", "会展中心站,会展中心新站")
    after = manifest_of(hand_over(town_copy, out))["edition"]
    assert before != after
    changes = (out / "changes.csv").read_text("utf-8")
    assert f"{before},{after}" in changes
    assert "会展中心新站" in changes
    again = hand_over(town_copy, out)
    assert (again / "changes.csv").read_text("utf-8") == changes


def test_previous_edition_may_be_named(town_copy: Path, town_bundle: Path, tmp_path: Path) -> None:
    renamed(town_copy, "会展中心站,会展中心站", "会展中心站,会展中心新站")
    (packed,) = town_bundle.glob("*.zip")
    tables = [
        (hand_over(town_copy, tmp_path / name, "--previous", str(old)) / "changes.csv").read_bytes()
        for name, old in (("a", town_bundle), ("b", packed))
    ]
    assert tables[0] == tables[1]
    assert "会展中心新站" in tables[0].decode("utf-8")


def test_files_of_the_edition_before_do_not_stay(town_copy: Path, tmp_path: Path) -> None:
    out = hand_over(town_copy, tmp_path / "handoff")
    (out / "mine.txt").write_text("kept", encoding="utf-8")
    renamed(town_copy, "会展中心站,会展中心站", "会展中心站,会展中心新站")
    hand_over(town_copy, out)
    names = set(tree(out))
    assert names - set(manifest_of(out)["files"]) == {"manifest.json", "mine.txt"}


# --- what cannot be done ------------------------------------------------------------------------


def test_format_whose_package_is_missing_is_left_out_and_said(
    town_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def missing(_: object) -> list[object]:
        raise MissingExtraError("handoff", where="GeoParquet")

    monkeypatch.setattr(geoparquet, "parts", missing)
    out = hand_over(town_folder, tmp_path / "handoff")
    assert 'pip install "zonemap[handoff]"' in capsys.readouterr().err
    assert "GeoParquet" in manifest_of(out)["left_out"]
    assert not (out / "geoparquet").exists()
    assert "GeoParquet" in (out / "README.txt").read_text("utf-8-sig")


@pytest.mark.parametrize("words", [("--previous", "nowhere"), ("--encoding", "utf-8")])
def test_refusals_are_one_plain_line_and_write_nothing(
    town_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    out = tmp_path / "handoff"
    command = ["handoff", "--district", str(town_folder), "--out", str(out), *words]
    assert main(command) == 2
    error = capsys.readouterr().err
    assert error.startswith("zonemap: ")
    assert error.count("\n") == 1
    assert not out.exists()


def test_summary_says_what_was_written(
    town_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "handoff"
    assert main(["handoff", "--district", str(town_folder), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert manifest_of(out)["edition"] in said
    assert f"{len(tree(out))} 个文件" in said
