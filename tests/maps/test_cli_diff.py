"""`zonemap diff` as a user sees it: the terminal, the files, the exit codes; ids that stay."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers.change_words import CHANGES
from layers.diff_facts import label_of
from layers.editions import EditionData, read_edition
from layers.handoff.changes import COLUMNS
from maps.cli import main

Run = Callable[..., Any]
INVENTED = Path(__file__).parents[1] / "invented" / "linlan"


@pytest.fixture(scope="session")
def town_layers(tmp_path_factory: pytest.TempPathFactory, town_folder: Path) -> Path:
    """Return the layers of the town; do not change them."""
    folder = tmp_path_factory.mktemp("layers") / "out"
    words = ["layers", "--quiet", "--out", str(folder), "--district", str(town_folder)]
    assert main(words) == 0
    return folder


@pytest.fixture
def pair(here: Path, town_layers: Path) -> tuple[Path, Path]:
    """Return two editions: in the second a park has moved and is open, and a place is gone."""
    shutil.copytree(town_layers, here / "old")
    shutil.copytree(town_layers, here / "new")
    path = here / "new/geojson/points.geojson"
    content = json.loads(path.read_text("utf-8"))
    first, *_ = content["features"]
    first["geometry"]["coordinates"][0] += 0.001
    first["properties"]["stage"] = "open"
    path.write_text(json.dumps(content), encoding="utf-8")
    table = here / "new/unlocated.csv"
    head, *_ = table.read_text("utf-8").splitlines()
    table.write_text(f"{head}\n", encoding="utf-8")
    return Path("old"), Path("new")


def test_the_terminal_tells_counts_and_rows(run: Run, pair: tuple[Path, Path]) -> None:
    ran = run("diff", *pair)
    assert (ran.code, ran.err) == (0, "")
    said = ran.out.splitlines()
    assert said[:2] == ["旧版 old", "新版 new"]
    assert said[2].startswith("2 处有变化，共 3 条：消失 1，移动 1，写明了阶段 1")
    assert "  QX0004 无处楼 未上图" in said


def test_changes_fail_only_on_request(run: Run, pair: tuple[Path, Path]) -> None:
    old, new = pair
    assert run("diff", old, new).code == 0
    assert run("diff", old, new, "--fail-on-changes").code == 1
    assert run("diff", old, old, "--fail-on-changes").code == 0


def test_changes_as_json_have_a_line_each(run: Run, pair: tuple[Path, Path]) -> None:
    ran = run("diff", *pair, "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["change"] for row in rows] == ["removed", "moved", "stage_stated"]
    assert all(list(row) == list(COLUMNS[2:]) for row in rows)
    assert rows[1]["metres"] == pytest.approx(95.4, abs=0.2)
    assert run("diff", pair[0], pair[0], "--json").out == ""


def test_files_say_the_same_as_the_terminal(run: Run, pair: tuple[Path, Path], here: Path) -> None:
    ran = run("diff", *pair, "--out", "a.csv", "--out", "b.JSON")
    assert ran.code == 0
    assert ran.out.endswith("写入 a.csv\n写入 b.JSON\n")
    rows = list(csv.DictReader(io.StringIO((here / "a.csv").read_text("utf-8"))))
    document = json.loads((here / "b.JSON").read_text("utf-8"))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["change"] for row in rows] == [row["change"] for row in document["changes"]]
    assert document["counts"] == {"removed": 1, "moved": 1, "stage_stated": 1}
    assert str(here) not in json.dumps(document)


def test_a_page_is_written_on_the_ground_of_the_district(
    run: Run, pair: tuple[Path, Path], here: Path, town_folder: Path
) -> None:
    words = ("diff", *pair, "--out", "a.html", "--district", town_folder)
    assert run(*words).code == 0
    first = (here / "a.html").read_bytes()
    assert "青溪区：两版数据的差别" in first.decode()
    assert run(*words).code == 0
    assert (here / "a.html").read_bytes() == first


def test_a_zip_and_a_single_file_are_editions_too(
    run: Run, pair: tuple[Path, Path], here: Path
) -> None:
    old, new = pair
    shutil.make_archive("old", "zip", old)
    assert run("diff", "old.zip", new, "--json").out == run("diff", old, new, "--json").out
    points = [path / "geojson/points.geojson" for path in pair]
    ran = run("diff", *points, "--json")
    assert [json.loads(line)["change"] for line in ran.out.splitlines()] == [
        "moved",
        "stage_stated",
    ]
    ran = run("diff", points[0], new)
    assert ran.err == f"zonemap: {points[0]} 里没有线、面、功能区、未上图清单，这一部分不比较\n"
    assert "移动 1，写明了阶段 1" in ran.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("old", "还缺 新版"),
        ("old no", "no：找不到这一版"),
        ("old .", "应为 handoff 或 build 的输出"),
        ("old new --out a.txt", "a.txt：--out 应以 .csv、.json、.html 结尾"),
        ("old new --out no/a.csv", "no"),
        ("old/geojson/lines.geojson new/geojson/zones.geojson", "没法比较"),
        ("old/manifest.json new", "应为 GeoJSON 的 FeatureCollection"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(
    run: Run, pair: tuple[Path, Path], here: Path, words: str, why: str
) -> None:
    before = sorted(here.rglob("*"))
    ran = run("diff", *words.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert why in ran.err
    assert sorted(here.rglob("*")) == before


# --- ids across editions that are built from reports ------------------------------------------


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[EditionData, EditionData]:
    """Return the editions that a part of the invented reports makes, and all of them."""
    where = tmp_path_factory.mktemp("editions")
    folder = Path(shutil.copytree(INVENTED, where / "linlan"))
    osm = str(folder / "town.osm")
    assert main(["gazetteer", "build", "--osm", osm, "--district", str(folder), "--quiet"]) == 0
    head, roads, zones, people = (folder / "report.md").read_text("utf-8").split("\n## ")
    reports = {
        "a.md": f"{head}\n## {roads}",
        "b.md": f"{head}\n## {people}".replace("2031", "2032"),
        "c.md": f"{head}\n## {zones}\n## {roads}".replace("2031", "2033"),
    }
    for name, text in reports.items():
        (where / name).write_text(text, encoding="utf-8")
    found = []
    for name, used in (("part", ("a.md", "b.md")), ("all", ("a.md", "b.md", "c.md"))):
        words = ["build", *(str(where / report) for report in used)]
        how = ["--out", str(where / name), "--district", str(folder), "--quiet"]
        assert main([*words, *how]) == 0
        found.append(read_edition(where / name))
    return found[0], found[1]


def named(edition: EditionData) -> dict[str, tuple[str, str]]:
    """Return label and kind by id, of what is on the map and what is not."""
    facts = {key: placed.properties for key, placed in edition.places.items()}
    everything = {**edition.unlocated, **facts}
    return {key: (label_of(row, key), str(row["kind"])) for key, row in everything.items()}


def test_a_place_keeps_its_id_when_more_reports_are_read(
    editions: tuple[EditionData, EditionData],
) -> None:
    part, whole = map(named, editions)
    assert len(part) > 10
    assert len(whole) > len(part) + 3
    assert part.keys() <= whole.keys()
    assert {key: whole[key] for key in part} == part


def test_no_place_has_two_ids(editions: tuple[EditionData, EditionData]) -> None:
    for edition in map(named, editions):
        assert len(set(edition.values())) == len(edition)


def test_more_reports_only_add_and_tell_more(
    run: Run, editions: tuple[EditionData, EditionData]
) -> None:
    ran = run("diff", editions[0].name, editions[1].name, "--json")
    told = {json.loads(line)["change"] for line in ran.out.splitlines()}
    assert "added" in told
    assert not told & {"removed", "lost", "moved", "reshaped", "renamed", "kind_changed"}
    assert told <= set(CHANGES)


def test_a_page_wants_the_district_of_the_editions(
    run: Run, here: Path, editions: tuple[EditionData, EditionData]
) -> None:
    ran = run("diff", editions[0].name, editions[1].name, "--out", "a.html")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "zonemap: 两版数据不在徐汇区，请用 --district 指明区县文件夹\n"
    assert list(here.iterdir()) == []
