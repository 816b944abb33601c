"""
A refresh of a town: a road has appeared, the old snapshot stays until the new one is whole.

Interruptions are real: another process is killed at a given moment, with the signal that leaves no
time to tidy up.
"""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seeds.district import load_district

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]

PLANNED = "规划一路"
LABEL = f"{PLANNED}（西园路-东湖路）"


@pytest.fixture
def planned(town_copy: Path) -> Path:
    """Return the town's folder; its project on 中和路 is now on a road that no map has."""
    for name in ("projects.csv", "mentions.csv"):
        path = town_copy / name
        text = path.read_text(encoding="utf-8").replace("中和路", PLANNED)
        path.write_text(text, encoding="utf-8", newline="\n")
    return town_copy


@pytest.fixture
def later_osm(tmp_path: Path, town_osm: Path) -> Path:
    """Return the town's file with the road that was planned, between two roads that it meets."""
    text = town_osm.read_text(encoding="utf-8")

    def ref(x: float, y: float) -> str:
        where = rf'<node id="(\d+)" lon="{121.4 + x / 1000:.7f}" lat="{31.1 + y / 1000:.7f}"'
        found = re.search(where, text)
        assert found is not None
        return found[1]

    refs = "".join(f'<nd ref="{n}"/>' for n in (ref(2, 17.5), "8001", ref(14, 17.5)))
    tags = f'<tag k="highway" v="residential"/><tag k="name" v="{PLANNED}"/>'
    ways, relations = text.index("<way "), text.index("<relation ")
    path = tmp_path / "later.osm"
    path.write_text(
        text[:ways]
        + '<node id="8001" lon="121.408" lat="31.118"/>'
        + text[ways:relations]
        + f'<way id="8002">{refs}{tags}</way>'
        + text[relations:],
        encoding="utf-8",
    )
    return path


@pytest.fixture
def poor_osm(tmp_path: Path, town_osm: Path) -> Path:
    """Return the town's file when most roads have no name: half an answer."""
    text = town_osm.read_text(encoding="utf-8")
    path = tmp_path / "poor.osm"
    path.write_text(re.sub(r'<tag k="name" v="[^"]*路" />', "", text), encoding="utf-8")
    return path


def build(source: Path, district: Path, *more: object) -> tuple[object, ...]:
    return ("gazetteer", "build", "--osm", source, "--district", district, *more)


def changes(folder: Path) -> list[dict[str, str]]:
    text = (folder / "gazetteer" / "changes.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


# --- what changed ----------------------------------------------------------------------------


def test_road_that_has_appeared_upgrades_its_project(
    run: Run, planned: Path, later_osm: Path
) -> None:
    before = run("locate", LABEL, "--json", "--district", planned).out
    ran = run(*build(later_osm, planned))
    assert (ran.code, ran.err) == (0, "")
    assert f"道路：新增 1（{PLANNED}）" in ran.out
    assert f"已上图：{LABEL}，stretch_partial → stretch（误差 " in ran.out
    after = run("locate", LABEL, "--json", "--district", planned).out
    assert ('"stretch_partial"' in before, '"stretch_partial"' in after) == (True, False)
    assert '"stretch"' in after
    road, project = changes(planned)
    assert (road["what"], road["change"], road["name"]) == ("road", "new", PLANNED)
    assert (project["change"], project["name"]) == ("better", LABEL)
    claims = [float(project[side].split()[1]) for side in ("before", "after")]
    assert claims[1] < 0.2 * claims[0]


def test_changes_are_kept_until_there_are_others(
    run: Run, planned: Path, later_osm: Path, town_osm: Path, tree: Tree
) -> None:
    run(*build(later_osm, planned))
    first = tree(planned)
    assert "没有变化" in run(*build(later_osm, planned)).out
    assert tree(planned) == first
    run(*build(town_osm, planned))
    assert [row["change"] for row in changes(planned)] == ["gone", "worse"]


def test_new_folder_is_compared_with_the_gazetteer_of_the_district(
    run: Run, planned: Path, later_osm: Path, here: Path, tree: Tree
) -> None:
    before = tree(planned)
    assert "已上图" in run(*build(later_osm, planned, "--out", "new")).out
    assert (here / "new" / "changes.csv").is_file()
    assert tree(planned) == before


def test_first_gazetteer_of_a_district_is_compared_with_nothing(
    run: Run, planned: Path, town_osm: Path
) -> None:
    for path in (planned / "gazetteer").iterdir():
        path.unlink()
    ran = run(*build(town_osm, planned))
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)


def test_quiet_tells_only_what_was_written(run: Run, planned: Path, later_osm: Path) -> None:
    assert run(*build(later_osm, planned, "--quiet")).out.count("\n") == 1


def test_files_that_people_added_stay(run: Run, planned: Path, later_osm: Path) -> None:
    added = planned / "gazetteer" / "notes" / "mine.txt"
    added.parent.mkdir()
    added.write_text("mine", encoding="utf-8")
    assert run(*build(later_osm, planned)).code == 0
    assert added.read_text(encoding="utf-8") == "mine"


# --- what is refused -------------------------------------------------------------------------


