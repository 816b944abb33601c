"""
Conditions of SLD rules (OGC Filter Encoding 1.1), made so that no row falls between two of them.

A condition on a missing value is neither true nor false, and `Not` of it is not true either; so
whatever is negated here also says what happens to a missing value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from maps import gis_looks, styles
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.gis_looks import Looks, ZoneLook


def all_of(*conditions: Element) -> Element:
    """Return the condition that all hold."""
    return _joined("ogc:And", conditions)


def any_of(*conditions: Element) -> Element:
    """Return the condition that one holds."""
    return _joined("ogc:Or", conditions)


def missing(column: str) -> Element:
    """Return the condition that a value is null."""
    found = Element("ogc:PropertyIsNull")
    SubElement(found, "ogc:PropertyName").text = column
    return found


def among(column: str, values: Iterable[str]) -> Element:
    """Return the condition that a value is one of `values`, of which there is at least one."""
    return any_of(*(_compared("EqualTo", column, value) for value in values))


def not_among(column: str, values: Iterable[str]) -> Element:
    """Return the condition that a value is none of `values`, or null."""
    other = Element("ogc:Not")
    other.append(among(column, values))
    return any_of(missing(column), other)


def at_most(column: str, limit: float) -> Element:
    """Return the condition that a number is `limit` or less."""
    return _compared("LessThanOrEqualTo", column, f"{limit:g}")


def more_than(column: str, limit: float) -> Element:
    """Return the condition that a number is greater than `limit`."""
    return _compared("GreaterThan", column, f"{limit:g}")


def in_zone(looks: Looks, zone: ZoneLook, column: str = "zone") -> Element:
    """Return the condition that a feature belongs to a zone, or to none."""
    if zone.code:
        return among(column, [zone.code])
    return not_among(column, looks.codes or [""])


def of_shape(shape: str) -> Element:
    """Return the condition that a kind has this shape; a kind that nobody knows is `other`."""
    kinds = gis_looks.kinds_of_shapes()
    if shape != styles.KIND_SIGNS["other"].shape:
        return among("kind", kinds[shape])
    return not_among("kind", [kind for other in kinds if other != shape for kind in kinds[other]])


def accurate(name: str) -> Element:
    """Return the condition that a radius is of this class; an unknown one is coarse."""
    limits = styles.ACCURACY_CLASSES
    if name == "fine":
        return at_most("accuracy_m", limits["fine"])
    if name == "fair":
        return all_of(
            more_than("accuracy_m", limits["fine"]), at_most("accuracy_m", limits["fair"])
        )
    return any_of(missing("accuracy_m"), more_than("accuracy_m", limits["fair"]))


def at_stage(looks: Looks, group: str) -> Element:
    """Return the condition that a work is at a stage of this group; foreseen ones are planned."""
    known = gis_looks.all_stages()
    here = not_among("stage", known) if group == "unstated" else among("stage", _stated(group))
    plans = [
        all_of(among("report", reports), _compared("GreaterThanOrEqualTo", "year", str(year + 1)))
        for year, reports in looks.reports_by_year.items()
    ]
    if not plans:
        return here
    return any_of(here, *plans) if group == "planned" else all_of(here, _no_plan(looks))


def solid_stage(looks: Looks) -> Element:
    """Return the condition that a work is done or exists: drawn in one way as an area."""
    here = among("stage", [*_stated("done"), *_stated("existing")])
    return all_of(here, _no_plan(looks)) if looks.report_years else here


def broad(looks: Looks, zone: ZoneLook, *, wanted: bool) -> Element:
    """Return the condition that an area of a zone is only the ground, or that it is not."""
    whole, ids = sorted(styles.WHOLE_PLACE_METHODS), looks.broad.get(zone.code, ())
    if wanted:
        return any_of(among("method", whole), *([among("id", ids)] if ids else []))
    return all_of(not_among("method", whole), *([not_among("id", ids)] if ids else []))


def rough_line(name: str) -> Element:
    """Return the condition that a line is of this class, where a sketch is never fine."""
    if name == "fine":
        return all_of(accurate("fine"), not_among("method", gis_looks.ROUGH_METHODS))
    if name == "fair":
        sketch = all_of(accurate("fine"), among("method", gis_looks.ROUGH_METHODS))
        return any_of(accurate("fair"), sketch)
    return accurate(name)


def _stated(group: str) -> tuple[str, ...]:
    return gis_looks.stated(group)


def _no_plan(looks: Looks) -> Element:
    """Return the condition that the year, if any, is not after the report."""
    facts = [
        all_of(among("report", reports), _compared("LessThan", "year", str(year + 1)))
        for year, reports in looks.reports_by_year.items()
    ]
    return any_of(missing("year"), not_among("report", looks.report_years), *facts)


def _compared(how: str, column: str, value: str) -> Element:
    found = Element(f"ogc:PropertyIs{how}")
    SubElement(found, "ogc:PropertyName").text = column
    SubElement(found, "ogc:Literal").text = plain_text(value)
    return found


def _joined(tag: str, conditions: Iterable[Element]) -> Element:
    """Return one condition: the same kind inside itself is taken apart."""
    members: list[Element] = []
    for condition in conditions:
        members.extend(condition if condition.tag == tag else [condition])
    if len(members) == 1:
        return members[0]
    found = Element(tag)
    found.extend(members)
    return found
