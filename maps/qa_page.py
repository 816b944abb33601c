"""The quality report as a page: numbers, bars and tables, in Chinese and English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from layers.handoff.parts import Part
from layers.soundness import CHECKS
from maps.qa_strings import QA_STRINGS
from maps.text import page_text
from maps.twofold import both, name, number, page, table
from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layers.handoff.delivery import Delivery
    from seeds.vocabulary import Label

TEMPLATE = "qa.html"
STYLES = ("common.css", "qa.css")
_FULL = 1000
"""Width of a bar's drawing; it is stretched to its cell."""

Row = dict[str, Any]


def parts(delivery: Delivery) -> list[Part]:
    """Return `qa/qa.html` and `qa/qa.json`."""
    edition, qa = delivery.edition, delivery.findings.qa
    titles = {zone.code: (zone.name, zone.name_en or zone.name) for zone in delivery.zones.zones}
    html = qa_page(qa, titles, district_en=edition.name_en, version=edition.version)
    text = json.dumps({"edition": edition.version, **qa}, ensure_ascii=False, indent=1) + "\n"
    return [
        Part("qa/qa.html", html.encode(), "text/html", "质量报告", "Quality report"),
        Part(
            "qa/qa.json",
            text.encode(),
            "application/json",
            "质量报告，供机器读取",
            "The same as JSON",
        ),
    ]


def qa_page(
    qa: Mapping[str, Any],
    zones: Mapping[str, tuple[str, str]],
    *,
    district_en: str = "",
    version: str = "",
) -> str:
    """
    Return the page; the same findings give the same bytes.

    Parameters
    ----------
    qa
        Content of `qa.json` (`layers.findings`).
    zones
        Code of each zone to its Chinese and English name.
    district_en
        English name of the district; its Chinese one stands in `qa`.
    version
        The edition; blank where there is none.
    """
    district = str(qa["district"])
    english = dict(zones.values())
    sections = (
        _head(district, district_en or district, version),
        "<main>",
        _numbers(qa),
        '<div class="pair">',
        _methods(qa),
        _accuracy(qa),
        _zones(qa, zones),
        _words("by_stage", qa["by_stage"], STAGES, hint="stage_hint"),
        "</div>",
        _words("by_kind", qa["by_kind"], KINDS),
        _elsewhere(qa["zone_disagreements"], english),
        _contrary([*qa["contradictions"], *map(_conflict, qa["zone_conflicts"])]),
        _unlocated(qa["unlocated"], zones),
        _doubts(qa["doubts"]),
        _geometry(qa["geometry"]),
        "</main>",
        f"<footer>{_t('sources')}</footer>",
    )
    titles = QA_STRINGS["title"]
    slots = {
        "title": page_text(titles[0].format(district=district)),
        "title_en": page_text(titles[1].format(district=district_en or district)),
        "body": "\n".join(sections),
    }
    return page(TEMPLATE, STYLES, slots)


def _t(key: str, **fill: object) -> str:
    chinese, english = QA_STRINGS[key]
    return both(chinese.format(**fill), english.format(**fill))


def _head(district: str, english: str, version: str) -> str:
    titles = QA_STRINGS["title"]
    told = both(titles[0].format(district=district), titles[1].format(district=english))
    about = _t("about") + (f" {_t('edition', version=version)}" if version else "")
    hints = QA_STRINGS["switch_hint"]
    switch = (
        f'<button type="button" id="language" hidden title="{page_text(" / ".join(hints))}">'
        f"{_t('switch')}</button>"
    )
    return f'<header class="top"><div><h1>{told}</h1><p>{about}</p></div>{switch}</header>'


def _section(key: str, content: str, *, hint: str = "", kind: str = "", **fill: object) -> str:
    """Return a section that is named by its heading."""
    note = f"<p>{_t(hint, **fill)}</p>" if hint else ""
    return (
        f'<section class="{kind}" aria-labelledby="{key}"><h2 id="{key}">{_t(key)}</h2>'
        f"{note}{content}</section>"
    )