def test_half_a_snapshot_is_refused_unless_forced(
    run: Run, planned: Path, poor_osm: Path, tree: Tree
) -> None:
    before = tree(planned)
    ran = run(*build(poor_osm, planned))
    assert ran.code == 2
    assert re.fullmatch(r"zonemap: 新数据只有 \d 条有名字的道路，原有 16 条，.*--force\n", ran.err)
    assert tree(planned) == before
    assert run(*build(poor_osm, planned, "--force")).code == 0


def test_file_of_another_place_is_refused(
    run: Run, planned: Path, town_osm: Path, tmp_path: Path, tree: Tree
) -> None:
    before = tree(planned)
    path = tmp_path / "other.osm"
    text = town_osm.read_text(encoding="utf-8").replace("青溪区", "别处区")
    path.write_text(text, encoding="utf-8")
    ran = run(*build(path, planned, "--force"))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "没有名为“青溪区”的行政区界线" in ran.err
    assert tree(planned) == before


def test_damaged_old_gazetteer_is_replaced_without_a_comparison(
    run: Run, planned: Path, town_osm: Path
) -> None:
    (planned / "gazetteer" / "roads.csv").write_text("broken", encoding="utf-8")
    ran = run(*build(town_osm, planned))
    assert ran.code == 0
    assert "原有的地名库读不出来，没有比较" in ran.err
    assert not (planned / "gazetteer" / "changes.csv").exists()


def test_offline_without_the_answers_is_refused(run: Run, planned: Path, tree: Tree) -> None:
    before = tree(planned)
    words = ("gazetteer", "build", "--place", "青溪区", "--offline", "--district", planned)
    ran = run(*words, "--cache", "nowhere")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "离线：缓存 nowhere 里缺 “青溪区” 的 Overpass 答复" in ran.err
    assert "应给出缓存文件夹（--cache）" in run(*words).err
    assert tree(planned) == before


# --- interruptions ---------------------------------------------------------------------------

KILLER = """
import os, signal, sys, importlib
where, name, nth = sys.argv[1], sys.argv[2], int(sys.argv[3])
module = importlib.import_module(where)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
real, calls = getattr(module, name), []
def fatal(*args, **options):
    calls.append(1)
    if len(calls) == nth:
        if sys.argv[4] == "FULL":
            import resource
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        else:
            os.kill(os.getpid(), getattr(signal, sys.argv[4]))
    return real(*args, **options)
setattr(module, name, fatal)
from maps.cli import main
sys.exit(main(sys.argv[5:]))
"""

MOMENTS = {
    "reading": ("geo.osm_file", "snapshot_of", 1),
    "compiling": ("maps.gazetteering", "gazetteer_files", 1),
    "comparing": ("geo.changes", "gazetteer_changes", 1),
    "first file": ("layers.outputs", "_write_bytes", 1),
    "sixth file": ("layers.outputs", "_write_bytes", 6),
    "added files": ("layers.outputs", "_bring_along", 1),
    "just before the swap": ("layers.outputs", "exchange", 1),
}


def spawn(*words: object) -> Any:
    """Run Python with these words, in the checkout."""
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".gazetteer")]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_refresh_leaves_the_old_snapshot(
    run: Run, planned: Path, later_osm: Path, tree: Tree, moment: str
) -> None:
    (planned / "gazetteer" / "mine.txt").write_text("mine", encoding="utf-8")
    before = tree(planned / "gazetteer")
    words = ("-c", KILLER, *MOMENTS[moment], "SIGKILL", *build(later_osm, planned))
    assert spawn(*words).returncode == -signal.SIGKILL
    assert tree(planned / "gazetteer") == before
    load_district(planned)
    assert run(*build(later_osm, planned)).code == 0
    assert leftovers(planned) == []
    assert (planned / "gazetteer" / "mine.txt").is_file()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders change places at once")
def test_killed_after_the_swap_it_is_the_new_snapshot(
    run: Run, planned: Path, later_osm: Path
) -> None:
    words = ("-c", KILLER, "shutil", "rmtree", 2, "SIGKILL", *build(later_osm, planned))
    assert spawn(*words).returncode == -signal.SIGKILL
    assert '"stretch' in run("locate", LABEL, "--json", "--district", planned).out


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("moment", ["compiling", "sixth file", "just before the swap"])
def test_interrupted_refresh_says_so_and_tidies_up(
    planned: Path, later_osm: Path, tree: Tree, moment: str
) -> None:
    before = tree(planned)
    ran = spawn("-c", KILLER, *MOMENTS[moment], "SIGINT", *build(later_osm, planned))
    assert (ran.returncode, ran.stderr) == (2, "zonemap: 已中断，没有写出任何文件\n")
    assert tree(planned) == before
    assert leftovers(planned) == []


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize(
    ("moment", "message"),
    [("compiling", "临时文件夹.*写不进去"), ("comparing", "gazetteer：写不进去")],
)
def test_full_disk_leaves_the_old_snapshot(
    planned: Path, later_osm: Path, tree: Tree, moment: str, message: str
) -> None:
    before = tree(planned)
    ran = spawn("-c", KILLER, *MOMENTS[moment], "FULL", *build(later_osm, planned))
    assert ran.returncode == 2
    assert re.fullmatch(rf"zonemap: .*{message}.*\n", ran.stderr)
    assert tree(planned) == before
    assert leftovers(planned) == []
