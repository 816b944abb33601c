"""The hand-off of a build: every format and document, sealed by a manifest, and as one ZIP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from layers.handoff.changes import changes_parts
from layers.handoff.metadata import metadata_parts
from layers.handoff.readme import readme_parts

from layers.errors import MissingExtraError
from layers.handoff.archive import zipped
from layers.handoff.delivery import Delivery
from layers.handoff.edition import edition_of
from layers.handoff.parts import Part
from layers.handoff.sheets import sheets
from layers.outputs import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from layers.handoff.changes import Previous

    from maps.build import Build
    from seeds.district import District

LAYOUT = 1
"""Version of the layout of a bundle; a file that moves or is renamed makes a new one."""

WRITERS = {
    "GeoJSON": "layers.handoff.geojson_files",
    "JSON-FG": "layers.handoff.jsonfg",
    "GeoJSONSeq": "layers.handoff.geojsonseq",
    "GeoPackage": "layers.handoff.geopackage",
    "FlatGeobuf": "layers.handoff.flatgeobuf",
    "GeoParquet": "layers.handoff.geoparquet",
    "Shapefile": "layers.handoff.shapefile",
    "CSV": "layers.handoff.csv_files",
    "KML": "layers.handoff.kml",
    "PMTiles": "layers.handoff.pmtiles",
    "QML、SLD": "maps.style_files",
    "JSON Schema": "layers.handoff.schema",
    "数据字典": "maps.dictionary_page",
    "质量报告": "maps.qa_page",
    "来源": "layers.handoff.sources",
}
"""What is written, and the module that has `parts(delivery)` for it; loaded when it is needed."""

_PAGES = {
    "planner.html": ("text/html", "规划用图", "Map for planners"),
    "embed.html": ("text/html", "公众图，可放进 iframe", "Public map, for an iframe"),
    "index.html": ("text/html", "展示公众图的页面", "Page that shows the public map"),
    "overview.png": ("image/png", "总览图", "Overview"),
    "overview.svg": ("image/svg+xml", "总览图，矢量", "Overview as vectors"),
}
_TABLES = {
    "unlocated.csv": (
        "text/csv",
        "没有上图的项目、原因、试过的办法",
        "What is not on the map, and why",
    ),
    "issues.csv": ("text/csv", "待核对的问题", "What to check"),
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """
    A bundle, ready to be written.

    Attributes
    ----------
    delivery
        What is handed over.
    files
        Content by path.
    listing
        What the manifest says of them.
    left_out
        Format to why it was not written.
    """

    delivery: Delivery
    files: Mapping[str, bytes]
    listing: Listing
    left_out: Mapping[str, str]


def delivery_of(district: District, made: Build) -> Delivery:
    """
    Return what a build has to hand over.

    Parameters
    ----------
    district
        The facts it was made from.
    made
        The build, with its layers.
    """
    from maps.gis_styles import gis_styles  # noqa: PLC0415

    rows = sheets(made.atlas.features, made.zones)
    return Delivery(
        edition=edition_of(district, rows, made.snapshots),
        sheets=rows,
        unlocated=made.atlas.unlocated,
        findings=made.atlas.findings,
        zones=made.zones,
        styles=gis_styles(made.zones),
    )


def bundle(
    delivery: Delivery,
    made: Build,
    *,
    previous: Previous | None = None,
    say: Callable[[str], object] = lambda _: None,
) -> Bundle:
    """
    Write every format and document, in memory.

    Parameters
    ----------
    delivery
        What is handed over.
    made
        The build with its pages and tables, which go along.
    previous
        The bundle before this one, for the list of changes.
    say
        Told what is being written.

    Raises
    ------
    ZonemapError
        If a format cannot be written.
    """
    parts: list[Part] = []
    left_out: dict[str, str] = {}
    for name, module in WRITERS.items():
        say(name)
        try:
            parts += import_module(module).parts(delivery)
        except MissingExtraError as error:
            left_out[name] = str(error)
    say("说明与校验")
    parts += [*_made(made), *changes_parts(delivery, previous)]
    parts += metadata_parts(delivery, parts)
    parts += readme_parts(delivery, parts, left_out)
    listing = _listing(delivery, parts, left_out)
    files = {part.path: part.content for part in parts}
    edition = delivery.edition
    top = f"{edition.slug}-{edition.version}"
    packed = zipped(listing.sealed(files), top=top, date=edition.date)
    return Bundle(delivery, {**files, f"{edition.slug}.zip": packed}, listing, left_out)


def _made(made: Build) -> Iterator[Part]:
    """Yield the pages, pictures and tables of the build."""
    for names, folder in ((_PAGES, "map/"), (_TABLES, "")):
        for name, (media_type, zh, en) in names.items():
            if name in made.files:
                content = made.files[name]
                raw = content.encode("utf-8") if isinstance(content, str) else content
                yield Part(f"{folder}{name}", raw, media_type, zh, en)


def _listing(delivery: Delivery, parts: Sequence[Part], left_out: Mapping[str, str]) -> Listing:
    edition = delivery.edition
    twice = [path for path, count in Counter(part.path for part in parts).items() if count > 1]
    assert not twice, f"two parts are called {twice}"
    head: dict[str, Any] = {
        "layout": LAYOUT,
        "edition": edition.version,
        "date": edition.date,
        "district": {"code": edition.code, "name": edition.name, "name_en": edition.name_en},
        "crs": "EPSG:4326",
        "bbox": list(edition.bbox),
        "features": {sheet.name: len(sheet.features) for sheet in delivery.sheets},
        "unlocated": len(delivery.unlocated),
        "left_out": dict(left_out),
    }
    return Listing(head=head, notes={part.path: _note(part) for part in parts}, sums=True)


def _note(part: Part) -> dict[str, Any]:
    """Return what the manifest says of a file."""
    found: dict[str, Any] = {"media_type": part.media_type, "zh": part.zh, "en": part.en}
    if part.counts:
        found["features"] = dict(part.counts)
    if part.crs:
        found["crs"] = part.crs
    return found
