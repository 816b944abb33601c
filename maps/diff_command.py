"""The options of `zonemap diff`, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

TEXT = "比较两版数据：按编号列出新增、消失、移动、改名，阶段或功能区的变化"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `diff` alone understands."""


def run(
    args: argparse.Namespace, *, say: Callable[[object], None], warn: Callable[[object], None]
) -> int:
    """Run the command; return the exit code."""
    raise NotImplementedError
