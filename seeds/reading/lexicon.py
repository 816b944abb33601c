"""
The words by which a report is read: word lists of the package, and the names that a district lends.

Every word has a class of one letter, so that the grammar in `seeds.reading.phrases` can be written
as patterns over strings of letters. The lists stand in `seeds/reading/words/` and hold everyday
words of Chinese reports, no name of any district.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from seeds.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ahocorasick_rs import AhoCorasick

VERB, WORKS, PROJECT, FUNCTION, CATEGORY = "v", "w", "j", "f", "a"
MEASURE, GENERIC, GIVEN, ORDINAL, NUMERAL, DIGIT, LETTER = "m", "g", "n", "y", "z", "d", "l"
STRONG, WEAK, ROAD, HOME = "s", "t", "r", "H"
HEAD, POLICY, ELSEWHERE, KNOWN, RAW = "o", "x", "e", "K", "u"
JUNCTION, COUNTED, TIME, ETC, REST = "J", "D", "T", "E", "R"
BRACKET, NUMBERS, LINE = "B", "N", "M"
MADE = KNOWN + GENERIC + LINE + NUMBERS + BRACKET + RAW
"""Classes of words that are in no list; they are numbered from the end: -1 is a raw run."""
COMMA, AND, STOP, DASH, INNER, BOOK, QUOTE = "c", "k", "p", "-", "i", "b", "q"

_LISTS = (  # later lists win
    ("masks.txt", GENERIC),
    ("generic.txt", GENERIC),
    ("abstract.txt", GENERIC),
    ("measures.txt", MEASURE),
    ("ordinals.txt", ORDINAL),
    ("function.txt", FUNCTION),
    ("places_elsewhere.txt", ELSEWHERE),
    ("heads.txt", HEAD),
    ("verbs.txt", VERB),
    ("works.txt", WORKS),
    ("projects.txt", PROJECT),
    ("given.txt", GIVEN),
    ("categories.txt", CATEGORY),
    ("policy.txt", POLICY),
    ("roads.txt", ROAD),
    ("junctions.txt", JUNCTION),
    ("counted.txt", COUNTED),
    ("times.txt", TIME),
)
_SIGNS = (
    (",;:。!?【】\n\t…|=*%$^~<>{}[]\\`@", STOP),
    ("、", COMMA),
    ('"', QUOTE),
    ("和与及跟", AND),
    ("-", DASH),
    (".#·&/_+×", INNER),
    ("《》〈〉", BOOK),
    ("0123456789", DIGIT),
    ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER),
    ("一二三四五六七八九十百千两零", NUMERAL),
    ("区市县", HOME),
)
_ETC_WORDS = ("等", "等等")
REST_WORDS = ("其余", "剩余", "其他", "其它")
"""What stands before 地块 where the plots not named yet are meant."""

_AND_WORDS = ("以及", "及其", "暨")
_ORDINALS = tuple(f"第{n}" for n in "一二三四五六七八九十")


class Sense(NamedTuple):
    """What a word is: its class, and the kind of place it names if it is the end of a name."""

    letter: str
    kind: str = ""


class Known(NamedTuple):
    """
    A name that the district lends: what it is called in full, and what is known of it.

    `plain` marks a short form made of everyday words (人工智能小镇): it counts only where it
    stands alone.
    """

    name: str
    kind: str
    placeable: str = "yes"
    note: str = ""
    zone: str = ""
    address: str = ""
    plain: bool = False
    road_from: str = ""
    road_to: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    An automaton over all words; `senses[k]` and `known.get(k)` belong to its pattern `k`.

    `words[k]` is the pattern itself, folded; `letters` holds the classes of all patterns, then
    those of `MADE`. `lent` is what the district lends, by written form.
    """

    automaton: AhoCorasick
    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    known: Mapping[int, tuple[Known, ...]]
    lent: Mapping[str, tuple[Known, ...]]
    letters: str


def lexicon(lent: Mapping[str, tuple[Known, ...]] | None = None) -> Lexicon:
    """
    Return the lexicon of the package, with the names that a district lends.

    Parameters
    ----------
    lent
        Folded written forms, each with what it may stand for.
    """
    return _built(None) if not lent else _make(lent)


@cache
def _built(_: None) -> Lexicon:
    return _make({})


def _make(lent: Mapping[str, tuple[Known, ...]]) -> Lexicon:
    import ahocorasick_rs  # noqa: PLC0415

    senses = dict(everyday())
    senses |= {written: Sense(KNOWN, names[0].kind) for written, names in lent.items()}
    words = tuple(senses)
    return Lexicon(
        ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        words,
        tuple(senses.values()),
        {k: lent[word] for k, word in enumerate(words) if word in lent},
        lent,
        "".join(sense.letter for sense in senses.values()) + MADE,
    )


@cache
def everyday() -> Mapping[str, Sense]:
    """Return every word of the package's own lists with its sense."""
    senses: dict[str, Sense] = {}
    for name, letter in _LISTS:
        kind = "road" if letter == ROAD else ""
        senses.update((word, Sense(letter, kind)) for word in _words(name))
    for word, kind, strength in suffixes():
        senses[word] = Sense(STRONG if strength == "strong" else WEAK, kind)
    senses.update((word, Sense(AND)) for word in _AND_WORDS)
    senses.update((word, Sense(NUMERAL)) for word in _ORDINALS)
    senses.update((word, Sense(ETC)) for word in _ETC_WORDS)
    senses.update((word, Sense(REST)) for word in REST_WORDS)
    for signs, letter in _SIGNS:
        senses.update((sign, Sense(letter)) for sign in signs)
    return senses


@cache
def suffixes() -> tuple[tuple[str, str, str], ...]:
    """Return word, kind and strength of every ending of a name."""
    folder = files("seeds.reading").joinpath("words")
    with _as_path(folder.joinpath("suffixes.csv")) as path:
        rows = read_table(path, ("kind", "strength", "words"))
    return tuple(
        (word, row["kind"], row["strength"]) for row in rows for word in row["words"].split()
    )


def _as_path(resource):  # type: ignore[no-untyped-def]
    from importlib.resources import as_file  # noqa: PLC0415

    return as_file(resource)


def _words(name: str) -> Iterable[str]:
    text = files("seeds.reading").joinpath("words", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from line.split()
