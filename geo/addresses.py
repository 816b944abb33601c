"""
House numbers: where along a road a number lies.

The known numbers of a road and the habit of the city together say which way the numbers grow and
where each one is (`geo.numbering`). A number is put beside the road's axis, on its side: odd and
even numbers face each other, on the sides where the known ones of this road lie.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from geo.numbering import Numbering, Pace
from geo.paths import longest_axis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FAR_FROM_ROAD_M = 260.0
"""A known number further from its road's axis than this is not believed, in metres."""
_SPAN_M = 100.0
_FRONT_M = 120.0
"""An outline fronts the road with what of it lies nearer than this, in metres."""
_SMALLEST_STEP_M = 0.2
_OFF_SIGMAS, _OFF_M = 1.0, 60.0
"""A number that would lie so many sigmas, or metres, beyond the end of the road is not on it."""
_ON_A_SIDE_M = (8.0, 150.0)
"""A known number this far from the axis tells on which side its parity lies, in metres."""
_ROAD_SAMPLES = 5.0
_SUREST = 5.0
"""Log odds of a direction are never taken to be more than this."""


@dataclass(frozen=True, slots=True)
class Habit:
    """
    How numbers run in a city, for roads where too few are known.

    Parameters
    ----------
    heading
        Unit vector (east, north) along which numbers grow; nought where a city has no habit.
    lean
        How much that is to be believed: log odds of a road that runs exactly along `heading`.
    odd_left
        Whether odd numbers lie on the left of one who walks the way they grow; None if a city has
        no such habit.
    pace
        Metres per number, and how much roads differ.
    aside_m
        How far from the axis a door is, metres.
    """

    heading: tuple[float, float] = (0.0, 0.0)
    lean: float = 1.2
    odd_left: bool | None = None
    pace: Pace = field(default_factory=Pace)
    aside_m: float = 25.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    A known number; `shape` (a point, or the outline of the thing that bears it) in metres.

    `near_m` is how far from `shape` it may be where only a crossing near it is known.
    """

    number: int
    shape: BaseGeometry
    source: str = ""
    near_m: float = 0.0


@dataclass(frozen=True, slots=True)
class NumberedPoint:
    """
    Where a number lies; `point` in metres.

    `how` is `exact` (a known number), `between` (two known numbers), `beyond` (outside them),
    `one` (a single known number on the road), `habit` (none, but the road's beginning is in
    sight), `none` (not even that: the middle of the road) or `off` (the road ends long before such
    a number). `sigma_m` is the standard deviation along the road.
    """

    point: Point
    how: str
    sigma_m: float
    nearest: Anchor | None = None


class NumberedRoad:
    """
    The axis of one road, running the way its numbers grow, with the numbers known along it.

    Parameters
    ----------
    shape
        Line work of the road, metres.
    anchors
        Known numbers; those far from the axis are left out.
    is_end
        Tells whether an end of the axis is a real end of the road (not the edge of the data).
    habit
        What to assume where too little is known.
    """

    def __init__(
        self,
        shape: BaseGeometry,
        anchors: Sequence[Anchor],
        *,
        is_end: Callable[[Point], bool],
        habit: Habit,
    ) -> None:
        self.habit = habit
        self.axis = longest_axis(shape)
        near = [a for a in anchors if a.shape.distance(self.axis) <= FAR_FROM_ROAD_M]
        self.anchors = tuple(sorted(near, key=lambda a: (a.number, a.source)))
        self.numbers = np.array([a.number for a in self.anchors], dtype=float)
        fronts = np.array([_front(self.axis, a.shape) for a in self.anchors]).reshape(-1, 2)
        self.along = fronts[:, 0]
        self._width = fronts[:, 1] + np.array([a.near_m for a in self.anchors])
        self._met = {a.number for a in self.anchors if not a.near_m}
        self.fitted = len(set(self.numbers)) > 1 and float(np.ptp(self.along)) > _SPAN_M
        self._begins, self._numbering, self._turned, self._doubt = self._directed(is_end)
        self._knots = {odd: self._fit(odd=odd) for odd in (False, True)}
        self._odd_left = self._side()

    def _directed(
        self, is_end: Callable[[Point], bool]
    ) -> tuple[bool, Numbering, Numbering, float]:
        """
        Turn the axis the way in which the numbers more probably grow.

        Returns whether it then begins at a real end, the numbers along it, the numbers along it
        the other way round, and the probability that they grow that other way.
        """
        ends = [Point(self.axis.coords[0]), Point(self.axis.coords[-1])]
        self.is_whole = all(map(is_end, ends))
        run = np.array([ends[1].x - ends[0].x, ends[1].y - ends[0].y])
        lean = self.habit.lean * float(run @ self.habit.heading / max(np.hypot(*run), 1e-9))
        ways = []
        for along, end, odds in (
            (self.along, ends[0], lean),
            (self.axis.length - self.along, ends[1], -lean),
        ):
            begins = is_end(end)
            found = Numbering(
                self.numbers, along, begins=begins, pace=self.habit.pace, width=self._width
            )
            ways.append((odds + found.evidence, begins, found))
        if ways[1][0] > ways[0][0]:
            self.axis = LineString(list(self.axis.coords)[::-1])
            self.along = self.axis.length - self.along
            ways.reverse()
        surer = min(ways[0][0] - ways[1][0], _SUREST)
        return ways[0][1], ways[0][2], ways[1][2], float(1 / (1 + np.exp(surer)))

    def _fit(self, *, odd: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """
        Return numbers and where they lie on one side, in order.

        Between two of them the fit is a straight line.
        """
        if not len(self.numbers) and not self._begins:
            return np.empty(0), np.empty(0)
        numbers = np.unique(np.append(self.numbers, 1.0) if self._begins else self.numbers)
        along = self._numbering.means(numbers, odd=odd)
        return numbers, _isotonic(along, np.ones(len(along)))

    def _side(self) -> bool | None:
        """Return whether odd numbers lie on the left, by the known ones and the habit."""
        votes = {None: 0.0, True: 1.0, False: -1.0}[self.habit.odd_left]
        for anchor in self.anchors:
            offset = _offset(self.axis, anchor.shape.representative_point())
            if _ON_A_SIDE_M[0] < abs(offset) < _ON_A_SIDE_M[1]:
                votes += np.sign(offset) * (1 if anchor.number % 2 else -1)
        return None if votes == 0 else votes > 0

    def _where(self, number: int) -> float:
        """Return the distance of a number along the axis, metres; may lie beyond its ends."""
        odd = number % 2 == 1
        numbers, along = self._knots[odd]
        if numbers[0] <= number <= numbers[-1]:
            return float(np.interp(number, numbers, along))
        end = 0 if number < numbers[0] else -1
        beyond = numbers[end] + np.array([0.0, 1.0 if end else -1.0])
        step = max(float(np.ptp(self._numbering.means(beyond, odd=odd))), _SMALLEST_STEP_M)
        return float(along[end] + step * (number - numbers[end]))

    def _sigma(self, number: int, where: float) -> float:
        """Return the standard deviation at `where`, the other direction counted in, metres."""
        one = self._numbering.at(number)[1]
        there, other = self._turned.at(number)
        across = float(np.clip(self.axis.length - there, 0, self.axis.length)) - where
        doubt = self._doubt
        spread = (1 - doubt) * one**2 + doubt * other**2 + doubt * (1 - doubt) * across**2
        return float(np.sqrt(spread))

    def within(self, found: NumberedPoint, ends: tuple[Point, Point]) -> tuple[Point, float]:
        """
        Return a found point brought between two crossings, and how far off it then may be, metres.

        Parameters
        ----------
        found
            What `find` returned; it stays where it is if it lies between the crossings.
        ends
            The two crossings, metres; the number is known to lie between them.
        """
        first, last = sorted(float(self.axis.project(end)) for end in ends)
        where = float(self.axis.project(found.point))
        if first <= where <= last:
            return found.point, max(where - first, last - where)
        return self.axis.interpolate((first + last) / 2), (last - first) / 2

    def find(self, number: int) -> NumberedPoint:
        """Return where `number` lies on this road."""
        length = float(self.axis.length)
        if not len(self._knots[False][0]):
            return NumberedPoint(self.axis.interpolate(length / 2), "none", length / 4)
        where, sigma = self._where(number), self._numbering.at(number)[1]
        over = where - length
        if over > max(_OFF_SIGMAS * sigma, _OFF_M):
            return NumberedPoint(Point(self.axis.coords[-1]), "off", float(over))
        where = float(np.clip(where, 0, length))
        point, sigma = self._beside(where, number), self._sigma(number, where)
        sigma = float(np.hypot(sigma, max(over, 0.0)))
        if not self.anchors:
            return NumberedPoint(point, "habit", sigma)
        nearest = self.anchors[int(np.abs(self.along - where).argmin())]
        how = self._how(number)
        if how == "exact":
            same = next(
                i for i, a in enumerate(self.anchors) if a.number == number and not a.near_m
            )
            nearest = self.anchors[same]
            point, sigma = nearest.shape.representative_point(), float(self._width[same])
        return NumberedPoint(point, how, sigma, nearest)

    def _how(self, number: int) -> str:
        if number in self._met:
            return "exact"
        if not self.fitted:
            return "one"
        return "between" if self.numbers.min() <= number <= self.numbers.max() else "beyond"

    def _beside(self, where: float, number: int) -> Point:
        """Return the point at `where` along the axis, on the side of its parity."""
        middle = self.axis.interpolate(where)
        if self._odd_left is None:
            return middle
        across = _normal(self.axis, where)
        left = self.habit.aside_m * (1 if bool(number % 2) == self._odd_left else -1)
        return Point(middle.x + left * across[0], middle.y + left * across[1])


def _front(axis: LineString, shape: BaseGeometry) -> tuple[float, float]:
    """Return the middle of what of a shape fronts the axis, and half its width, metres along it."""
    spots = shapely.get_coordinates(shapely.segmentize(shape, _ROAD_SAMPLES * 4))
    points = np.asarray(shapely.points(spots))
    away = shapely.distance(axis, points)
    near = away <= max(_FRONT_M, float(away.min()) + 1)
    along = shapely.line_locate_point(axis, points[near])
    return float(along.min() + along.max()) / 2, float(np.ptp(along)) / 2


def _normal(axis: LineString, where: float) -> NDArray[np.float64]:
    """Return the unit vector to the left of the axis at a distance along it."""
    a, b = (axis.interpolate(where + d) for d in (-_ROAD_SAMPLES, _ROAD_SAMPLES))
    run = np.array([b.x - a.x, b.y - a.y])
    return np.array([-run[1], run[0]]) / max(float(np.hypot(*run)), 1e-9)


def _offset(axis: LineString, point: Point) -> float:
    """Return how far to the left of the axis a point lies, metres."""
    where = float(axis.project(point))
    foot = axis.interpolate(where)
    return float(_normal(axis, where) @ np.array([point.x - foot.x, point.y - foot.y]))


def _isotonic(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Return the non-decreasing sequence nearest to `values` (pool adjacent violators).

    >>> _isotonic(np.array([0.0, 30.0, 10.0, 50.0]), np.ones(4)).tolist()
    [0.0, 20.0, 20.0, 50.0]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((float(value), float(weight), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (v2, w2, n2), (v1, w1, n1) = blocks.pop(), blocks.pop()
            blocks.append(((v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2))
    return np.array([value for value, _, count in blocks for _ in range(count)])
