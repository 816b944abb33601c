"""The side of the picture: title, legend with counts, and whose data it shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from maps import shapes, styles
from maps.pen import INK, MARKER_SIZES, MARKERS, QUIET, Spot, scatter, symbol_look
from maps.text import plain_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from maps.pen import Pen
    from maps.view import MapView


def draw(axes: Axes, view: MapView, pen: Pen, *, height: float) -> None:
    """
    Write the title and the legend beside the map.

    Parameters
    ----------
    axes
        The side, one unit wide.
    view
        What the map shows.
    pen
        What it is written with.
    height
        The height of the side in units of its width.
    """
    axes.set(xlim=(0, 1), ylim=(0, height))
    meta = view.meta
    district = meta.get("district" if pen.font else "district_en") or ""
    y = height - 0.2
    for line in wrapped(pen.word("title", district=plain_text(district)), 9 if pen.font else 20):
        pen.write(axes, (0.02, y), line, size=15, color=INK)
        y -= 0.13
    drawn = sum(1 for item in view.features if item.get("geometry"))
    for line in wrapped(pen.word("subtitle", drawn=drawn, listed=len(view.unlocated)), 40):
        pen.write(axes, (0.02, y), line, size=8, color=QUIET)
        y -= 0.1
    y = _legend_zones(axes, view, pen, y - 0.1)
    y = _legend_shapes(axes, view, pen, y - 0.1)
    _legend_stages(axes, view, pen, y - 0.1)
    _write_foot(axes, view, pen)


def _legend_zones(axes: Axes, view: MapView, pen: Pen, y: float) -> float:
    """Write the zones with their counts; return where the next block begins."""
    counts = Counter(str(shapes.properties(item).get("zone") or "") for item in view.features)
    pen.write(axes, (0.02, y), pen.word("zones"), size=9.5)
    for order, zone in enumerate(view.zones):
        y -= 0.095
        given = shapes.properties(zone)
        colour = styles.zone_colour(order).fill
        axes.scatter([0.07], [y], s=90, marker="s", c=[colour], linewidths=0)
        pen.write(axes, (0.14, y), pen.name(given) or str(given.get("code", "")), size=9)
        count = str(counts[str(given.get("code", ""))])
        pen.write(axes, (0.93, y), count, size=9, ha="right", color=QUIET)
    return y - 0.095


def _legend_shapes(axes: Axes, view: MapView, pen: Pen, y: float) -> float:
    """Write what the shapes mean, with counts; return where the next block begins."""
    kinds = (str(shapes.properties(item).get("kind")) for item in view.features)
    counts = Counter(styles.kind_sign(kind).shape for kind in kinds)
    pen.write(axes, (0.02, y), pen.word("kinds"), size=9.5)
    for shape, marker in MARKERS.items():
        y -= 0.09
        axes.scatter([0.07], [y], s=MARKER_SIZES[shape] * 1.5, marker=marker, c=[QUIET])
        pen.write(axes, (0.14, y), pen.word(f"shape_{shape}"), size=8.5)
        pen.write(axes, (0.93, y), str(counts[shape]), size=8.5, ha="right", color=QUIET)
    return y - 0.09


def _legend_stages(axes: Axes, view: MapView, pen: Pen, y: float) -> None:
    """Write what the outlines and the halo mean."""
    counts = Counter(
        styles.stage_group(view.stage_of(shapes.properties(item))) for item in view.features
    )
    pen.write(axes, (0.02, y), pen.word("stages"), size=9.5)
    for group in (name for name in styles.STAGE_GROUPS if counts[name]):
        y -= 0.09
        spot = Spot(0.07, y, group, styles.NO_ZONE, vague=False)
        if group == "active":
            scatter(axes, "circle", [spot], [("#ffffff", spot.colour.strong, 1.1)], 3.0)
        scatter(axes, "circle", [spot], [symbol_look(group, spot.colour)], 1.6)
        pen.write(axes, (0.14, y), pen.word(f"stage_{group}"), size=8.5)
        pen.write(axes, (0.93, y), str(counts[group]), size=8.5, ha="right", color=QUIET)
    y -= 0.1
    axes.scatter([0.07], [y], s=150, c=[styles.NO_ZONE.fill], alpha=0.25, linewidths=0)
    pen.write(axes, (0.14, y), pen.word("picture_vague"), size=8.5)


def _write_foot(axes: Axes, view: MapView, pen: Pen) -> None:
    """Write what the map is not, and whose data it shows."""
    meta = view.meta
    dates = sorted(set((meta.get("snapshots") or {}).values()))
    span = " — ".join([dates[0], dates[-1]] if len(dates) > 1 else dates)
    lines = [pen.word("indicative"), pen.word("attribution")]
    if meta.get("approval"):
        lines.insert(1, pen.word("approval", number=plain_text(meta["approval"])))
    if span:
        lines.append(pen.word("data_of", dates=plain_text(span)))
    for order, line in enumerate(reversed(lines)):
        pen.write(axes, (0.02, 0.07 + 0.085 * order), line, size=7, color=QUIET)


def wrapped(words: str, width: int) -> list[str]:
    """Cut a title into lines of at most `width` characters; at blanks where there are any."""
    lines = [""]
    for piece in words.split(" ") if " " in words else words:
        glue = " " if lines[-1] and " " in words else ""
        if len(lines[-1]) + len(piece) + len(glue) > width and lines[-1]:
            lines.append("")
            glue = ""
        lines[-1] += glue + piece
    return lines
