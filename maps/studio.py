"""
Pages and pictures, made here or beside the main work in processes of their own.

Folium and matplotlib take long to import and places take long to locate; with two more processes,
started first, all this happens at the same time.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.reduction import ForkingPickler
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
    return lambda: {**_pages(view), **_pictures(view)}


@contextmanager
def beside() -> Iterator[Render]:
    """
    Lend one process for the pages and one for the pictures.

    Yields a function that takes a view, hands it over and returns at once; calling what it returns
    waits for the files. The processes end with the block, finished or not.

    Raises
    ------
    PageError
        When the files are asked for and a process has died.
    ZonemapError
        When they are asked for and could not be made.
    """
    with ExitStack() as stack:
        aids = [stack.enter_context(_aid(job)) for job in _JOBS]

        def render(view: MapView) -> Callable[[], Files]:
            packed = bytes(ForkingPickler.dumps(view))
            for aid in aids:
                # a process that is still making ready does not hold up the rest of the work
                threading.Thread(target=_hand_over, args=(aid, packed), daemon=True).start()
            return lambda: {name: made for aid in aids for name, made in _fetch(aid).items()}

        yield render


@contextmanager
def _aid(job: str) -> Iterator[Connection]:
    """Lend the pipe to a process that does one job."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, job), daemon=True)
    with _unheard():
        process.start()
    theirs.close()  # so that its end is the end of the pipe
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        ours.close()


def _hand_over(aid: Connection, packed: bytes) -> None:
    with suppress(OSError):  # whoever waits for the files hears of it
        aid.send_bytes(packed)


def _fetch(aid: Connection) -> Files:
    try:
        made: Files | ZonemapError = aid.recv()
    except (EOFError, OSError) as error:
        raise PageError("地图没有画成：绘图进程意外结束（可能内存不足）") from error
    if isinstance(made, ZonemapError):
        raise made
    return made


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


def _serve(pipe: Connection, job: str) -> None:
    """Make ready, take one view, send back its files, and be gone."""
    gc.disable()  # it ends before there is garbage worth looking for
    if hasattr(os, "nice"):  # not on Windows
        os.nice(10)  # while it makes ready, the work that it will wait for goes first
    warm_up, make = _JOBS[job]
    warm_up()
    try:
        view = pipe.recv()
        try:
            pipe.send(make(view))
        except ZonemapError as error:
            pipe.send(error)
    except (EOFError, OSError):  # nobody wants anything any more
        pass
    os._exit(0)  # without tidying up: that would take longer than drawing a page


def _ready_for_pages() -> None:
    """Import what the pages need."""
    import maps.embed  # noqa: PLC0415 - folium is heavy
    import maps.index_page  # noqa: PLC0415 - it takes from the public page
    import maps.planner  # noqa: F401, PLC0415 - folium is heavy


def _ready_for_pictures() -> None:
    """Import what the pictures need."""
    import maps.overview  # noqa: F401, PLC0415 - matplotlib is heavy


def _pages(view: MapView) -> Files:
    from maps.embed import embed_page  # noqa: PLC0415 - folium is heavy
    from maps.index_page import index_page  # noqa: PLC0415 - it takes from the public page
    from maps.planner import planner_page  # noqa: PLC0415 - folium is heavy

    view = _with_shapes(view)
    made = (planner_page(view), embed_page(view), index_page(view))
    return dict(zip(PAGES, made, strict=True))


def _pictures(view: MapView) -> Files:
    from maps.overview import draw_overview  # noqa: PLC0415 - matplotlib is heavy

    return dict(zip(PICTURES, draw_overview(_with_shapes(view)), strict=True))


def _with_shapes(view: MapView) -> MapView:
    """Return the view with its features' geometries as shapes: read once, not by every page."""
    from maps.shapes import geometry_of  # noqa: PLC0415 - shapely is heavy

    features = [{**item, "geometry": geometry_of(item.get("geometry"))} for item in view.features]
    return replace(view, features=features)


_JOBS: dict[str, tuple[Callable[[], None], Callable[[MapView], Files]]] = {
    "pages": (_ready_for_pages, _pages),
    "pictures": (_ready_for_pictures, _pictures),
}
