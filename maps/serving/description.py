"""
The OpenAPI description of the service, whole in itself.

That of pygeoapi points to documents on other hosts, promises jobs and tiles, and allows any
parameter; this one tells what is here, also where nothing else can be reached.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from maps.serving.params import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATHS = frozenset({"", "openapi", "conformance", "collections"})
_ANYTHING = "vendorSpecificParameters"
_MEANINGS = {"parameters", "responses", "schema", "schemas"}
_BODIES = {
    "Features": "application/geo+json",
    "Feature": "application/geo+json",
    "LandingPage": "application/json",
    "Collection": "application/json",
}


def described(
    config: Mapping[str, Any], known: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    """
    Return the description.

    Parameters
    ----------
    config
        What pygeoapi runs with.
    known
        The description as it was made for another address, for making one takes long.
    """
    if known is None:
        from pygeoapi.openapi import get_oas  # noqa: PLC0415 - heavy

        made = get_oas(deepcopy(config))
        made["paths"] = {
            path: {"get": methods["get"]}
            for path, methods in made["paths"].items()
            if "get" in methods and path.split("/")[1] in _PATHS
        }
        parameters = made["components"]["parameters"]
        parameters.pop(_ANYTHING, None)
        parameters["f"]["schema"]["enum"] = list(FORMATS)
        return dict(_closed(made, ""))
    old, new = known["servers"][0]["url"], config["server"]["url"]
    moved: dict[str, Any] = json.loads(json.dumps(known).replace(old, new))
    return moved


def _closed(node: Any, meaning: str) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a description that points nowhere else."""
    if isinstance(node, list):
        return [
            _closed(item, meaning)
            for item in node
            if not (isinstance(item, dict) and item.get("$ref", "").endswith(f"/{_ANYTHING}"))
        ]
    if not isinstance(node, dict):
        return node
    pointed = node.get("$ref")
    if isinstance(pointed, str) and pointed.startswith("http"):
        return _stand_in(pointed.rsplit("/", 1)[1].removesuffix(".yaml"), meaning)
    return {
        key: _closed(value, key if key in _MEANINGS else meaning) for key, value in node.items()
    }


def _stand_in(name: str, meaning: str) -> dict[str, Any]:
    """Return what stands for a part that lies elsewhere."""
    if meaning == "parameters":
        place = {"in": "path", "required": True} if name == "featureId" else {"in": "query"}
        return {"name": name, **place, "schema": {"type": "string"}}
    if meaning == "responses":
        if name not in _BODIES:
            return {"description": name}
        return {"description": name, "content": {_BODIES[name]: {"schema": {"type": "object"}}}}
    return {"type": "object"}
