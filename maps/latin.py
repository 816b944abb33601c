"""
English for Chinese names: what signs would say, pinyin for the proper part, words for the rest.

Written for readers of a map, not for a gazetteer: 漕溪北路 is Caoxi North Road, 3、4号地块 are
Plots 3 and 4. Names that the district gives in English itself are lent by the caller
(`given_names`), and go before anything that is built here. Whatever comes in, no Chinese
character comes out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import count, groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from maps.proper import ACROSS, JOIN, ROUND, resolved, spelt
from maps.readings import HAN, has_han, is_han, search_keys, syllables, word_of
from maps.text import plain_text
from maps.tokens import NUMBER, OF, RAW, SIGN, Token, cut
from maps.wordlist import NAME, ROAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["english", "given_names", "label_en", "search_keys"]

_BLANKS = re.compile(r"\s+")
_BEFORE = re.compile(r" +(?=[,;:!?)\]”]|\.(?: |$))")
_BEHIND = re.compile(r"(?<=[(\[“]) +")
_LOOSE = re.compile(f"(?<=[{HAN}]) +(?=[0-9])|(?<=[0-9]) +(?=[{HAN}])")
_FULL_NAME = 3
_ROUND_WHAT = 2
_ENOUGH = 3
_LONGEST = 300
_LEFT = re.compile(f"[{HAN}]+")
_WATER_KINDS = {"river": ("Creek", ("river", "creek", "lake", "canal", "brook"))}


def english(name: str, lent: Mapping[str, str] | None = None) -> str:
    """
    Return an English label for a Chinese name.

    Parameters
    ----------
    name
        Any text; what is no Chinese stays as `maps.text.plain_text` writes it.
    lent
        Chinese names with the English that is theirs, as `given_names` collects them; they count
        inside longer names too.

    Returns
    -------
    Text without a Chinese character. It is plain text: a page has to escape it like any other.

    >>> english("裕德路（漕溪路-文定路）")
    'Yude Road (Caoxi Road – Wending Road)'
    >>> english("长桥街道"), english("武康路40弄1号"), english("3、4号地块")
    ('Changqiao Subdistrict', 'No. 1, Lane 40, Wukang Road', 'Plots 3 and 4')
    >>> english("西岸大剧院", {"西岸": "West Bund"})
    'West Bund Grand Theatre'
    """
    text = plain_text(unicodedata.normalize("NFKC", name))
    if not has_han(text):
        return text
    if len(text) > _LONGEST:  # no name: nothing is to be understood in it
        return _left_out(text)
    return _built(_LOOSE.sub("", text), tuple((lent or {}).items()))


@lru_cache(maxsize=8192)
def _built(text: str, lent: tuple[tuple[str, str], ...]) -> str:
    """Return the English of a name that has Chinese in it."""
    known = dict(lent)
    if (whole := known.get(text)) and not has_han(whole):
        return plain_text(whole)
    groups = [list(group) for _, group in groupby(cut(text, known), _new_group())]
    return _left_out(_joined([_part(group) for group in groups]))


def label_en(properties: Mapping[str, object], lent: Mapping[str, str] | None = None) -> str:
    """
    Return the English label of a feature or of a row of the unlocated list.

    `name_en` is taken where it is given for the whole label; where the label says more than the
    name (a stretch, a part), the name's English stands in the label's.

    >>> label_en({"name": "长风塔", "label": "长风塔（二期）", "name_en": "Longwind Tower"})
    'Longwind Tower (Phase 2)'
    """
    name, given = str(properties.get("name") or ""), str(properties.get("name_en") or "")
    label = str(properties.get("label") or name or properties.get("id") or "")
    if given and not has_han(unicodedata.normalize("NFKC", given)):
        if label in ("", name):
            return plain_text(given)
        lent = {**(lent or {}), name: given} if name else lent
    built = english(label, lent)
    noun, sure = _WATER_KINDS.get(str(properties.get("kind")), ("", ()))
    if noun and has_han(label) and not any(word in built.casefold() for word in sure):
        return f"{built} {noun}"
    return built


def given_names(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """
    Collect the names that have an English form of their own, to be lent to `english`.

    Parameters
    ----------
    rows
        Properties of features, zones, subdistricts: anything with `name` and `name_en`. The
        first row that gives a name wins. What three and more of them begin with is lent as well.

    >>> given_names([{"name": "西岸", "name_en": "West Bund"}, {"name": "文定路", "name_en": None}])
    {'西岸': 'West Bund'}
    """
    found: dict[str, str] = {}
    for row in rows:
        given = plain_text(unicodedata.normalize("NFKC", str(row.get("name_en") or "")))
        name = unicodedata.normalize("NFKC", str(row.get("name") or ""))
        if given and len(name) > 1 and all(map(is_han, name)) and not has_han(given):
            found.setdefault(name, given)
    return {**_learnt(found), **found}


def _learnt(found: Mapping[str, str]) -> dict[str, str]:
    """Return what three names and more begin with, in both languages: 西岸 with West Bund."""
    groups: dict[str, list[str]] = {}
    for name, given in found.items():
        words = given.split(" ")
        for size in range(1, len(words)):
            groups.setdefault(" ".join(words[:size]), []).append(name)
    learnt: dict[str, str] = {}
    for beginning, names in sorted(groups.items(), key=lambda group: len(group[0])):
        shared = _beginning(min(names), max(names))
        if len(names) >= _ENOUGH and len(shared) > 1:
            learnt[shared] = beginning
    return learnt


def _beginning(one: str, other: str) -> str:
    """Return what two names begin with alike."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(char for char, _ in same)


