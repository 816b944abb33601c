from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.vocabulary import (
    CERTAINTIES,
    KINDS,
    LOCATOR_METHODS,
    METHODS,
    PLACEABLE,
    STAGES,
    Label,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS = [KINDS, STAGES, METHODS, PLACEABLE, CERTAINTIES]


@pytest.mark.parametrize("words", LISTS)
def test_every_word_has_its_own_label(words: Mapping[str, Label]) -> None:
    for language in ("zh", "en"):
        labels = [getattr(label, language) for label in words.values()]
        assert all(labels)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("words", [*LISTS, LOCATOR_METHODS])
def test_lists_cannot_be_changed(words: Mapping[str, object]) -> None:
    with pytest.raises(TypeError):
        words["new"] = None  # type: ignore[index]


def test_ladder_begins_with_a_correction_and_ends_with_nothing() -> None:
    assert next(iter(METHODS)) == "correction"
    assert list(METHODS)[-1] == "none"
