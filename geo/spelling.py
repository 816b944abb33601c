"""
Two writings of one name: traditional characters, look-alikes, homophones, pinyin.

Nothing here knows any place. A pair of names is only ever called the same where what tells places
apart (numerals, compass words, size, deck, phase, the type word at the end) stands untouched.
"""

from __future__ import annotations

import re
from functools import cache

from seeds.naming import is_class_name

_TELLING = frozenset(
    "0123456789一二三四五六七八九十百千〇零两甲乙丙丁"
    "东南西北中上下前后左右内外新老旧大小初高总分副期层abcdefghijklmnopqrstuvwxyz"
)
"""Characters by which otherwise equal names mean different places."""
_LOOK_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        "人入", "未末", "土士", "日曰", "广厂", "己已", "已巳", "己巳", "冢家", "天夭", "戊戌",
        "侯候", "徽微", "崇祟", "洽治", "钧钓", "拔拨", "汨汩", "仓仑", "贝见",
    )
)  # fmt: skip
"""Characters that a scanner or a hurried eye takes for one another."""
_LATIN = re.compile(r"[a-z]+")
_MIN_STEM = 3
_MIN_LIGHT = 6
_LIGHT = re.compile(r"(?<=.)(?:[市区的之与和及]|人民(?=政府|法院|检察院))(?=.)")

VARIANT, LOOK_ALIKE, HOMOPHONE = "繁体或异体字", "字形相近", "读音相同"


@cache
def readings(char: str) -> frozenset[str]:
    """
    Return the readings of a character with their tones (cháng is `chang2`), itself if it has none.

    >>> sorted(readings("长")), sorted(readings("a"))
    (['chang2', 'zhang3'], ['a'])
    """
    from pypinyin import Style, pinyin  # noqa: PLC0415 - a quarter of a second, for rare questions

    found = pinyin(char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)
    return (
        frozenset(reading.replace("ü", "v") for reading in found[0]) if found else frozenset({char})
    )


@cache
def sounds(char: str) -> frozenset[str]:
    """Return the readings of a character without their tones."""
    return frozenset(reading.rstrip("12345").replace("v", "u") for reading in readings(char))


@cache
def _type_words() -> frozenset[str]:
    """Return the endings of names of places and roads, from the lists that reports are read by."""
    from seeds.reading.lexicon import ROAD, STRONG, WEAK, everyday  # noqa: PLC0415 - rarely needed

    words = {word for word, sense in everyday().items() if sense.letter in (ROAD, STRONG, WEAK)}
    return frozenset({*words, "线", "号线", "高架路"})


def type_word(name: str) -> str:
    """
    Return the word at the end of a name that says what sort of thing it is, blank if none.

    >>> type_word("长风植物园"), type_word("长风植物园站"), type_word("长风")
    ('植物园', '站', '')
    """
    words = _type_words()
    endings = (name[start:] for start in range(1, len(name)))
    return next((word for word in endings if word in words), "")


def stem_of(name: str) -> str:
    """
    Return what is left of a name without its type word, numerals and compass words.

    >>> stem_of("长风北路"), stem_of("长风二村")
    ('长风', '长风')
    """
    word = type_word(name)
    return "".join(char for char in name.removesuffix(word) if char not in _TELLING)


def says_which(name: str) -> bool:
    """
    Tell whether a name says more than what sort of thing it is.

    >>> says_which("青柳实验小学"), says_which("实验小学"), says_which("社区体育公园")
    (True, False, False)
    """
    from seeds.reading.lexicon import everyday  # noqa: PLC0415 - rarely needed

    return len(name) >= _MIN_STEM and name not in everyday() and not is_class_name(name)


