"""
The contract of all online services: what is asked, what comes back, and on which terms.

A service answers with candidates as it ranks them, none if it found nothing, or raises an
`OnlineError`; whether a candidate may be believed is decided in one place for all
(`geo.online.trust`).
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.errors import OnlineAnswerError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LEVELS = ("house", "poi", "station", "estate", "street", "coarse")
"""How fine a candidate is: a house number, a thing, a stop, an estate; a whole street; larger."""

_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """Who says so and on which terms, in the words that go into `source` and `note`."""

    label: str
    licence: str
    may_store: bool
    """Whether positions may be kept in files; a fact about the service's terms, not a wish."""


@dataclass(frozen=True, slots=True)
class Area:
    """
    Where answers must lie.

    `bounds` is west, south, east, north in degrees; `code` the number of the district (GB/T 2260);
    `shape` its outline, (lon, lat) degrees WGS 84.
    """

    name: str
    code: str
    bounds: tuple[float, float, float, float]
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: a name or an address, and the kind of the thing where it is known."""

    text: str
    area: Area
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    One thing that a service offers.

    Attributes
    ----------
    names
        How the service calls it, best first; empty if it does not say.
    lon, lat
        Degrees, WGS 84.
    level
        One of `LEVELS`.
    radius_m
        Half of its extent where the service tells it, or the least to be claimed; metres.
    source_id
        The object (`way/123`), blank if the service does not say.
    kind
        In the project's words, blank if not known.
    road, number
        Of an address: the road and the house number as the service writes them.
    whole
        The service says that all of the question was matched (for those that give no name).
    """

    names: tuple[str, ...]
    lon: float
    lat: float
    level: str
    radius_m: float = 0.0
    source_id: str = ""
    kind: str = ""
    road: str = ""
    number: str = ""
    whole: bool = False


class Geocoder(Protocol):
    """What every online service can do."""

    @property
    def name(self) -> str:
        """The word for it on the command line."""
        ...

    @property
    def terms(self) -> Terms:
        """Its name for readers, its licence and whether answers may be stored."""
        ...

    def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
        """
        Return what the service offers, best first; nothing means "not found".

        Raises
        ------
        OnlineError
            If the service did not answer the question.
        """
        ...


def text_of(value: object) -> str:
    r"""
    Return a text of an answer on one line, without what cannot be seen; "" if it is none.

    >>> text_of("青松\u202e园\n")
    '青松园'
    >>> text_of([])
    ''
    """
    if not isinstance(value, str):
        return ""
    seen = (c for c in value[: 4 * _LONGEST_TEXT] if unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())[:_LONGEST_TEXT]


def degrees_of(lon: object, lat: object, who: str) -> tuple[float, float]:
    """
    Return a position of an answer as numbers, degrees.

    Raises
    ------
    OnlineAnswerError
        If it is no position on the earth.
    """
    try:
        x, y = (float(value) for value in (lon, lat) if isinstance(value, str | int | float))
    except (ValueError, OverflowError):
        x = y = math.nan
    if not (-180 <= x <= 180 and -90 <= y <= 90):  # noqa: PLR2004 - also false for NaN
        raise OnlineAnswerError(f"{who}：答复里的坐标不是经纬度")
    return x, y
