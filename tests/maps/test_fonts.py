from __future__ import annotations

import shutil
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import SimpleNamespace

import pytest

from maps import fonts


def test_the_shipped_font_is_found_without_importing_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "fonts").mkdir()
    font = tmp_path / "fonts/NotoSansSC-Regular.ttf"
    shutil.copy(fonts.latin_font(), font)
    spec = ModuleSpec("zhplot", None)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(fonts, "find_spec", lambda _name: spec)
    assert fonts.shipped_font() == font


def test_no_package_means_no_shipped_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    assert fonts.shipped_font() is None


def test_a_package_without_its_font_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec = ModuleSpec("zhplot", None)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(fonts, "find_spec", lambda _name: spec)
    assert fonts.shipped_font() is None


def test_a_font_of_the_machine_that_lacks_chinese_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = SimpleNamespace(
        name="SimHei", style="normal", weight=400, fname=str(fonts.latin_font())
    )
    monkeypatch.setattr("matplotlib.font_manager.fontManager.ttflist", [entry])
    assert fonts.system_font() is None


def test_the_latin_font_covers_english_but_no_chinese() -> None:
    latin = fonts.latin_font()
    assert fonts.covers(latin, "© 2 km — Zone (A)")
    assert not fonts.covers(latin, "徐")
