"""
How planners write the bounds of a plot (四至): which line lies on which side of it.

Three ways are read: by side (东至A路、南至B路 …), by what lies on which side of a road (A路以南、
B路以东 …, which names the opposite side of the plot), and without sides (A路、B路、C路围合).
Nothing here knows any place.
"""

from __future__ import annotations

import re
from itertools import takewhile

from geo.said import OPPOSITE, Bounds, Side

_WIDTHS = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "/": "、", "｜": "、"}
)
_BLANK = re.compile(r"[ \t\u3000\xa0]+")
_LINES = re.compile(r"\s*[\r\n]+\s*")
_POINT = "(?:东北|东南|西北|西南|东|南|西|北)"
_POINTS = re.compile(_POINT)
_AFTER = r"(?<![^\W\d_])"  # not in the middle of a name
# After a compass word in the middle of a line only plain verbs count, elsewhere all of them.
_FREE_VERBS = r"：|起(?:自|于)?|至|到|紧?[临邻靠](?:近|接)?|毗[邻连]"
_BOUND_VERBS = rf"{_FREE_VERBS}|接壤?|连接?|抵|达|濒|依|倚|傍|沿|以|与|为|是|止于?|[-—–－]{{1,2}}"
_MARK = re.compile(
    rf"(?<!以)(?:{_AFTER}(?P<dirs>{_POINT}(?:[、和及与，]?{_POINT}){{0,3}})"
    rf"(?P<both>[两二三][面侧边])?[面侧边部端]?(?:边?界线?)?(?:均|分别|都)? ?(?:{_BOUND_VERBS})"
    rf"|(?P<dir>{_POINT})[面侧边]?(?:{_FREE_VERBS}))：?"
)
_STOP = re.compile(r"[；。！!？?]")
_ROADLIKE = "路街道弄河港浜塘泾浦江溪环线速架界"
_AND = rf"(?<=[{_ROADLIKE}）])(?:以及|和|及|与)"
_NAMES = re.compile(rf"[、，]|{_AND}")
_BRACKET = re.compile(r"（(?P<other>[^（）]*)）?$")
_EDGE = re.compile(
    r"(?:(?:为|作)(?:边?界|止)|为止|一线|沿线|(?:道路|规划)?(?:红线|绿线|蓝线|中心线|中线|边线)"
    r"|相?(?:邻|接|连|望|接壤|毗邻)|为邻|交界|接壤|毗邻|(?<=[路道街])(?:以[东南西北]|[东南西北]侧)|围合.*|合围.*|等(?:道路)?|的(?:区域|范围|地块|用地|地区|部分).*)$"
)
_STATE = re.compile(r"^(?:至|到|现状|既有|现有|已建成?|在建的?|沿着?)(?=..)")
_LEAD = re.compile(r"^.*(?:位于|坐落于|坐落在|地处|四至范围|四至|范围|东至)[为是：]*")
_RELATIVE = re.compile(
    rf"^(?P<name>.{{2,30}}?)(?:(?P<said>以)(?P<a>{_POINT})|(?<=[{_ROADLIKE}])(?P<b>{_POINT}))"
    r"(?P<side>[侧面边部])?(?P<rest>的?[^路街道]{0,12})$"
)
_REST = re.compile(r"(?:.*(?:地块|地区|区域|范围|街坊|用地|片区|地段|土地|两地块))?[）]?$")
_PARTS = re.compile(r"[、，；。\n]|(?<=[侧面边东南西北])(?:至|到)|以及")
_ENCLOSED = re.compile(
    r"(?P<list>[^；。\n]{5,120}?)(?:等)?(?:所|共同|[三四五六]条?(?:道)?路)*(?:围合|合围|围成|包围|围起)"
)
_LISTED = re.compile(rf"[、，\-‐‑–—―－～~×]|{_AND}")
_LONGEST = 4000


def parse_bounds(text: str) -> tuple[Bounds, ...]:
    """
    Read 四至: for each plot of the text its sides; empty where the text states none.

    A plot has three sides or more, or two that meet in a corner.

    >>> [(side.compass, side.names) for side in parse_bounds("东至甲路、南至乙河、西至丙路")[0]]
    [('东', ('甲路',)), ('南', ('乙河',)), ('西', ('丙路',))]
    >>> [(side.compass, side.names) for side in parse_bounds("甲路以南、乙路以东地块")[0]]
    [('北', ('甲路',)), ('西', ('乙路',))]
    >>> parse_bounds("东安一村")
    ()
    """
    plain = _LINES.sub("\n", _BLANK.sub(" ", text[:_LONGEST].translate(_WIDTHS)).strip())
    found = _by_side(plain)
    if not _whole(found):
        found = _by_road(plain)
    if not _whole(found):
        found = _enclosed(plain)
    return tuple(bounds for bounds in found if _closes(bounds))


