"""The hand-off of a build: every format and document, sealed by a manifest, and as one ZIP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from layers.errors import MissingExtraError
from layers.findings import issues_csv
from layers.handoff.archive import zipped
from layers.handoff.changes import changes_parts
from layers.handoff.delivery import Delivery
from layers.handoff.edition import edition_of
from layers.handoff.metadata import metadata_parts
from layers.handoff.parts import Part
from layers.handoff.readme import readme_parts
from layers.handoff.sheets import sheets
from layers.outputs import Listing
from layers.unlocated import unlocated_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from layers.handoff.changes import Previous
    from maps.build import Build
    from seeds.district import District

LAYOUT = 1
"""Version of the layout of a bundle; a file that moves or is renamed makes a new one."""

WRITERS: tuple[tuple[str, str], ...] = (
    ("GeoJSON", "layers.handoff.geojson_files:parts"),
    ("JSON-FG", "layers.handoff.jsonfg:parts"),
    ("GeoJSONSeq", "layers.handoff.geojsonseq:parts"),
    ("GeoPackage", "layers.handoff.geopackage:parts"),
    ("FlatGeobuf", "layers.handoff.flatgeobuf:parts"),
    ("GeoParquet", "layers.handoff.geoparquet:parts"),
    ("Shapefile", "layers.handoff.shapefile:parts"),
    ("CSV", "layers.handoff.csv_files:parts"),
    ("KML", "layers.handoff.kml:parts"),
    ("PMTiles", "layers.handoff.pmtiles:parts"),
    ("QML、SLD", "maps.gis_styles:style_parts"),
    ("JSON Schema", "layers.handoff.schema:parts"),
    ("数据字典", "layers.handoff.dictionary:parts"),
    ("数据字典页面", "maps.dictionary_page:dictionary_parts"),
    ("质量报告", "maps.qa_page:parts"),
    ("来源", "layers.handoff.sources:parts"),
)
"""What is written, and the module and function for it; loaded when it is needed."""

_PAGES = {
    "planner.html": ("text/html", "规划用图", "Map for planners"),
    "embed.html": ("text/html", "公众图，可放进 iframe", "Public map, for an iframe"),
    "index.html": ("text/html", "展示公众图的页面", "Page that shows the public map"),
    "overview.png": ("image/png", "总览图", "Overview"),
    "overview.svg": ("image/svg+xml", "总览图，矢量", "Overview as vectors"),
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
        edition=edition_of(district, rows, made.snapshots, made.atlas.unlocated),
        sheets=rows,
        unlocated=made.atlas.unlocated,
        findings=made.atlas.findings,
        zones=made.zones,
        styles=gis_styles(made.zones, district.reports, rows),
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
        The build with its pages and pictures (`maps.build.MAPS`), which go along.
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
    for name, where in WRITERS:
        say(name)
        module, _, function = where.partition(":")
        try:
            parts += getattr(import_module(module), function)(delivery)
        except MissingExtraError as error:
            left_out[name] = str(error)
    say("说明与校验")
    parts += [*_tables(delivery), *changes_parts(delivery, previous), *_pages(made)]
    parts += metadata_parts(delivery, parts)
    parts += readme_parts(delivery, parts, left_out)
    listing = _listing(delivery, parts, left_out)
    files = {part.path: part.content for part in parts}
    edition = delivery.edition
    top = f"{edition.slug}-{edition.version}"
    packed = zipped(listing.sealed(files), top=top, date=edition.date)
    return Bundle(delivery, {**files, f"{edition.slug}.zip": packed}, listing, left_out)


def _pages(made: Build) -> Iterator[Part]:
    """Yield the pages and pictures of the build."""
    for name, (media_type, zh, en) in _PAGES.items():
        content = made.files[name]
        raw = content.encode("utf-8") if isinstance(content, str) else content
        yield Part(f"map/{name}", raw, media_type, zh, en)


def _tables(delivery: Delivery) -> Iterator[Part]:
    """Yield what is not on the map, and what to check."""
    text = unlocated_csv(delivery.unlocated)
    told = ("没有上图的项目、原因、试过的办法", "What is not on the map, and why")
    yield Part("unlocated.csv", text.encode("utf-8"), "text/csv", *told)
    text = issues_csv(delivery.findings.issues)
    yield Part("issues.csv", text.encode("utf-8"), "text/csv", "待核对的问题", "What to check")


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
