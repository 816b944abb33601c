"""Nothing that a report or a table says can run, deceive or break the layout, in any field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from maps.embed import embed_page
from maps.planner import planner_page
from maps.view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
CODE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>\"'><svg onload=window.hacked=1>",
    "{{7*7}}{% for x in y %}{# note #}",
    "`${window.hacked=1}`\\u003cscript\\u003e",
    "javascript:window.hacked=1//",
    '=HYPERLINK("javascript:hacked")\t|cmd\' /c',
    "甲\u202e乙\u200b丙\u2066丁\ufeff\u0000戊",
)
LONG = ("长" * 10_000, "W" * 10_000)
KEPT = {"id", "kind", "zone", "zone_spatial", "stage", "method"}
"""Words of ours that choose how a place is drawn."""

STATE = """() => ({
  hacked: String(window.hacked),
  ours: ["img", "iframe", "object", "embed", "base", "form", "script:not([type])"]
    .map(tag => tag + document.querySelectorAll(tag).length).join(" "),
  handlers: [...document.querySelectorAll("*")].flatMap(node => [...node.attributes])
    .filter(one => /^on/i.test(one.name) || /^\\s*javascript:/i.test(one.value))
    .filter(one => !["title", "aria-label", "value", "placeholder"].includes(one.name))
    .map(one => one.name + "=" + one.value.slice(0, 60)),
  wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  unseen: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\ufeff\\u0000]/.test(document.body.innerText),
})"""


def poisoned(view: MapView, texts: tuple[str, ...]) -> MapView:
    """Put hostile text wherever text stands, in every field another one."""
    turn = 0

    def bad() -> str:
        nonlocal turn
        turn += 1
        return texts[turn % len(texts)]

    features = [
        {
            **feature,
            "properties": {
                name: value if name in KEPT or isinstance(value, bool | float) else bad()
                for name, value in {
                    **feature["properties"],
                    **dict.fromkeys(("note", "address", "parent", "road_name", "runner_up"), ""),
                    **dict.fromkeys(("from_road", "to_road", "source_id", "snapshot"), ""),
                    **dict.fromkeys(("first_seen", "last_seen"), ""),
                }.items()
            },
        }
        for feature in view.features
    ]
    rows = [
        {name: value if name in KEPT else bad() for name, value in row.items()}
        for row in view.unlocated
    ]
    zones = [
        {**zone, "properties": {**zone["properties"], "name": bad(), "name_en": bad()}}
        for zone in view.zones
    ]
    meta = {
        **{name: bad() for name in ("district", "district_en", "attribution", "approval")},
        "snapshots": {bad(): bad()},
        "reports": {"003": bad(), "004": bad()},
        "report_dates": view.meta["report_dates"],
    }
    histories = {
        project: tuple(replace(e, status=bad(), table=bad(), year=bad()) for e in events)
        for project, events in view.histories.items()
    }
    backdrop = {
        name: [{**entry, "name": bad()} for entry in entries]
        if isinstance(entries, list)
        else entries
        for name, entries in view.backdrop.items()
    }
    return MapView(features, zones, rows, backdrop, meta, histories)


TABS = tuple(f"{name}-tab" for name in ("layers", "list", "summary", "unlocated", "about"))
PAGES = {
    "planner": (planner_page, (*TABS, "open-table", "timeline-open", "measure-tool")),
    "embed": (embed_page, ("show-list", "show-map")),
}
"""What makes each page, and the buttons that show its parts."""


def press(page: Any, button: str) -> None:
    """Press a button wherever it is, even under something, and unfold what it shows."""
    page.page.evaluate("id => document.getElementById(id).click()", button)
    page.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.mark.parametrize(("texts", "size"), [(CODE, DESKTOP), (LONG, PHONE)], ids=["code", "long"])
@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_in_every_field_stays_text(
    name: str,
    texts: tuple[str, ...],
    size: tuple[int, int],
    open_page: Callable[..., Any],
    small_view: MapView,
    tmp_path: Path,
) -> None:
    make, buttons = PAGES[name]
    path = tmp_path / f"{name}.html"
    path.write_text(make(poisoned(small_view, texts)), encoding="utf-8", newline="\n")
    clean = tmp_path / "clean.html"
    clean.write_text(make(small_view), encoding="utf-8", newline="\n")
    usual = open_page(clean, size).page.evaluate(STATE)
    page = open_page(path, size)
    talked: list[str] = []

    def dismiss(dialog: Any) -> None:
        talked.append(dialog.message)
        dialog.dismiss()

    page.page.on("dialog", dismiss)
    for language in range(2):
        for button in buttons:
            press(page, button)
            assert page.page.evaluate(STATE) == usual, f"{button}, language {language}"
        for place in range(len(small_view.features)):
            page.page.evaluate(f"Zonemap.emit('find', Zonemap.features[{place}])")
            page.page.evaluate(
                "place => { const { marker } = Zonemap.features[place];"
                " if (marker && marker.getElement && marker.getElement()) marker.openTooltip(); }",
                place,
            )
            assert page.page.evaluate(STATE) == usual, f"place {place}"
        press(page, "language")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    assert page.page.evaluate(STATE) | {"wide": 0} == usual  # paper is as wide as it is
    assert talked == []
