"""
Drawing beside the main work: a process of its own makes the picture while the pages are written.

The process is started early, so that its imports run while places are still being located.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

from maps.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maps.view import MapView

    Picture = tuple[bytes, bytes]
    Draw = Callable[[MapView], Callable[[], Picture]]


def draw_here(view: MapView) -> Callable[[], Picture]:
    """Return what makes the picture when it is called, in this process."""
    return lambda: _draw(view)


@contextmanager
def beside() -> Iterator[Draw]:
    """
    Lend a second process for the picture.

    Yields a function that takes a view, begins to draw it and returns at once; calling what it
    returns waits for the picture.

    Raises
    ------
    PageError
        When the picture is asked for and the process has died.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_warm_up)

        def draw(view: MapView) -> Callable[[], Picture]:
            begun = pool.submit(_draw, view)

            def picture() -> Picture:
                try:
                    return begun.result()
                except BrokenProcessPool as error:
                    raise PageError("总览图没有画成：绘图进程意外结束（可能内存不足）") from error

            return picture

        try:
            yield draw
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _warm_up() -> None:
    """Import what drawing needs."""
    import maps.overview  # noqa: F401, PLC0415 - matplotlib is heavy


def _draw(view: MapView) -> Picture:
    from maps.overview import draw_overview  # noqa: PLC0415 - matplotlib is heavy

    return draw_overview(view)
