"""The configuration that pygeoapi runs with, made for a folder; nothing of it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.geojson import ATTRIBUTION, LICENCE
from layers.handoff.sheets import TITLES

if TYPE_CHECKING:
    from maps.serving.collection import Collection
    from maps.serving.folder import ServedFolder

DEFAULT_ITEMS, MOST_ITEMS = 100, 10_000
LANGUAGES = ("zh-CN", "en-US")
"""The first one is spoken unless another is asked for."""

_CRS = "http://www.opengis.net/def/crs/"
CRS84 = f"{_CRS}OGC/1.3/CRS84"
LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
_PROVIDER = "maps.serving.provider.CollectionProvider"
_WEST_ZONE, _EAST_ZONE = 75, 135
_FIRST_PLANE = 4534
"""EPSG code of CGCS2000 / 3-degree Gauss-Kruger CM 75E; the code grows by one a zone."""

_KEYWORDS = {
    "zh-CN": ["功能区", "重点项目", "规划", "地理信息"],
    "en-US": ["functional zones", "projects", "planning", "GIS"],
}
_FILES = (
    ("dictionary.html", "describedby", "text/html", "数据字典", "Data dictionary"),
    ("metadata/metadata.xml", "describedby", "application/xml", "元数据", "Metadata (ISO 19139)"),
    ("metadata/metadata.json", "describedby", "application/json", "元数据", "Metadata (DCAT)"),
)
"""Path, relation, type and titles of files that a layer links to where they are there."""


def plane_crs(lon: float) -> str:
    """
    Return the URI of the 3-degree CGCS2000 system whose middle is nearest to a longitude.

    >>> plane_crs(121.4)
    'http://www.opengis.net/def/crs/EPSG/0/4549'
    """
    middle = min(max(round(lon / 3) * 3, _WEST_ZONE), _EAST_ZONE)
    return f"{_CRS}EPSG/0/{_FIRST_PLANE + (middle - _WEST_ZONE) // 3}"


def crs_code(uri: str) -> str:
    """
    Return the code of a system of which `systems` gives the URI.

    >>> crs_code("http://www.opengis.net/def/crs/EPSG/0/4490")
    'EPSG:4490'
    """
    authority, _, code = uri.removeprefix(_CRS).split("/")
    return f"{authority}:{code}"


def systems(folder: ServedFolder) -> list[str]:
    """Return the coordinate systems in which features are given, the usual one first."""
    west, _, east, _ = folder.bbox
    return [CRS84, f"{_CRS}EPSG/0/4326", f"{_CRS}EPSG/0/4490", plane_crs((west + east) / 2)]


def configuration(folder: ServedFolder, url: str) -> dict[str, Any]:
    """
    Return the configuration of pygeoapi.

    Parameters
    ----------
    folder
        What is served.
    url
        The address by which the reader reaches the service, no slash at the end.
    """
    name, name_en = folder.name, folder.name_en or folder.name
    edition = f"，版本 {folder.edition}" if folder.edition else ""
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 0},  # asked for; another one does the binding
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,  # done for all answers in one place
            "languages": list(LANGUAGES),
            "cors": False,
            "pretty_print": False,
            "limits": {
                "default_items": DEFAULT_ITEMS,
                "max_items": MOST_ITEMS,
                "on_exceed": "throttle",
            },
            "map": {"url": "", "attribution": ATTRIBUTION},  # asked for; no page shows it
        },
        "logging": {"level": "CRITICAL"},  # it warns of every request without an offset
        "metadata": {
            "identification": {
                "title": {
                    "zh-CN": f"{name}项目与功能区",
                    "en-US": f"{name_en}{': p' if name_en else 'P'}rojects and functional zones",
                },
                "description": {
                    "zh-CN": f"报告中的项目在哪里、属于哪个功能区{edition}。{ATTRIBUTION}",
                    "en-US": "Where the projects of reports are, and in which functional zone"
                    f"{'; edition ' + folder.edition if folder.edition else ''}. {ATTRIBUTION}",
                },
                "keywords": _KEYWORDS,
                "keywords_type": "theme",
                "terms_of_service": LICENCE_URL,
                "url": f"{url}/",
            },
            "license": {"name": LICENCE, "url": LICENCE_URL},
            "provider": {"name": name or "zonemap", "url": f"{url}/"},
            "contact": {"name": name or "zonemap"},
        },
        "resources": {item.name: _resource(folder, item, url) for item in folder.collections},
    }


def _resource(folder: ServedFolder, item: Collection, url: str) -> dict[str, Any]:
    zh, en = TITLES[item.name]
    links = [
        _link("license", "text/html", LICENCE, LICENCE, LICENCE_URL),
        *(
            _link(rel, kind, title_zh, title_en, f"{url}/files/{path}")
            for path, rel, kind, title_zh, title_en in _FILES
            if (folder.root / path).is_file()
        ),
        *(
            _link("related", "text/html", "地图", "Map", f"{url}/map/{page}")
            for page in folder.pages[:1]
        ),
    ]
    return {
        "type": "collection",
        "title": {"zh-CN": zh, "en-US": en},
        "description": {
            "zh-CN": f"{zh}，共 {len(item.rows)} 个。{ATTRIBUTION}",
            "en-US": f"{en}, {len(item.rows)} in all. {ATTRIBUTION}",
        },
        "keywords": _KEYWORDS,
        "links": links,
        "extents": {"spatial": {"bbox": list(item.bbox or folder.bbox), "crs": CRS84}},
        "providers": [
            {
                "type": "feature",
                "name": _PROVIDER,
                "data": item,
                "id_field": "id",
                "title_field": "name",
                "storage_crs": CRS84,
                "crs": systems(folder),
            }
        ],
    }


def _link(rel: str, kind: str, zh: str, en: str, href: str) -> dict[str, Any]:
    title = {"zh-CN": zh, "en-US": en}
    return {"rel": rel, "type": kind, "title": title, "href": href}
