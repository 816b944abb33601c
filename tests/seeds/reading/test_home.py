from __future__ import annotations

import pytest

from seeds.reading.home import Home, home_of, provinces


@pytest.mark.parametrize(
    ("text", "district", "city"),
    [
        ("上海市静安区2024年工作总结\n静安区推进建设。", "静安区", "上海市"),
        ("杭州市西湖区政府工作报告\n杭州市西湖区完成。", "西湖区", "杭州市"),
        ("青柳公园完成。", "", ""),
        ("社区、开发区推进社区建设。", "", ""),
    ],
)
def test_a_report_says_where_it_is_at_home(text: str, district: str, city: str) -> None:
    home = home_of(text)
    assert (home.district, home.city) == (district, city)


def test_a_road_named_after_a_city_is_no_home() -> None:
    assert home_of("青溪区完成南京路、北京东路改造。").city == ""


def test_other_cities_of_the_province_are_not_the_report_s_own() -> None:
    home = home_of("杭州市西湖区政府工作报告\n杭州市西湖区完成。")
    assert home.holds("浙江")
    assert home.holds("杭州市")
    assert not home.holds("宁波市")
    assert not home.holds("北京")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("区图书馆", "静安区图书馆"),
        ("市图书馆", "上海市图书馆"),
        ("青柳图书馆", "青柳图书馆"),
        ("", ""),
    ],
)
def test_the_own_district_and_city_are_written_out(name: str, full: str) -> None:
    assert Home("静安区", "上海市").full(name) == full


def test_nothing_is_written_out_where_nothing_is_known() -> None:
    assert Home().full("区图书馆") == "区图书馆"


def test_provinces_have_their_cities() -> None:
    assert len(provinces()) > 30
    assert all(line for line in provinces())
