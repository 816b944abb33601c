"""The gazetteer commands: rebuild from an OpenStreetMap source, and describe what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.archive import gazetteer_files
from geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    import argparse

    from geo.osm_source import Snapshot
    from seeds.district import District


def rebuilt(district: District, args: argparse.Namespace) -> dict[str, str]:
    """
    Return the files of the gazetteer made from the source that the arguments name.

    Raises
    ------
    OsmError
        If the source cannot be read.
    GazetteerError
        If it has no outline of the district, or no named road.
    """
    return gazetteer_files(
        _snapshot(args),
        district=district.name,
        way_names={way.osm_id: way.name for way in district.way_names},
    )


def _snapshot(args: argparse.Namespace) -> Snapshot:
    if args.geojson:
        from geo.osm_folder import read_geojson_folder  # noqa: PLC0415

        return read_geojson_folder(args.geojson, dict(args.date))
    if args.osm:
        from geo.osm_file import read_osm_file  # noqa: PLC0415 - GDAL is heavy

        return read_osm_file(args.osm)
    from geo.osm_overpass import NOMINATIM, OVERPASS, read_overpass  # noqa: PLC0415 - OSMnx is heavy

    return read_overpass(
        args.place,
        args.bbox,
        endpoint=args.endpoint or OVERPASS,
        nominatim=args.nominatim or NOMINATIM,
        cache=args.cache,
    )


def described(district: District) -> str:
    """Return what the gazetteer of a district holds, as plain lines."""
    gazetteer = Gazetteer(district.folder / "gazetteer")
    meta = gazetteer.meta
    dates, counts = meta.get("dates", {}), meta.get("counts", {})
    lines = [
        f"{meta.get('district', district.name)}的地名库，来源 {meta.get('source', '')}",
        f"许可 {meta.get('licence', '')}，{meta.get('attribution', '')}",
    ]
    if isinstance(counts, dict) and isinstance(dates, dict):
        lines += [
            f"  {name:<10} {count:>6} 行  {dates.get(name, '')}" for name, count in counts.items()
        ]
    return "\n".join(lines)
