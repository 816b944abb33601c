"""A service asks itself what a GIS would ask, and tells what came."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maps.serving.collection import Collection
    from maps.serving.folder import ServedFolder

SECONDS = 20
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"


class FailedError(Exception):
    """An answer is not what it should be."""


def checks(folder: ServedFolder, base: str) -> Iterator[tuple[str, str]]:
    """
    Yield what was asked and what is wrong with the answer, blank if nothing is.

    Parameters
    ----------
    folder
        What is served.
    base
        The address at which the service listens.
    """
    asked: list[tuple[str, Callable[[], None]]] = [
        ("服务首页", partial(_landing, base)),
        ("遵循的标准", partial(_conformance, base)),
        ("图层清单", partial(_collections, folder, base)),
    ]
    for item in folder.collections:
        name = item.title(english=False)
        asked.append((f"{name}：要素", partial(_items, item, base)))
        if item.rows:
            asked.append((f"{name}：按范围", partial(_box, item, base)))
            asked.append((f"{name}：按字段", partial(_filter, item, base)))
    asked += [(f"地图 {page}", partial(_page, base, page)) for page in folder.pages]
    for name, ask in asked:
        try:
            ask()
        except FailedError as error:
            yield name, str(error)
        except (HTTPError, URLError, OSError, ValueError, LookupError, TypeError) as error:
            yield name, f"{type(error).__name__}: {error}"
        else:
            yield name, ""


def _get(address: str) -> bytes:
    opener = build_opener(ProxyHandler({}))
    with opener.open(Request(address), timeout=SECONDS) as answer:  # noqa: S310 - our own address
        return bytes(answer.read())


def _json(address: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(_get(address))


def _expect(condition: object, told: str) -> None:
    if not condition:
        raise FailedError(told)


def _landing(base: str) -> None:
    relations = {link["rel"] for link in _json(f"{base}/?f=json")["links"]}
    missing = {"service-desc", "conformance", "data"} - relations
    _expect(not missing, f"缺链接 {'、'.join(sorted(missing))}")


def _conformance(base: str) -> None:
    _expect(CORE in _json(f"{base}/conformance?f=json")["conformsTo"], "没有 Features 核心一项")


def _collections(folder: ServedFolder, base: str) -> None:
    found = {item["id"] for item in _json(f"{base}/collections?f=json")["collections"]}
    _expect(found == {item.name for item in folder.collections}, f"实际是 {sorted(found)}")


def _items(item: Collection, base: str) -> None:
    found = _json(f"{base}/collections/{item.name}/items?f=json&limit=1")
    _expect(found["numberMatched"] == len(item.rows), f"应有 {len(item.rows)} 个")
    _expect(found["numberReturned"] == min(1, len(item.rows)), "limit=1 应给一个")


def _box(item: Collection, base: str) -> None:
    assert item.bbox is not None
    box = ",".join(map(repr, item.shapes[0].bounds))
    found = _json(f"{base}/collections/{item.name}/items?f=json&bbox={box}&limit=10000")
    ids = {row["id"] for row in found["features"]}
    _expect(item.rows[0]["id"] in ids, f"范围 {box} 里应有 {item.rows[0]['id']}")


def _filter(item: Collection, base: str) -> None:
    said = item.rows[0]["properties"]["name"]
    found = _json(
        f"{base}/collections/{item.name}/items?f=json&name={quote(said, safe='')}&limit=10000"
    )
    names = {row["properties"]["name"] for row in found["features"]}
    _expect(names == {said}, f"应只有 {said}，实际是 {sorted(map(str, names))[:3]}")


def _page(base: str, page: str) -> None:
    _expect(b"<html" in _get(f"{base}/map/{page}")[:1000], "不是网页")
