"""
How a stretch of a road is written: from one end to another, its part in a district, its extension.

Only what is certain is read. Nothing here knows any place: whether the ends are on the map, and
whether `X段` names the district, is for the map to say (`geo.stretches`).
"""

from __future__ import annotations

import re
from functools import cache

from geo.said import END_WORDS, Stretch

_SIDE = "[东南西北]"
_DASHES = "-‐‑‒–—―−－~～〜∼─→"
_DASH = re.compile(rf"[{_DASHES}]{{1,2}}")
_TO = re.compile(r"[至到]")
_BRACKETED = re.compile(
    r"^(?P<host>[^（(]+)[（(](?P<inside>(?:[^（()）]|[（(][^（()）]*[)）])+)[)）](?P<tail>[^（()）]*)$"
)
_PART = re.compile(rf"(?!{_SIDE}[侧边部]?段|中段)(?P<part>[^\W\d_]{{1,4}})(?<![路街道河港])段")
_WHOLE = {"全", "全路", "全线", "全程"}
_FROM_TO = (
    re.compile(
        rf"^{_SIDE}(?:侧|面|端)?(?:起于|起自|起|自|从|至|到)(?P<start>.+?)[，,、；;\s]*"
        rf"(?<!{_SIDE}){_SIDE}(?:侧|面|端)?(?:止于|止|迄|至|到)(?P<end>.+)$"
    ),
    re.compile(r"^起(?:点|于|自)?(?P<start>.+?)[，,、；;\s]*(?:止|终)(?:点|于|至)?(?P<end>.+)$"),
    re.compile(r"^(?P<start>.+?)起[，,、；;\s]*(?:至|到)?(?P<end>.+?)(?:止|为止)?$"),
)
_LEADING = re.compile(r"^[从自由](?=.{3,}$|.[环界岸]$)")  # 自忠路 keeps its 自
_ONE_END = re.compile(rf"^(?P<start>.+?)以(?P<side>{_SIDE})(?:侧|面|路?段)?$")
_DECORATION = re.compile(
    rf"(?:以{_SIDE}|(?<=[路街道]){_SIDE}[侧面]|(?<=[路街道])(?:路口|交叉口|口))$"
)
_GROWTH = re.compile(
    rf"^(?P<road>.+[路街道速架环])向?(?P<side>{_SIDE}?)(?:延伸|延长|(?<={_SIDE})延)(?:路段|段|线|道路|工程)*$"
)
_PLAIN = re.compile(r"[^\W\d_]+")
_HOST_CUT = re.compile(r"(?:路|街|大道|高架(?!路)|高速(?!公路)|[河港浜塘])(?![路街道])")


def parse_stretch(name: str) -> Stretch | None:
    """
    Read `X路（A路-B路）` in any of its forms.

    >>> parse_stretch("裕德路（漕溪路-文定路）")
    Stretch(host='裕德路', start='漕溪路', end='文定路', part='', toward='', grows=False)
    >>> parse_stretch("裕德路漕溪路至文定路段").start
    '漕溪路'
    >>> parse_stretch("机场河(龙恒路至龙启路段)").end
    '龙启路'
    >>> parse_stretch("内环高架（徐汇段）").part
    '徐汇'
    >>> parse_stretch("龙华社会租赁住房（二期）") is None
    True
    """
    text = name.strip()
    match = _BRACKETED.match(text)
    if match is not None:
        return _bracketed(match["host"].strip(), match["inside"].strip(), match["tail"].strip())
    if len(text) > _LONGEST or re.search(r"[（()）]", text):
        return None
    return _extension(text, "", "") or _run_together(text)


_LONGEST = 60


@cache
def end_name(text: str) -> str:
    """
    Return the line that an end names, without 以东, 东侧 or 路口 after it.

    >>> end_name("漕溪路以东"), end_name("文定路口"), end_name("关港河北")
    ('漕溪路', '文定路', '关港河北')
    """
    return _DECORATION.sub("", text.strip())


