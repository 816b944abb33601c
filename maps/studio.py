"""
Pages and pictures, made here or beside the main work in a process of its own.

Folium and matplotlib take long to import and places take long to locate; with a second process,
started first, the one happens while the other does.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from maps.errors import PageError
from seeds.errors import ZonemapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from maps.view import MapView

    Files = dict[str, str | bytes]
    Render = Callable[[MapView], Callable[[], Files]]

PAGES = ("planner.html", "embed.html", "index.html")
PICTURES = ("overview.png", "overview.svg")


def here(view: MapView) -> Callable[[], Files]:
    """Return what makes the pages and the pictures when it is called, in this process."""
    return lambda: _files(view)


@contextmanager
def beside() -> Iterator[Render]:
    """
    Lend a second process for the pages and the pictures.

    Yields a function that takes a view, hands it over and returns at once; calling what it returns
    waits for the files. The process ends with the block, finished or not.

    Raises
    ------
    PageError
        When the files are asked for and the process has died.
    ZonemapError
        When they are asked for and could not be made.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    with _unheard():
        process.start()
    theirs.close()  # so that its end is the end of the pipe

    def render(view: MapView) -> Callable[[], Files]:
        try:
            ours.send(view)
        except OSError as error:
            raise _died() from error
        return files

    def files() -> Files:
        try:
            made: Files | ZonemapError = ours.recv()
        except (EOFError, OSError) as error:
            raise _died() from error
        if isinstance(made, ZonemapError):
            raise made
        return made

    try:
        yield render
    finally:
        ours.close()
        process.kill()
        process.join()


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl-C from what is started in the block: who started it ends it, without its words."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are not ours to set
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _died() -> PageError:
    return PageError("地图没有画成：绘图进程意外结束（可能内存不足）")


def _serve(pipe: Connection) -> None:
    """Make ready, take one view, send back its files, and be gone."""
    gc.disable()  # it ends before there is garbage worth looking for
    _warm_up()
    try:
        view = pipe.recv()
        try:
            pipe.send(_files(view))
        except ZonemapError as error:
            pipe.send(error)
    except (EOFError, OSError):  # nobody wants anything any more
        pass
    os._exit(0)  # without tidying up: that would take longer than drawing a page


def _warm_up() -> None:
    """Import what the work needs."""
    import maps.embed  # noqa: PLC0415 - folium is heavy
    import maps.index_page  # noqa: PLC0415 - it takes from the public page
    import maps.overview  # noqa: PLC0415 - matplotlib is heavy
    import maps.planner  # noqa: F401, PLC0415 - folium is heavy


def _files(view: MapView) -> Files:
    from maps.embed import embed_page  # noqa: PLC0415 - folium is heavy
    from maps.index_page import index_page  # noqa: PLC0415 - it takes from the public page
    from maps.overview import draw_overview  # noqa: PLC0415 - matplotlib is heavy
    from maps.planner import planner_page  # noqa: PLC0415 - folium is heavy

    view = _with_shapes(view)
    pages = (planner_page(view), embed_page(view), index_page(view))
    return {
        **dict(zip(PAGES, pages, strict=True)),
        **dict(zip(PICTURES, draw_overview(view), strict=True)),
    }


def _with_shapes(view: MapView) -> MapView:
    """Return the view with its features' geometries as shapes: read once, not by every page."""
    from maps.shapes import geometry_of  # noqa: PLC0415 - shapely is heavy

    features = [{**item, "geometry": geometry_of(item.get("geometry"))} for item in view.features]
    return replace(view, features=features)
