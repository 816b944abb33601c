from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reading.extents import Inside, bank_of, bracket, ends_of


@pytest.mark.parametrize(
    ("written", "kind", "parts"),
    [
        ("(青柳路-白杨路)", "extent", ("青柳路", "白杨路")),
        ("(东起青柳路,西至白杨路段)", "extent", ("青柳路", "白杨路")),
        ("(青柳路至白杨港)", "extent", ("青柳路", "白杨港")),
        ("(二期)", "phase", ("二期",)),
        ("(北块)", "phase", ("北块",)),
        ("(9#、10#)", "numbers", ("9#", "10#")),
        ("(9、10#)", "numbers", ("9#", "10#")),
        ("(2024)", "gloss", ("2024",)),
        ("(东校区)", "part", ("东校区",)),
        ("(地下室)", "part", ("地下室",)),
        ("(青柳馆)", "gloss", ("青柳馆",)),
        ("(2023-2024)", "gloss", ("2023-2024",)),
    ],
)
def test_what_brackets_hold(written: str, kind: str, parts: tuple[str, ...]) -> None:
    assert bracket(written) == Inside(kind, parts)


@given(st.text(max_size=60))
def test_brackets_with_any_text_hold_something(text: str) -> None:
    inside = bracket(f"({text})")
    assert inside.parts
    assert inside.kind in {"extent", "phase", "part", "numbers", "gloss"}
    assert all(part.removesuffix("#") in text for part in inside.parts)


@pytest.mark.parametrize("text", ["", "青柳路", "青柳路-", "3-5", "青柳路-白杨"])
def test_no_extent(text: str) -> None:
    assert ends_of(text) is None


@pytest.mark.parametrize(
    ("end", "river"), [("青港河北", "青港河"), ("白杨浦南岸", "白杨浦"), ("白杨浦", "")]
)
def test_a_bank_names_its_river(end: str, river: str) -> None:
    assert bank_of(end) == river
