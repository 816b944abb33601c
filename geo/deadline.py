"""Work that must end by a given time, whatever it waits for: a name server, a slow answer."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def within(job: Callable[[], T], seconds: float) -> T:
    """
    Return what `job` returns; what it raises is raised here.

    It runs in a thread of its own, that is left to itself when the time is over and does not keep
    the process from ending.

    Raises
    ------
    TimeoutError
        If it has not ended after `seconds`.
    """
    ended: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            ended.put((job(), None))
        except BaseException as error:  # noqa: BLE001 (it is raised again, in the caller's thread)
            ended.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = ended.get(timeout=max(0.0, seconds))
    except queue.Empty:
        raise TimeoutError(f"not done within {seconds:g} s") from None
    if error is not None:
        try:
            raise error
        finally:
            del error  # it holds this frame, which would hold it and all that it failed with
    return result  # type: ignore[return-value]
