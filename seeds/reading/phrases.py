"""From the words of a text to the names in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from seeds.reading.extents import bracket
from seeds.reading.items import Item
from seeds.reading.listing import Listing
from seeds.reading.quoted import Quoted
from seeds.reading.runs import (
    NO_PLACE,
    counted_before,
    counted_behind,
    cut_at_quotes,
    marker_at,
    parts_of,
    quotation,
    runs,
    split_and,
)
from seeds.reading.sharing import names_of
from seeds.reading.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeds.reading.forms import Forms
    from seeds.reading.name import Name
    from seeds.reading.tokens import Tokens

_BRACKETS = re.compile("B")
_SHORTEST_GLOSS = 4


def names_in(
    said: Tokens,
    forms: Forms,
    starts: Sequence[int] = (0,),
    named: Sequence[bool] = (False,),
) -> list[list[Name]]:
    """
    Return the names in a text, in order; those that were refused have `placeable` "no".

    Parameters
    ----------
    said
        The words of the text, which may be several texts joined by line feeds.
    forms
        What a name can be.
    starts, named
        Where each of the texts begins, and whether it is a cell of a column that holds names.

    Returns
    -------
    list of list of Name
        The names of each text; positions are those in the whole.
    """
    found: list[list[Name]] = [[] for _ in starts]
    here, after = 0, starts[1] if len(starts) > 1 else len(said.text) + 1
    for first, last in runs(said):
        while said.starts[first] >= after:
            here += 1
            after = starts[here + 1] if here + 1 < len(starts) else len(said.text) + 1
        found[here] += _of_run(said, forms, (first, last), found[here], named=named[here])
    if "B" in said.letters:
        _add_from_brackets(said, forms, starts, found)
    return found


def _of_run(
    said: Tokens, forms: Forms, run: tuple[int, int], before: list[Name], *, named: bool
) -> list[Name]:
    """Return the names of one run; `before` are those that stand before it."""
    first, last = run
    marker = marker_at(said, last)
    if "q" in said.letters[first:last]:
        quoted = quotation(said, first, last)
        if quoted:
            return Quoted(said, forms, *quoted).names(
                firm=marker is not None and marker != NO_PLACE
            )
        pieces = cut_at_quotes(said, first, last)
    else:
        pieces = [(first, last)]
    names: list[Name] = []
    for i, j in pieces:
        parts = parts_of(said, i, j)
        inner = marker if j == last else None
        if inner is None and parts:
            parts[-1], inner = counted_behind(said, *parts[-1])
        counted = i == first and counted_before(said, first)
        items = [
            Item(said, a, b, counted=counted and a == i)
            for part in parts
            for a, b in split_and(said, *part, forms.knowledge)
            if a < b
        ]
        listing = Listing(said, items, inner, forms, named=named)
        names += names_of(listing, before + names if names else before)
    return names


def _add_from_brackets(
    said: Tokens, forms: Forms, starts: Sequence[int], found: list[list[Name]]
) -> None:
    """Add the names in brackets that say more than an extent, a phase, a part or another name."""
    spans = sorted((one.start, one.end) for names in found for one in names)
    ended = {end for _, end in spans}
    for match in _BRACKETS.finditer(said.letters):
        k = match.start()
        if bracket(said.word(k)).kind != "gloss":
            continue
        start, end = said.starts[k] + 1, said.ends[k] - 1
        if end - start < _SHORTEST_GLOSS or start - 1 in ended or _overlaps(spans, start, end):
            continue
        inner = names_in(tokens(said.text[start:end], forms.knowledge.lexicon), forms)[0]
        found[bisect_left(starts, start + 1) - 1] += [
            one._replace(start=one.start + start, end=one.end + start)
            for one in inner
            if one.placeable != "no"
        ]


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some sorted spans reaches into another."""
    k = bisect_left(spans, (end, 0))
    return any(spans[n][1] > start for n in range(max(0, k - 3), k))
