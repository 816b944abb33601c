"""What is remembered, for how long and where, and what is never written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.errors import OnlineBusyError, OnlineError
from geo.online.cache import Cached

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.online.service import Service
    from tests.geo.online.conftest import Desk, Forms

    Make = Callable[..., Service]

KEY = "s3cr3tk3ys3cr3tk3y"
EVERY = pytest.mark.parametrize("name", ["nominatim", "photon", "tianditu", "amap"])
OPEN = pytest.mark.parametrize("name", ["nominatim", "photon"])
VENDORS = pytest.mark.parametrize("name", ["tianditu", "amap"])


@EVERY
def test_one_run_asks_a_question_once(make: Make, desk: Desk, forms: Forms, name: str) -> None:
    desk.answer = forms.found(name)
    service = Cached(make(name))
    assert service.geocode(forms.ask()) == service.geocode(forms.ask()) != ()
    assert len(desk.asked) == 1


@OPEN
def test_a_later_run_is_answered_from_the_folder(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer = forms.found(name)
    first = Cached(make(name), tmp_path).geocode(forms.ask())
    assert Cached(make(name), tmp_path).geocode(forms.ask()) == first
    assert len(desk.asked) == 1


@EVERY
def test_not_found_is_kept_too(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer = forms.nothing(name)[0]
    for _ in range(2):
        assert Cached(make(name), tmp_path).geocode(forms.ask()) == ()
    assert len(desk.asked) == 1


@VENDORS
def test_what_may_not_be_stored_is_not_stored(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer = forms.found(name)
    for _ in range(2):
        assert Cached(make(name), tmp_path).geocode(forms.ask())
    assert list(tmp_path.iterdir()) == []
    assert len(desk.asked) == 2


@EVERY
def test_other_questions_are_asked(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer = forms.nothing(name)[0]
    for text in ("甲楼", "乙楼"):
        Cached(make(name), tmp_path).geocode(forms.ask(text))
    assert len(desk.asked) == 2


def test_other_servers_are_asked(make: Make, desk: Desk, forms: Forms, tmp_path: Path) -> None:
    desk.answer = []
    for endpoint in (desk.url, desk.url.replace("127.0.0.1", "localhost")):
        Cached(make("nominatim", endpoint=endpoint), tmp_path).geocode(forms.ask())
    assert len(desk.asked) == 2


@EVERY
def test_a_fault_is_not_kept(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer, desk.moods = forms.found(name), ["504"]
    service = Cached(make(name), tmp_path)
    with pytest.raises(OnlineBusyError):
        service.geocode(forms.ask())
    assert list(tmp_path.iterdir()) == []
    assert service.geocode(forms.ask())


@EVERY
def test_the_key_stands_in_no_file_and_no_file_name(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, name: str
) -> None:
    desk.answer = forms.nothing(name)[0]
    Cached(make(name), tmp_path).geocode(forms.ask())
    (path,) = tmp_path.iterdir()
    assert KEY not in path.name + path.read_text(encoding="utf-8")


def test_another_key_asks_the_same_question(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path
) -> None:
    desk.answer = forms.nothing("amap")[0]
    for key in ("one", "two"):
        Cached(make("amap", key=key), tmp_path).geocode(forms.ask())
    assert len(desk.asked) == 1


def test_an_entry_says_from_whom_and_on_which_terms(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path
) -> None:
    desk.answer = forms.found("nominatim")
    Cached(make("nominatim"), tmp_path).geocode(forms.ask())
    (path,) = tmp_path.glob("nominatim-*.json")
    entry = json.loads(path.read_text(encoding="utf-8"))
    assert (entry["provider"], entry["found"][0]["names"]) == ("nominatim", ["云杉楼"])
    assert "ODbL 1.0" in entry["terms"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"format": 1}',
        b"[" * 100_000,
        b" " * 300_000,
        ('"lon": 121.41', '"lon": 721.41'),
        ('"lon": 121.41', '"lon": NaN'),
        ('"level": "poi"', '"level": "planet"'),
        ('"format": 1', '"format": 0'),
        ('"provider": "nominatim"', '"provider": "photon"'),
        ('"names": [', '"names": 7, "x": ['),
    ],
)
def test_a_damaged_file_is_asked_again_and_replaced(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path, damage: bytes | tuple[str, str]
) -> None:
    desk.answer = forms.found("nominatim")
    good = Cached(make("nominatim"), tmp_path).geocode(forms.ask())
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    if isinstance(damage, tuple):
        old, new = (text.encode() for text in damage)
        assert old in whole
        damage = whole.replace(old, new)
    path.write_bytes(damage)
    assert Cached(make("nominatim"), tmp_path).geocode(forms.ask()) == good
    assert (path.read_bytes(), len(desk.asked)) == (whole, 2)
    assert len(list(tmp_path.iterdir())) == 1


def test_hostile_text_of_a_file_is_made_plain(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path
) -> None:
    desk.answer = forms.found("nominatim")
    Cached(make("nominatim"), tmp_path).geocode(forms.ask())
    (path,) = tmp_path.iterdir()
    text = path.read_text(encoding="utf-8").replace("云杉楼", "云\u202e杉\\u001b楼")
    path.write_text(text, encoding="utf-8")
    (found,) = Cached(make("nominatim"), tmp_path).geocode(forms.ask())
    assert found.names == ("云杉楼",)


def test_a_file_in_place_of_the_folder_is_refused(make: Make, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("x", encoding="utf-8")
    with pytest.raises(OnlineError, match="不能写在线查询的缓存文件夹"):
        Cached(make("photon"), tmp_path / "cache")


def test_a_folder_is_made(make: Make, desk: Desk, forms: Forms, tmp_path: Path) -> None:
    desk.answer = []
    Cached(make("nominatim"), tmp_path / "a" / "b").geocode(forms.ask())
    assert len(list((tmp_path / "a" / "b").iterdir())) == 1


def test_a_folder_that_goes_away_only_costs_time(
    make: Make, desk: Desk, forms: Forms, tmp_path: Path
) -> None:
    desk.answer = forms.found("nominatim")
    service = Cached(make("nominatim"), tmp_path / "cache")
    (tmp_path / "cache").rmdir()
    assert service.geocode(forms.ask())
