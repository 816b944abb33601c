from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from maps.bilingual import made_of, names_in_english
from maps.english_table import english_table
from seeds.district import District, load_district
from seeds.records import EnglishText, columns, read_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from maps.view import MapView


def test_the_shipped_table_is_what_the_command_makes() -> None:
    district = load_district()
    table = (district.folder / EnglishText.TABLE).read_text(encoding="utf-8")
    assert table == english_table(district)


def test_a_table_reads_back_the_same(hostile_view: MapView, tmp_path: Path) -> None:
    made = made_of(hostile_view)
    rows = [(*key, words) for key, words in made.items() if "\n" not in key[1]]
    text = csv_text(columns(EnglishText), rows)
    (tmp_path / EnglishText.TABLE).write_text(text, encoding="utf-8", newline="\n")
    read = {(r.what, r.chinese): r.english for r in read_records(tmp_path, EnglishText)}
    assert {key: read.get(key) for key in made if key in read} == {
        key: words for key, words in made.items() if key in read
    }
    assert len(read) > 0.9 * len(made)


def test_what_was_made_before_is_taken_and_the_rest_is_made(small_view: MapView) -> None:
    view = replace(small_view, english={("name", "一号路"): "First Road"})
    found = names_in_english(view)
    assert found["一号路"] == "First Road"
    assert found["小河"] == "Xiaohe"


def test_a_changed_english_name_is_not_hidden_by_the_table(small_view: MapView) -> None:
    fifth = small_view.features[4]
    changed = {**fifth, "properties": {**fifth["properties"], "name_en": "Sixth Station"}}
    view = replace(small_view, features=[changed], english=made_of(small_view))
    assert names_in_english(view)["地点5"] == "Sixth Station"


def test_the_command_writes_the_table(
    run: Callable[..., Any], town_folder: Path, tmp_path: Path, town_district: District
) -> None:
    out = tmp_path / "english.csv"
    made = run("gazetteer", "english", "--district", town_folder, "--out", out)
    assert made.code == 0
    assert str(out) in made.out
    assert out.read_text(encoding="utf-8") == english_table(town_district)


def test_a_build_of_the_shipped_district_needs_no_dictionary(tmp_path: Path) -> None:
    code = (
        "import sys; from maps.build import build; from seeds.district import load_district;"
        " build(load_district()); sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=tmp_path).returncode == 0
