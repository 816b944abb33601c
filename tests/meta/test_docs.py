"""What README, CHANGELOG and CONTRIBUTING say is what there is."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

from maps.cli import build_parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE, _, ENGLISH = README.partition("\n# zonemap (English)\n")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
SET_UP = "python3 -m venv .venv"


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> set[str]:
    """Return every command as it is typed, nested ones with a blank between."""
    found = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                found |= commands(child, f"{prefix} {name}".strip()) or {f"{prefix} {name}".strip()}
    return found


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def set_ups(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(SET_UP)]


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_commands_table_has_every_command_and_no_other(text: str) -> None:
    rows = re.findall(r"^\| `zonemap ([a-z ]*[a-z])", text, flags=re.MULTILINE)
    assert set(rows) == commands(build_parser())


def test_every_command_has_help() -> None:
    for command in sorted(commands(build_parser())):
        done = subprocess.run(
            [sys.executable, "-m", "maps.cli", *command.split(), "--help"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, command
        assert "usage: zonemap" in done.stdout


def options(command: str) -> set[str]:
    """Return the long options of a command."""
    parser = build_parser()
    for word in command.split():
        action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
        parser = action.choices[word]
    return {option for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["readme", "contributing"])
def test_options_named_exist(text: str) -> None:
    """Each option on a line after a `zonemap` command is one of that command's."""
    for line in text.splitlines():
        for found in re.finditer(r"zonemap ((?:gazetteer )?[a-z]+)(.*?)(?=zonemap|$)", line):
            command, rest = found.groups()
            if any(f"{command} ".startswith(f"{known} ") for known in commands(build_parser())):
                assert set(re.findall(r"--[a-z][a-z-]+", rest)) <= options(command), line


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_python_examples_run(text: str, tmp_path: Path) -> None:
    examples = blocks(text, "python")
    assert examples
    for example in examples:
        command = [sys.executable, "-c", example]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_both_languages_give_the_same_set_up() -> None:
    assert len(set_ups(CHINESE)) == 2
    assert set_ups(CHINESE) == set_ups(ENGLISH)


def test_gate_runs_the_set_up_of_the_readme() -> None:
    """`.ci/run` takes both commands out of the README instead of repeating them."""
    assert f"^{SET_UP}" in CI
    assert "README.md" in CI


def test_contributing_names_the_gate() -> None:
    assert ".ci/run" in CONTRIBUTING


def test_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+) \(\d{4}-\d{2}-\d{2}\)$", text, flags=re.MULTILINE)
    assert newest
    assert newest[1] == version("zonemap")


def test_extras_named_exist() -> None:
    named = set(re.findall(r"'\.\[([a-z,]+)\]'", README + CONTRIBUTING + CI))
    extras = set(metadata("zonemap").get_all("Provides-Extra") or ())
    assert named
    assert {extra for group in named for extra in group.split(",")} <= extras


@pytest.mark.parametrize(
    "path", sorted({*ROOT.glob("*.md"), *ROOT.glob(".github/*.md")}), ids=lambda p: p.name
)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)\)", text)
    lost = [
        target
        for target in targets
        if not re.match(r"https?://|mailto:", target) and not (path.parent / target).exists()
    ]
    assert lost == []


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_outputs_table_names_real_outputs(text: str) -> None:
    """The rows of the outputs table; `.ci/run` compares them with a real build."""
    rows = re.findall(r"^\| `(out/[^`]+)` \|", text, flags=re.MULTILINE)
    assert "out/planner.html" in rows
    assert "out/geojson/points.geojson" in rows
    assert "out/unlocated.csv" in rows
