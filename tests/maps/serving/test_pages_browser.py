"""The pages of the service in Chromium: nothing from elsewhere, no text taken for code."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

PATHS = (
    "/", "/collections", "/collections/points", "/collections/points/items",
    "/collections/points/items/P004", "/collections/points/items/P005",
    "/collections/points/items/P006", "/collections/zones/items", "/collections/lines/items",
    "/collections/points/schema", "/collections/points/queryables", "/conformance", "/openapi",
    "/files/", "/map/planner.html",
)  # fmt: skip


@pytest.fixture
def visit(browser: Any, service: Any) -> Any:
    """Return what opens a page and returns it with its requests and complaints."""
    contexts = []

    def opens(
        path: str, *, width: int = 1200, locale: str = "zh-CN"
    ) -> tuple[Any, list[str], list[str]]:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(service.base + path)
        return page, requests, complaints

    yield opens
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_no_other_host_and_complains_of_nothing(
    visit: Any, service: Any, path: str
) -> None:
    for query in ("", "?lang=en-US"):
        page, requests, complaints = visit(path + query)
        assert [url for url in requests if not url.startswith((service.base, "data:"))] == []
        assert complaints == []
        assert page.evaluate("window.hacked") is None
        assert page.locator("main h1, p").count()


def test_names_are_shown_as_they_are(visit: Any) -> None:
    page, _, _ = visit("/collections/points/items?limit=10")
    shown = page.inner_text("main")
    for name in (
        "</script><script>window.hacked=1</script>",
        "{{ 7*7 }}{% raw %}",
        "青溪 & 河？/#1%25",
    ):
        assert name in shown
    assert "徐家汇[U+202E]站" in shown
    assert page.locator("main img").count() == 0


def test_pages_lead_through_all_features_in_both_languages(visit: Any) -> None:
    page, _, _ = visit("/")
    page.click("text=点：地点")
    assert "共 250 个，这一页是第 1 至 100 个" in page.inner_text("main")
    assert "学校" in page.inner_text("tbody")
    assert "西片" in page.inner_text("tbody")
    page.click("a[rel=next]")
    page.click("a[rel=next]")
    assert "这一页是第 201 至 250 个" in page.inner_text("main")
    assert page.locator("a[rel=next]").count() == 0
    page.click("header .end")
    assert "250 in all, this page shows 201 to 250" in page.inner_text("main")
    assert page.get_attribute("html", "lang") == "en"
    assert "West" in page.inner_text("tbody")
    assert "school" in page.inner_text("tbody")
    page.click("tbody a >> nth=0")
    assert page.inner_text("h1") == "地点201"
    assert "Accuracy" in page.inner_text("main")
    assert page.locator("text=Home").count() == 1


def test_english_readers_get_english(visit: Any) -> None:
    page, _, _ = visit("/", locale="en-GB")
    assert page.inner_text("h1") == "Qingxi: projects and functional zones"


@pytest.mark.parametrize("path", PATHS[:-1])
def test_pages_fit_a_phone(visit: Any, path: str) -> None:
    page, _, _ = visit(path, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_pages_keep_the_rules_of_accessibility(visit: Any, axe_core: str) -> None:
    for path in PATHS[:-1]:
        page, _, _ = visit(path)
        page.evaluate(axe_core)
        found = page.evaluate("axe.run()")["violations"]
        assert [item["id"] for item in found] == [], path
