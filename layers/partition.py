"""
The district divided among the zones: every face of the line work goes to exactly one zone.

Works in degrees on exact shared vertices, so neighbouring outlines stay edge to edge also after
their coordinates are rounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from layers.cutlines import CutLine, cut_line
from layers.errors import LayerError
from layers.zone_rules import FILE, Rule, RuleSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    Cuts = dict[tuple[str, str], tuple[CutLine, ...]]

MARGIN_DEG = 0.00001


def partition(
    parsed: RuleSet,
    outlines: Mapping[str, BaseGeometry],
    named_lines: Callable[[str], BaseGeometry | None],
) -> dict[str, BaseGeometry]:
    """
    Return the outline of each zone by code; together they are the district.

    Parameters
    ----------
    parsed
        The rules, in order of precedence.
    outlines
        Subdistricts, and the district under its own name, by name; degrees.
    named_lines
        Returns the lines of a road or river by name in degrees, None if it is unknown.

    Raises
    ------
    LayerError
        If a rule names an unknown subdistrict, road or river, a line does not cross the
        subdistrict, a subdistrict is not given away whole, or a zone is left without land.
    """
    parts = {name: shape for name, shape in outlines.items() if name != parsed.district}
    _check_subdistricts(parsed, parts)
    cuts = _cuts(parsed, parts, named_lines)
    district = outlines.get(parsed.district)
    if district is None:
        district = shapely.union_all(list(parts.values()))
    faces = _faces(district, parts, cuts)
    owners = [_owner(face.representative_point(), parsed, parts, cuts) for face in faces]
    _settle(faces, owners, parsed.codes)
    return _outlines(parsed, faces, owners)


def _check_subdistricts(parsed: RuleSet, parts: Mapping[str, BaseGeometry]) -> None:
    """Refuse rules about unknown subdistricts, and subdistricts that no rule gives away whole."""
    for rule in parsed.rules:
        for name in rule.subdistricts:
            if name not in parts:
                known = "、".join(parts)
                raise LayerError(f"没有名为 {name!r} 的街道或镇，可用 {known}", where=rule.where)
    whole = {name for rule in parsed.rules if not rule.cuts for name in rule.subdistricts}
    missing = [name for name in parts if name not in whole]
    if missing:
        message = f"{'、'.join(missing)} 没有不带 cuts 的规则，会留下空白；请各补一条"
        raise LayerError(message, where=FILE)


def _cuts(
    parsed: RuleSet,
    parts: Mapping[str, BaseGeometry],
    named_lines: Callable[[str], BaseGeometry | None],
) -> Cuts:
    """Return the cutting lines of each rule and subdistrict."""
    found: Cuts = {}
    for rule in parsed.rules:
        for name in rule.subdistricts:
            lines = [
                _cut(rule, cut.side, cut.of, name, parts[name], named_lines) for cut in rule.cuts
            ]
            found[rule.where, name] = tuple(lines)
    return found


def _cut(
    rule: Rule,
    side: str,
    names: tuple[str, ...],
    subdistrict: str,
    area: BaseGeometry,
    named_lines: Callable[[str], BaseGeometry | None],
) -> CutLine:
    roads = []
    for name in names:
        road = named_lines(name)
        if road is None or road.is_empty:
            raise LayerError(f"地名库里没有道路或河流 {name!r}", where=rule.where)
        roads.append(road)
    found = cut_line(side, shapely.union_all(roads), area)
    if found is None:
        message = f"{'、'.join(names)} 不经过 {subdistrict}，不能用来切分"
        raise LayerError(message, where=rule.where)
    return found


def _faces(
    district: BaseGeometry, parts: Mapping[str, BaseGeometry], cuts: Cuts
) -> list[BaseGeometry]:
    """Return the faces of the line work inside the district, in a fixed order."""
    lines = [district.boundary, *(shape.boundary for shape in parts.values())]
    for (_, name), cutters in cuts.items():
        around = parts[name].buffer(MARGIN_DEG)
        lines.extend(cutter.line(parts[name]).intersection(around) for cutter in cutters)
    collection = shapely.polygonize([shapely.union_all(lines)])
    shapely.prepare(district)
    faces = [f for f in collection.geoms if district.contains(f.representative_point())]
    return sorted(faces, key=lambda face: face.bounds)


def _owner(
    point: Point, parsed: RuleSet, parts: Mapping[str, BaseGeometry], cuts: Cuts
) -> str | None:
    """Return the zone of the first rule that takes this point."""
    for rule in parsed.rules:
        for name in rule.subdistricts:
            if parts[name].contains(point) and all(c.keeps(point) for c in cuts[rule.where, name]):
                return rule.zone
    return None


def _settle(faces: Sequence[BaseGeometry], owners: list[str | None], codes: Sequence[str]) -> None:
    """Give faces without owner to the neighbour with the longest shared edge, else the nearest."""
    open_faces = [i for i, owner in enumerate(owners) if owner is None]
    while open_faces:
        shared = {i: _shared_edges(i, faces, owners, codes) for i in open_faces}
        joined = [i for i in open_faces if any(shared[i].values())]
        for i in joined or open_faces:
            edges = shared[i] if joined else _nearness(i, faces, owners, codes)
            owners[i] = max(codes, key=lambda code, edges=edges: edges[code])  # type: ignore[misc]
        open_faces = [i for i in open_faces if owners[i] is None]


def _shared_edges(
    index: int, faces: Sequence[BaseGeometry], owners: Sequence[str | None], codes: Sequence[str]
) -> dict[str, float]:
    """Return the length of the edge that a face shares with each zone so far."""
    found = dict.fromkeys(codes, 0.0)
    for face, owner in zip(faces, owners, strict=True):
        if owner is not None and face.intersects(faces[index]):
            found[owner] += face.boundary.intersection(faces[index].boundary).length
    return found


def _nearness(
    index: int, faces: Sequence[BaseGeometry], owners: Sequence[str | None], codes: Sequence[str]
) -> dict[str, float]:
    """Return minus the distance from a face to each zone."""
    found = dict.fromkeys(codes, float("-inf"))
    for face, owner in zip(faces, owners, strict=True):
        if owner is not None:
            found[owner] = max(found[owner], -face.distance(faces[index]))
    return found


def _outlines(
    parsed: RuleSet, faces: Sequence[BaseGeometry], owners: Sequence[str | None]
) -> dict[str, BaseGeometry]:
    """Dissolve the faces of each zone."""
    outlines = {}
    for name in parsed.names:
        mine = [face for face, owner in zip(faces, owners, strict=True) if owner == name.code]
        if not mine:
            raise LayerError(f"功能区 {name.name}（{name.code}）按规则没有分到任何土地", where=FILE)
        outlines[name.code] = shapely.orient_polygons(shapely.union_all(mine)).normalize()
    return outlines
