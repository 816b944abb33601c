"""
Read `.osm` (XML) and `.osm.pbf` files through GDAL's OSM driver.

GDAL resolves nodes, ways and outlines; tags arrive whole, as JSON (see `osmconf.ini`). Outlines
with a missing member are left out rather than closed by force. Of a large file only the box of the
district is handed over, so that memory follows the district and not the file.
"""

from __future__ import annotations

import json
import warnings
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree as ET

import shapely

from geo.osm_cut import WORLD, district_box
from geo.osm_header import checked_date, is_in_order
from geo.osm_shapes import tidy_shape, way_shape
from geo.osm_source import TYPE_ORDER, OsmError, OsmFeature, Snapshot, snapshot_of
from geo.osm_tags import is_area, is_wanted, normal_tags
from geo.osm_unpack import plain_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Bounds = tuple[float, float, float, float]
    Say = Callable[[str], None]

T = TypeVar("T")

# GDAL's layers and the OSM type of the column `osm_id`.
LAYERS = {
    "points": "node",
    "lines": "way",
    "multipolygons": "relation",
    "multilinestrings": "relation",
}
NEEDED_GDAL = (3, 10)
PLAIN_INDEX = {"OSM_USE_CUSTOM_INDEXING": "NO"}


def read_osm_file(
    path: Path,
    bbox: Bounds | None = None,
    *,
    district: str = "",
    within: Bounds = WORLD,
    say: Say | None = None,
) -> Snapshot:
    """
    Read an OSM file.

    Parameters
    ----------
    path
        `.osm` or `.osm.pbf`, also packed (gzip, bzip2); which of them is told by the content.
    bbox
        (west, south, east, north) degrees: only what touches it is kept, whole.
    district
        Instead of a box: the box of this district, with a margin.
    within
        Where the district lies, in case that another one has its name.
    say
        Called with what is read next: large files take minutes.

    Returns
    -------
    Snapshot
        Dated by the file's header, "" if that is silent.

    Raises
    ------
    OsmError
        If the file is missing, a folder, empty, cut short, broken or no OSM file, or if it has
        nothing a gazetteer can use or no outline of the district.
    """
    with plain_file(path) as plain:
        date = checked_date(plain)
        source = plain if is_in_order(plain) else _in_order(plain)
        if district:
            _tell(say, f"找{district}的界线")
            with _telling(str(path)) as config:
                bbox = _either_index(
                    lambda: district_box(source, district, config, where=str(path), within=within)
                )
        found = features_of(source, date, str(path), bbox, say)
    area = shapely.box(*bbox) if bbox is not None else None
    kept = [f for f in found if area is None or area.intersects(f.geometry)]
    if not kept:
        place = "" if bbox is None else f" {bbox} 范围内"
        raise OsmError(f"{path}{place}：没有可用的道路、水系、地名或门牌")
    return snapshot_of(kept, "osm", {"osm": date})


def features_of(
    source: Path | bytes,
    date: str,
    where: str,
    bbox: Bounds | None = None,
    say: Say | None = None,
) -> list[OsmFeature]:
    """
    Return the wanted features of a file, or of OSM XML in memory.

    Parameters
    ----------
    source
        The file, or the XML as bytes.
    date
        Written to every feature.
    where
        Names the source in messages.
    bbox
        (west, south, east, north) degrees: what does not touch it may be left out.
    say
        Called with what is read next.

    Raises
    ------
    OsmError
        If GDAL cannot make sense of it, or is too old.
    """
    with _telling(where) as config:
        return _either_index(lambda: _read_layers(source, config, date, bbox, say))


@contextmanager
def _telling(where: str) -> Iterator[Path]:
    """
    Lend the settings for GDAL; what it cannot read is told in one line.

    Its remarks on single broken outlines are not of interest.
    """
    import pyogrio  # noqa: PLC0415 (half a second, only needed here)

    if pyogrio.__gdal_version__ < NEEDED_GDAL:
        raise OsmError(
            f"读 OSM 文件需要 GDAL 3.10 以上，实际 {pyogrio.__gdal_version__}；请升级 pyogrio"
        )
    with as_file(files("geo") / "osmconf.ini") as config:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                yield config
        except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError) as error:
            raise OsmError(f"{where}：不是完整有效的 OSM 数据（{error}）") from error


def _either_index(job: Callable[[], T]) -> T:
    """Return what `job` returns; edited files (negative or unsorted ids) need the plain index."""
    import pyogrio  # noqa: PLC0415

    try:
        return job()
    except pyogrio.errors.FeatureError as error:
        if "OSM_USE_CUSTOM_INDEXING" not in str(error):
            raise
    with _gdal_options(PLAIN_INDEX):
        return job()


def _in_order(path: Path) -> bytes:
    """Return the XML of `path` with nodes first, then ways, then relations."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 (a file that the user chose)
    except ET.ParseError as error:
        raise OsmError(f"{path}：不是完整的 XML（{error}）") from error
    order = {kind: rank for rank, kind in enumerate(TYPE_ORDER)}
    root[:] = sorted(root, key=lambda element: order.get(element.tag, -1))
    whole: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _read_layers(
    source: Path | bytes, config: Path, date: str, bbox: Bounds | None, say: Say | None
) -> list[OsmFeature]:
    """Read all layers."""
    found: list[OsmFeature] = []
    for number, layer in enumerate(LAYERS, start=1):
        _tell(say, f"{number}/{len(LAYERS)}")
        found += _read_layer(source, layer, config, date, bbox)
    return found


def _tell(say: Say | None, what: str) -> None:
    if say is not None:
        say(f"读取 OSM 文件：{what}")


def _read_layer(
    source: Path | bytes, layer: str, config: Path, date: str, bbox: Bounds | None
) -> Iterator[OsmFeature]:
    """Yield the wanted features of one layer."""
    from pyogrio.raw import read  # noqa: PLC0415

    meta, _, shapes, columns = read(source, layer=layer, bbox=bbox, CONFIG_FILE=str(config))
    names = list(meta["fields"])
    ids = columns[names.index("osm_id")]
    way_ids = columns[names.index("osm_way_id")] if "osm_way_id" in names else ids
    raw_tags = columns[names.index("all_tags")]
    for osm_id, way_id, raw, wkb in zip(ids, way_ids, raw_tags, shapes, strict=True):
        tags = normal_tags(json.loads(raw)) if raw else {}
        if wkb is None or not is_wanted(tags, is_point=layer == "points"):
            continue
        kind = LAYERS[layer] if osm_id is not None else "way"
        shape = shapely.from_wkb(wkb)
        shape = tidy_shape(way_shape(shape, area=is_area(tags)) if kind == "way" else shape)
        if not shape.is_empty:
            yield OsmFeature(kind, int(osm_id or way_id), tags, shape, date)


@contextmanager
def _gdal_options(options: dict[str, str]) -> Iterator[None]:
    """Set GDAL options of this process and set them back afterwards."""
    from pyogrio import get_gdal_config_option, set_gdal_config_options  # noqa: PLC0415

    before = {key: get_gdal_config_option(key) for key in options}
    set_gdal_config_options(options)
    try:
        yield
    finally:
        set_gdal_config_options(before)
