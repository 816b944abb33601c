from seeds.reading.unit import Unit

# The document would be "长塘新 村</li>\n区\t<p>旧改": a blank, then a tear.
UNIT = Unit("item", "长塘新村旧改", (0, 4, 17), (0, 3, 4), torn=(4,))


def test_offsets_follow_the_runs() -> None:
    assert [UNIT.offset(i) for i in range(6)] == [0, 1, 2, 4, 17, 18]


def test_a_span_goes_over_a_blank() -> None:
    assert UNIT.span(0, 4) == (0, 5)
    assert UNIT.span(2, 4) == (2, 5)


def test_a_span_ends_where_the_text_is_torn() -> None:
    assert UNIT.span(0, 6) == (0, 5)
    assert UNIT.span(4, 6) == (17, 19)
