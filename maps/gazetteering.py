"""The gazetteer commands: rebuild from an OpenStreetMap source, and describe what is there."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.archive import gazetteer_files
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from maps.text import plain_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geo.changes import Change
    from geo.osm_source import Snapshot
    from seeds.district import District

    Say = Callable[[str], None]

CHANGES = "changes.csv"
FROM_CACHE = "答复都在缓存 {cache} 里（数据日期 {date}），没有再问服务；要更新请先删除这个文件夹"


def stage_count(args: argparse.Namespace) -> int:
    """Return in how many stages the source is asked, read, compiled, compared and written."""
    reading = {"place": 5, "bbox": 4, "osm": 5, "geojson": 1}
    return 3 + next(stages for source, stages in reading.items() if getattr(args, source))


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A new gazetteer, and how it differs from the one before (None: nothing to compare with)."""

    files: dict[str, str]
    changes: list[Change] | None
    remark: str = ""
    """What the user must know of the source, or why there was no comparison."""


def refreshed(district: District, args: argparse.Namespace, say: Say) -> Refreshed:
    """
    Return the gazetteer made from the source that the arguments name, compared with the old one.

    Parameters
    ----------
    district
        Whose gazetteer it is.
    args
        The command line: the source, `out` and `force`.
    say
        Called with what is done next.

    Raises
    ------
    OsmError
        If the source cannot be read.
    GazetteerError
        If it has no outline of the district, no named road, or so much less than the gazetteer
        which it would replace that it is hardly whole.
    """
    said: list[str] = []

    def tell(what: str) -> None:
        said.append(what)
        say(what)

    snapshot = _snapshot(district, args, tell)
    remark = _stale(snapshot, args, said)
    try:
        made = _made(district, snapshot, args, say)
    except GazetteerError as error:
        if args.cache is None or not (args.place or args.bbox):
            raise
        advice = f"答复在缓存 {args.cache} 里，要重新问请先删除它"
        raise GazetteerError(f"{error}（{advice}）") from error
    return replace(made, remark=made.remark or remark)


def _made(district: District, snapshot: Snapshot, args: argparse.Namespace, say: Say) -> Refreshed:
    """Compile a snapshot and compare it with the gazetteer that is there."""
    say("整理地名库")
    names = {way.osm_id: way.name for way in district.way_names}
    files = gazetteer_files(snapshot, district=district.name, way_names=names)
    say("与原有的地名库比较")
    own = district.folder / "gazetteer"
    target = args.out or own
    replaces = _is_gazetteer(target)
    old = target if replaces else own
    if not _is_gazetteer(old):
        return Refreshed(files, None)
    with tempfile.TemporaryDirectory(prefix="zonemap-") as folder:
        _put_down(Path(folder), files)
        sides = Gazetteer(old), Gazetteer(Path(folder))
        return _compared(district, files, sides, args, replaces)


def _stale(snapshot: Snapshot, args: argparse.Namespace, said: list[str]) -> str:
    """Return that the answers of an earlier run were taken, "" if that is what was asked for."""
    if args.offline or not (args.place or args.bbox):
        return ""
    from geo.osm_overpass import ASKING  # noqa: PLC0415

    if any(what.startswith(ASKING) for what in said):
        return ""
    return FROM_CACHE.format(cache=args.cache, date=snapshot.dates.get("overpass") or "不详")


def _put_down(folder: Path, files: dict[str, str]) -> None:
    """Write the new tables where they can be looked at."""
    try:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or error
        raise GazetteerError(f"临时文件夹 {folder} 写不进去（{reason}）；没有替换地名库") from error


def _compared(
    district: District,
    files: dict[str, str],
    sides: tuple[Gazetteer, Gazetteer],
    args: argparse.Namespace,
    replaces: bool,
) -> Refreshed:
    """Compare, and refuse what should not take the place of the old one."""
    from geo.changes import gazetteer_changes, why_not  # noqa: PLC0415
    from geo.changes_projects import project_changes  # noqa: PLC0415
    from maps.refresh_text import table  # noqa: PLC0415

    old, new = sides
    try:
        reason = why_not(old, new)
    except GazetteerError as error:
        return Refreshed(files, None, f"原有的地名库读不出来，没有比较（{error}）")
    if reason and replaces and not args.force:
        raise GazetteerError(f"{reason}；没有替换，原有的地名库未动。确实要替换请加 --force")
    try:
        found = gazetteer_changes(old, new)
        if found:
            found += project_changes(district, old, new)
    except GazetteerError as error:
        return Refreshed(files, None, f"原有的地名库读不出来，没有比较（{error}）")
    earlier = old.folder / CHANGES
    if found:
        files = {**files, CHANGES: table(found)}
    elif replaces and earlier.is_file():
        files = {**files, CHANGES: earlier.read_text(encoding="utf-8")}
    return Refreshed(files, found)


def _is_gazetteer(folder: Path) -> bool:
    return (folder / "snapshot.toml").is_file()


def _snapshot(district: District, args: argparse.Namespace, say: Say) -> Snapshot:
    if args.geojson:
        from geo.osm_folder import read_geojson_folder  # noqa: PLC0415

        say("读取 GeoJSON 文件夹")
        return read_geojson_folder(args.geojson, dict(args.date))
    if args.osm:
        from geo.osm_file import read_osm_file  # noqa: PLC0415 - GDAL is heavy

        return read_osm_file(args.osm, district=district.name, within=district.bbox, say=say)
    from geo.osm_overpass import NOMINATIM, OVERPASS, read_overpass  # noqa: PLC0415 - OSMnx is heavy

    return read_overpass(
        args.place,
        args.bbox,
        endpoint=args.endpoint or OVERPASS,
        nominatim=args.nominatim or NOMINATIM,
        cache=args.cache,
        offline=args.offline,
        within=district.bbox,
        say=say,
    )


def described(district: District) -> str:
    """Return what the gazetteer of a district holds, as plain lines."""
    gazetteer = Gazetteer(district.folder / "gazetteer")
    meta = gazetteer.meta
    dates, counts = meta.get("dates", {}), meta.get("counts", {})
    name = meta.get("district", district.name)
    lines = [
        plain_text(f"{name}的地名库，来源 {meta.get('source', '')}"),
        plain_text(f"许可 {meta.get('licence', '')}，{meta.get('attribution', '')}"),
    ]
    if isinstance(counts, dict) and isinstance(dates, dict):
        lines += [
            f"  {plain_text(name):<10} {count:>6} 行  {plain_text(dates.get(name, ''))}"
            for name, count in counts.items()
        ]
    return "\n".join(lines)
