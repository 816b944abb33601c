from __future__ import annotations

import pytest

from seeds.reading.kinds import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青柳卫生服务中心", "hospital"),
        ("青柳体育中心", "sports"),
        ("青柳文化中心", "culture"),
        ("青柳购物中心", "commercial"),
        ("青柳党群服务中心", "government"),
        ("青柳科创中心", "institute"),
        ("青柳客运中心", "transport_hub"),
        ("青柳托育中心", "school"),
        ("青柳中心", "office_park"),
    ],
)
def test_a_centre_is_of_the_kind_that_its_words_say(name: str, kind: str) -> None:
    assert kind_of(name, "other") == kind


def test_the_ending_decides_where_it_says_enough() -> None:
    assert kind_of("青柳文化公园", "park") == "park"
    assert kind_of("青柳体育中心", "commercial") == "commercial"
    assert kind_of("青柳文化", "other") == "other"
