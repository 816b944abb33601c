"""Work ends by its time, or is left to itself."""

from __future__ import annotations

import threading
import time

import pytest

from geo.deadline import within


def test_result_is_handed_on() -> None:
    assert within(lambda: 7, 5) == 7


def test_failure_is_that_of_the_work() -> None:
    with pytest.raises(ZeroDivisionError):
        within(lambda: 1 // 0, 5)


def test_what_takes_too_long_is_not_waited_for() -> None:
    go_on = threading.Event()
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        within(lambda: go_on.wait(30), 0.1)
    assert time.monotonic() - start < 5
    go_on.set()


def test_no_time_at_all_is_over_at_once() -> None:
    go_on = threading.Event()
    with pytest.raises(TimeoutError):
        within(lambda: go_on.wait(30), -1)
    go_on.set()
