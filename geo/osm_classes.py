"""
The class names of ready-made OSM extracts (`fclass`) and the OSM tags that they stand for.

The names are those of the widely used regional shapefile extracts. Most are the OSM value itself,
so that the table lists values by key; the rest is spelled out. An unknown class gives no tag: the
name and the raw class stay.
"""

from __future__ import annotations

SAME_VALUE = {
    "aeroway": "aerodrome apron helipad runway taxiway terminal",
    "amenity": (
        "arts_centre atm bank bar bench bicycle_rental biergarten bus_station cafe car_rental"
        " car_sharing car_wash cinema clinic college community_centre courthouse dentist doctors"
        " drinking_water embassy fast_food ferry_terminal fire_station food_court fountain fuel"
        " hospital hunting_stand kindergarten library nightclub nursing_home parking pharmacy"
        " police post_box post_office prison pub public_building recycling restaurant school"
        " shelter social_facility taxi telephone theatre university veterinary waste_basket"
    ),
    "historic": "archaeological battlefield castle fort memorial monument ruins wayside_cross"
    " wayside_shrine",
    "landuse": "allotments cemetery commercial farmland farmyard forest grass heath industrial"
    " meadow orchard quarry recreation_ground residential retail vineyard",
    "leisure": "dog_park golf_course ice_rink nature_reserve park pitch playground sports_centre"
    " stadium swimming_pool track",
    "man_made": "lighthouse observation_tower surveillance tower wastewater_plant water_tower"
    " water_well water_works windmill",
    "natural": "beach cave_entrance cliff glacier peak scrub spring tree volcano water wetland",
    "place": "city county farm hamlet island locality national_capital region suburb town village",
    "railway": "funicular halt light_rail miniature monorail narrow_gauge rack rail subway tram"
    " tram_stop",
    "shop": (
        "bakery beverages butcher chemist clothes convenience department_store doityourself"
        " florist garden_centre general greengrocer hairdresser kiosk laundry mall optician"
        " stationery supermarket travel_agency vending"
    ),
    "tourism": "alpine_hut artwork attraction camp_site caravan_site chalet guest_house hostel"
    " hotel motel museum picnic_site theme_park viewpoint wilderness_hut zoo",
    "waterway": "canal drain river stream",
}

OTHER_VALUE = {
    "airfield": {"aeroway": "aerodrome", "military": "airfield"},
    "airport": {"aeroway": "aerodrome"},
    "beauty_shop": {"shop": "beauty"},
    "bicycle_shop": {"shop": "bicycle"},
    "bookshop": {"shop": "books"},
    "bus_stop": {"highway": "bus_stop"},
    "camera_surveillance": {"man_made": "surveillance"},
    "car_dealership": {"shop": "car"},
    "computer_shop": {"shop": "computer"},
    "dock": {"waterway": "dock", "natural": "water"},
    "furniture_shop": {"shop": "furniture"},
    "gift_shop": {"shop": "gift"},
    "graveyard": {"amenity": "grave_yard"},
    "guesthouse": {"tourism": "guest_house"},
    "jeweller": {"shop": "jewelry"},
    "market_place": {"amenity": "marketplace"},
    "military": {"landuse": "military"},
    "mobile_phone_shop": {"shop": "mobile_phone"},
    "newsagent": {"shop": "newsagent"},
    "outdoor_shop": {"shop": "outdoor"},
    "parking_bicycle": {"amenity": "bicycle_parking"},
    "parking_multistorey": {"amenity": "parking", "parking": "multi-storey"},
    "parking_underground": {"amenity": "parking", "parking": "underground"},
    "railway_halt": {"railway": "halt"},
    "railway_station": {"railway": "station"},
    "reservoir": {"natural": "water", "water": "reservoir"},
    "riverbank": {"natural": "water", "water": "river"},
    "shoe_shop": {"shop": "shoes"},
    "sports_shop": {"shop": "sports"},
    "toilet": {"amenity": "toilets"},
    "tourist_info": {"tourism": "information"},
    "town_hall": {"amenity": "townhall"},
    "toy_shop": {"shop": "toys"},
    "travel_agent": {"shop": "travel_agency"},
    "vending_any": {"amenity": "vending_machine"},
    "vending_machine": {"amenity": "vending_machine"},
    "video_shop": {"shop": "video"},
}

RELIGIONS = "buddhist christian hindu jewish muslim shintoist sikh taoist"

TAGS_BY_CLASS: dict[str, dict[str, str]] = {
    **{value: {key: value} for key, values in SAME_VALUE.items() for value in values.split()},
    **{r: {"amenity": "place_of_worship", "religion": r} for r in RELIGIONS.split()},
    **OTHER_VALUE,
}


def class_tags(fclass: str) -> dict[str, str]:
    """
    Return the OSM tags of an extract's class; a new dict, empty for an unknown class.

    >>> class_tags("riverbank"), class_tags("christian_catholic")["religion"], class_tags("?")
    ({'natural': 'water', 'water': 'river'}, 'christian', {})
    """
    known = TAGS_BY_CLASS.get(fclass) or TAGS_BY_CLASS.get(fclass.partition("_")[0])
    return dict(known or {})