def _numbers(qa: Mapping[str, Any]) -> str:
    totals, accuracy = qa["totals"], qa["accuracy"]
    sites = accuracy["sites_and_lines"]
    failed = sum(len(check["failed"]) for check in qa["geometry"]["checks"])
    boxes = [
        (_t("drawn"), totals["drawn"], _t("of", count=totals["projects"])),
        (_t("sites"), totals["sites_and_lines_drawn"], _t("of", count=sites)),
    ]
    for limit in (500, 1500):
        share = _percent(accuracy[f"share_within_{limit}_m"])
        within = accuracy[f"within_{limit}_m"]
        boxes.append((_t("within", limit=f"{limit:,}"), within, _t("of_sites", share=share)))
    contrary = len(qa["contradictions"]) + len(qa["zone_conflicts"])
    boxes += [
        (_t("unlocated_count"), totals["unlocated"], ""),
        (_t("elsewhere_count"), len(qa["zone_disagreements"]), ""),
        (_t("contrary_count"), contrary, ""),
        (_t("shapes_count"), failed, ""),
    ]
    told = "".join(
        f"<div><dt>{title}</dt><dd>{number(value)} <small>{note}</small></dd></div>"
        for title, value, note in boxes
    )
    return f'<dl class="numbers">{told}</dl>'


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _bars(key: str, rows: Iterable[tuple[str, int, int]]) -> str:
    """Return a table of bars: what it is, how much is solid, how much hollow behind it."""
    rows = list(rows)
    most = max((solid + hollow for _, solid, hollow in rows), default=0) or 1
    head = [("", _t(key)), ("n", _t("count")), ("bar", _t("bar"))]
    cells = []
    for title, solid, hollow in rows:
        count = number(solid) + (f" + {number(hollow)}" if hollow else "")
        cells.append([("", title), ("n", count), ("bar", _bar(solid / most, hollow / most))])
    return f'<div class="bars">{table(head, cells, label=key, wide=False)}</div>'


def _bar(solid: float, hollow: float) -> str:
    """Return a bar as a picture; the number beside it says the same."""
    on, off = round(_FULL * solid), round(_FULL * hollow)
    drawn = f'<rect class="on" x="0" y="1" width="{on}" height="12"/>'
    if off:
        drawn += f'<rect class="off" x="{on}" y="1" width="{off}" height="12"/>'
    size = f'viewBox="0 0 {_FULL} 14" preserveAspectRatio="none"'
    return f'<svg {size} aria-hidden="true" focusable="false">{drawn}</svg>'


def _methods(qa: Mapping[str, Any]) -> str:
    radii = qa["accuracy_by_method"]
    rows = []
    for method, count in qa["by_method"].items():
        title = _word(METHODS, method)
        if method in radii:
            title += f" {_t('median', metres=number(radii[method]['median_m']))}"
        drawn = radii[method]["drawn"] if method in radii else 0
        rows.append((title, drawn, count - drawn))
    return _section("by_method", _bars("by_method", rows), hint="by_method_hint")


def _accuracy(qa: Mapping[str, Any]) -> str:
    rows = [
        (
            _t("above") if row["up_to_m"] is None else _t("upto", limit=number(row["up_to_m"])),
            row["drawn"],
            0,
        )
        for row in qa["accuracy_classes"]
    ]
    return _section("accuracy", _bars("accuracy", rows), hint="accuracy_hint")


def _zones(qa: Mapping[str, Any], zones: Mapping[str, tuple[str, str]]) -> str:
    rows = [
        (
            both(*zones[code]) if code in zones else _t("no_zone"),
            counts["drawn"],
            counts["unlocated"],
        )
        for code, counts in qa["by_zone"].items()
    ]
    return _section("by_zone", _bars("by_zone", rows), hint="by_zone_hint")


def _words(
    key: str, counts: Mapping[str, int], words: Mapping[str, Label], *, hint: str = ""
) -> str:
    """Return how many there are of each word of a list."""
    rows = [(_word(words, word), count, 0) for word, count in counts.items()]
    return _section(key, _bars(key, rows), hint=hint)


