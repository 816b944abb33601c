"""The options of `zonemap publish`, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

TEXT = "把交付的数据写入 PostGIS：建表、按编号更新，一次事务，要么全部要么不动"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `publish` alone understands."""


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """Run the command; return the exit code."""
    raise NotImplementedError
