"""Answers to a list of names as GeoJSON: a feature a row, null geometry where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from layers.geojson import ATTRIBUTION, LICENCE, dumps_collection
from layers.shapes import clean
from seeds.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.answer import Answer, Candidate, Query


def answers_geojson(queries: Sequence[Query], answers: Sequence[Answer]) -> str:
    """
    Return answers as one FeatureCollection, in the order of the queries.

    Unlike the hand-off files it may mix geometry types and hold null geometries (RFC 7946, 3.2):
    it is a reply, not a layer.
    """
    features = [_feature(q, a) for q, a in zip(queries, answers, strict=True)]
    return dumps_collection(
        {
            "type": "FeatureCollection",
            "attribution": ATTRIBUTION,
            "licence": LICENCE,
            "features": features,
        }
    )


def answer_properties(query: Query, answer: Answer) -> dict[str, Any]:
    """Return what is said of one name, as flat values; None where there is nothing to say."""
    return {
        "id": query.id,
        "name": query.name,
        "method": answer.method,
        "accuracy_m": answer.accuracy_m,
        "source": answer.source or None,
        "source_id": answer.source_id or None,
        "snapshot": answer.snapshot or None,
        "runner_up": answer.runner_up or None,
        "note": answer.note or None,
        "tried": "；".join(answer.tried) or None,
        "margin": answer.margin,
        "candidates": "；".join(map(candidate_text, answer.candidates)) or None,
    }


def candidate_text(candidate: Candidate) -> str:
    """
    Return what is known of a place that a name may mean, in one line.

    >>> from geo.answer import Candidate
    >>> candidate_text(Candidate("青柳公园", "park", "way/1", 121.4, 31.1, 0.9, "读音相同"))
    '青柳公园（公园，way/1，121.400000,31.100000，读音相同，0.90）'
    """
    kind = KINDS[candidate.kind].zh if candidate.kind in KINDS else candidate.kind
    where = f"{candidate.lon:.6f},{candidate.lat:.6f}"
    first, *more = candidate.source_id.split() or [""]
    ids = f"{first} 等{len(more) + 1}段" if more else first
    said = (kind, ids, where, candidate.why, f"{candidate.score:.2f}")
    return f"{candidate.name}（{'，'.join(part for part in said if part)}）"


def _feature(query: Query, answer: Answer) -> dict[str, Any]:
    shape = None if answer.geometry is None else clean(answer.geometry)
    return {
        "type": "Feature",
        "id": query.id,
        "geometry": None if shape is None or shape.is_empty else mapping(shape),
        "properties": answer_properties(query, answer),
    }
