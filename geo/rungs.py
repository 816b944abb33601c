"""
The rungs of the ladder: each turns one kind of statement into a hit, or says why not.

A rung takes names and returns a `Hit` (degrees) or a sentence in plain words that goes into the
list of what was tried. Rungs know the gazetteer, not the projects.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from geo.accuracy import Claims
from geo.answer import Hit
from geo.blocks import BoundsRung
from geo.house_numbers import HouseNumbers, how_in_words
from geo.lines import NamedLines
from geo.metric import to_degrees, to_metres
from geo.partial import EDGE_OF_DATA_M
from geo.roads import Roads
from geo.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from geo.addresses import Habit
    from geo.crossings import Crossing
    from geo.gazetteer import Gazetteer, KnownNumber
    from geo.lines import Named
    from geo.names import Address
    from geo.said import Side

OSM = "OpenStreetMap"


class Rungs:
    """
    The rungs over one gazetteer.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    numbers
        Known house numbers beside those of the gazetteer: road name to numbers.
    habit
        How house numbers run where none is known.
    claims
        How far off answers are.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        numbers: Mapping[str, Sequence[KnownNumber]] | None = None,
        habit: Habit | None = None,
        claims: Claims | None = None,
    ) -> None:
        self.claims = claims or Claims()
        self.gazetteer = gazetteer
        self.lines = NamedLines(gazetteer)
        self.roads = Roads(gazetteer, self.lines)
        self.numbers = HouseNumbers(
            gazetteer,
            self.lines,
            numbers=numbers,
            habit=habit,
            is_end=lambda point: bool(self._around.covers(point)),
            claims=self.claims,
        )
        self._bounds = BoundsRung(
            gazetteer,
            self.lines,
            self.roads,
            self._hit,
            block_m=self.claims.metres("bounds", "block"),
        )

    @cached_property
    def home(self) -> BaseGeometry:
        """The district's shape, metres."""
        return to_metres(self.gazetteer.district.shape)

    @cached_property
    def _around(self) -> BaseGeometry:
        """The district and the rim up to which the data is whole, metres."""
        around = self.home.buffer(EDGE_OF_DATA_M)
        shapely.prepare(around)
        return around

    # --- crossing ----------------------------------------------------------------------------

    def crossing(self, first: str, second: str, *, hint: Point | None = None) -> Hit | str:
        """Return where two roads (or a road and a river) meet."""
        missing = [name for name in (first, second) if self.lines.find(name) is None]
        if missing:
            return f"路口：地图上没有{'、'.join(missing)}"
        found = self.roads.crossings(first, second)
        if not found:
            return f"路口：{first}与{second}在地图上不相交"
        found = sorted(found, key=lambda c: self._merit(c, hint))
        best = found[0]
        claim = self.claims.crossing(best)
        note = best.said()
        if len(found) > 1:
            apart = max(best.point.distance(other.point) for other in found[1:])
            note = f"两路相交{len(found)}处，取其一，最远的另一处相距约{apart:.0f}米" + (
                f"；{note}" if note else ""
            )
            claim = max(claim, apart) if hint is None else claim
        return self._hit(best.point, "crossing", claim, f"{first}×{second}", note, how=best.how)

    def _merit(self, crossing: Crossing, hint: Point | None) -> tuple[float, float, float]:
        away = 0.0 if hint is None else crossing.point.distance(hint)
        outside = float(self.home.distance(crossing.point) > 0)
        return outside, away, float(crossing.point.distance(self.home.centroid))

    # --- stretch -----------------------------------------------------------------------------

    @cached_property
    def stretches(self) -> Stretches:
        """The rung for stretches."""
        return Stretches(self.gazetteer, self.lines, self.roads, self._hit, self.claims)

    def stretch(
        self,
        host: str,
        start: str,
        end: str,
        *,
        hint: BaseGeometry | None = None,
        within_m: float = 0.0,
        lent: Mapping[str, Named] | None = None,
    ) -> Hit | str:
        """Return the line along `host` from `start` to `end` (`Stretches.between`)."""
        if not start and not end:
            return self.whole(host)
        return self.stretches.between(host, start, end, hint=hint, within_m=within_m, lent=lent)

    def whole(self, name: str) -> Hit | str:
        """Return a whole road, river or metro line, clipped to the district."""
        return self.stretches.whole(name)

    # --- bounds ------------------------------------------------------------------------------

    def bounds(self, *plots: Iterable[Side | str]) -> Hit | str:
        """Return the ground between named sides, of one plot or several."""
        return self._bounds.find(plots)

    # --- address -----------------------------------------------------------------------------

    def address(self, address: Address, *, between: tuple[str, ...] = ()) -> Hit | str:
        """Return where a house number lies; `between` names two roads on either side of it."""
        road = self.numbers.road(address.road)
        if road is None:
            return f"门牌：地图上没有{address.road}"
        found, claim = self.numbers.find(road, address)
        if found.how == "off":
            return f"门牌：按已知门牌推算，地图范围内的{address.road}没有{_numbers_of(address)}"
        if found.how == "apart":
            metres = f"约{found.sigma_m:.0f}米"
            return f"门牌：{address.road}{_numbers_of(address)}两头相距{metres}，不是一处"
        point = found.point
        ends = [self.roads.crossings(address.road, name) for name in between]
        if len(ends) == 2 and all(ends) and found.how != "exact":  # noqa: PLR2004
            point, off = road.within(found, (ends[0][0].point, ends[1][0].point))
            claim = min(claim, round(off + self.claims.metres("crossing", "node"), -1))
        source = address.road if found.nearest is None else found.nearest.source
        return self._hit(point, "address", claim, source, how_in_words(found), how=found.how)

    # --- helpers -----------------------------------------------------------------------------

    def _hit(
        self,
        shape: BaseGeometry,
        method: str,
        claim: float,
        source_id: str,
        *notes: str,
        degrees: BaseGeometry | None = None,
        how: str = "",
    ) -> Hit:
        note = "；".join(dict.fromkeys(filter(None, notes)))
        table = "lines" if method == "line" else "roads"
        snapshot = self.gazetteer.snapshot(table)
        where = to_degrees(shape) if degrees is None else degrees
        return Hit(where, method, round(claim), OSM, source_id, snapshot, note, how=how)


def _numbers_of(address: Address) -> str:
    last = "" if address.last == address.number else f"-{address.last}"
    return f"{address.number}{last}{address.unit}"