def _new_group() -> Callable[[Token], int]:
    """Return a key that is one for the tokens of a group; every sign is a group of its own."""
    numbers = count()
    now = [0]

    def key(token: Token) -> int:
        if token.sort == SIGN:
            now[0] = next(numbers) * 2 + 2
            return now[0] - 1
        return now[0]

    return key


class _Part(NamedTuple):
    """A group in English, or the sign between two; the sorts of its first and its last token."""

    english: str
    first: str
    last: str
    sign: str = ""


def _part(group: Sequence[Token]) -> _Part:
    """Return one group, or the sign that it is."""
    if group[0].sort == SIGN:
        return _Part(group[0].english, SIGN, SIGN, group[0].text)
    tokens = resolved(group)
    return _Part(_phrase(tokens), tokens[0].sort, tokens[-1].sort)


def _phrase(tokens: Sequence[Token]) -> str:
    """Return the English of one group: what says where something is goes before or around it."""
    for k, token in enumerate(tokens):
        if k and token.sort in (OF, ACROSS):
            return _placed(tokens[:k], token, tokens[k + 1 :])
    if tokens and tokens[0].sort == JOIN:
        return _phrase(tokens[1:])
    if len(tokens) > 1 and tokens[0].sort == ROUND:
        return _round(tokens[1:])
    if len(tokens) > 1 and any(token.sort == NUMBER for token in tokens):
        return _address(tokens)
    return " ".join(filter(None, map(_plain, tokens)))


def _round(tokens: Sequence[Token]) -> str:
    """Return what lies round a place: 环交大科创街区 is the Jiao Tong University Area's."""
    if len(tokens) == _ROUND_WHAT:
        return f"Around {_phrase(tokens)}"
    return f"{tokens[0].english} Area {_phrase(tokens[1:])}".strip()


def _placed(head: Sequence[Token], place: Token, tail: Sequence[Token]) -> str:
    """Return what stands before and behind a word of place (周边, 跨), in English order."""
    template = place.english
    if place.sort == ACROSS:
        return f"{_phrase([*head, *tail])} across {template}"
    before = _person(head) if template.startswith("Former") else _phrase(_with_and(head))
    told = template.replace("{}", before)
    behind = _phrase(tail)
    if not behind:
        return told
    if told.startswith(("Around", "Near", "Along")):
        return f"{behind} {told[0].lower()}{told[1:]}"
    return f"{told} {behind}"


def _person(tokens: Sequence[Token]) -> str:
    """Return a person's name: 唐绍仪 is Tang Shaoyi."""
    run = tokens[-1].text
    if tokens[-1].sort != RAW or not 1 < len(run) <= _FULL_NAME:
        return _phrase(tokens)
    said = syllables(run)
    return " ".join(filter(None, (_phrase(tokens[:-1]), word_of(said[:1]), word_of(said[1:]))))


def _plain(token: Token) -> str:
    """Return a token's English; a word of place with nothing before it stands without `{}`."""
    if token.sort != OF:
        return token.english
    return re.sub(r"(?: (?:of|at))? ?\{\}", "", token.english)


def _with_and(tokens: Sequence[Token]) -> list[Token]:
    """Put `and` between two roads that stand side by side."""
    both: list[Token] = []
    for token in tokens:
        if token.sort == ROAD and both and both[-1].sort == ROAD:
            both.append(Token(JOIN, "", "and"))
        both.append(token)
    return both


def _address(tokens: Sequence[Token]) -> str:
    """Return an address in English order: what stands there, then the smallest part first."""
    first = next(k for k, token in enumerate(tokens) if token.sort == NUMBER)
    last = first
    while [token.sort for token in tokens[last + 1 : last + 2]] == [NUMBER]:
        last += 1
    parts = [_phrase(tokens[last + 1 :])] if tokens[last + 1 :] else []
    parts += [token.english for token in reversed(tokens[first : last + 1])]
    parts += [_phrase(tokens[:first])] if first else []
    return ", ".join(parts)


def _joined(parts: Sequence[_Part]) -> str:
    """Join groups and signs to one line; two proper names with a dash between are one name."""
    pieces: list[str] = []
    for k, part in enumerate(parts):
        if part.english != "–" or not part.sign:
            pieces.append(part.english)
        elif 0 < k < len(parts) - 1 and parts[k - 1].last == NAME == parts[k + 1].first:
            pieces.append("-" if part.sign == "-" else "–")
        else:
            pieces.append(" – ")
    text = _BLANKS.sub(" ", "".join(pieces)).strip()
    return _BEFORE.sub("", _BEHIND.sub("", text))


def _left_out(text: str) -> str:
    """Spell the Chinese in a text, and nothing else."""
    return _LEFT.sub(lambda found: spelt(found[0]), text)
