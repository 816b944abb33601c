"""The options of `zonemap handoff`, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

TEXT = "交付：把一次生成的数据写成一套带版本的文件，各种格式、说明、质量报告、校验和齐备"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `handoff` alone understands."""


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """Run the command; return the exit code."""
    raise NotImplementedError
