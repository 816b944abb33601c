from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from seeds.district import District, Numbering, load_district
from seeds.errors import SeedError

if TYPE_CHECKING:
    from pathlib import Path


def test_loads_every_table(tiny_district: Path) -> None:
    district = load_district(tiny_district)
    assert (district.name, district.code, district.folder) == ("新桥区", "999901", tiny_district)
    sizes = [
        len(table)
        for table in (
            district.reports,
            district.mentions,
            district.projects,
            district.aliases,
            district.traps,
            district.locators,
            district.addresses,
            district.corrections,
        )
    ]
    assert sizes == [2, 4, 2, 2, 1, 3, 1, 1]


def test_knows_frame_and_sources(tiny_district: Path) -> None:
    district = load_district(tiny_district)
    assert district.bbox == (121.40, 31.10, 121.45, 31.15)
    assert [source.name for source in district.sources] == ["invented"]
    assert district.zone_names == ("东片", "西片")


def test_names_of_unnamed_ways_may_be_absent(tiny_district: Path) -> None:
    assert [way.osm_id for way in load_district(tiny_district).way_names] == [7]
    (tiny_district / "way_names.csv").unlink()
    assert load_district(tiny_district).way_names == ()


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="应为区县文件夹，找不到"):
        load_district(tmp_path / "absent")


def test_file_as_a_folder(tiny_district: Path) -> None:
    with pytest.raises(SeedError, match="应为区县文件夹，实际是文件"):
        load_district(tiny_district / "reports.csv")


@pytest.mark.parametrize(
    "name",
    [
        "district.toml",
        "zones.toml",
        "reports.csv",
        "mentions.csv",
        "projects.csv",
        "aliases.csv",
        "traps.csv",
        "locators.csv",
        "addresses.csv",
        "corrections.csv",
    ],
)
def test_every_file_is_needed(tiny_district: Path, name: str) -> None:
    (tiny_district / name).unlink()
    with pytest.raises(SeedError, match=f"{name}：找不到这个文件"):
        load_district(tiny_district)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("EPSG:32651", "EPSG:4326", "crs 目前只能是 EPSG:32651"),
        ('name = "新桥区"', "name = 3", "name 应为非空文本，实际是 3"),
        ('code = "999901"\n', "", "code 应为非空文本，实际是 None"),
        ("121.40, 31.10", "31.10, 121.40", "bbox 应为"),
        ("121.40, 31.10, ", "", "bbox 应为"),
        ("[[sources]]", "[[source]]", "不认识的设置 source"),
        ('attribution = "nobody"', "", "键应为"),
    ],
)
def test_settings_that_are_refused(tiny_district: Path, old: str, new: str, said: str) -> None:
    path = tiny_district / "district.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError, match=said):
        load_district(tiny_district)


def _with_map(folder: Path, text: str) -> Path:
    path = folder / "district.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n[map]\n{text}\n", encoding="utf-8")
    return folder


def test_a_folder_need_not_have_an_approved_map(tiny_district: Path) -> None:
    assert load_district(tiny_district).approval == ""


def test_a_folder_says_under_which_number_its_map_was_approved(tiny_district: Path) -> None:
    folder = _with_map(tiny_district, 'approval = " 沪S（2026）001号 "')
    assert load_district(folder).approval == "沪S（2026）001号"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "键应为 approval"),
        ('approval = "一"\nscale = 2', "键应为 approval"),
        ("approval = 2026", "approval 应为一行审图号"),
        ('approval = " "', "approval 应为一行审图号"),
        ('approval = "一\\n二"', "approval 应为一行审图号"),
        (f'approval = "{"长" * 61}"', "approval 应为一行审图号"),
    ],
)
def test_an_approval_that_is_none_is_refused(tiny_district: Path, text: str, said: str) -> None:
    with pytest.raises(SeedError, match=said):
        load_district(_with_map(tiny_district, text))


def _with_addresses(folder: Path, text: str) -> Path:
    path = folder / "district.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n[addresses]\n{text}\n", encoding="utf-8")
    return folder


def test_a_folder_need_not_say_how_numbers_run(tiny_district: Path) -> None:
    assert load_district(tiny_district).numbering is None


def test_a_folder_says_how_its_numbers_run(tiny_district: Path) -> None:
    folder = _with_addresses(tiny_district, "heading = [0, 1.5]\nstep_m = 4")
    assert load_district(folder).numbering == Numbering((0.0, 1.5), 4.0)


def test_the_shipped_folder_says_how_its_numbers_run(shipped_district: District) -> None:
    assert shipped_district.numbering == Numbering((-0.8, -0.6), 2.6, "left")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("heading = [0, 1]", "键应为 heading、step_m"),
        ("heading = [0, 1]\nstep_m = 2\nside = 3", "键应为 heading、step_m"),
        ('heading = [0, 1]\nstep_m = 2\nodd = "west"', "odd 应为"),
        ("heading = [0, 0]\nstep_m = 2", "heading 应为"),
        ("heading = [0, 1, 2]\nstep_m = 2", "heading 应为"),
        ("heading = [nan, 1]\nstep_m = 2", "heading 应为"),
        ("heading = [true, 1]\nstep_m = 2", "heading 应为"),
        ('heading = "北"\nstep_m = 2', "heading 应为"),
        ("heading = [0, 1]\nstep_m = 0", "step_m 应为"),
        ("heading = [0, 1]\nstep_m = nan", "step_m 应为"),
        ("heading = [0, 1]\nstep_m = 101", "step_m 应为"),
        ('heading = [0, 1]\nstep_m = "2"', "step_m 应为"),
    ],
)
def test_numbers_that_cannot_run_so_are_refused(tiny_district: Path, text: str, said: str) -> None:
    with pytest.raises(SeedError, match=said):
        load_district(_with_addresses(tiny_district, text))


def test_loading_needs_no_geometry(tiny_district: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from seeds.district import load_district;"
        "load_district(Path(sys.argv[1]));"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'pandas', 'numpy', 'shapely'}))"
    )
    command = [sys.executable, "-c", code, str(tiny_district)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
