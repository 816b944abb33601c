"""Pages and pictures from processes of their own: the same files, and no word from them."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import active_children

import pytest

from maps.errors import PageError
from maps.studio import PAGES, PICTURES, beside, here
from maps.view import MapView


def test_both_ways_make_the_same_files(small_view: MapView) -> None:
    with beside() as render:
        made = render(small_view)()
    assert made == here(small_view)()


def test_an_interrupt_is_left_to_the_process_that_hears_it(
    small_view: MapView, capfd: pytest.CaptureFixture[str]
) -> None:
    with beside() as render:
        for child in active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGINT)
        assert set(render(small_view)()) == {*PAGES, *PICTURES}
    assert capfd.readouterr() == ("", "")


def test_interrupts_are_heard_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with beside():
        assert signal.getsignal(signal.SIGINT) is before


def test_a_process_may_be_lent_in_a_thread() -> None:
    errors: list[BaseException] = []

    def lend() -> None:
        try:
            with beside():
                pass
        except ValueError as error:  # what signal says outside the main thread
            errors.append(error)

    thread = threading.Thread(target=lend)
    thread.start()
    thread.join()
    assert errors == []


@pytest.mark.parametrize("which", [0, 1])
def test_a_process_that_died_is_one_plain_error(small_view: MapView, which: int) -> None:
    with beside() as render:
        child = sorted(active_children(), key=lambda process: process.name)[which]
        child.kill()
        child.join()
        with pytest.raises(PageError, match="绘图进程意外结束"):
            render(small_view)()


def test_no_process_is_left_over() -> None:
    with beside():
        assert len(active_children()) == 2
    assert active_children() == []
