"""What may be corrected is the same for the loader, for those who apply it and in the docs."""

from __future__ import annotations

import re
from pathlib import Path

from geo.corrected import ACCURACY, POSITION
from layers.corrections import LEDGER_FIELDS
from seeds.vocabulary import CORRECTABLE


def test_every_field_that_may_be_corrected_is_applied() -> None:
    assert set(CORRECTABLE) == {POSITION, ACCURACY, *LEDGER_FIELDS}


def test_contributing_lists_the_fields(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| `field` |"))
    named = set(re.findall(r"`([a-z_]+)`", row)) - {"field"}
    assert named == set(CORRECTABLE)
