"""
What is drawn on a page of a PDF: characters with their places, and ruled lines.

Everything is turned so that the text of the page is upright; units are points, y grows upwards.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Handle: TypeAlias = Any
"""A module or an object of pypdfium2, which has no types."""

MOST_OBJECTS, MOST_POINTS, DEEPEST_FORM = 60_000, 400_000, 6
_SHORTEST_RULE, _STRAIGHT = 4.0, 0.8
_BIG_IMAGE = 0.4
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE_TO, _MOVE_TO = 0, 2
_QUARTER = math.pi / 2
_UNREADABLE = ("\x00", "\ufffe", "\uffff", "\ufffd")


@dataclass(slots=True)
class Glyph:
    """A character: its left and right edge, its baseline, its size, and if a blank precedes it."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False
    index: int = 0


@dataclass(slots=True)
class Rule:
    """A straight line of a drawing; `at` is its y if it is level and its x if it is upright."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """The drawing of a page."""

    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0
    has_big_image: bool = False
    unreadable: int = 0


@dataclass(slots=True)
class _Char:
    """A character as the library gives it."""

    char: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    size: float
    turn: int  # quarter turns to the left, -1 if it is slanted
    spaced: bool
    index: int


def read_page(raw: Handle, page: Handle) -> Page:
    """
    Return the drawing of a page.

    Parameters
    ----------
    raw
        The module `pypdfium2.raw`.
    page
        A page of pypdfium2.
    """
    text = page.get_textpage()
    try:
        drawing = Page()
        chars = list(_chars(raw, text, drawing))
    finally:
        text.close()
    turns = Counter(char.turn for char in chars if char.turn >= 0)
    turn = turns.most_common(1)[0][0] if turns else 0
    drawing.glyphs = [_upright(char, turn) for char in chars if char.turn >= 0]
    left, bottom, right, top = page.get_mediabox()
    corners = [_turned(left, bottom, turn)[1], _turned(right, top, turn)[1]]
    drawing.low, drawing.high = min(corners), max(corners)
    _read_objects(raw, page, drawing, turn)
    return drawing


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point after `turn` quarter turns to the right, which makes the text upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _upright(char: _Char, turn: int) -> Glyph:
    left, bottom, right, top = char.box
    xs = [_turned(left, bottom, turn)[0], _turned(right, top, turn)[0]]
    x, y = _turned(char.x, char.y, turn)
    start = min(*xs, x) if char.turn == turn else min(xs)
    return Glyph(char.char, start, max(*xs, start + 0.1), y, char.size, char.spaced, char.index)


def _chars(raw: Handle, text: Handle, drawing: Page) -> Iterator[_Char]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = False
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.isspace():
            spaced = char not in "\r\n"
            continue
        if char in _UNREADABLE or "\ue000" <= char <= "\uf8ff":
            drawing.unreadable += char not in "\uf06c\uf06e\uf075\uf0b7\uf0d8\uf0fc"  # bullets
            char = "•"
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        edges = (box.left, box.bottom, box.right, box.top)
        char = "-" if char == "\x02" else char  # a hyphen at the end of a line
        turn = _quarter(matrix.a, matrix.b)
        yield _Char(char, x.value, y.value, edges, size or 1.0, turn, spaced, index)
        spaced = False


def _quarter(a: float, b: float) -> int:
    """Return the direction of writing in quarter turns to the left, -1 if it is slanted."""
    quarters = math.atan2(b, a) / _QUARTER
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else -1  # noqa: PLR2004


# --- rules and images ------------------------------------------------------------------------

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _matrix_of(raw: Handle, thing: Handle) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _objects(raw: Handle, page: Handle) -> Iterator[tuple[Handle, int, _Matrix]]:
    """Return the objects of a page with their kinds and matrices, also those inside of forms."""
    stack = [
        (raw.FPDFPage_GetObject(page, at), _SAME, 0)
        for at in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS))
    ]
    seen = 0
    while stack and seen < MOST_OBJECTS:
        thing, outer, depth = stack.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == _TEXT:
            continue
        matrix = _times(_matrix_of(raw, thing), outer)
        if kind != _FORM:
            yield thing, kind, matrix
        elif depth < DEEPEST_FORM:
            count = min(raw.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)
            inside = (raw.FPDFFormObj_GetObject(thing, at) for at in range(count))
            stack.extend((part, matrix, depth + 1) for part in inside)


def _read_objects(raw: Handle, page: Handle, drawing: Page, turn: int) -> None:
    left, bottom, right, top = page.get_mediabox()
    size = (right - left) * (top - bottom)
    points = 0
    for thing, kind, matrix in _objects(raw, page):
        if kind == _IMAGE:  # an image is the unit square, put in place by its matrix
            area = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
            drawing.has_big_image |= area >= _BIG_IMAGE * size
        elif kind == _PATH and points < MOST_POINTS:
            points += max(0, raw.FPDFPath_CountSegments(thing))
            if _is_painted(raw, thing):
                _read_path(raw, thing, matrix, drawing, turn)


def _is_painted(raw: Handle, path: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return not raw.FPDFPath_GetDrawMode(path, fill, stroke) or bool(fill.value or stroke.value)


def _read_path(raw: Handle, path: Handle, matrix: _Matrix, drawing: Page, turn: int) -> None:
    """Add the straight level and upright parts of a path to the rules of a drawing."""
    x, y = ctypes.c_float(), ctypes.c_float()
    here = first = (0.0, 0.0)
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        px, py = x.value, y.value
        there = _turned(a * px + c * py + e, b * px + d * py + f, turn)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _MOVE_TO:
            first = there
        elif kind == _LINE_TO:
            _add_rule(here, there, drawing)
        if raw.FPDFPathSegment_GetClose(segment):
            _add_rule(there, first, drawing)
        here = there


def _add_rule(here: tuple[float, float], there: tuple[float, float], drawing: Page) -> None:
    width, height = abs(here[0] - there[0]), abs(here[1] - there[1])
    if height < _STRAIGHT and width >= _SHORTEST_RULE:
        middle = (here[1] + there[1]) / 2
        drawing.level.append(Rule(middle, min(here[0], there[0]), max(here[0], there[0])))
    elif width < _STRAIGHT and height >= _SHORTEST_RULE:
        middle = (here[0] + there[0]) / 2
        drawing.upright.append(Rule(middle, min(here[1], there[1]), max(here[1], there[1])))