def _whole(found: list[Bounds]) -> bool:
    return any(map(_closes, found))


def _closes(bounds: Bounds) -> bool:
    """Tell whether the sides may enclose something, or meet in one corner."""
    said = {side.compass for side in bounds}
    corner = len(bounds) == 2 and said <= OPPOSITE.keys() and said not in _ACROSS  # noqa: PLR2004
    return len(bounds) > 2 or corner  # noqa: PLR2004 - three lines may enclose a block


_ACROSS = ({"东", "西"}, {"南", "北"})


# --- 东至A路、南至B路 ---------------------------------------------------------------------------


def _by_side(text: str) -> list[Bounds]:
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks][1:] + [len(text)] * bool(marks)
    plots: list[dict[str, Side]] = [{}]
    for mark, end in zip(marks, ends, strict=True):
        names, other = _named(_STOP.split(text[mark.end() : end], maxsplit=1)[0])
        if not names:
            continue
        for compass in _compass(mark):
            plot = plots[-1]
            if compass in plot and len(plot) > 2:  # noqa: PLR2004 - the next plot begins
                plot = {}
                plots.append(plot)
            before = plot.get(compass)
            lines = names if before is None else (*before.names, *names)
            plot[compass] = Side(compass, tuple(dict.fromkeys(lines)), other)
    return [tuple(plot.values()) for plot in plots]


def _compass(mark: re.Match[str]) -> list[str]:
    said = mark["dirs"] or mark["dir"]
    return list(said) if mark["both"] else _POINTS.findall(said)


def _named(written: str) -> tuple[tuple[str, ...], str]:
    """Return the names of a side, without what is only said about them."""
    # A heading of the next plot may follow on its own line: only the first line is the side.
    line = written.strip(" ，、。；：").split("\n")[0]
    bracket = _BRACKET.search(line)
    other = bracket["other"] if bracket else ""
    line = _BRACKET.sub("", line) if bracket else line
    first, *more = (_trimmed(part) for part in _NAMES.split(line))
    # What follows is another line of this side or, after the last side, the rest of the sentence.
    names = [first, *takewhile(_is_line, more)]
    return tuple(name for name in names if len(name) > 1), _trimmed(other)


def _trimmed(name: str) -> str:
    name = name.strip(" ，、。；：（）\n")
    while (short := _STATE.sub("", _EDGE.sub("", name)).strip()) != name:
        name = short
    return name


# --- A路以南、B路以东 ---------------------------------------------------------------------------


def _by_road(text: str) -> list[Bounds]:
    sides: dict[str, Side] = {}
    waiting: list[str] = []
    for part in _PARTS.split(text):
        found = _relative(part.strip())
        if found is None:
            waiting = [*waiting, part.strip()] if part.strip()[-1:] in [*_ROADLIKE] else []
            continue
        name, compass = found
        lines = [*waiting, name] if sides or not waiting else [*map(_bare, waiting), name]
        before = sides.get(compass)
        sides[compass] = Side(compass, (*(before.names if before else ()), *lines))
        waiting = []
    return [tuple(sides.values())] if sides else []


def _relative(part: str) -> tuple[str, str] | None:
    """Return a road and the side of the plot on which it lies (which is not the side named)."""
    match = _RELATIVE.match(part)
    if match is None or not _REST.match(match["rest"]):
        return None
    name = _trimmed(_bare(match["name"]))
    said = match["a"] or match["b"]
    return (name, "".join(OPPOSITE[point] for point in said)) if len(name) > 1 else None


def _bare(name: str) -> str:
    """Return a name without the words that lead up to it."""
    return re.split("[（：]", _LEAD.sub("", name))[-1].strip()


# --- A路、B路、C路围合 --------------------------------------------------------------------------


def _enclosed(text: str) -> list[Bounds]:
    found = []
    for match in _ENCLOSED.finditer(text):
        listed = re.split("[（：]|由(?=..)", _LEAD.sub("", match["list"]))[-1]
        names = list(dict.fromkeys(_trimmed(part) for part in _LISTED.split(listed)))
        if len(names) > 2 and all(map(_is_line, names)):  # noqa: PLR2004 - as `_closes`
            found.append(tuple(Side("", (name,)) for name in names))
    return found


def _is_line(name: str) -> bool:
    return len(name) > 1 and name[-1] in _ROADLIKE
