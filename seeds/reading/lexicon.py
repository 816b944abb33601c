"""
The words by which a report is read: word lists of the package, and names that a district lends.

The lists stand in `seeds/reading/words/` and hold everyday words of Chinese reports, no name of any
district. Every word has a class of one letter, so that the grammar can be written as patterns over
strings of letters:

======  ==========  ==============================================================================
letter  name        what it is
======  ==========  ==============================================================================
``s``   STRONG      ending that tells a place: 公园 (`suffixes.csv`)
``t``   WEAK        ending that tells a place only after something proper: 楼 (`suffixes.csv`)
``r``   ROAD        ending of a road: 大道
``J``   JUNCTION    where two roads meet: 路口
``u``   RAW         characters that no word covers, as a rule a proper name
``n``   GIVEN       everyday word that serves as a proper name: 人民
``K``   KNOWN       name that the district lends or the report itself made known
``e``   ELSEWHERE   province, city or country
``H``   HOME        区, 市 or 县, which may stand for the report's own
``g``   GENERIC     everyday modifier (社区), noun behind a name, word that is read whole
``a``   CATEGORY    class of what follows: a name begins behind it
``y``   ORDINAL     phase or part: 二期
``z``   NUMERAL     Chinese numeral
``d``   DIGIT       Arabic digit
``l``   LETTER      Latin letter
``m``   MEASURE     measure word: behind a number it counts a class
``D``   COUNTED     count that stands alone: 三大
``T``   TIME        unit of time behind a number
``N``   NUMBERS     house numbers: 3、5号, 12弄
``M``   LINE        numbered metro line: 3号线
``B``   BRACKET     a pair of brackets with all that stands in it
``v``   VERB        word that never stands inside a name
``f``   FUNCTION    function word: no name reaches over it
``w``   WORKS       works: behind a name its end, in front of one a verb
``j``   PROJECT     word that calls what stands before it a project
``o``   HEAD        head that is no place: company, event, document
``x``   POLICY      title or figure of speech that sounds like a place
``E``   ETC         等
``R``   REST        what stands before 地块 where those not named yet are meant
``c``   COMMA       、
``k``   AND         和 and its like
``p``   STOP        sign that no name reaches over
``-``   DASH        dash
``i``   INNER       sign inside a name: ·
``b``   BOOK        angle bracket of a title: 《
``q``   QUOTE       quotation mark
======  ==========  ==============================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.numbers import NUMERALS
from seeds.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ahocorasick_rs import AhoCorasick

VERB, WORKS, PROJECT, FUNCTION, CATEGORY = "v", "w", "j", "f", "a"
MEASURE, GENERIC, GIVEN, ORDINAL, NUMERAL, DIGIT, LETTER = "m", "g", "n", "y", "z", "d", "l"
STRONG, WEAK, ROAD, HOME = "s", "t", "r", "H"
HEAD, POLICY, ELSEWHERE, KNOWN, RAW = "o", "x", "e", "K", "u"
JUNCTION, COUNTED, TIME, ETC, REST = "J", "D", "T", "E", "R"
BRACKET, NUMBERS, LINE = "B", "N", "M"
MADE = FUNCTION + KNOWN + GENERIC + LINE + NUMBERS + BRACKET + RAW
"""Classes of words that are in no list; they are numbered from the end: -1 is a raw run."""
COMMA, AND, STOP, DASH, INNER, BOOK, QUOTE = "c", "k", "p", "-", "i", "b", "q"

_LISTS = (
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
_ORDINALS = tuple(f"第{n}" for n in NUMERALS)


class Sense(NamedTuple):
    """What a word is: its class, and the kind of place it names if it is the end of a name."""

    letter: str
    kind: str = ""


class Known(NamedTuple):
    """
    A name that the district lends or the report made known, and what is known of it.

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
    return _make(lent) if lent else _everyday_lexicon()


@cache
def _everyday_lexicon() -> Lexicon:
    """Return the lexicon without lent names; it is made once."""
    return _make({})


def _make(lent: Mapping[str, tuple[Known, ...]]) -> Lexicon:
    """Build the automaton over everyday words and lent names, which win."""
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
    with as_file(folder.joinpath("suffixes.csv")) as path:
        rows = read_table(path, ("kind", "strength", "words"))
    return tuple(
        (word, row["kind"], row["strength"]) for row in rows for word in row["words"].split()
    )


@cache
def listed(name: str) -> frozenset[str]:
    """
    Return the words of a list that gives no class but is asked about by the grammar.

    >>> "竣工" in listed("built.txt")
    True
    """
    return frozenset(_words(name))


def _words(name: str) -> Iterator[str]:
    """Yield the words of a list."""
    text = files("seeds.reading").joinpath("words", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from line.split()
