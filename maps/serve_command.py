"""The options of `zonemap serve`, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

TEXT = "在本机提供 OGC API Features 服务，旁边是地图页面"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `serve` alone understands."""


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """Run the command; return the exit code."""
    raise NotImplementedError
