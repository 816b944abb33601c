"""Mentions as a table, part by part, so that they need not fit into memory; and as GeoJSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from seeds.reading.found import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.features import Feature
    from seeds.reading.found import Found

_AT_ONCE = 1000


def csv_parts(found: Iterable[Found]) -> Iterator[str]:
    """Yield a mentions table as CSV: the header, then a row a mention."""
    yield csv_text(COLUMNS, ())
    rows = ([getattr(item, name) for name in COLUMNS] for item in found)
    while some := list(islice(rows, _AT_ONCE)):
        yield csv_text((), some)


def json_parts(found: Iterable[Found]) -> Iterator[str]:
    """Yield a mentions table as a JSON array: an object a line, keys in order."""
    before = "[\n"
    for item in found:
        yield before + json.dumps(asdict(item), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def located_geojson(features: Iterable[Feature], *, missing: int) -> str:
    """
    Return located places as one FeatureCollection, in the order of their ids.

    Unlike the hand-off files it mixes geometry types: it is a reply, not a layer. `missing` is how
    many places have no geometry and are left out; the file says so.
    """
    from layers.geojson import by_family, collection, dumps_collection  # noqa: PLC0415 - heavy

    parts = [collection(group, "mentions") for group in by_family(features).values()]
    rows = sorted((row for part in parts for row in part["features"]), key=lambda row: row["id"])
    note = f"另有 {missing} 处没有找到位置，不在这个文件里" if missing else ""
    head = collection((), "mentions", members={"note": note})
    if rows:
        west, south, east, north = zip(*(row["bbox"] for row in rows), strict=True)
        head["bbox"] = [min(west), min(south), max(east), max(north)]
    return dumps_collection({**head, "features": rows})