def _bracketed(host: str, inside: str, tail: str) -> Stretch | None:
    if inside in _WHOLE - {"全"}:
        return Stretch(host, "", "")
    part = _PART.fullmatch(inside)
    if part is not None and not _DASH.search(inside) and not _TO.search(inside):
        return Stretch(host, "", "", "" if part["part"] in _WHOLE else part["part"])
    ends = _from_to(inside)
    if ends is not None:
        grows = _extension(host, *ends) or _extension(f"{host}{tail}", *ends)
        return grows or Stretch(host, *ends)
    one = _ONE_END.match(inside)
    if one is not None and _is_end(one["start"]) and not _DASH.search(inside):
        return Stretch(host, one["start"], "", toward=one["side"])
    return None


def _from_to(text: str) -> tuple[str, str] | None:
    """Return both ends of `A路-B路`, `从A路至B路段`, `东起A路，西至B路`, `A路起B路止`."""
    whole = re.sub(r"(?<=[路街道])路段$|段$", "", text)
    for form in _FROM_TO:
        match = form.match(whole)
        if match is not None and not _DASH.search(whole):
            ends = _ends(match["start"], match["end"])
            if ends is not None:
                return ends
    if _DASH.search(whole):
        parts = _DASH.split(whole)
        return _ends(*parts) if len(parts) == 2 else None  # noqa: PLR2004 - from and to
    cuts = [(whole[: m.start()], whole[m.end() :]) for m in _TO.finditer(whole)]
    found = [ends for cut in cuts if (ends := _ends(*cut)) is not None]
    return found[0] if len(found) == 1 else None


def _ends(start: str, end: str) -> tuple[str, str] | None:
    names = end_name(_LEADING.sub("", start.strip())), end_name(end)
    return names if all(map(_is_end, names)) else None


def _is_end(text: str) -> bool:
    """Tell whether `text` may name the end of a stretch (and not a count, a phase or a code)."""
    bare = re.sub(r"[（(][^（()）]*[)）]$", "", text)  # one deck of a tunnel
    if re.search(r"[（()），,；;]|[路街道][至到]", bare) or len(bare) < 2:  # noqa: PLR2004
        return False
    return not bare[0].isdigit() and bare[-1] in END_WORDS


def _extension(text: str, start: str, end: str) -> Stretch | None:
    """Read `X路南延伸`, with the ends that were given beside it."""
    match = _GROWTH.match(text)
    if match is None or not _PLAIN.fullmatch(match["road"]):
        return None
    return Stretch(match["road"], start, end, toward=match["side"], grows=True)


def _run_together(text: str) -> Stretch | None:
    """Read what stands without brackets, where the host can end at one place only."""
    found = [
        stretch
        for cut in _HOST_CUT.finditer(text)
        if _PLAIN.fullmatch(host := text[: cut.end()]) and len(host) > 2  # noqa: PLR2004
        if (stretch := _with_host(host, text[cut.end() :])) is not None
    ]
    return found[0] if len(found) == 1 else None


def _with_host(host: str, rest: str) -> Stretch | None:
    part = _PART.fullmatch(rest)
    if part is not None and len(part["part"]) > 1 and _is_line(host) and not _TO.search(rest):
        return Stretch(host, "", "", "" if part["part"] in _WHOLE else part["part"])
    ends = _from_to(rest)
    if ends is None or not all(_is_line(end) for end in ends):
        return None
    return Stretch(host, *ends)


def _is_line(text: str) -> bool:
    """Tell whether a name is surely that of one road or river, for there is no bracket to tell."""
    if not _PLAIN.fullmatch(text) or _TO.search(text):
        return False
    cuts = [match.end() for match in _HOST_CUT.finditer(text)]
    if text.endswith(("环", "环线", "区界", "岸")):
        return len(cuts) <= 1
    return len(text) > 2 and cuts == [len(text)]  # noqa: PLR2004
