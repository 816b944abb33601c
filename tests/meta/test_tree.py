"""What lies in the tree and what goes into the packages."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo", "layers", "maps", "seeds")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LARGEST = 1_500_000
BINARY = {".png", ".gz", ".pbf", ".gpkg", ".woff2", ".ttf"}
PASSING = re.compile(
    r"(^|/)(\.git|\.venv|out|dist|build|__pycache__|\.[a-z]+_cache|\.hypothesis)(/|$)"
)


def tree() -> list[Path]:
    """Return the files that git knows or would add; without git, everything that is not passing."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 0 and done.stdout:
        names = [name for name in done.stdout.split("\0") if name]
    else:
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
    return [ROOT / name for name in names if not PASSING.search(name) and (ROOT / name).is_file()]


TREE = tree()
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in TREE
    if path.suffix not in BINARY
}


def test_top_level_holds_what_is_agreed_and_what_tools_need() -> None:
    agreed = {*PACKAGES, "tests", "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"}
    needed = {"LICENSE", "LICENSE-DATA", "ATTRIBUTION.md"}
    there = {path.relative_to(ROOT).parts[0] for path in TREE}
    assert {name for name in there - agreed - needed if not name.startswith(".")} == set()


def test_no_file_is_large() -> None:
    large = [path.name for path in TREE if path.stat().st_size > LARGEST]
    assert large == []


def test_gazetteers_are_small() -> None:
    for folder in (ROOT / "seeds").glob("*/gazetteer"):
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        assert 0 < size <= 3_000_000, folder.parent.name


def test_no_third_party_code_is_copied_in() -> None:
    """Browser assets come from packages; what is ours is written to be read."""
    minified = [
        name
        for name, text in TEXTS.items()
        if name.endswith((".js", ".css", ".html"))
        and max((len(line) for line in text.splitlines()), default=0) > 500
    ]
    assert minified == []


def test_no_path_of_a_machine() -> None:
    home = re.compile(r"(?<![\w.:/])/(?:home|Users|root|work|mnt)/\w")
    assert [name for name, text in TEXTS.items() if home.search(text)] == []


def test_text_is_utf8_without_mark_and_with_plain_line_ends() -> None:
    assert [name for name, text in TEXTS.items() if text.startswith("\ufeff")] == []
    assert [
        path.name for path in TREE if path.suffix == ".csv" and b"\r" in path.read_bytes()
    ] == []


def test_text_ends_with_one_line_end() -> None:
    wrong = [
        name
        for name, text in TEXTS.items()
        if text and (not text.endswith("\n") or text.endswith("\n\n"))
    ]
    assert wrong == []


def test_same_file_is_not_kept_twice() -> None:
    seen: dict[str, str] = {}
    for path in TREE:
        if path.stat().st_size > 1_000:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            name = path.relative_to(ROOT).as_posix()
            assert seen.setdefault(digest, name) == name


@pytest.mark.parametrize("name", PACKAGES)
def test_package_is_typed(name: str) -> None:
    assert files(name).joinpath("py.typed").is_file()


def test_packages_are_listed_for_wheel_and_sdist() -> None:
    targets = SETTINGS["tool"]["hatch"]["build"]["targets"]
    assert tuple(targets["wheel"]["packages"]) == PACKAGES
    assert set(PACKAGES) <= set(targets["sdist"]["only-include"])


def test_sdist_holds_what_the_project_promises() -> None:
    included = set(SETTINGS["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"])
    promised = {path.name for path in ROOT.glob("*.md")} | set(SETTINGS["project"]["license-files"])
    assert promised <= included
    assert [name for name in included if not (ROOT / name).exists()] == []


def test_ignored_paths_are_anchored() -> None:
    """A suffix such as `*.html` in .gitignore would silently leave data out of the wheel."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {line for line in lines if not line.startswith("/")} <= {"__pycache__/", "*.pyc"}


def test_version_is_written_once() -> None:
    assert SETTINGS["project"]["version"] == version("zonemap")
    again = re.compile(r"^__version__\s*=", flags=re.MULTILINE)
    assert [name for name in TEXTS if name.endswith(".py") and again.search(TEXTS[name])] == []
