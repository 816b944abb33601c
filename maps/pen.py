"""
The pen of the pictures: flat ground, paths, symbols and words, in as few artists as can be.

One path that holds a thousand lines costs matplotlib a tenth of a thousand paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke

from maps import fonts, shapes, styles
from maps.strings import text
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

SIMPLIFY_M = 7.0
"""Lines are simplified by this much: less than a pixel of the picture."""

OVER = {"fill": 1, "road": 2, "metro": 3, "border": 4, "zone": 5, "shape": 6}
SYMBOL_OVER, NAME_OVER = 8, 10
"""What lies over what."""

INK, QUIET = "#1f2328", "#57606a"
MARKERS = {"square": "s", "circle": "o", "triangle": "^", "diamond": "D", "hexagon": "h"}
MARKER_SIZES = {"square": 26, "circle": 32, "triangle": 38, "diamond": 25, "hexagon": 36}


@dataclass(frozen=True, slots=True)
class Ground:
    """The flat picture ground: metres east and north of a corner of the district."""

    west: float
    south: float
    width: float
    height: float
    scale: tuple[float, float]

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return `geometry` in metres of this ground."""
        return shapely.transform(geometry, self.metres)

    def metres(self, degrees: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return positions in metres of this ground."""
        return (degrees - (self.west, self.south)) * self.scale


class Spot(NamedTuple):
    """Where a symbol stands and what it shows."""

    x: float
    y: float
    stage: str
    colour: styles.ZoneColour
    vague: bool


@dataclass(frozen=True, slots=True)
class Pen:
    """The font and the language of the words in one picture."""

    font: Path | None

    @property
    def language(self) -> str:
        """Chinese when there is a font for it."""
        return "zh" if self.font else "en"

    def word(self, key: str, **fill: object) -> str:
        """Return an interface text in the language of the picture."""
        return text(key, self.language, **fill)

    def name(self, given: Mapping[str, Any]) -> str:
        """Return the name of a thing, empty when this font cannot write it."""
        words = plain_text(given.get("name" if self.font else "name_en") or "")
        return words if self.can_write(words) else ""

    def can_write(self, words: str) -> bool:
        """Tell whether no character of `words` would become an empty box."""
        return fonts.covers(self.font or fonts.latin_font(), words)

    def write(self, axes: Axes, at: tuple[float, float], words: str, **look: Any) -> None:  # noqa: ANN401
        """Write `words` with their middle (or left end) at a position."""
        halo = look.pop("halo", 0)
        effects = [withStroke(linewidth=halo, foreground="white", alpha=0.9)] if halo else None
        size = look.pop("size", 8)
        properties = FontProperties(fname=self.font, size=size) if self.font else None
        look.setdefault("va", "center")
        axes.text(
            *at,
            "".join(char for char in words if self.can_write(char)),
            fontproperties=properties,
            fontsize=size,
            path_effects=effects,
            parse_math=False,
            **look,
        )


def flat_parts(ground: Ground, geometries: Iterable[BaseGeometry | None]) -> list[BaseGeometry]:
    """Return the geometries in metres, simplified to what the picture can show."""
    given = [item for item in geometries if item is not None and not item.is_empty]
    if not given:
        return []
    flat = shapely.simplify([ground.flat(item) for item in given], SIMPLIFY_M)
    return [item for item in flat.tolist() if not item.is_empty]


def fill(axes: Axes, over: str, areas: Sequence[BaseGeometry], **look: Any) -> None:  # noqa: ANN401
    """Fill areas with their holes, one path for all."""
    polygons = [part for item in areas for part in shapes.polygon_parts(item)]
    rings = [ring for area in polygons for ring in (area.exterior, *area.interiors)]
    _add_path(axes, over, [Outline(ring.coords, closed=True) for ring in rings], **look)


def stroke(axes: Axes, over: str, lines: Sequence[BaseGeometry], **look: Any) -> None:  # noqa: ANN401
    """Draw lines, one path for all: a tenth of the time and bytes of one path a line."""
    parts = [part for item in lines for part in shapes.line_parts(item)]
    outlines = [Outline(shapely.get_coordinates(part)) for part in parts]
    _add_path(axes, over, outlines, fill=False, capstyle="round", joinstyle="round", **look)


def _add_path(axes: Axes, over: str, outlines: Sequence[Outline], **look: Any) -> None:  # noqa: ANN401
    """Add one artist that holds all `outlines`."""
    if outlines:
        whole = Outline.make_compound_path(*outlines)
        axes.add_artist(PathPatch(whole, zorder=OVER[over], **look))


def scatter(
    axes: Axes,
    shape: str,
    members: Sequence[Spot],
    looks: Sequence[tuple[str, str, float]],
    larger: float = 1.0,
) -> None:
    """Draw the symbols of one shape as one artist."""
    if not members:
        return
    axes.scatter(
        [spot.x for spot in members],
        [spot.y for spot in members],
        s=MARKER_SIZES[shape] * larger,
        marker=MARKERS[shape],
        facecolors=[look[0] for look in looks],
        edgecolors=[look[1] for look in looks],
        linewidths=[look[2] for look in looks],
        zorder=SYMBOL_OVER,
    )


def symbol_look(stage: str, colour: styles.ZoneColour) -> tuple[str, str, float]:
    """Return face, edge and edge width of a symbol."""
    if stage in {"planned", "unstated"}:
        return "#ffffff", colour.strong, 1.5 if stage == "planned" else 0.8
    if stage == "existing":
        return colour.fill, "#111111", 1.0
    return colour.fill, "#ffffff", 0.8
