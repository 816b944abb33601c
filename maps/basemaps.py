"""
Maps of others below ours: all optional, and none unless the user asks for it.

A page that was given none holds no host of theirs. One that was given some asks for nothing until
somebody chooses: then for pictures from exactly the hosts that stand in its policy, or for the
files beside it. What is drawn by a plan of other datum (Amap: GCJ-02) tells the page so, which then
shifts what it shows (`static/basemaps.js`); no position in any file is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.datum_offsets import CHINA_BOX, ECCENTRICITY_2, SEMI_MAJOR_M
from maps.tiles import limit, taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.tiles import TileSource

    Bounds = tuple[float, float, float, float]

FOLDERS = {"tiles": "tiles/folder", "pmtiles": "tiles/pmtiles"}
"""Where a build puts the tiles that go with the page."""
BESIDE = "'self'"
"""The policy for files beside the page: Chromium takes it so from file:// and from a server."""
TITLES = {"tiles": "basemap_tiles", "pmtiles": "basemap_pmtiles"}
"""What the user's own tiles are called (`maps.strings`)."""
PHOTOGRAPHS = "jpg"
"""Tiles of this kind are taken for photographs, which bear no names."""


@dataclass(frozen=True, slots=True)
class Basemap:
    """
    One map to choose.

    Attributes
    ----------
    key
        The word for it on the command line and in the page's address.
    title, credit
        Keys of `maps.strings`.
    notes
        Keys of what is said about it beside who is asked.
    host
        Who is asked, for people; blank for files beside the page.
    layers
        Addresses of the pictures, the lowest first, as Leaflet fills them in. They may hold the
        user's key and are left out of what Python prints.
    subdomains
        What `{s}` in them stands for.
    images
        Sources for the policy of the page.
    zooms
        The first and the last zoom there is.
    names
        Whether the pictures bear names of places.
    gcj02
        Whether they are drawn in GCJ-02.
    rows
        Which tiles there are (see `maps.tiles.Taken`); empty for all.
    """

    key: str
    title: str
    credit: str
    notes: tuple[str, ...] = ()
    host: str = ""
    layers: tuple[str, ...] = field(default=(), repr=False)
    subdomains: str = ""
    images: tuple[str, ...] = (BESIDE,)
    zooms: tuple[int, int] = (1, 18)
    names: bool = True
    gcj02: bool = False
    rows: dict[str, list[list[int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnTiles:
    """A map that the user has on disk: `tiles` or `pmtiles`, and where it is read."""

    key: str
    source: TileSource


@dataclass(frozen=True, slots=True)
class Laid:
    """What basemaps add to a build: choices of the page, its tiles, and what is to be said."""

    basemaps: tuple[Basemap, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    remarks: tuple[str, ...] = ()


def osm() -> Basemap:
    """Return the standard tiles of OpenStreetMap."""
    host = "tile.openstreetmap.org"
    return Basemap(
        key="osm",
        title="basemap_osm",
        credit="basemap_osm_credit",
        notes=("basemap_osm_policy",),
        host=host,
        layers=(f"https://{host}/{{z}}/{{x}}/{{y}}.png",),
        images=(f"https://{host}",),
        zooms=(0, 19),
    )


def tianditu(key: str) -> Basemap:
    """Return the vector map of Tianditu with its names; `key` is the user's and goes along."""
    # Web Mercator (`_w`) on CGCS2000, which no picture tells from WGS-84: nothing is shifted.
    address = (
        "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
        "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
    )
    subdomains = "01234567"
    return Basemap(
        key="tianditu",
        title="basemap_tianditu",
        credit="basemap_tianditu_credit",
        notes=("basemap_tianditu_key",),
        host="t0–t7.tianditu.gov.cn",
        layers=tuple(address.format(layer=layer, key=key) for layer in ("vec", "cva")),
        subdomains=subdomains,
        images=tuple(f"https://t{number}.tianditu.gov.cn" for number in subdomains),
        zooms=(1, 18),
    )


def amap() -> Basemap:
    """Return the street map of Amap, which is drawn in GCJ-02."""
    address = (
        "https://webrd0{s}.is.autonavi.com/appmaptile"
        "?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}"
    )
    subdomains = "1234"
    return Basemap(
        key="amap",
        title="basemap_amap",
        credit="basemap_amap_credit",
        notes=("basemap_amap_terms", "basemap_gcj02"),
        host="webrd01–04.is.autonavi.com",
        layers=(address,),
        subdomains=subdomains,
        images=tuple(f"https://webrd0{number}.is.autonavi.com" for number in subdomains),
        zooms=(3, 18),
        gcj02=True,
    )


def laid_out(choices: Iterable[Basemap | OwnTiles], bounds: Bounds) -> Laid:
    """
    Return what the chosen basemaps add to a build.

    Parameters
    ----------
    choices
        In the order in which the page offers them.
    bounds
        West, south, east, north of the district, degrees.

    Raises
    ------
    PageError
        If tiles cannot be read, or none lies over the district.
    """
    basemaps: list[Basemap] = []
    files: dict[str, bytes] = {}
    remarks: list[str] = []
    for choice in choices:
        if isinstance(choice, Basemap):
            basemaps.append(choice)
            continue
        found = taken(choice.source, bounds)
        folder = FOLDERS[choice.key]
        files |= {f"{folder}/{name}": data for name, data in found.files.items()}
        zooms = sorted(map(int, found.rows))
        if found.left_out is not None:
            remarks.append(
                f"{choice.key} 的瓦片带到第 {zooms[-1]} 级为止："
                f"加上第 {found.left_out} 级会超过上限（{limit()}）"
            )
        basemaps.append(
            Basemap(
                key=choice.key,
                title=TITLES[choice.key],
                credit="",
                layers=(f"{folder}/{{z}}/{{x}}/{{y}}.{found.ending}",),
                zooms=(zooms[0], zooms[-1]),
                names=found.ending != PHOTOGRAPHS,
                rows=found.rows,
            )
        )
    return Laid(tuple(basemaps), files, tuple(remarks))


def images(basemaps: Iterable[Basemap]) -> tuple[str, ...]:
    """Return where the pictures of all basemaps may come from, each source once."""
    return tuple(dict.fromkeys(source for basemap in basemaps for source in basemap.images))


def page_rows(basemaps: Iterable[Basemap]) -> dict[str, Any]:
    """Return what the page needs to know; constants of GCJ-02 come from `geo.datum_offsets`."""
    rows = [
        {
            "key": basemap.key,
            "title": basemap.title,
            "credit": basemap.credit,
            "notes": list(basemap.notes),
            "host": basemap.host,
            "layers": list(basemap.layers),
            "subdomains": basemap.subdomains,
            "zooms": list(basemap.zooms),
            "names": basemap.names,
            "gcj02": basemap.gcj02,
            "rows": basemap.rows,
        }
        for basemap in basemaps
    ]
    ellipsoid = {"box": list(CHINA_BOX), "a": SEMI_MAJOR_M, "e2": ECCENTRICITY_2}
    return {"choices": rows, "gcj02": ellipsoid}
