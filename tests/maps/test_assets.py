from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Any

import pytest
import xstatic.pkg
from xstatic.pkg import leaflet

from maps import assets, embed
from maps.errors import PageError
from maps.planner import SCRIPTS, STYLES


def test_leaflet_is_the_version_that_folium_expects() -> None:
    assert "Leaflet 1.9.3" in assets.leaflet("leaflet.js")


@pytest.mark.parametrize("name", ["leaflet.js", "leaflet.css"])
def test_inlined_leaflet_asks_for_no_other_file(name: str) -> None:
    text = assets.leaflet(name)
    assert "url(images" not in text
    assert "sourceMappingURL" not in text
    assert "</script" not in text


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_our_own_files_are_inert_inside_a_page(name: str) -> None:
    text = assets.static(name)
    for sign in ("</script", "</style", "http://cdn", "https://cdn", "@import", "{{", "{%"):
        assert sign not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_our_own_scripts_never_write_html(name: str) -> None:
    text = assets.static(name)
    for sign in (".innerHTML", ".outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert sign not in text


@pytest.mark.parametrize("names", [SCRIPTS, embed.SCRIPTS])
def test_no_two_scripts_of_a_page_give_the_same_name(names: tuple[str, ...]) -> None:
    given = re.findall(r"^  Z\.(\w+) = ", assets.static_all(names), re.MULTILINE)
    assert [name for name, count in Counter(given).items() if count > 1] == []


def test_a_missing_package_is_one_plain_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assets._packaged.cache_clear()
    monkeypatch.delattr(xstatic.pkg, "leaflet", raising=False)
    monkeypatch.setitem(sys.modules, "xstatic.pkg.leaflet", None)
    with pytest.raises(PageError, match="XStatic-Leaflet"):
        assets.leaflet("leaflet.js")


def test_a_missing_asset_says_which(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    assets._packaged.cache_clear()
    monkeypatch.setattr(leaflet, "BASE_DIR", str(tmp_path))
    with pytest.raises(PageError, match=r"leaflet\.css"):
        assets.leaflet("leaflet.css")


def test_the_policy_hash_is_that_of_the_standard() -> None:
    # the example of the Content Security Policy standard, section 2.3.1
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert assets.csp_hash("alert('Hello, world.');") == expected
