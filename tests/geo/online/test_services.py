"""What each service is asked, and what is read from an answer in its real format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.errors import OnlineAnswerError, OnlineKeyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.online.service import Service

    Make = Callable[..., Service]
    from tests.geo.online.conftest import Desk, Forms


EVERY = pytest.mark.parametrize("name", ["nominatim", "photon", "tianditu", "amap"])
BOUNDS = (121.4, 31.1, 121.42, 31.12)
KEY = "s3cr3tk3ys3cr3tk3y"
BOX_M = 73.2  # half the diagonal of 0.001 by 0.001 degrees here


@EVERY
def test_a_thing_is_found_where_it_is(make: Make, desk: Desk, name: str, forms: Forms) -> None:
    desk.answer = forms.found(name)
    (found,) = make(name).geocode(forms.ask())
    assert (round(found.lon, 6), round(found.lat, 6)) == (121.41, 31.11)
    assert found.level == "poi"


@EVERY
def test_nothing_is_no_error(make: Make, desk: Desk, name: str, forms: Forms) -> None:
    for answer in forms.nothing(name):
        desk.answer = answer
        assert make(name).geocode(forms.ask()) == ()


@EVERY
def test_program_names_itself_and_asks_for_chinese(
    make: Make, desk: Desk, name: str, forms: Forms
) -> None:
    desk.answer = forms.found(name)
    make(name).geocode(forms.ask())
    assert desk.heard[0]["User-Agent"].startswith("zonemap/")
    assert desk.heard[0]["Accept-Language"].startswith("zh-CN")


def test_nominatim_is_asked_inside_the_district(make: Make, desk: Desk, forms: Forms) -> None:
    desk.answer = []
    make("nominatim").geocode(forms.ask())
    west, south, east, north = BOUNDS
    asked = desk.asked[0]
    assert (desk.paths, asked["q"], asked["format"]) == (["/search"], "云杉楼", "jsonv2")
    assert [float(v) for v in asked["viewbox"].split(",")] == [west, north, east, south]
    assert (asked["bounded"], asked["accept-language"]) == ("1", "zh-CN")


def test_photon_is_asked_inside_the_district_and_in_no_language(
    make: Make, desk: Desk, forms: Forms
) -> None:
    desk.answer = forms.nothing("photon")[0]
    make("photon").geocode(forms.ask())
    assert (desk.paths, desk.asked[0]["q"]) == (["/api"], "云杉楼")
    assert [float(v) for v in desk.asked[0]["bbox"].split(",")] == list(BOUNDS)
    assert "lang" not in desk.asked[0]  # zh is refused with HTTP 400 by public servers


def test_tianditu_is_asked_with_the_district_before_the_name(
    make: Make, desk: Desk, forms: Forms
) -> None:
    desk.answer = forms.tianditu()
    make("tianditu").geocode(forms.ask())
    assert desk.paths == ["/geocoder"]
    assert desk.asked[0] == {
        "ds": json.dumps({"keyWord": "青溪区云杉楼"}, ensure_ascii=False),
        "tk": KEY,
    }


@pytest.mark.parametrize("text", ["云杉楼", "青溪区云杉楼"])
def test_amap_is_asked_with_the_district_once(
    make: Make, desk: Desk, text: str, forms: Forms
) -> None:
    desk.answer = forms.amap()
    make("amap").geocode(forms.ask(text))
    asked = {"address": "青溪区云杉楼", "city": "310999", "output": "JSON", "key": KEY}
    assert (desk.paths, desk.asked) == (["/v3/geocode/geo"], [asked])


@pytest.mark.parametrize(
    ("tags", "level"),
    [
        (("amenity", "school"), "poi"),
        (("leisure", "park"), "poi"),
        (("natural", "water"), "poi"),
        (("railway", "station"), "station"),
        (("highway", "bus_stop"), "station"),
        (("place", "neighbourhood"), "estate"),
        (("landuse", "residential"), "estate"),
        (("place", "house"), "house"),
        (("highway", "residential"), "street"),
        (("waterway", "river"), "street"),
        (("boundary", "administrative"), "coarse"),
        (("place", "suburb"), "coarse"),
        (("place", "postcode"), "coarse"),
    ],
)
def test_openstreetmap_tags_tell_the_level(
    make: Make, desk: Desk, tags: tuple[str, str], level: str, forms: Forms
) -> None:
    desk.answer = [forms.nominatim_row(category=tags[0], type=tags[1])]
    (first,) = make("nominatim").geocode(forms.ask())
    desk.answer = forms.photon(osm_key=tags[0], osm_value=tags[1])
    (second,) = make("photon").geocode(forms.ask())
    assert (first.level, second.level) == (level, level)


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_openstreetmap_answers_tell_object_and_extent(
    make: Make, desk: Desk, name: str, forms: Forms
) -> None:
    desk.answer = forms.found(name)
    (found,) = make(name).geocode(forms.ask())
    assert (found.source_id, found.names) == ("way/4711", ("云杉楼",))
    assert found.radius_m == pytest.approx(BOX_M, rel=0.01)


def test_openstreetmap_house_number_is_read(make: Make, desk: Desk, forms: Forms) -> None:
    address = {"house_number": "12", "road": "北河路"}
    desk.answer = [forms.nominatim_row("", address=address, namedetails=None)]
    (first,) = make("nominatim").geocode(forms.ask("北河路12号"))
    desk.answer = forms.photon("", street="北河路", housenumber="12")
    (second,) = make("photon").geocode(forms.ask("北河路12号"))
    for found in (first, second):
        assert (found.level, found.road, found.number) == ("house", "北河路", "12")


def test_other_names_of_nominatim_are_read_and_english_is_not(
    make: Make, desk: Desk, forms: Forms
) -> None:
    details = {"name": "云杉楼", "alt_name": "杉楼;云楼", "name:en": "Spruce Tower"}
    desk.answer = [forms.nominatim_row(namedetails=details)]
    (found,) = make("nominatim").geocode(forms.ask())
    assert found.names == ("云杉楼", "杉楼", "云楼")


def test_old_nominatim_says_class_for_category(make: Make, desk: Desk, forms: Forms) -> None:
    row = forms.nominatim_row()
    row["class"] = row.pop("category")
    desk.answer = [row]
    assert make("nominatim").geocode(forms.ask())[0].level == "poi"


@pytest.mark.parametrize(
    ("said", "level"),
    [("门址", "house"), ("兴趣点", "poi"), ("道路", "coarse"), ("区县", "coarse"), ("", "coarse")],
)
def test_level_of_tianditu(make: Make, desk: Desk, said: str, level: str, forms: Forms) -> None:
    desk.answer = forms.tianditu(level=said)
    assert make("tianditu").geocode(forms.ask())[0].level == level


@pytest.mark.parametrize(("score", "whole"), [(100, True), (99, False), (60, False)])
def test_tianditu_is_whole_with_the_full_score_only(
    make: Make, desk: Desk, score: int, whole: bool, forms: Forms
) -> None:
    desk.answer = forms.tianditu(score=score)
    (found,) = make("tianditu").geocode(forms.ask())
    assert (found.whole, found.names) == (whole, ())


def test_answer_of_tianditu_to_another_question_is_refused(
    make: Make, desk: Desk, forms: Forms
) -> None:
    desk.answer = forms.tianditu("青溪区老仓库")
    with pytest.raises(OnlineAnswerError, match="另一个问题"):
        make("tianditu").geocode(forms.ask())


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("门牌号", "house"), ("门址", "house"), ("兴趣点", "poi"), ("住宅区", "estate"),
        ("公交地铁站点", "station"), ("道路", "street"), ("道路交叉路口", "street"),
        ("区县", "coarse"), ("开发区", "coarse"), ("热点商圈", "coarse"), ("未知", "coarse"),
    ],
)  # fmt: skip
def test_level_of_amap(make: Make, desk: Desk, said: str, level: str, forms: Forms) -> None:
    desk.answer = forms.amap(level=said)
    assert make("amap").geocode(forms.ask())[0].level == level


def test_amap_names_lose_what_the_thing_lies_in(make: Make, desk: Desk, forms: Forms) -> None:
    desk.answer = forms.amap()
    (found,) = make("amap").geocode(forms.ask())
    assert found.names == ("上海市青溪区云杉楼", "青溪区云杉楼", "云杉楼")


def test_amap_lists_in_place_of_texts_are_nothing(make: Make, desk: Desk, forms: Forms) -> None:
    desk.answer = forms.amap(city=[], street=[], number=[])
    (found,) = make("amap").geocode(forms.ask())
    assert (found.road, found.number) == ("", "")


@pytest.mark.parametrize("name", ["tianditu", "amap"])
def test_a_missing_key_is_named_before_anything_is_asked(make: Make, desk: Desk, name: str) -> None:
    with pytest.raises(OnlineKeyError, match=f"ZONEMAP_{name.upper()}_KEY"):
        make(name, key=" ")
    assert desk.asked == []


@pytest.mark.parametrize("name", ["tianditu", "amap"])
def test_a_key_does_not_travel_in_plain_sight(make: Make, name: str) -> None:
    with pytest.raises(OnlineKeyError, match="密钥只经 https 发出"):
        make(name, endpoint="http://maps.example.org")


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("", "https://photon.komoot.io/api"),
        ("http://localhost:2322", "http://localhost:2322/api"),
        ("http://localhost:2322/", "http://localhost:2322/api"),
        ("http://localhost:2322/api/", "http://localhost:2322/api"),
        ("https://maps.example.org/photon", "https://maps.example.org/photon/api"),
    ],
)
def test_endpoint_may_lack_its_last_part(make: Make, endpoint: str, url: str) -> None:
    assert make("photon", endpoint=endpoint).url == url


@pytest.mark.parametrize(
    "endpoint",
    ["localhost:2322", "ftp://a.example", "http://", "http://a.example/api?x=1", "http://a:b:c"],
)
def test_endpoint_that_is_none_is_refused(make: Make, endpoint: str) -> None:
    with pytest.raises(OnlineAnswerError, match="服务地址应以 http:// 或 https:// 开头"):
        make("photon", endpoint=endpoint)
