from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from maps import fonts
from maps.errors import PageError
from maps.legend import wrapped
from maps.overview import draw_overview
from maps.view import MapView


def test_the_same_view_gives_the_same_bytes(small_view: MapView) -> None:
    assert draw_overview(small_view) == draw_overview(small_view)


def test_the_png_is_wide_enough_to_read(small_view: MapView) -> None:
    png, _ = draw_overview(small_view, font=None)
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (1540, 1497)


def test_no_clock_and_no_version_in_the_pictures(small_view: MapView) -> None:
    png, svg = draw_overview(small_view, font=None)
    for sign in (b"tEXt", b"tIME", b"iTXt"):
        assert sign not in png
    assert b"dc:date" not in svg
    assert b"Matplotlib v" not in svg


def test_the_svg_is_well_formed_and_needs_no_font(small_view: MapView) -> None:
    _, svg = draw_overview(small_view)
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert not root.findall(".//{http://www.w3.org/2000/svg}text")


def test_without_a_font_nothing_is_written_that_would_be_a_box(small_view: MapView) -> None:
    draw_overview(small_view, font=None)  # a missing glyph is a warning, and warnings are errors


def test_with_a_font_names_it_lacks_are_left_off(small_view: MapView) -> None:
    draw_overview(small_view, font=fonts.latin_font())


def test_a_chinese_font_changes_the_picture(small_view: MapView) -> None:
    font = fonts.chinese_font()
    if font is None:
        pytest.fail(fonts.NO_FONT)
    assert draw_overview(small_view) != draw_overview(small_view, font=None)


def test_hostile_names_do_not_stop_the_picture(hostile_view: MapView) -> None:
    zones = [
        {**zone, "properties": {**zone["properties"], "name": "$x^2$ <b>{{ 7*7 }}</b>"}}
        for zone in hostile_view.zones
    ]
    png, svg = draw_overview(MapView(hostile_view.features, zones, backdrop=hostile_view.backdrop))
    assert png.startswith(b"\x89PNG")
    assert b"<b>" not in svg


def test_nothing_to_draw_is_one_plain_line() -> None:
    with pytest.raises(PageError, match="区界或功能区"):
        draw_overview(MapView((), ()))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("某区功能区项目图", ["某区功能区", "项目图"]),
        ("one two three", ["one", "two", "three"]),
        ("", [""]),
    ],
)
def test_titles_are_cut_where_they_may_be(words: str, lines: list[str]) -> None:
    assert wrapped(words, 5) == lines


def test_the_picture_does_not_depend_on_the_working_folder(
    small_view: MapView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = draw_overview(small_view, font=None)
    monkeypatch.chdir(tmp_path)
    assert draw_overview(small_view, font=None) == before
