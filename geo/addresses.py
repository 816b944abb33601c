"""
House numbers: where along a road a number lies.

Along each road's axis the known numbers are put in order (isotonic fit, so that one wrong number
cannot fold the road) and a number is read off between its neighbours. Numbers begin where the road
begins: number 1 is taken to lie at the end from which they grow, when that end is a real one and
not the edge of the data. Without two known numbers the direction is the city's habit, and the
answer says so by its radius.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import LineString, Point

from geo.paths import longest_axis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FAR_FROM_ROAD_M = 260.0
"""A known number further from its road's axis than this is not believed, in metres."""
_SPAN_M = 100.0
_START_WEIGHT = 0.5
_STEP_RANGE = (0.5, 4.0)
_AGAINST_HABIT = 0.7
_FITTED_REACH, _GUESSED_REACH = 1.3, 3.0
"""A number that would lie beyond so many lengths of the road is not on it."""


@dataclass(frozen=True, slots=True)
class Habit:
    """
    How numbers run in a city, for roads where too few are known.

    Parameters
    ----------
    heading
        Unit vector (east, north) along which numbers grow; in Shanghai from the east and north.
    step_m
        Metres of road per number, odd and even counted together.
    """

    heading: tuple[float, float] = (-0.8, -0.6)
    step_m: float = 2.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known number; `point` in metres."""

    number: int
    point: Point
    source: str = ""


@dataclass(frozen=True, slots=True)
class NumberedPoint:
    """
    Where a number lies; `point` in metres.

    `how` is `exact` (a known number), `between` (two known numbers), `beyond` (outside them),
    `one` (a single known number on the road), `habit` (none, but the road's beginning is in sight)
    `none` (not even that: the middle of the road) or `off` (the road ends long before such a
    number). `reach_m` is the distance along the road to
    the nearest known number, or half the road.
    """

    point: Point
    how: str
    reach_m: float
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
        near = [a for a in anchors if a.point.distance(self.axis) <= FAR_FROM_ROAD_M]
        self.anchors = tuple(sorted(near, key=lambda a: (a.number, a.source)))
        self.numbers = np.array([a.number for a in self.anchors], dtype=float)
        self.along = np.array([self.axis.project(a.point) for a in self.anchors], dtype=float)
        self.fitted, backward = self._direction()
        if backward:
            self.axis = LineString(list(self.axis.coords)[::-1])
            self.along = self.axis.length - self.along
        self._knots = self._fit(begins=is_end(Point(self.axis.coords[0])))

    def _direction(self) -> tuple[bool, bool]:
        """Return whether the anchors decide the direction, and whether the axis runs against it."""
        if len(set(self.numbers)) > 1 and float(np.ptp(self.along)) > _SPAN_M:
            lean = float(
                ((self.numbers - self.numbers.mean()) * (self.along - self.along.mean())).sum()
            )
            if lean:
                return True, lean < 0
        ends = np.array(self.axis.coords)[[0, -1], :2]
        against = float((ends[1] - ends[0]) @ np.array(self.habit.heading)) < 0
        if not len(self.numbers):
            return False, against
        return False, self._doubt(backward=True, against=against) < self._doubt(
            backward=False, against=against
        )

    def _doubt(self, *, backward: bool, against: bool) -> float:
        """Return how badly the known numbers fit a beginning at this end (log of the ratio)."""
        along = float((self.axis.length - self.along if backward else self.along).mean())
        due = float(self.numbers.mean()) * self.habit.step_m
        return abs(float(np.log((along + 60) / (due + 60)))) + _AGAINST_HABIT * (
            backward != against
        )

    def _fit(self, *, begins: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        numbers, first = np.unique(self.numbers, return_inverse=True)
        along = np.array([self.along[first == k].mean() for k in range(len(numbers))])
        weight = np.array([float((first == k).sum()) for k in range(len(numbers))])
        if begins and (not len(numbers) or numbers[0] > 1):
            numbers, along = np.insert(numbers, 0, 1.0), np.insert(along, 0, 0.0)
            weight = np.insert(weight, 0, _START_WEIGHT)
        return numbers, _isotonic(along, weight)

    def _step(self) -> float:
        numbers, along = self._knots
        if len(numbers) < 2 or along[-1] - along[0] <= _SPAN_M:  # noqa: PLR2004
            return self.habit.step_m
        own = (along[-1] - along[0]) / (numbers[-1] - numbers[0])
        return float(np.clip(np.sqrt(own * self.habit.step_m), *_STEP_RANGE))

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
        numbers, along = self._knots
        length = float(self.axis.length)
        if not len(numbers):
            return NumberedPoint(self.axis.interpolate(length / 2), "none", length / 2)
        if number > numbers[-1]:
            where = along[-1] + (number - numbers[-1]) * self._step()
        elif number < numbers[0]:
            where = along[0] - (numbers[0] - number) * self._step()
        else:
            where = float(np.interp(number, numbers, along))
        if where > length * (_FITTED_REACH if self.fitted else _GUESSED_REACH) + _SPAN_M:
            return NumberedPoint(Point(self.axis.coords[-1]), "off", float(where - length))
        where = float(np.clip(where, 0, length))
        point = self.axis.interpolate(where)
        if not self.anchors:
            return NumberedPoint(point, "habit", where)
        closest = int(np.abs(self.along - where).argmin())
        nearest = self.anchors[closest]
        how = self._how(number)
        if how == "exact":
            nearest = next(a for a in self.anchors if a.number == number)
            point = nearest.point
        return NumberedPoint(point, how, float(abs(self.along[closest] - where)), nearest)

    def _how(self, number: int) -> str:
        if number in self.numbers:
            return "exact"
        if not self.fitted:
            return "one"
        return "between" if self.numbers.min() <= number <= self.numbers.max() else "beyond"


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
