"""
A name without what is only said around it, or with the city that was left out before it.

One step is taken at a time, and every result still has to be a known name by itself. Words that
may change the thing meant (another site, another phase, a part of it) are never taken away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.spelling import says_which

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STATE = re.compile(r"[（(](?:在建|建设中|施工中|规划|暂名|暂定名|改造中|修缮中)[)）]$")
_BESIDE = re.compile(
    r"(?:周边|附近|旁边?|一带|沿线|扩建(?:用地|工程|项目)?|改扩建(?:用地|工程|项目)?|用地)$"
)
_MOVED = re.compile(r"迁|期|延|拓|配套|移|易地|异地|搬|置换|收储|征收|动迁|扩|站城")
"""Works that are done elsewhere, or on more than what the name says."""
_LONG_ENOUGH = 4
_RANKS = "市区县"
"""What stands for the name of the city or district before a name (市第八医院)."""
SAME, BESIDE = "same", "beside"


@dataclass(frozen=True, slots=True)
class Plain:
    """
    A plainer form of a name.

    `relation` is `SAME`, or `BESIDE` where the thing meant lies in or next to what is named;
    `town` is the subdistrict that stood before the name, blank if none did.
    """

    name: str
    relation: str = SAME
    town: str = ""


@cache
def _works() -> tuple[str, ...]:
    """Return what may be taken off the end of a name, longest first."""
    from seeds.reading.lexicon import PROJECT, WORKS, everyday  # noqa: PLC0415 - rarely needed

    words = [w for w, sense in everyday().items() if sense.letter in (WORKS, PROJECT)]
    kept = [word for word in words if len(word) > 1 and not _MOVED.search(word)]
    return tuple(sorted(kept, key=lambda word: (-len(word), word)))


def plainer(name: str, homes: Iterable[str], towns: Iterable[str] = ()) -> Iterator[Plain]:
    """
    Yield plainer forms of a name, the closest first, never the name itself.

    Parameters
    ----------
    name
        Name as written.
    homes
        What may stand before a name without changing it: the district's own name, its city's.
    towns
        Its subdistricts, which say where in the district.

    Examples
    --------
    >>> [plain.name for plain in plainer("长风区青柳公园改造工程", ["长风区"])]
    ['青柳公园改造工程', '长风区青柳公园改造', '长风区青柳公园', '青柳公园改造', '青柳公园']
    """
    seen = {name}
    homes = sorted(homes, key=lambda home: (-len(home), home))
    front = [Plain(name), *_without_home(name, homes, towns)]
    for plain in [*front[1:], *(back for start in front for back in _without_work(start))]:
        if plain.name not in seen and says_which(plain.name):
            seen.add(plain.name)
            yield plain
    if len(name) >= _LONG_ENOUGH and len(front) == 1 and says_which(name):
        yield from (Plain(home + name) for home in homes)
    if len(name) > 1 and name[0] in _RANKS:
        yield from (Plain(home + name[1:]) for home in homes if home.endswith(name[0]))


def _without_home(name: str, homes: Iterable[str], towns: Iterable[str]) -> list[Plain]:
    found, rest = [], name
    for home in homes:
        if rest.startswith(home):
            rest = rest.removeprefix(home).lstrip("·、， ")
            found.append(Plain(rest))
    for home in homes:
        bare = re.sub(rf"[，,、·\s（(]+{re.escape(home)}[)）]?$", "", rest)
        if bare != rest:
            found.append(Plain(bare))
            break
    named = (town for town in towns if rest.startswith(town))
    return [*found, *(Plain(rest.removeprefix(town), town=town) for town in named)]


def _without_work(start: Plain) -> Iterator[Plain]:
    name, relation = start.name, SAME
    for _ in range(3):
        bare = _STATE.sub("", name)
        if bare == name:
            bare = _BESIDE.sub("", name)
            relation = relation if bare == name else BESIDE
        if bare == name:
            work = next((w for w in _works() if name.endswith(w)), "")
            bare = name.removesuffix(work).removesuffix("新建") if work else name
        if bare == name:
            return
        name = bare
        yield Plain(name, relation, start.town)
