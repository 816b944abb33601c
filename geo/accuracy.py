"""
How far off an answer may be, by method: nine times in ten the truth lies within the claim.

The figures of a district stand in its table `accuracy.csv`, measured by `geo.calibrate`; what has
not been measured there is judged here. A claim is `base_m + per_metre * sigma_m`, where `sigma_m`
is what the rung itself knows of its error (for an address, how far it is from known numbers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.crossings import Crossing
    from seeds.records import MeasuredClaim

JUDGED: dict[tuple[str, str], tuple[float, float]] = {
    ("crossing", "node"): (25.0, 0.0),
    ("crossing", "over"): (45.0, 0.0),
    ("crossing", "bank"): (45.0, 0.0),
    ("crossing", "near"): (60.0, 0.0),
    ("place", "outline"): (60.0, 0.0),
    ("place", "point"): (100.0, 0.0),
    ("place", "station"): (100.0, 0.0),
    ("place", "building_site"): (240.0, 0.0),
    ("road", "whole"): (40.0, 0.0),
    ("line", "whole"): (40.0, 0.0),
    ("bounds", "block"): (50.0, 0.0),
    ("address", "exact"): (90.0, 1.0),
    ("address", "between"): (100.0, 2.4),
    ("address", "beyond"): (60.0, 5.0),
    ("address", "one"): (60.0, 5.0),
    ("address", "habit"): (60.0, 1.6),
    ("address", "none"): (100.0, 2.5),
}
"""Method and how -> metres, and metres per metre of the rung's own standard deviation."""


class Claims:
    """
    The claims of a district.

    Parameters
    ----------
    measured
        Rows of its `accuracy.csv`; each goes before what is judged.

    Examples
    --------
    >>> Claims().metres("address", "between", sigma_m=100)
    340.0
    """

    def __init__(self, measured: Iterable[MeasuredClaim] = ()) -> None:
        self._table = dict(JUDGED)
        self._table.update((row.key, (row.base_m, row.per_metre)) for row in measured)

    def crossing(self, crossing: Crossing) -> float:
        """Return the claim of a place where two lines meet, metres."""
        return self._table["crossing", crossing.how][0] + crossing.slack_m

    def metres(self, method: str, how: str, *, sigma_m: float = 0.0) -> float:
        """
        Return the claim of an answer, metres.

        Parameters
        ----------
        method
            Rung of the ladder.
        how
            How the rung found it, as the keys of `JUDGED`.
        sigma_m
            Standard deviation that the rung itself gives, metres.
        """
        base, per_metre = self._table[method, how]
        claim = base + per_metre * sigma_m
        return round(claim, -1) if sigma_m else claim
