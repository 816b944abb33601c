"""The progress bar: shown on a terminal, silent elsewhere."""

from __future__ import annotations

import io

import pytest

from maps.progress import bar, stages


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, shown: bool
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    with bar("定位") as step:
        step(3, 8)
    assert ("定位" in stream.getvalue()) is shown


def test_a_bar_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    with bar("定位") as step:
        step(1, 1)
    assert stream.getvalue().rsplit("\r", 2)[1].strip() == ""


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_stages_are_named_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, shown: bool
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    with stages(2) as say:
        say("读取")
        say("写入")
    text = stream.getvalue()
    assert ("读取" in text, "写入" in text) == (shown, shown)
