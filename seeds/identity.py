"""
The id of a place that the district does not know yet.

It depends on nothing but what one mention says of the place, so that it is the same on every
machine, in every edition, and whatever else is read with it.
"""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256
from typing import TYPE_CHECKING

from seeds.naming import (
    LONG,
    ends_of,
    family_of,
    is_address,
    is_class_name,
    name_key,
    plain_key,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from seeds.district import District
    from seeds.reading.found import Found


def identity(found: Found, district: District) -> tuple[str, ...]:
    """
    Return what makes a place the one it is.

    A stretch is its road and its two ends, in either order; a crossing its two roads; a name that
    is a house number is that number; a name that only says what sort of thing it is needs zone,
    larger place and address as well. Anything else is its name and what it cannot be mistaken out
    of, so that a mention which says less of it still is the same place.
    """
    family, ends = family_of(found.kind), ends_of(found)
    key = plain_key(found.name, district.name)
    if family == "crossing" and ends:
        return (family, *ends)
    if family in LONG:
        return (family, key, *ends)
    if is_address(found, district.name):
        return (family, name_key(found.address))
    if is_class_name(found.name):
        more = (found.zone_reported, found.parent, found.address)
        return (family, key, *map(name_key, more))
    return (family, key)


def new_id(what: tuple[str, ...], code: str, taken: Container[str]) -> str:
    """
    Return the id of a new place.

    Parameters
    ----------
    what
        Its identity.
    code
        The code of its district.
    taken
        Ids of other things.
    """
    for turn in range(1, 1000):
        said = "\x1f".join((code, *what, *([str(turn)] if turn > 1 else [])))
        made = "N" + b32encode(sha256(said.encode()).digest()).decode()[:10]
        if made not in taken:
            return made
    raise AssertionError("a thousand ids are taken")
