"""OpenStreetMap's tags become the project's own kinds."""

from __future__ import annotations

import pytest

from geo import kinds
from geo.kinds import place_kind
from seeds.vocabulary import KINDS


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"amenity": "university"}, "school"),
        ({"amenity": "clinic"}, "hospital"),
        ({"leisure": "garden"}, "park"),
        ({"leisure": "stadium"}, "sports"),
        ({"tourism": "museum"}, "culture"),
        ({"tourism": "hotel"}, "commercial"),
        ({"shop": "mall"}, "commercial"),
        ({"shop": "bakery"}, "commercial"),
        ({"landuse": "residential"}, "residential"),
        ({"historic": "building"}, "heritage"),
        ({"office": "company"}, "office_park"),
        ({"aeroway": "aerodrome"}, "transport_hub"),
        ({"fclass": "museum"}, "culture"),
        ({"fclass": "railway_station"}, "metro_station"),
        ({"railway": "station", "building": "yes"}, "metro_station"),
        ({"public_transport": "stop_position"}, "metro_station"),
        ({"building": "yes"}, "other"),
        ({"man_made": "pier"}, "other"),
        ({}, "other"),
    ],
)
def test_kind_of_tags(tags: dict[str, str], kind: str) -> None:
    assert place_kind(tags) == kind


def test_what_a_thing_is_beats_the_house_it_is_in() -> None:
    assert place_kind({"amenity": "library", "building": "yes"}) == "culture"


def test_every_kind_is_in_the_vocabulary() -> None:
    used = {*kinds._BY_TAG.values(), *kinds._BY_KEY.values(), *kinds._BY_CLASS.values()}
    assert used <= set(KINDS)
