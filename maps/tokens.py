"""
A Chinese name cut into what each part of it is: known words, numbers, signs, and the proper rest.

The cut is the one with the fewest words and the least left over; a name that the district lends
goes before a word of the tables.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from maps.readings import HAN
from maps.wordlist import COUNT, KIND, NAME, RING, WORD, Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RAW, NUMBER, LATIN, SIGN, OF, LENT = "raw", "number", "latin", "sign", "of", "lent"

_DIGITS = "一二三四五六七八九十"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS, 1)}
_LENT_COST, _WORD_COST, _RAW_COST, _ALONE_COST = 1, 2, 3, 5
"""What a cut costs: by lent names, by words, by characters left over; a first one left alone."""

_PREFIXES = "老新东南西北区市环原大小"
"""Characters that may well stand alone before a word."""

_SIGNS = {
    "(": " (", ")": ") ", "[": " [", "]": "] ", "【": " [", "】": "] ", "《": " “", "》": "” ",
    "〈": " “", "〉": "” ", "「": " “", "」": "” ", "『": " “", "』": "” ", "、": ", ",
    "。": ". ", "·": " · ", "•": " · ", "・": " · ", "〔": " [", "〕": "] ", "‧": " · ",
}  # fmt: skip
_SIGN = "".join(map(re.escape, _SIGNS))


class Token(NamedTuple):
    """A part of a name: its sort, what stood there, and its English (blank while not known)."""

    sort: str
    text: str
    english: str = ""


def cut(text: str, lent: Mapping[str, str]) -> list[Token]:
    """
    Cut a text into tokens; nothing is left out but blanks between two of them.

    >>> [token.text for token in cut("长风公园8号地块(二期)", {})]
    ['长风', '公园', '8号地块', '(', '二期', ')']
    """
    tokens: list[Token] = []
    for found in _pieces().finditer(text):
        piece = found[0]
        if found["line"]:
            tokens.append(Token(KIND, piece, f"Line {found['line']}"))
        elif found["han"]:
            tokens += _known(piece, lent)
        elif found["sign"]:
            tokens.append(Token(SIGN, piece, _SIGNS[piece]))
        elif found["dash"]:
            tokens.append(Token(SIGN, piece, "–"))
        elif found["rest"]:
            tokens += _latin(piece)
        else:
            tokens.append(_numbered(found))
    return tokens


@cache
def _pieces() -> re.Pattern[str]:
    """Return the pattern of everything that is told without a word list."""
    counted = "|".join(
        sorted((w for w in words(COUNT) if w not in "线号线"), key=len, reverse=True)
    )
    code = r"(?<![A-Za-z0-9.-])(?:\d+[A-Za-z]?|[A-Z]{1,2}\d*)(?:-[A-Za-z0-9]+)*"
    span = r"(?<!\d)(?<!\d[-–~至、,])\d{1,5}(?:[-–~至、,]\d{1,5})*"
    return re.compile(
        rf"""(?P<line>(?<![\d/])\d+(?:/\d+)*)号线
        |(?P<codes>{code}(?:[、,]{code})*)(?P<hao>号)?(?P<count>{counted})(?!路|街(?!坊))
        |(?P<hash>(?<!\d)\d+)\#
        |(?P<span>{span})(?P<unit>支?弄|号)
        |(?<![{HAN}])表(?P<table>\d+)
        |第(?P<nth>\d+|[{_DIGITS}]{{1,3}})
        |(?P<n>[{_DIGITS}]{{1,3}})(?P<what>期|村|标段|号(?:{counted}))(?![路街])
        |(?P<han>(?:(?!第[{_DIGITS}\d]|(?<![{HAN}])表\d|(?<=[{HAN}])[{_DIGITS}]{{1,3}}(?:期|村|标段)(?![路街])
            |[{_DIGITS}]{{1,3}}期)[{HAN}])+)
        |(?P<sign>[{_SIGN}])
        |(?P<dash>(?<=[{HAN})])\s*[-–—―~]+\s*(?=[{HAN}(])|[–—―]+)
        |(?P<rest>(?:(?!{code}(?:[、,]{code})*号?(?:{counted})|(?<![\d/])\d+(?:/\d+)*号线|(?<!\d)\d+\#
            |{span}(?:支?弄|号))[^{HAN}{_SIGN}–—―])+)
        |.""",
        re.VERBOSE | re.DOTALL,
    )


def _numbered(found: re.Match[str]) -> Token:
    """Return a number with what it counts, or a house number."""
    piece = found[0]
    if found["count"]:
        return Token(KIND, piece, _counted(found))
    if found["table"] or found["hash"]:
        said = f"Table {found['table']}" if found["table"] else f"No. {found['hash']}"
        return Token(KIND, piece, said)
    if found["unit"]:
        return Token(NUMBER, piece, _house(found["span"], found["unit"]))
    if found["nth"]:
        nth = found["nth"]
        return Token(WORD, piece, f"No. {nth if nth.isdigit() else value_of(nth)}")
    if found["what"]:
        return Token(KIND, piece, _ordinal(found["n"], found["what"]))
    return Token(LATIN, piece, piece)


def _counted(found: re.Match[str]) -> str:
    """Return 8号地块 as Plot 8, 3、4号地块 as Plots 3 and 4, 1-3号楼 as Buildings 1–3."""
    noun = words(COUNT)[found["count"]].english
    codes = re.split("[、,]", found["codes"])
    if len(codes) > 1:
        return f"{noun}s {', '.join(codes[:-1])} and {codes[-1]}"
    if found["hao"] and re.fullmatch(r"\d+-\d+", codes[0]):
        return f"{noun}s {codes[0].replace('-', '–')}"
    return f"{noun} {codes[0]}"


def _house(span: str, unit: str) -> str:
    """Return 40弄 as Lane 40, 7-8号 as Nos. 7–8."""
    several = not span.isdigit()
    numbers = re.sub("[-~至]", "–", span).replace("、", ", ")
    if unit == "号":
        return f"{'Nos.' if several else 'No.'} {numbers}"
    return f"{'Sublane' if unit == '支弄' else 'Lane'}{'s' * several} {numbers}"


def _ordinal(number: str, what: str) -> str:
    """Return 二期 as Phase 2, 三村 as No. 3 Village, 一二村 as No. 1 and No. 2 Villages."""
    if what == "村" and len(number) == 2 and "十" not in number:  # noqa: PLR2004 - two of them
        return f"No. {_VALUES[number[0]]} and No. {_VALUES[number[1]]} Villages"
    if what == "村":
        return f"No. {value_of(number)} Village"
    noun = {"期": "Phase", "标段": "Section"}.get(what) or words(COUNT)[what[1:]].english
    return f"{noun} {value_of(number)}"


def value_of(numeral: str) -> int:
    """
    Return the number that a Chinese numeral below a hundred says.

    >>> value_of("八"), value_of("十二"), value_of("二十")
    (8, 12, 20)
    """
    tens, ten, ones = numeral.rpartition("十")
    unit = _VALUES.get(ones[-1:], 0)
    return (_VALUES.get(tens[-1:], 1) * 10 if ten else 0) + unit


def _latin(piece: str) -> Iterator[Token]:
    """Yield what is neither Chinese nor a Chinese sign; signs that stand alone part a name."""
    bare = piece.strip()
    if bare and all(char in ",;:!?./|" for char in bare):
        yield Token(SIGN, piece, bare + " ")
    elif bare:
        yield Token(LATIN, piece, bare)


def _known(run: str, lent: Mapping[str, str]) -> Iterator[Token]:
    """Yield the words of a run of Chinese characters; what is between them is `RAW`."""
    table, _ = _table()
    raw = ""
    for start, end in pairwise(_cuts(run, lent)):
        piece = run[start:end]
        if len(piece) == 1:
            raw += piece
            continue
        if raw:
            yield Token(RAW, raw)
            raw = ""
        word = Word(LENT, lent[piece]) if piece in lent else table[piece]
        yield Token(word.sort, piece, word.english)
    if raw:
        yield Token(RAW, raw)


def _cuts(run: str, lent: Mapping[str, str]) -> list[int]:
    """Return where the words of a run begin and end, by the cheapest cut."""
    table, longest = _table()
    sizes = sorted({len(name) for name in lent} | set(range(2, longest + 1)))
    best = [(0, 0)]  # cost up to here, start of the last word
    for end in range(1, len(run) + 1):
        ways = [(best[end - 1][0] + _RAW_COST, end - 1)]
        for start in (end - size for size in sizes if 1 < size <= end):
            piece = run[start:end]
            if piece in lent:
                ways.append((best[start][0] + _LENT_COST, start))
            elif piece in table:
                alone = _ALONE_COST if start == 1 and run[0] not in _PREFIXES else 0
                ways.append((best[start][0] + _WORD_COST + alone, start))
        best.append(min(ways, key=lambda way: way[0]))
    cuts = [len(run)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return cuts[::-1]


@cache
def _table() -> tuple[Mapping[str, Word], int]:
    """Return the words that may stand anywhere in a name, and the length of the longest."""
    table = words(OF, NAME, RING, KIND, WORD)
    return table, max(map(len, table))
