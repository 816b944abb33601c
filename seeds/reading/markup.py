"""Markup taken away: what a stretch of a report says, and the way back to where it stands."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from seeds.reading.fold import BULLET, fold


def _any_case(pattern: str) -> str:
    """Spell both cases out, which is matched much faster than `(?i:...)`."""
    return re.sub(
        r"\[([^\]]+)\]|[a-z]",
        lambda match: f"[{(match[1] or match[0])}{(match[1] or match[0]).upper()}]",
        pattern,
    )


def tag(names: str) -> str:
    """Give a pattern for the tags of these names, opening and closing."""
    return rf"</?(?:{_any_case(names)})(?=[\s/>])[^<>]{{0,400}}>"


# A bare `<` is text: only tags known by name are markup, and they end before the next `<`.
_ANY_TAG = tag(
    "a(?:bbr|ddress|rticle)?|b(?:ig|lockquote|ody|r)?|c(?:aption|enter|ite|ode|ol(?:group)?)"
    "|d(?:[dlt]|el|iv)|em|f(?:ig(?:caption|ure)|o(?:nt|oter|rm))|h(?:[1-6r]|ead(?:er)?|tml)"
    "|i(?:mg|ns)?|kbd|li(?:nk)?|m(?:a(?:in|rk)|eta)|nav|ol|p(?:re)?|q"
    "|s(?:ection|mall|pan|tr(?:ike|ong)|tyle|u[bp])?|t(?:able|body|d|foot|h(?:ead)?|itle|r|t)"
    "|ul?|var"
)
_COMMENT = "<!--[^<>]{0,400}>"
_WHITE_ENTITY = r"&(?:nbsp|ensp|emsp|#160|#xa0);"
_LINK = r"\((?:https?:|[./#])[^()\s]{0,300}\)"
_JUNK_PATTERN = (
    r"[ \n\t<*_&\\!\[\]](?:"
    r"(?<=[ \n\t])(?!(?<=[A-Za-z0-9] )[A-Za-z0-9])"  # one blank between two words stays
    rf"|(?<=<)(?=[/a-zA-Z!])(?:{_ANY_TAG[1:]}|{_COMMENT[1:]})|(?<=\*)\*+|(?<=_)_+"
    r"|(?<=&)(?:nbsp|ensp|emsp|#160|#xa0|amp|lt|gt|quot|[lr][ds]quo|middot|[mn]dash|hellip);"
    r"|(?<=\\)(?=[!-/:-@\[-`{-~])"
    r"|(?<=!)\[[^\[\]\n]{0,200}\]\([^()\n]{0,300}\)"
    rf"|(?<=\[)(?=[^\[\]\n]{{1,200}}\]{_LINK})|(?<=\]){_LINK}"
    rf")(?:[ \n\t]+|{_ANY_TAG}|{_COMMENT}|\*\*+|__+|{_WHITE_ENTITY})*+"
)
_JUNK = re.compile(_JUNK_PATTERN)
_JUNK_BUT_TAGS = re.compile(_JUNK_PATTERN.replace("<", "", 1))
_TAG_START = re.compile("<[/a-zA-Z!]")
_INLINE_TAG = tag("a|abbr|b|em|font|i|ins|mark|s|small|span|strong|sub|sup|u")
_TEARING = re.compile(rf"<(?!{_INLINE_TAG[1:]})")
ALNUM = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_WHITE = " \n\t"
_BLANK_OR_ENTITY = " \n\t&"
_SHORTEST_TAG = 3


class Piece(NamedTuple):
    """A cleaned stretch; `listed` says that a bullet or the opening of a list stands before it."""

    text: str
    starts: tuple[int, ...]
    cuts: tuple[int, ...]
    torn: tuple[int, ...] = ()
    listed: bool = False


def clean(block: str, first: int, end: int, base: int, *, listed: bool = False) -> Piece | None:
    """
    Take the markup out of `block[first:end]`.

    Parameters
    ----------
    block
        Text folded but for its bullets.
    first, end
        The stretch of it that is wanted.
    base
        The offset in the document at which `block` begins.
    listed
        Carried over into the answer.

    Returns
    -------
    Piece or None
        Nothing if nothing is left.
    """
    junk = _JUNK if _TAG_START.search(block, first, end) else _JUNK_BUT_TAGS
    if first < end and not junk.search(block, first, end):
        text = block[first:end].replace(BULLET, "·")
        return Piece(text, (base + first,), (0,), (), listed)
    texts: list[str] = []
    starts: list[int] = []
    cuts: list[int] = []
    torn: list[int] = []
    size = 0
    last = first
    for match in junk.finditer(block, first, end):
        a, b = match.span()
        if a > last:
            texts.append(block[last:a])
            starts.append(base + last)
            cuts.append(size)
            size += a - last
        last = b
        kept, at = _kept(block, a, b, end) if b - a > 1 or block[a] != " " else ("", a)
        if kept and (size or kept != " "):
            texts.append(kept)
            starts.append(base + at)
            cuts.append(size)
            size += 1
        if b - a >= _SHORTEST_TAG and size and _TEARING.search(block, a, b):
            torn.append(size)
    if last < end:
        texts.append(block[last:end])
        starts.append(base + last)
        cuts.append(size)
        size += end - last
    if not size:
        return None
    text = "".join(texts).replace(BULLET, "·")
    if torn and torn[-1] == size:
        torn.pop()
    return Piece(text, tuple(starts), tuple(cuts), tuple(torn), listed)


def _kept(block: str, a: int, b: int, end: int) -> tuple[str, int]:
    """Give what a run of markup leaves, a blank between words or an entity's sign, and where."""
    if block[a] == "&":
        plain = fold(html.unescape(block[a : block.index(";", a) + 1]))
        if plain not in _WHITE:
            return plain, a
    if b < end and block[b] in ALNUM and block[a - 1] in ALNUM:
        if block[a] in _BLANK_OR_ENTITY:
            return " ", a
        if block[b - 1] in _WHITE or _TEARING.search(block, a, b):
            return " ", b - 1
    return "", a
