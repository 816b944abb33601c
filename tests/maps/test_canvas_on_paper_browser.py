"""A page whose lines are on a canvas, on paper: nothing below the canvas is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped, unused-ignore]
import pytest

from maps import styles
from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser


def greens(sheet: Any) -> int:
    """Return how many pixels are greener than red and blue, as parks are and paper is not."""
    one, green, other = np.moveaxis(sheet.to_numpy().astype(int), 2, 0)[:3]
    return int(((green > one + 6) & (green > other + 6)).sum())


@pytest.mark.parametrize("crowd", [2, 5000])
def test_the_ground_is_printed_with_few_places_and_with_many(
    open_page: Callable[..., Any],
    small_view: MapView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    crowd: int,
) -> None:
    monkeypatch.setattr(styles, "CROWD", crowd)
    path = tmp_path / "planner.html"
    path.write_text(planner_page(small_view), encoding="utf-8", newline="\n")
    page = open_page(path, (1024, 768), "#map=16/31.1615/121.4215")
    assert page.count("canvas") == (2 if crowd == 2 else 1)
    sheet = tmp_path / "sheet.pdf"
    page.page.pdf(path=str(sheet), prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(sheet)
    assert greens(document[0].render(scale=0.5)) > 500
    document.close()
