"""What is asked and what is answered: the records of the locating ladder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Query:
    """
    A name to locate, with what else is known of it (blank where nothing is).

    `zone` may be a zone's code or Chinese name; `aliases` are tried after the name; `near` holds
    names of the same sentence or positions (`121.44,31.18`) that tell places of one name apart.
    """

    id: str
    name: str
    kind: str = ""
    zone: str = ""
    road_from: str = ""
    road_to: str = ""
    address: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A place that a name may mean, where that is not sure enough for an answer.

    `lon`, `lat` in degrees; `score` from 0 to 1 tells how well the names agree (1: the very name);
    `why` says in what.
    """

    name: str
    kind: str
    source_id: str
    lon: float
    lat: float
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """
    What one rung found; `shape` in (lon, lat) degrees.

    `accuracy_m`: nine times in ten the truth lies within it, metres. `margin` as of `Answer`.
    """

    shape: BaseGeometry
    method: str
    accuracy_m: float
    source: str = ""
    source_id: str = ""
    snapshot: str = ""
    note: str = ""
    said: str = ""
    how: str = ""
    """How the rung found it, as `geo.accuracy` tells ways of finding apart; blank where the claim
    is the rung's own."""
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Where a thing is and how that was found, or what was tried.

    Attributes
    ----------
    geometry
        (lon, lat) degrees, WGS 84; None when nothing drawable was found.
    method
        Rung of the ladder (`seeds.vocabulary.METHODS`).
    accuracy_m
        Nine times in ten the truth lies within it, metres; None without a geometry.
    source, source_id, snapshot
        Who says so, which object, as of when (ISO date).
    runner_up
        The next best answer and how far away it is, blank if there is none.
    note
        What a reader must know (示意, an open corner, a gap …).
    tried
        What was tried in vain, in order, in plain words.
    margin
        How clearly this place was told from the next of its name (or, where the name was written
        in another way, from the next name it may mean), 0 to 1; None if there was no other.
    candidates
        What the name may mean, likeliest first, where there is no answer.
    """

    geometry: BaseGeometry | None
    method: str
    accuracy_m: float | None = None
    source: str = ""
    source_id: str = ""
    snapshot: str = ""
    runner_up: str = ""
    note: str = ""
    tried: tuple[str, ...] = field(default=())
    margin: float | None = None
    candidates: tuple[Candidate, ...] = ()
