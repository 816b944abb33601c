"""
QGIS expressions of the styles: zone, shape, stage and accuracy of a row.

A value becomes part of an expression only through `quoted`, a legend only through `legend_text`,
and a map tip only through `escaped`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps import gis_looks, styles
from maps.shapes import METRES_PER_DEGREE
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maps.gis_looks import Looks, ZoneLook

NOT_SHOWN = "FALSE"
"""The condition of a rule that only explains, in the legend."""

MIDDLE_OF_LINE = (
    "with_variable('p', geometry_n(order_parts($geometry, 'length($geometry)', FALSE), 1), "
    "line_interpolate_point(@p, length(@p) / 2))"
)
"""Where the symbol of a line stands: half way along its longest part."""

_QGIS_SHAPES = {"triangle": "equilateral_triangle"}


def quoted(value: object) -> str:
    r"""
    Return a value as a text of the expression language.

    >>> quoted("O'Brien\\")
    "'O''Brien\\\\'"
    """
    return "'" + plain_text(value).replace("\\", "\\\\").replace("'", "''") + "'"


def legend_text(value: object) -> str:
    """
    Return a value for a legend, where QGIS would else compute what stands between `[%` and `%]`.

    >>> legend_text("北区 [% 1 + 1 %]")
    '北区 [ % 1 + 1 % ]'
    """
    return plain_text(value).replace("[%", "[ %").replace("%]", "% ]")


def escaped(column: str) -> str:
    """Return the expression of a column's value as HTML text, a dash for null."""
    found = f"coalesce(to_string(\"{column}\"), '—')"
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        found = f"replace({found}, '{sign}', '{written}')"
    return found


def among(column: str, values: Iterable[str]) -> str:
    """Return the expression that a value is one of `values`."""
    return f'"{column}" IN ({", ".join(quoted(value) for value in values)})'


def in_zone(looks: Looks, zone: ZoneLook, column: str = "zone") -> str:
    """Return the expression that a row belongs to a zone, or to none."""
    if zone.code:
        return f'"{column}" = {quoted(zone.code)}'
    if not looks.codes:
        return "TRUE"
    return f'"{column}" IS NULL OR NOT ({among(column, looks.codes)})'


def shape_of_kind() -> str:
    """Return the expression of the QGIS shape of a row's kind."""
    other = styles.KIND_SIGNS["other"].shape
    cases = [
        f"WHEN {among('kind', kinds)} THEN {quoted(qgis_shape(shape))}"
        for shape, kinds in gis_looks.kinds_of_shapes().items()
        if shape != other
    ]
    return f"CASE {' '.join(cases)} ELSE {quoted(qgis_shape(other))} END"


def qgis_shape(shape: str) -> str:
    """Return what QGIS calls a shape."""
    return _QGIS_SHAPES.get(shape, shape)


def sign_of_kind() -> str:
    """Return the expression of the one character inside the symbol; none in a legend."""
    signs = {kind: sign.sign for kind, sign in styles.KIND_SIGNS.items()}
    found = picked(signs, '"kind"')
    return (
        f"CASE WHEN \"kind\" IS NULL THEN ' ' ELSE coalesce({found}, {quoted(signs['other'])}) END"
    )


def stage_of(looks: Looks) -> str:
    """Return the expression of the group of a row's stage; what is foreseen is planned."""
    cases = [
        f"WHEN {among('stage', gis_looks.stated(group))} THEN {quoted(group)}"
        for group in gis_looks.DRAWN_STAGES
        if group != "unstated"
    ]
    if looks.report_years:
        years = {report: str(year) for report, year in looks.report_years.items()}
        stated_in = picked(years, '"report"')
        cases.insert(0, f"WHEN left(\"year\", 4) > {stated_in} THEN 'planned'")
    return f"CASE {' '.join(cases)} ELSE 'unstated' END"


def accuracy_of() -> str:
    """Return the expression of the class of a row's radius; an unknown one is coarse."""
    limits = styles.ACCURACY_CLASSES
    return (
        f"CASE WHEN \"accuracy_m\" <= {limits['fine']:g} THEN 'fine' "
        f"WHEN \"accuracy_m\" <= {limits['fair']:g} THEN 'fair' ELSE 'coarse' END"
    )


def accuracy_of_line() -> str:
    """Return the same for a line, where a sketch is never fine."""
    limits = styles.ACCURACY_CLASSES
    rough = among("method", gis_looks.ROUGH_METHODS)
    return (
        f'CASE WHEN "accuracy_m" <= {limits["fine"]:g} AND NOT coalesce({rough}, FALSE) '
        f"THEN 'fine' WHEN \"accuracy_m\" <= {limits['fair']:g} THEN 'fair' ELSE 'coarse' END"
    )


def is_broad() -> str:
    """Return the expression that an area is only the ground, in degrees and in metres alike."""
    whole = among("method", sorted(styles.WHOLE_PLACE_METHODS))
    square = f"{METRES_PER_DEGREE:g} * {METRES_PER_DEGREE:g}"
    degrees = (
        f"area($geometry) * {square} * cos(radians((y_min($geometry) + y_max($geometry)) / 2))"
    )
    area = f"if(abs(x_max($geometry)) <= 180, {degrees}, area($geometry))"
    return f"(coalesce({whole}, FALSE) OR {area} > {styles.BROAD_M2:.0f})"


def picked(table: Mapping[str, object], key: str) -> str:
    """Return the expression that looks `key` up in a table; null where it is not there."""
    pairs = ", ".join(f"{quoted(name)}, {_literal(value)}" for name, value in table.items())
    return f"map_get(map({pairs}), {key})"


def faint(colour: str, opacity: str) -> str:
    """Return the expression of a colour with an opacity that is itself an expression, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"color_rgba({red}, {green}, {blue}, 255 * ({opacity}))"


def _literal(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else quoted(value)
