"""Imports point one way: seeds <- geo <- layers <- maps; heavy libraries come late."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ORDER = ("seeds", "geo", "layers", "maps")
HEAVY = {
    "folium", "geopandas", "matplotlib", "osmnx", "pandas", "pyogrio", "pypinyin", "rapidfuzz",
}  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for name in ORDER for path in (ROOT / name).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_roots(source: str) -> set[str]:
    roots = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            roots.add(node.module.split(".")[0])
    return roots


def modules_after(statement: str) -> set[str]:
    """Return the roots of everything that is imported once `statement` has run."""
    code = f"import sys; {statement}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_point_down(path: Path) -> None:
    rank = ORDER.index(path.relative_to(ROOT).parts[0])
    upward = imported_roots(path.read_text(encoding="utf-8")) & set(ORDER[rank + 1 :])
    assert not upward, f"{named(path)} imports a later layer: {sorted(upward)}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_drawer_for_odds_and_ends(path: Path) -> None:
    assert not {"utils", "util", "common", "helpers", "misc"} & set(
        path.relative_to(ROOT).with_suffix("").parts
    )


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_prints_but_the_command_line(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not calls or named(path) == "maps/cli.py"


def test_tests_are_no_packages() -> None:
    """An `__init__.py` under tests/geo would stand in for the real geo."""
    assert [named(path) for path in TESTS if path.name == "__init__.py"] == []


def test_tests_mirror_the_folders() -> None:
    places = {path.relative_to(ROOT / "tests").parts[0] for path in TESTS} - {"conftest.py"}
    assert places <= {*ORDER, "meta", "bench"}


def test_help_is_quick_to_start() -> None:
    """Building the parser, which is what --help does, imports no heavy library."""
    after = modules_after("from maps.cli import build_parser; build_parser().format_help()")
    assert "maps" in after
    assert not after & HEAVY


def test_help_runs() -> None:
    command = [sys.executable, "-m", "maps.cli", "--help"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert "zonemap" in done.stdout


@pytest.mark.parametrize("layer", ORDER)
def test_importing_a_layer_imports_nothing_heavy(layer: str) -> None:
    assert not modules_after(f"import {layer}") & HEAVY


def test_locate_imports_nothing_heavy() -> None:
    after = modules_after(
        "from maps.cli import main; sys.stdout = sys.stderr;"
        "code = main(['locate', '武康大楼']); sys.stdout = sys.__stdout__; assert code == 0, code"
    )
    assert not after & HEAVY
