"""
Which known name a writing means: safely one of them, or a few to choose from.

Safe are another script, pinyin, an English name, a look-alike and (for names long enough) a
homophone, when exactly one known name fits and the next one is clearly worse. Whatever else is
near is only ever offered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geo import spelling
from geo.names import name_key
from seeds.naming import UNTOLD, kinds_fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

CLEAR_MARGIN = 0.1
_LEAST = 0.5
_OFFERED = 5
_PART = 3
_LETTERS = 4
_INITIALS = range(3, 7)
_SCORES = {
    "英文名": 0.99,
    spelling.VARIANT: 0.98,
    "拼音": 0.97,
    "只差虚字": 0.96,
    "简称": 0.95,
    spelling.LOOK_ALIKE: 0.94,
    spelling.HOMOPHONE: 0.92,
    "拼音首字母": 0.9,
}
_SOUNDS, _LETTERWISE = 0.8, 0.85
_SHOPS = UNTOLD | {"commercial"}


@dataclass(frozen=True, slots=True)
class Known:
    """A name that has an answer: its kind and its English name, blank if unknown."""

    name: str
    kind: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """
    A known name that a writing may mean.

    `score` is 0 to 1, `why` tells in what they agree, `margin` how far the next name is behind.
    """

    name: str
    kind: str
    score: float
    why: str
    margin: float = 0.0


class NameSearch:
    """
    Finds known names by other writings of them.

    Parameters
    ----------
    known
        Yields every name that has an answer; called when the first question comes.
    """

    def __init__(self, known: Callable[[], Iterable[Known]]) -> None:
        self._source = known

    @cached_property
    def _known(self) -> Mapping[str, Known]:
        """The known names by key, the first of equal ones; a station may be called so."""
        found: dict[str, Known] = {}
        for known in self._source():
            key = name_key(known.name)
            if not found.setdefault(key, known).english and known.english:
                found[key] = replace(found[key], english=known.english)
            if known.kind == "metro_station" and not known.name.endswith("站"):
                name = f"{known.name}站"
                english = f"{known.english} Station" if known.english else ""
                found.setdefault(name_key(name), Known(name, known.kind, english))
        return {key: known for key, known in found.items() if len(key) > 1}

    @cached_property
    def _by_length(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for key in self._known:
            found[len(key)].append(key)
        return found

    @cached_property
    def _by_light_key(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._known:
            found[spelling.light_key(key)].append(key)
        return found

    @cached_property
    def _by_english(self) -> Mapping[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for key, known in self._known.items():
            if known.english:
                found[spelling.english_key(known.english)].append(key)
        return found

    @cached_property
    def _itself(self) -> frozenset[str]:
        """Keys that name something itself, not only a station that is called after it."""
        sites = {name_key(k.name) for k in self._source() if k.kind != "metro_station"}
        return frozenset(sites | {key for key in self._known if key.endswith("站")})

    def knows(self, name: str) -> bool:
        """Tell whether exactly this name is known; a station counts only if it is called so."""
        return name_key(name) in self._itself

    def meant(self, name: str, *, kind: str = "", at_home: bool = False) -> Spelling | None:
        """
        Return the one known name that `name` safely means, or None.

        Parameters
        ----------
        name
            Name as written.
        kind
            Kind of the thing, blank if unknown; a name of another kind is not taken.
        at_home
            The asker says that the place lies in this district.
        """
        asked = name_key(name)
        for why, keys in self._ways(name, asked, at_home=at_home):
            fitting = sorted({k for k in keys if kinds_fit(kind, self._known[k].kind)})
            if len(fitting) > 1:
                return None
            if fitting:
                found = self._spelling(fitting[0], _SCORES[why], why)
                rest = [s for s in self.near(name, kind=kind) if name_key(s.name) != fitting[0]]
                margin = found.score - max((s.score for s in rest), default=0.0)
                return replace(found, margin=margin) if margin >= CLEAR_MARGIN else None
        return None

    def _ways(self, name: str, asked: str, *, at_home: bool) -> Iterator[tuple[str, list[str]]]:
        """Yield in what way names agree with the writing, surest first, and the keys that do."""
        letters = spelling.latin_key(name)
        if name.isascii():
            yield "英文名", self._by_english.get(spelling.english_key(name), [])
        if letters:
            yield from self._by_letters(name.strip(), letters)
            return
        same: dict[str, list[str]] = defaultdict(list)
        for key in self._by_length.get(len(asked), ()):
            same[spelling.same_writing(asked, key, at_home=at_home)].append(key)
        yield spelling.VARIANT, same[spelling.VARIANT]
        yield "只差虚字", self._by_light_key.get(spelling.light_key(asked), [])
        if len(asked) >= _LETTERS and spelling.says_which(asked):
            yield "简称", [key for key in self._known if key.endswith(f"附属{asked}")]
        yield spelling.LOOK_ALIKE, same[spelling.LOOK_ALIKE]
        yield spelling.HOMOPHONE, same[spelling.HOMOPHONE]

    def _by_letters(self, name: str, letters: str) -> Iterator[tuple[str, list[str]]]:
        if len(letters) >= _LETTERS:
            yield "拼音", [key for key in self._chinese if spelling.spelled_by(letters, key)]
        if len(letters) in _INITIALS and name.islower() and name == letters:
            same = self._by_length.get(len(letters), ())
            found = [k for k in same if k in self._chinese and spelling.initialled_by(letters, k)]
            # Shops are many and short: with them any three letters would mean something.
            yield "拼音首字母", [k for k in found if self._known[k].kind not in _SHOPS]

    @cached_property
    def _chinese(self) -> frozenset[str]:
        return frozenset(k for k in self._known if all("一" <= c <= "鿿" for c in k))

    def near(self, name: str, *, kind: str = "") -> list[Spelling]:
        """Return a few known names that `name` may mean, likeliest first; never an answer."""
        asked = name_key(name)
        scores: dict[str, tuple[float, str]] = {}
        for why, keys in self._ways(name, asked, at_home=True):
            for key in keys:
                scores.setdefault(key, (_SCORES[why], why))
        for key, score in self._alike(asked):
            scores.setdefault(key, (score, "写法相近"))
        for key, (score, why) in list(scores.items()):
            if why == "写法相近" and spelling.sounds_like(asked, key):
                scores[key] = max(score, _SOUNDS), "读音相近"
        found = [
            self._spelling(key, score, why)
            for key, (score, why) in scores.items()
            if key != asked and kinds_fit(kind, self._known[key].kind)
        ]
        return sorted(found, key=lambda s: (-s.score, len(s.name), s.name))[:_OFFERED]

    def _alike(self, asked: str) -> Iterator[tuple[str, float]]:
        """Yield keys that share most of their letters, or of which one contains the other."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only when a name is not known

        if len(asked) < 2:  # noqa: PLR2004 - one letter is like everything
            return
        cut = 100 * _LEAST / _LETTERWISE
        alike = process.extract(
            asked, list(self._known), scorer=fuzz.ratio, score_cutoff=cut, limit=4 * _OFFERED
        )
        own = _pairs(asked.removesuffix(spelling.type_word(asked)))
        for key, score, _ in alike:
            shared = own & _pairs(key.removesuffix(spelling.type_word(key)))
            if shared or spelling.sounds_like(asked, key):
                yield key, round(_LETTERWISE * score / 100, 3)
        if len(asked) >= _PART:
            for key in self._known:
                if len(key) >= _PART and (asked in key or key in asked):
                    share = min(len(asked), len(key)) / max(len(asked), len(key))
                    yield key, round(_LEAST + 0.2 * share, 3)

    def _spelling(self, key: str, score: float, why: str) -> Spelling:
        known = self._known[key]
        return Spelling(known.name, known.kind, score, why)


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}
