"""
What pygeoapi asks for features.

Its own provider for GeoJSON reads the file anew for every request; this one answers from memory.
Loaded by pygeoapi by its dotted name; imports pygeoapi, so nothing else may import it early.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError
from shapely.geometry import mapping

from maps.serving.settings import crs_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maps.serving.collection import Collection

METRE_DECIMALS, DEGREE_DECIMALS = 3, 7
_ours = threading.local()


class CollectionProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi has no types
    """Answers for one layer; pygeoapi makes a new one for every request."""

    def __init__(self, provider_def: Mapping[str, Any]) -> None:
        super().__init__(provider_def)
        self.collection: Collection = provider_def["data"]
        self._fields = self.get_fields()

    def get_fields(self) -> dict[str, dict[str, Any]]:
        """Return the columns as JSON Schema."""
        return {
            field.name: {"type": field.type, "title": field.zh} for field in self.collection.fields
        }

    def query(self, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - pygeoapi's own signature
        """
        Return a page of features.

        Parameters
        ----------
        asked
            `bbox`, `properties` (pairs), `sortby`, `offset`, `limit`, `resulttype`,
            `select_properties`, `skip_geometry`, `crs_transform_spec` as pygeoapi names them.
        """
        sort = [(item["property"], item["order"] == "-") for item in asked.get("sortby") or ()]
        found = self.collection.find(asked.get("bbox") or (), asked.get("properties") or (), sort)
        offset, limit = asked.get("offset", 0), asked.get("limit", 10)
        page = [] if asked.get("resulttype") == "hits" else found[offset : offset + limit]
        rows = self._written(
            page,
            asked.get("crs_transform_spec"),
            keep=asked.get("select_properties") or (),
            shapes=not asked.get("skip_geometry"),
        )
        return {
            "type": "FeatureCollection",
            "features": rows,
            "numberMatched": len(found),
            "numberReturned": len(rows),
        }

    def get(self, identifier: str, **asked: Any) -> dict[str, Any]:  # noqa: ANN401
        """
        Return one feature.

        Raises
        ------
        ProviderItemNotFoundError
            If there is none of that id; pygeoapi makes a 404 of it.
        """
        nth = self.collection.order.get(identifier)
        if nth is None:
            raise ProviderItemNotFoundError(f"no feature {identifier}")
        return self._written([nth], asked.get("crs_transform_spec"))[0]

    def _written(
        self,
        places: Sequence[int],
        change: Any,  # noqa: ANN401 - pygeoapi's CrsTransformSpec
        *,
        keep: Iterable[str] = (),
        shapes: bool = True,
    ) -> list[dict[str, Any]]:
        rows = [self.collection.rows[nth] for nth in places]
        geometries: Iterable[Any] = (
            [row["geometry"] for row in rows] if shapes else [None] * len(rows)
        )
        if shapes and change is not None:
            geometries = transformed(self.collection.shapes[list(places)], change.target_crs_uri)
        wanted = set(keep)
        return [
            {
                "type": "Feature",
                "id": row["id"],
                "geometry": geometry,
                "properties": {
                    key: value
                    for key, value in row["properties"].items()
                    if not wanted or key in wanted
                },
            }
            for row, geometry in zip(rows, geometries, strict=True)
        ]


def transformed(shapes: Any, uri: str) -> list[dict[str, Any]]:  # noqa: ANN401 - an array
    """Return geometries in another system as GeoJSON, axes in the order of its authority."""
    change, decimals = _transformer(uri)

    def moved(points: Any) -> Any:  # noqa: ANN401 - arrays
        return np.round(np.column_stack(change.transform(points[:, 0], points[:, 1])), decimals)

    return [mapping(shape) for shape in shapely.transform(shapes, moved)]


def _transformer(uri: str) -> tuple[Any, int]:
    """Return a transformer of this thread, for they cannot be shared, and its decimals."""
    from pyproj import CRS, Transformer  # noqa: PLC0415 - only where it is asked for

    known: dict[str, tuple[Any, int]] = _ours.__dict__.setdefault("known", {})
    if uri not in known:
        target = CRS(crs_code(uri))
        decimals = DEGREE_DECIMALS if target.is_geographic else METRE_DECIMALS
        known[uri] = Transformer.from_crs("OGC:CRS84", target), decimals
    return known[uri]
