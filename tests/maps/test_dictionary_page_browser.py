"""The page of the data dictionary in a browser: either language, either screen, no request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps.dictionary_page import dictionary_parts

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
VIOLATIONS = """async () => {
  const found = await axe.run("html", { resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ": " + node.html));
}"""


@pytest.fixture
def opened(
    open_page: Callable[..., Any], shipped_delivery: Delivery, tmp_path: Path
) -> Callable[..., Any]:
    (part,) = dictionary_parts(shipped_delivery)
    path = tmp_path / "dictionary.html"
    path.write_bytes(part.content)

    def run(size: tuple[int, int], query: str = "", **how: Any) -> Any:
        return open_page(path, size, query, **how)

    return run


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_language_is_shown_and_fits_the_screen(
    opened: Callable[..., Any], size: tuple[int, int], language: str
) -> None:
    page = opened(size, f"?lang={language}")
    assert page.count("article:visible") == 1
    assert page.page.get_attribute("html", "lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    heads = page.page.locator(f"#{language}-points thead").bounding_box()
    assert (heads["height"] > 10) == (size == DESKTOP)  # cards on a phone


def test_the_switch_keeps_the_reader_at_the_same_section(opened: Callable[..., Any]) -> None:
    page = opened(DESKTOP)
    assert page.text("h1:visible").startswith("数据字典：")
    page.page.evaluate("document.getElementById('zh-zones').scrollIntoView()")
    page.page.evaluate("document.querySelector('[data-language=zh] .language').click()")
    assert page.page.title().startswith("Data dictionary: ")
    assert page.in_sight("#en-zones")
    page.page.evaluate("document.querySelector('[data-language=en] .language').click()")
    assert page.page.title().startswith("数据字典：")
    assert page.in_sight("#zh-zones")


def test_without_a_script_both_languages_can_be_read(
    browser: Any, shipped_delivery: Delivery, tmp_path: Path
) -> None:
    (part,) = dictionary_parts(shipped_delivery)
    path = tmp_path / "dictionary.html"
    path.write_bytes(part.content)
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("article:visible").count() == 2
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(
    opened: Callable[..., Any], axe_core: str, size: tuple[int, int], language: str
) -> None:
    page = opened(size, f"?lang={language}", bypass_csp=True)
    page.page.evaluate(axe_core)
    assert page.page.evaluate(VIOLATIONS) == []