def same_writing(asked: str, known: str, *, at_home: bool = False) -> str:
    """
    Tell in what way two keys of `name_key` are one name, blank if they are not, or may not be.

    Parameters
    ----------
    asked, known
        Keys to compare.
    at_home
        The asker says that the place lies in this district, so that a name of two characters and
        a type word may be heard as well as read.

    Returns
    -------
    The weakest of the ways needed: `VARIANT`, `LOOK_ALIKE` or `HOMOPHONE`.

    >>> same_writing("龍門塔", "龙门塔"), same_writing("长凤路", "长风路")
    ('繁体或异体字', '')
    """
    if len(asked) != len(known):
        return ""
    pairs = [(a, b) for a, b in zip(asked, known, strict=True) if a != b]
    if all(_in_gb2312(a) != _in_gb2312(b) for a, b in pairs):
        return VARIANT if pairs and all(_way(a, b) == VARIANT for a, b in pairs) else ""
    way = _way(*pairs[0]) if len(pairs) == 1 and _untouched(asked, known) else ""
    if way in ("", LOOK_ALIKE) or at_home:
        return way
    return way if len(stem_of(known)) >= _MIN_STEM else ""


def _untouched(asked: str, known: str) -> bool:
    """Tell whether two names differ in one plain character of the stem."""
    word = type_word(known)
    if type_word(asked) != word:
        return False
    end = len(known) - max(1, len(word))
    spot = next(i for i, (a, b) in enumerate(zip(asked, known, strict=True)) if a != b)
    shared = len(known) - len(word) - 1
    return spot < end and shared > 0 and not {asked[spot], known[spot]} & _TELLING


def _way(one: str, other: str) -> str:
    """Return in what way two characters may stand for one another, blank if in none."""
    if frozenset((one, other)) in _LOOK_ALIKE:
        return LOOK_ALIKE
    if not (one.isalpha() and other.isalpha()) or one.isascii() or other.isascii():
        return ""
    if not readings(one) & readings(other):
        return ""
    return VARIANT if _in_gb2312(one) != _in_gb2312(other) else HOMOPHONE


def _in_gb2312(char: str) -> bool:
    """Tell whether a character is of the simplified set; traditional forms are not."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def sounds_like(asked: str, known: str) -> bool:
    """Tell whether two keys of one length are read alike but for the tones."""
    return len(asked) == len(known) and all(
        a == b or sounds(a) & sounds(b) for a, b in zip(asked, known, strict=True)
    )


def light_key(key: str) -> str:
    """
    Return a long key without the small words that people leave out; short keys are kept whole.

    >>> light_key("大新市第六人民医院") == light_key("大新第六人民医院")
    True
    >>> light_key("新区中学")
    '新区中学'
    """
    bare = _LIGHT.sub("", key)
    return bare if len(bare) >= _MIN_LIGHT else key


def spelled_by(letters: str, name: str) -> bool:
    """
    Tell whether Latin letters spell a name's pinyin without tones, in any reading.

    >>> spelled_by("longmenta", "龙门塔"), spelled_by("changqiao", "长桥")
    (True, True)
    """
    reached = {0}
    for char in name:
        reached = {
            at + len(sound)
            for at in reached
            for sound in sounds(char)
            if letters.startswith(sound, at)
        }
        if not reached:
            return False
    return len(letters) in reached


def initialled_by(letters: str, name: str) -> bool:
    """
    Tell whether letters are the first ones of each character's pinyin.

    >>> initialled_by("lmt", "龙门塔")
    True
    """
    return len(letters) == len(name) and all(
        letter in {sound[0] for sound in sounds(char)}
        for letter, char in zip(letters, name, strict=True)
    )


def latin_key(text: str) -> str:
    """Return letters only, for pinyin; blank if there is anything else than letters in the text."""
    bare = re.sub(r"[\s'’·-]+", "", text.casefold()).replace("ü", "u").replace("v", "u")
    return bare if _LATIN.fullmatch(bare) else ""


_SHORT_WORDS = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "sq": "square", "n": "north",
    "s": "south", "e": "east", "w": "west", "mid": "middle", "central": "middle", "no": "",
    "the": "", "of": "", "hosp": "hospital", "sta": "station", "univ": "university",
}  # fmt: skip


def english_key(text: str) -> tuple[str, ...]:
    """
    Return the words of an English name in an order of their own (North Hill Rd., Hill Road (N)).

    >>> english_key("North Hill Rd.") == english_key("Hill Road (N)")
    True
    """
    words = re.findall(r"[a-z0-9]+", text.casefold().replace("'", ""))
    joined = [_SHORT_WORDS.get(word, word) for word in words]
    return tuple(sorted(word for word in joined if word))
