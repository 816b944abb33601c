"""
How a mention is marked: by colour, sign and line.

Colour says the family of kinds, the sign the kind, the line under it what it is on a map; what was
refused is grey in a dashed box. The families are the shapes of `maps.styles`, so a sign means here
what it means on the map.
"""

from __future__ import annotations

from types import MappingProxyType

from maps import styles

FAMILIES = MappingProxyType(
    {
        "square": styles.ZONE_COLOURS[0],
        "circle": styles.ZONE_COLOURS[1],
        "triangle": styles.ZONE_COLOURS[3],
        "diamond": styles.ZONE_COLOURS[2],
        "hexagon": styles.ZONE_COLOURS[4],
    }
)
"""Shape of a symbol to its colour on this page."""

REFUSED = styles.NO_ZONE
"""The colour of what was refused."""

REFUSED_SIGN = "✕"
CLASSES = ("yes", "line", "area", "no")
"""What a mention is on a map; also the end of the class names `m-…` and of the count keys."""

_TINT = 0.16
_ALSO_TINT = 0.07


def family(kind: str) -> str:
    """Return the family of a kind; an unknown kind belongs to `hexagon` like `other`."""
    return styles.kind_sign(kind).shape


def placeable_class(placeable: str) -> str:
    """Return the class of a mention; a word that is not known counts as a site."""
    return placeable if placeable in CLASSES else "yes"


def tint(colour: str, share: float = _TINT) -> str:
    """
    Return `colour` mixed into white.

    >>> tint("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def style_rules() -> str:
    """Return the colours as rules of a style sheet."""
    looks = {**{f"f-{name}": colour for name, colour in FAMILIES.items()}, "f-refused": REFUSED}
    return "\n".join(
        f".{name} {{ --strong: {colour.strong}; --tint: {tint(colour.fill)};"
        f" --pale: {tint(colour.fill, _ALSO_TINT)}; }}"
        for name, colour in looks.items()
    )
