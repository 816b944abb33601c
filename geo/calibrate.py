"""
Measuring how far off answers are, and what may be claimed of them.

Two kinds of truth are used: positions known from elsewhere, in a file, and the house numbers of
the district itself, each left out in turn and looked for by the others. For every way of finding
(`geo.accuracy.JUDGED`) the claim is the line `base + slope * sigma` under which nine tenths of the
errors lie: the 0.9 quantile regression of Koenker & Bassett (1978), which minimises the pinball
loss, here over a grid. It is checked on roads that took no part in the fit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.accuracy import JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Key = tuple[str, str]

SHARE = 0.9
"""The share of the truth that must lie within the claim."""
FEWEST = 20
"""With fewer errors than this a claim stays as it was judged."""
FOLDS = 5
FITTED = {"address", "place"}
"""Methods whose truth is independent of the map; of others only what is judged is checked."""
LEFT_OUT = "left out"
"""The source of errors of known numbers that were left out."""
_WEIGHT = {LEFT_OUT: 0.25}
_BASES_M = np.arange(0, 61) * 10.0
_SLOPES = np.arange(0, 61) / 10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One answer held against the truth: how it was found, its sigma and its error in metres."""

    method: str
    how: str
    sigma_m: float
    error_m: float
    group: str
    """What must not be split between fitting and checking (the road)."""
    source: str

    @property
    def key(self) -> Key:
        """Method and how."""
        return self.method, self.how


@dataclass(frozen=True, slots=True)
class Fitted:
    """A claim and how it did: `within` is the share of held-out truth that lay within it."""

    method: str
    how: str
    base_m: float
    per_metre: float
    n: int
    within: float
    median_m: float
    """Of the errors."""


def fit(measured: Sequence[Measured]) -> list[Fitted]:
    """
    Return a claim for every way of finding that was measured often enough.

    Parameters
    ----------
    measured
        Answers with their errors.

    Returns
    -------
    One row for each method and how with at least `FEWEST` errors, in the order of `JUDGED`.
    """
    rows = []
    for key in JUDGED:
        own = [m for m in measured if m.key == key]
        if len(own) < FEWEST:
            continue
        if key[0] in FITTED:
            base, slope = _line(own)
            within = np.mean([one.error_m <= claim for one, claim in held_out(own)])
        else:
            base, slope = JUDGED[key]
            within = np.mean([one.error_m <= base for one in own])
        errors = [one.error_m for one in own]
        rows.append(Fitted(*key, base, slope, len(own), float(within), float(np.median(errors))))
    return rows


def held_out(measured: Sequence[Measured], share: float = SHARE) -> list[tuple[Measured, float]]:
    """
    Return each answer with its claim in metres for a share, fitted on other groups alone.

    Groups are dealt into `FOLDS` parts in the order of their names.
    """
    part = {group: i % FOLDS for i, group in enumerate(sorted({m.group for m in measured}))}
    pairs = []
    for fold in range(FOLDS):
        rest = [m for m in measured if part[m.group] != fold]
        if rest:
            base, slope = _line(rest, share)
            held = [m for m in measured if part[m.group] == fold]
            pairs += [(m, base + slope * m.sigma_m) for m in held]
    return pairs


def reliability(
    measured: Sequence[Measured], shares: Iterable[float]
) -> dict[str, list[tuple[float, float]]]:
    """
    Return, by source, for each share that a claim might be made for, the share within it.

    The claims for each share are fitted as those for `SHARE` are, on roads that are not looked at.
    """
    groups = [[m for m in measured if m.key == key and m.method in FITTED] for key in JUDGED]
    often = [group for group in groups if len(group) >= FEWEST]
    found: dict[str, list[tuple[float, float]]] = {}
    for share in shares:
        within: dict[str, list[bool]] = {}
        for one, claim in (pair for group in often for pair in held_out(group, share)):
            within.setdefault(one.source, []).append(one.error_m <= claim)
        for source in sorted(within):
            found.setdefault(source, []).append((share, float(np.mean(within[source]))))
    return found


def _line(measured: Sequence[Measured], share: float = SHARE) -> tuple[float, float]:
    """
    Return base and slope of a quantile of the errors over their sigma.

    Each source of truth has the same weight, however many errors it gives; but numbers that were
    left out count for less, for they are the kind of numbers that the road was fitted with.
    """
    errors, sigmas = np.array([m.error_m for m in measured]), _sigmas(measured)
    each = Counter(m.source for m in measured)
    weights = np.array([_WEIGHT.get(m.source, 1.0) / each[m.source] for m in measured])
    slopes = _SLOPES if sigmas.any() else np.zeros(1)
    if share >= SHARE:  # a claim never grows more slowly than what the rung itself does not know
        slopes = slopes[slopes >= 1] if sigmas.any() else slopes
    losses = np.array(
        [_pinball(errors, _BASES_M[:, None] + slope * sigmas, weights, share) for slope in slopes]
    )
    which, base = np.unravel_index(int(losses.argmin()), losses.shape)
    return float(_BASES_M[base]), float(slopes[which])


def _sigmas(measured: Sequence[Measured]) -> Floats:
    return np.array([m.sigma_m for m in measured])


def _pinball(errors: Floats, claims: Floats, weights: Floats, share: float) -> Floats:
    """Return the loss of each row of claims."""
    over = errors - claims
    loss = np.maximum(share * over, (share - 1) * over)
    return np.asarray((loss * weights).sum(axis=1) / weights.sum())
