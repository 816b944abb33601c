"""A progress bar on the terminal; silent where nobody looks."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """
    Show how far a job is on standard error while the block runs.

    Yields a function that takes how many steps are done and how many there are. Nothing is
    written unless standard error is a terminal.
    """
    from tqdm import tqdm  # noqa: PLC0415 - only commands that take a while need it

    with tqdm(desc=what, total=0, file=sys.stderr, disable=None, leave=False, unit="处") as shown:

        def step(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield step


@contextmanager
def stages(total: int) -> Iterator[Callable[[str], None]]:
    """
    Show on standard error what a job of `total` stages is doing while the block runs.

    Yields a function that takes what is done next. Nothing is written unless standard error is a
    terminal.
    """
    from tqdm import tqdm  # noqa: PLC0415 - only commands that take a while need it

    form = "{desc} |{bar:20}| {elapsed}"
    with tqdm(total=total, file=sys.stderr, disable=None, leave=False, bar_format=form) as shown:
        begun = [False]

        def say(what: str) -> None:
            shown.set_description_str(plain_text(what))
            shown.update(begun[0])
            begun[0] = True

        yield say
