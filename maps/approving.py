"""The option for the number under which a map was approved (审图号)."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seeds.district import District


def add_option(command: argparse.ArgumentParser) -> None:
    """Add `--approval`."""
    command.add_argument(
        "--approval", type=_approval, metavar="审图号",
        help="写在地图上的审图号（默认用区县文件夹里的 [map] approval）",
    )  # fmt: skip


def approved(district: District, approval: str | None) -> District:
    """Return the district with the number that was given, or as it is."""
    return dataclasses.replace(district, approval=approval) if approval else district


def _approval(text: str) -> str:
    from seeds.district import is_approval  # noqa: PLC0415 - not needed for --help

    if not is_approval(text):
        raise argparse.ArgumentTypeError(f"应为一行审图号，不超过 60 字，实际是 {text!r}")
    return text.strip()