def _word(words: Mapping[str, Label], word: str) -> str:
    return both(*words[word]) if word in words else _t("unstated")


def _listed(
    key: str, rows: Sequence[Sequence[tuple[str, str]]], head: Sequence[str], hint: str = ""
) -> str:
    """Return a section with a table, or with the word that there is nothing to list."""
    if not rows:
        return _section(key, f"<p>{_t('none')}</p>", hint=hint)
    titles = [(kind, _t(title)) for title, (kind, _) in zip(head, rows[0], strict=True)]
    return _section(key, table(titles, rows, label=key), hint=hint, kind="long")


def _who(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [("", name(row["label"])), ("id", page_text(row["id"]))]


def _elsewhere(rows: Iterable[Row], english: Mapping[str, str]) -> str:
    def zone(given: str | None) -> str:
        return both(given, english.get(given, given)) if given else _t("no_zone")

    cells = [
        [
            *_who(row),
            ("", zone(row["zone_reported"])),
            ("", zone(row["zone_spatial"])),
            ("n", number(row["gap_m"])),
            ("n", number(row["accuracy_m"])),
            ("why", name(row["explanation"])),
        ]
        for row in rows
    ]
    head = ("label", "id", "reported", "spatial", "gap", "radius", "why")
    return _listed("elsewhere", cells, head, "elsewhere_hint")


def _conflict(row: Row) -> Row:
    """Return a project that stands under several zones as a contradiction."""
    zones, places = row["zones"], row["stated_at"]
    first, second = ({"said": zone, "at": ""} for zone in zones[:2])
    second["at"] = "；".join(places)
    return {**row, "code": "zone_conflict", "first": first, "second": second}


def _contrary(rows: Iterable[Row]) -> str:
    def said(given: Mapping[str, str]) -> str:
        return f'{name(given["said"])} <span class="id">{name(given["at"])}</span>'

    cells = [
        [
            *_who(row),
            ("", _t(row["code"])),
            ("why", said(row["first"])),
            ("why", said(row["second"])),
        ]
        for row in rows
    ]
    return _listed("contrary", cells, ("label", "id", "what", "first", "second"), "contrary_hint")


def _unlocated(rows: Iterable[Row], zones: Mapping[str, tuple[str, str]]) -> str:
    cells = [
        [
            *_who(row),
            ("", _word(KINDS, row["kind"])),
            ("", both(*zones[row["zone"]]) if row["zone"] in zones else ""),
            ("why", name(row["reason"])),
        ]
        for row in rows
    ]
    return _listed("unlocated", cells, ("label", "id", "kind", "zone", "reason"))


def _doubts(rows: Iterable[Row]) -> str:
    cells = [
        [
            *_who(row),
            ("", _t(row["code"])),
            ("why", name(row["detail"])),
            ("", _word(METHODS, row["method"])),
            ("", name(row["checkable_by"])),
        ]
        for row in rows
    ]
    head = ("label", "id", "what", "detail", "method", "checkable")
    return _listed("doubts", cells, head, "doubts_hint")


def _geometry(found: Mapping[str, Any]) -> str:
    rows = [_test(check) for check in found["checks"]]
    fill = {key: number(found[key]) for key in ("shapes", "vertices", "shared")}
    head = [("", _t("test")), ("", _t("result"))]
    content = table(head, rows, label="geometry", wide=False)
    return _section("geometry", content, hint="geometry_hint", **fill)


def _test(check: Mapping[str, Any]) -> list[tuple[str, str]]:
    test = both(*CHECKS[check["check"]])
    failed = check["failed"]
    if not failed:
        return [("", test), ("good", f"✓ {_t('passed')}")]
    ids = page_text("、".join(failed))
    told = f'✗ {_t("failed", count=len(failed))} <span class="id">{ids}</span>'
    return [("", test), ("bad", told)]
