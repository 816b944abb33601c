"""
How house numbers run along a line: what a few known ones say of all the others.

The distance s of number n from the road's beginning is taken as a Gaussian process,

    s(n) = c + m (n - 1) + W(n - 1) + V(n - 1),

where c is where the numbers begin, m the pace in metres per number, W a Brownian motion (plots are
not all of one width) and V another one for each side of the road, odd and even. The habit of the
city gives the prior; the known numbers, each with an error of its own, give the posterior mean and
standard deviation at any number. Errors are taken as Student-t by reweighting, so that one wrong
number does not bend the road. Kriging on a line: see Rasmussen & Williams, Gaussian Processes for
Machine Learning (2006), sections 2.2 and 2.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP_SHARE = 0.3
"""How much roads of one city differ in metres per number, as a share (one sigma)."""
_OUT_OF_SIGHT_M = 3000.0
"""How uncertain the beginning is where the data ends before the road does (one sigma), metres."""
_DEGREES_OF_FREEDOM = 4.0
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Pace:
    """
    How numbers run on a usual road (the prior), metres.

    Parameters
    ----------
    step_m, step_sd_m
        Metres of road per number, odd and even counted together, and how much roads differ.
    start_m, start_sd_m
        Where number 1 lies behind the road's beginning, and how much roads differ.
    wander_m, apart_m
        How far numbers stray from an even pace, one sigma after a single number, and how far the
        two sides of the road stray from each other; both grow with the square root of the count.
    known_m
        How far off a known number itself may be along the road (its object is wide), one sigma.
    """

    step_m: float = 2.6
    step_sd_m: float = 0.8
    start_m: float = 60.0
    start_sd_m: float = 75.0
    wander_m: float = 10.0
    apart_m: float = 5.0
    known_m: float = 60.0


class Numbering:
    """
    The numbers of one road.

    Parameters
    ----------
    numbers, along
        Known numbers and their distances from the road's beginning, metres; of equal length.
    begins
        Whether the beginning of the line is the beginning of the road (not the edge of the data).
    pace
        The prior.
    width
        Extra error of each known number along the road (half the front of a campus), metres.
    """

    def __init__(
        self,
        numbers: Floats,
        along: Floats,
        *,
        begins: bool,
        pace: Pace,
        width: Floats | None = None,
    ) -> None:
        self._pace = pace
        self._begins = begins
        self._numbers = numbers
        noise = pace.known_m**2 + (0.0 if width is None else width**2) + np.zeros(len(numbers))
        self._side = numbers % 2
        prior = self._covariance(numbers, numbers, self._side, self._side)
        off = along - self._mean(numbers)
        weight = np.ones(len(numbers))
        for _ in range(_ROUNDS):
            whole = prior + np.diag(noise / weight)
            self._pull = np.linalg.solve(whole, off)
            residual = noise / weight * self._pull
            weight = (_DEGREES_OF_FREEDOM + 1) / (_DEGREES_OF_FREEDOM + residual**2 / noise)
        self._whole = whole
        unlikely = _DEGREES_OF_FREEDOM * (np.log(weight) - weight + 1).sum()
        misfit = off @ self._pull + np.linalg.slogdet(whole)[1]
        self.evidence = float(unlikely - misfit) / 2
        """Log likelihood of the known numbers and of how far each was discounted, but for a
        constant."""

    def means(self, numbers: Floats, *, odd: bool) -> Floats:
        """Return the distances of numbers from the beginning, all on one side, metres."""
        side = np.full(len(numbers), float(odd))
        link = self._covariance(numbers, self._numbers, side, self._side)
        return np.asarray(self._mean(numbers) + link @ self._pull)

    def at(self, number: float, *, odd: bool | None = None) -> tuple[float, float]:
        """
        Return the distance of `number` from the beginning and its standard deviation, metres.

        `odd` says on which side it is asked for; that of the number itself by default.
        """
        asked = np.array([float(number)])
        side = np.array([float(number % 2 if odd is None else odd)])
        link = self._covariance(asked, self._numbers, side, self._side)[0]
        where = self._mean(asked)[0] + link @ self._pull
        left = self._covariance(asked, asked, side, side)[0, 0]
        if len(self._numbers):
            left -= link @ np.linalg.solve(self._whole, link)
        return float(where), float(np.sqrt(max(left, 0.0)))

    def _mean(self, numbers: Floats) -> Floats:
        return np.asarray(self._pace.start_m + self._pace.step_m * (numbers - 1))

    def _covariance(self, a: Floats, b: Floats, side_a: Floats, side_b: Floats) -> Floats:
        start = self._pace.start_sd_m if self._begins else _OUT_OF_SIGHT_M
        a, b = a - 1, b - 1
        same = np.equal.outer(side_a, side_b)
        wander = self._pace.wander_m**2 + self._pace.apart_m**2 * same
        return np.asarray(
            start**2 + self._pace.step_sd_m**2 * np.outer(a, b) + wander * np.minimum.outer(a, b)
        )
