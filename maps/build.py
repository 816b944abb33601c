"""The main job: from a district folder to every file of a build, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo.gazetteer import Gazetteer
from geo.locate import Locator
from layers.assemble import Atlas, assemble
from layers.files import layer_files
from layers.zones import ZoneLayer, zone_layer
from maps.basemaps import laid_out
from maps.studio import here
from maps.view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.online.asking import Online
    from maps.basemaps import Basemap, OwnTiles
    from maps.studio import Render
    from seeds.district import District

LAYERS = "layers"
MAPS = "maps"
EVERYTHING = frozenset({LAYERS, MAPS})


@dataclass(frozen=True, slots=True)
class Build:
    """
    A finished build: its files by path, what they were made from, and what is to be said.

    `snapshots` are the dates of the tables of the gazetteer.
    """

    files: dict[str, str | bytes]
    atlas: Atlas
    zones: ZoneLayer
    remarks: tuple[str, ...] = ()
    snapshots: Mapping[str, str] = field(default_factory=dict)


def build(
    district: District,
    *,
    parts: frozenset[str] = EVERYTHING,
    progress: Callable[[int, int], None] | None = None,
    render: Render = here,
    online: Online | None = None,
    basemaps: Sequence[Basemap | OwnTiles] = (),
) -> Build:
    """
    Locate and zone every project of a district and make the files of a build.

    Parameters
    ----------
    district
        The checked facts.
    parts
        Which files: `LAYERS` (GeoJSON and tables), `MAPS` (page and pictures).
    progress
        Called with how many projects are located and how many there are.
    render
        Makes the page and the pictures: here, or beside the rest (`maps.studio.beside`).
    online
        Services that are asked last (`geo.online`); none unless given.
    basemaps
        Maps of others that the page offers (`maps.basemaps`); none unless given.

    Raises
    ------
    ZonemapError
        If the gazetteer, the zone rules, an asset or a basemap cannot be used.
    """
    gazetteer = Gazetteer(district.folder / "gazetteer")
    laid = laid_out(basemaps, gazetteer.district.shape.bounds)
    zones = zone_layer(district, gazetteer)
    atlas = assemble(
        district, Locator(gazetteer, district, online=online), zones, progress=progress
    )
    seen = None
    if MAPS in parts:
        view = map_view(district, gazetteer, atlas, zones, layers=LAYERS in parts)
        seen = render(replace(view, basemaps=laid.basemaps))
    files: dict[str, str | bytes] = {}
    if LAYERS in parts:
        files.update(layer_files(atlas, zones, members={"snapshot": _newest(gazetteer)}))
        files["qa.html"] = _quality(district, atlas, zones)
    if seen is not None:
        files.update(seen())
        files.update(laid.files)
    return Build(files, atlas, zones, laid.remarks, _dates(gazetteer))


def _quality(district: District, atlas: Atlas, zones: ZoneLayer) -> str:
    from maps.qa_page import qa_page  # noqa: PLC0415 - not where maps alone are made

    titles = {zone.code: (zone.name, zone.name_en or zone.name) for zone in zones.zones}
    return qa_page(atlas.findings.qa, titles, district_en=district.name_en)


def map_view(
    district: District,
    gazetteer: Gazetteer,
    atlas: Atlas,
    zones: ZoneLayer,
    *,
    layers: bool = False,
) -> MapView:
    """Return what pages and pictures show; `layers` tells that the layers are written beside."""
    from layers.geojson import by_family, collection, zone_features  # noqa: PLC0415
    from layers.histories import histories  # noqa: PLC0415
    from maps.backdrop import backdrop  # noqa: PLC0415

    features: list[dict[str, Any]] = []
    for name, members in by_family(atlas.features).items():
        features += collection(members, name)["features"]
    meta = {
        "district": district.name,
        "district_en": district.name_en,
        "attribution": "© OpenStreetMap contributors, ODbL 1.0",
        "snapshots": _dates(gazetteer),
        "reports": {report.report: report.title for report in district.reports},
        "report_dates": {report.report: report.date for report in district.reports},
        "approval": district.approval,
    }
    return MapView(
        features=sorted(features, key=lambda f: str(f["id"])),
        zones=collection(zone_features(zones), "zones")["features"],
        unlocated=atlas.unlocated,
        backdrop=backdrop(gazetteer),
        meta=meta,
        histories=histories(district.mentions, district.reports),
        layers=layers,
        english={(row.what, row.chinese): row.english for row in district.english},
    )


def _dates(gazetteer: Gazetteer) -> dict[str, str]:
    dates = gazetteer.meta.get("dates", {})
    return {str(k): str(v) for k, v in dates.items() if v} if isinstance(dates, dict) else {}


def _newest(gazetteer: Gazetteer) -> str:
    return max(_dates(gazetteer).values(), default="")
