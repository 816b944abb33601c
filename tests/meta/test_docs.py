"""What README, CHANGELOG and CONTRIBUTING say is what there is."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

from maps.cli import build_parser
from maps.extracting import GEOJSON, TABLES
from seeds.formats import opening
from seeds.formats.failures import ReportError, component
from seeds.reading.found import COLUMNS
from seeds.vocabulary import PLACEABLE, STAGES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE, _, ENGLISH = README.partition("\n# zonemap (English)\n")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SET_UP = "python3 -m venv .venv"
LANGUAGES = pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])


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


@LANGUAGES
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


@LANGUAGES
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


@LANGUAGES
def test_outputs_table_names_real_outputs(text: str) -> None:
    """The rows of the outputs table; `.ci/run` compares them with a real build."""
    rows = re.findall(r"^\| `(out/[^`]+)` \|", text, flags=re.MULTILINE)
    assert "out/planner.html" in rows
    assert "out/geojson/points.geojson" in rows
    assert "out/unlocated.csv" in rows


# --- reading reports ---------------------------------------------------------------------------


def section(text: str, *titles: str) -> str:
    """Return the part of a page under the one heading that begins with one of the titles."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    (found,) = (part for part in parts if part.startswith(titles))
    return found


def first_cells(text: str, head: str) -> list[str]:
    """Return what stands in backquotes in the first cells of the table whose head begins so."""
    (table,) = re.findall(rf"^\| {head} .*\n\|[-|]+\n((?:\|.*\n)+)", text, flags=re.MULTILINE)
    cells = (row.split("|")[1] for row in table.splitlines())
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def reading(text: str) -> str:
    return section(text, "读一份新报告", "Reading a new report")


def row_of(text: str, command: str) -> str:
    """Return what the commands table says of a command."""
    (row,) = re.findall(rf"^\| `zonemap {command}` \| (.*)$", text, flags=re.MULTILINE)
    return str(row)


@LANGUAGES
def test_columns_table_is_the_header_of_a_mentions_table(text: str) -> None:
    assert first_cells(reading(text), "(?:列|column)") == list(COLUMNS)


@LANGUAGES
@pytest.mark.parametrize(
    ("column", "words"), [("stage", STAGES), ("placeable", PLACEABLE)], ids=["stage", "placeable"]
)
def test_closed_columns_name_all_their_words(text: str, column: str, words: dict[str, str]) -> None:
    (row,) = re.findall(rf"^\| .*`{column}` \| (.*)$", reading(text), flags=re.MULTILINE)
    assert re.findall(r"`([a-z]+)`", row) == list(words)


@LANGUAGES
def test_formats_named_are_those_the_reader_knows(text: str) -> None:
    (line,) = re.findall(r"^(?:格式：|Formats: )(.*)$", reading(text), flags=re.MULTILINE)
    named = re.findall(r"`\.([a-z]+)`", line)
    assert sorted(named) == sorted(opening._READERS)
    assert set(named) == set(opening._ENDINGS.values())
    assert f"`{opening.STDIN}`" in line


@LANGUAGES
def test_extract_writes_the_formats_named(text: str) -> None:
    assert re.findall(r"`(\.[a-z]+)`", row_of(text, "extract")) == [*TABLES, GEOJSON]


@LANGUAGES
@pytest.mark.parametrize(
    "command", ["build", "extract", "handoff", "check", "diff", "publish", "serve"]
)
def test_every_option_is_described(text: str, command: str) -> None:
    named = set(re.findall(r"--[a-z][a-z-]+", row_of(text, command)))
    assert named == options(command) - {"-h", "--help"}


@LANGUAGES
def test_every_extra_is_named_and_is_installed_for_the_tests(text: str) -> None:
    extras = SETTINGS["project"]["optional-dependencies"]
    named = set(re.findall(r"zonemap\[([a-z]+)\]", text)) | set(re.findall(r"`([a-z]+)`", text))
    assert set(extras) - {"dev", "test"} <= named
    for extra in re.findall(r"zonemap\[([a-z]+)\]", text):
        assert f"zonemap[{extra}]" in extras["test"]


@LANGUAGES
def test_extra_for_documents_is_the_one_of_the_package(text: str) -> None:
    (line,) = set(re.findall(r"pip install \"zonemap\[[a-z]+\]\"", reading(text)))
    extra = line.split("[")[1].split("]")[0]
    assert extra in SETTINGS["project"]["optional-dependencies"]
    assert f"zonemap[{extra}]" in SETTINGS["project"]["optional-dependencies"]["test"]
    with pytest.raises(ReportError, match=re.escape(line)):
        component("no_such_module", "pdf", "report.pdf")


def test_every_word_list_is_described() -> None:
    there = {path.name for path in (ROOT / "seeds" / "reading" / "words").iterdir()}
    named = first_cells(section(CONTRIBUTING, "给词表加一个词"), "词表")
    assert [name for name in named if name.endswith((".txt", ".csv"))] == list(dict.fromkeys(named))
    assert set(named) == there


def test_every_bench_is_named() -> None:
    named = re.findall(r"tests/bench/(\w+\.py)", section(CONTRIBUTING, "量一量"))
    assert sorted(named) == sorted(path.name for path in (ROOT / "tests" / "bench").glob("*.py"))
