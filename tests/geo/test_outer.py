"""The larger place: what is drawn when only the campus or the subdistrict is known."""

from __future__ import annotations

import math

import pytest
from shapely.geometry import LineString, Point, Polygon, box

from geo.answer import Answer, Hit
from geo.gazetteer import Gazetteer
from geo.metric import to_degrees, to_metres
from geo.outer import Containers, radius_m

HOME = to_metres(Point(121.41, 31.11))


def hit_of(found: Hit | str) -> Hit:
    assert isinstance(found, Hit), found
    return found


def knowing(gazetteer: Gazetteer, **answers: Answer) -> Containers:
    return Containers(gazetteer, answers.get)


def test_a_subdistrict_stands_for_what_lies_in_it(town_gazetteer: Gazetteer) -> None:
    hit = hit_of(knowing(town_gazetteer).part_of("西园街道"))
    assert (hit.method, hit.source_id) == ("area", "relation/402")
    assert hit.note == "只知道在西园街道范围内"
    assert 900 < hit.accuracy_m < 1200  # nine tenths of 950 m by 2,200 m


def test_a_subdistrict_is_never_claimed_smaller_than_it_is(town_gazetteer: Gazetteer) -> None:
    plain = hit_of(knowing(town_gazetteer).part_of("西园街道"))
    assert hit_of(knowing(town_gazetteer).part_of("西园街道", claim=50)) == plain
    assert hit_of(knowing(town_gazetteer).part_of("西园街道", claim=5000)).accuracy_m == 5000


def test_the_lake_in_a_subdistrict_does_not_widen_the_claim(town_gazetteer: Gazetteer) -> None:
    hit = hit_of(knowing(town_gazetteer).part_of("东湖路街道"))
    assert hit.accuracy_m < round(radius_m(hit.shape), -1)


def test_the_district_is_too_large_to_draw(town_gazetteer: Gazetteer) -> None:
    why = "所属：只知道在青溪区，范围太大，不画"
    assert knowing(town_gazetteer).part_of("青溪区") == why


def test_another_project_lends_its_place(town_gazetteer: Gazetteer) -> None:
    campus = Answer(Point(121.404, 31.104), "place", 60.0, "OpenStreetMap", "way/9", "2026-03-08")
    hit = hit_of(knowing(town_gazetteer, 大园区=campus).part_of("大园区"))
    assert (hit.shape, hit.method, hit.accuracy_m) == (campus.geometry, "part_of", 60)
    assert (hit.source_id, hit.note) == ("way/9", "位置取自所属的大园区")


def test_a_part_lies_somewhere_in_the_whole(town_gazetteer: Gazetteer) -> None:
    campus = Answer(box(121.40, 31.10, 121.41, 31.11), "place", 30.0)
    assert campus.geometry is not None
    hit = hit_of(knowing(town_gazetteer, 大园区=campus).part_of("大园区"))
    assert hit.accuracy_m == round(radius_m(campus.geometry))


def test_a_checked_radius_is_taken_for_a_part(town_gazetteer: Gazetteer) -> None:
    assert hit_of(knowing(town_gazetteer).part_of("新青大学", claim=77)).accuracy_m == 77


@pytest.mark.parametrize("method", ["zone", "none", "area", "road", "line"])
def test_a_project_without_a_place_of_its_own_lends_none(
    town_gazetteer: Gazetteer, method: str
) -> None:
    vague = Answer(Point(121.404, 31.104), method, 900.0)
    assert knowing(town_gazetteer, 大园区=vague).part_of("大园区") == "所属：找不到大园区"


def test_an_object_of_the_gazetteer_lends_its_place(town_gazetteer: Gazetteer) -> None:
    hit = hit_of(knowing(town_gazetteer).part_of("新青大学"))
    assert (hit.method, hit.source_id) == ("part_of", "way/210")


@pytest.mark.parametrize("name", ["田间东湖路街道1号地块", "东湖街道1号地块"])
def test_a_name_may_say_its_subdistrict_in_full_or_in_short(
    town_gazetteer: Gazetteer, name: str
) -> None:
    (hit,) = knowing(town_gazetteer).named_in([name])
    assert hit_of(hit).source_id == "relation/403"


@pytest.mark.parametrize("names", [("东湖路街道",), ("东湖路1号地块",), ("青溪区1号地块",), ()])
def test_a_name_that_says_no_subdistrict_gets_none(
    town_gazetteer: Gazetteer, names: tuple[str, ...]
) -> None:
    assert list(knowing(town_gazetteer).named_in(names)) == []


@pytest.mark.parametrize("name", ["青溪区", "西园街道"])
def test_a_district_or_subdistrict_is_found_by_its_own_name(
    town_gazetteer: Gazetteer, name: str
) -> None:
    hit = hit_of(knowing(town_gazetteer).itself(name))
    assert (hit.method, hit.shape.geom_type, hit.accuracy_m) == ("place", "Polygon", 30)


def test_a_subdistrict_is_found_as_people_say_it(town_gazetteer: Gazetteer) -> None:
    hit = hit_of(knowing(town_gazetteer).itself("东湖街道"))
    assert (hit.source_id, hit.note) == ("relation/403", "按“东湖路街道”查")


@pytest.mark.parametrize("name", ["西园", "东湖", "东湖镇", "湖街道"])
def test_any_other_name_is_no_outline(town_gazetteer: Gazetteer, name: str) -> None:
    assert knowing(town_gazetteer).itself(name) == ""


def test_the_radius_of_a_disc_holds_nine_tenths_of_it() -> None:
    disc = to_degrees(HOME.buffer(1000))
    assert radius_m(disc) == pytest.approx(1000 * math.sqrt(0.9), rel=0.03)


def test_the_radius_of_a_line_is_less_than_half_of_it() -> None:
    line = to_degrees(LineString([(HOME.x, HOME.y), (HOME.x + 1000, HOME.y)]))
    assert radius_m(line) == pytest.approx(450, rel=0.05)


def test_a_point_has_no_radius() -> None:
    assert radius_m(Point(121.41, 31.11)) == 0


def test_the_centre_of_a_bent_place_may_lie_outside_it() -> None:
    x, y = HOME.x, HOME.y
    corners = [(0, 0), (1000, 0), (1000, 50), (50, 50), (50, 1000), (0, 1000)]
    bent = to_degrees(Polygon([(x + dx, y + dy) for dx, dy in corners]))
    assert radius_m(bent) < 700
