"""What the command line says of itself, quickly, and how it refuses what it does not know."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

from maps.cli import build_parser

HEAVY = ("folium", "geopandas", "matplotlib", "numpy", "osmnx", "pandas", "pyogrio", "shapely")
LOOK = """
import sys
from maps.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", *(name for name in {heavy!r} if name in sys.modules))
"""


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the commands by name."""
    actions = build_parser()._actions
    return dict(next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices)


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("build", "--help"), ("frob",)])
def test_nothing_heavy_is_imported_to_say_what_there_is(words: tuple[str, ...]) -> None:
    look = LOOK.format(heavy=HEAVY)
    command = [sys.executable, "-c", look, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_the_program_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "maps", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"zonemap {version('zonemap')}\n"


def test_help_lists_every_command(run: Callable[..., Any]) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(re.search(rf"^    {name}\b", ran.out, re.MULTILINE) for name in commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_says_what_it_does(run: Callable[..., Any], name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"usage: zonemap {name}" in ran.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "还缺 命令"),
        (
            "frob",
            "命令没有“frob”，可用 'build', 'layers', 'map', 'extract', 'locate', 'check', ",
        ),
        ("build --frob", "不认识 --frob"),
        ("build --out", "--out 后面还缺一个值"),
        ("layers --fail-on-unlocated", "不认识 --fail-on-unlocated"),
        ("gazetteer", "还缺 动作"),
        ("gazetteer build", "还缺其中一个：--geojson --osm --place --bbox"),
        ("gazetteer build --osm a --place b", "--place 不能和 --osm 一起用"),
        ("gazetteer build --bbox 1,2,3", "--bbox 应为“西,南,东,北”四个数，实际是 '1,2,3'"),
        ("gazetteer build --bbox 3,2,1,0", "应为 西<东、南<北 的经纬度，实际是 '3,2,1,0'"),
        ("gazetteer build --geojson a --date x", "应为“文件=日期”，如 roads=2026-03-08"),
        ("locate", "locate 要么给出名称，要么用 --input 给一个 CSV 文件"),
        ("locate 中和路 --input a.csv", "locate 要么给出名称，要么用 --input 给一个 CSV 文件"),
        ("locate --input a.csv", "locate 的 --input 和 --out 要一起用"),
        ("locate 中和路 --out a.geojson", "locate 的 --input 和 --out 要一起用"),
        ("build --encoding gbk", "build 的 --encoding 要和报告一起用"),
        ("extract", "还缺 报告"),
        ("extract a.md --frob", "不认识 --frob"),
        ("extract a.md --out a.xlsx", "--out 应以 .csv、.json、.geojson 结尾，实际是 'a.xlsx'"),
        ("extract a.md --out a", "--out 应以 .csv、.json、.geojson 结尾，实际是 'a'"),
        ("extract a.md --out b.geojson --blind", ".geojson 要定位，不能和 --blind 一起用"),
        ("extract a.md b.md --html c.html", "--html 一次只写一份报告"),
        ("extract a.md b.md --text", "--text 一次只输出一份报告"),
        ("extract a.md --text --out b.csv", "--text 只输出文字，不和 --out、--html 一起用"),
        ("extract a.md --text --html b.html", "--text 只输出文字，不和 --out、--html 一起用"),
        ("extract a.md --blind --district d", "--blind 不用任何区县文件夹，不和 --district 一起用"),
        ("extract a.md --out b.csv --html ./b.csv", "--out 和 --html 不能是同一个文件"),
        ("extract a.csv --out ./a.csv", "输出不能写在报告自己的位置上"),
        ("extract a.html --html a.html", "输出不能写在报告自己的位置上"),
    ],
)
def test_a_wrong_command_is_refused_in_one_line(
    run: Callable[..., Any], words: str, why: str
) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("zonemap: ")
    assert why in ran.err


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_blank_name_is_refused(run: Callable[..., Any], name: str) -> None:
    ran = run("locate", "中和路", name)
    assert (ran.code, ran.out, ran.err) == (2, "", "zonemap: locate 的名称不能为空\n")
