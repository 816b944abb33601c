"""`zonemap gazetteer calibrate`: measure how far off answers are, and write what may be claimed."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from geo.accuracy import JUDGED
from geo.calibrate import FEWEST, FITTED, LEFT_OUT, Fitted, Measured, fit, held_out, reliability
from geo.gazetteer import Gazetteer
from geo.locate import Locator
from geo.measure import against_each_other, against_truth, read_truth
from layers.csvtext import csv_text
from maps.text import plain_text
from seeds.records import MeasuredClaim, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seeds.district import District

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

CLOSE_M = 250
ROADS = {
    "门牌，所在的路有两个以上已知门牌": {"exact", "between", "beyond"},
    "门牌，只有一个": {"one"},
    "门牌，一个也没有": {"habit", "none"},
}
"""Ways of finding an address, by how many numbers of its road are known."""


def measured(district: District, truth: Path | None) -> list[Measured]:
    """
    Return the errors of a district's answers.

    Parameters
    ----------
    district
        Its gazetteer and known house numbers are used; its projects are not.
    truth
        CSV file of positions known from elsewhere (`geo.measure.read_truth`), None for none.

    Raises
    ------
    TruthError
        If the file is malformed.
    """
    rungs = Locator(Gazetteer(district.folder / "gazetteer"), district).rungs
    found = against_each_other(rungs)
    if truth is not None:
        found += against_truth(rungs, read_truth(truth), truth.name)
    return found


def table(errors: Sequence[Measured]) -> str:
    """Return the text of `accuracy.csv`: what was measured, and what is judged where too little."""
    fitted = {(row.method, row.how): row for row in fit(errors)}
    rows: list[Sequence[object]] = []
    for key, (base, slope) in JUDGED.items():
        row = fitted.get(key)
        if row is None:
            rows.append((*key, f"{base:g}", f"{slope:g}", *_few(errors, key)))
        else:
            rows.append(
                (*key, f"{row.base_m:g}", f"{row.per_metre:g}", row.n, f"{row.median_m:.0f}",
                 f"{row.within:.3f}", _basis(row, errors))
            )  # fmt: skip
    return csv_text(columns(MeasuredClaim), rows)


def _few(errors: Sequence[Measured], key: tuple[str, str]) -> tuple[object, ...]:
    """Return the last cells of a row that stays as it was judged."""
    few = [one for one in errors if one.key == key]
    if not few:
        return 0, 0, 0, "判断，未实测"
    base, slope = JUDGED[key]
    within = sum(one.error_m <= base + slope * one.sigma_m for one in few) / len(few)
    middle = statistics.median(one.error_m for one in few)
    return len(few), f"{middle:.0f}", f"{within:.3f}", f"判断；只测得 {len(few)} 个误差"


def _basis(row: Fitted, errors: Sequence[Measured]) -> str:
    sources = sorted({one.source for one in errors if one.key == (row.method, row.how)})
    named = "、".join(_named(source) for source in sources)
    how = "分位数回归，按道路交叉检验" if row.method in FITTED else "判断，经实测核对"
    return f"{named}；{how}"


def _named(source: str) -> str:
    return "逐一留出的已知门牌" if source == LEFT_OUT else source


def told(errors: Sequence[Measured]) -> str:
    """Return what was measured, in plain lines."""
    lines = [f"测得 {len(errors)} 个误差（少于 {FEWEST} 个的方法仍按判断）："]
    for row in fit(errors):
        slope = f" + {row.per_metre:g} × 标准差" if row.per_metre else ""
        lines.append(
            f"  {row.method:<9} {row.how:<8} {row.n:>4} 个  中位误差 {row.median_m:.0f} m"
            f"  声明 {row.base_m:g}{slope} m  留出检验 {row.within:.0%} 在声明之内"
        )
    for source in sorted({one.source for one in errors}):
        own = [one for one in errors if one.method in FITTED]
        pairs = [
            (one, claim)
            for key in JUDGED
            if len(group := [m for m in own if m.key == key]) >= FEWEST
            for one, claim in held_out(group)
            if one.source == source
        ]
        if pairs:
            share = sum(one.error_m <= claim for one, claim in pairs) / len(pairs)
            lines.append(f"  {plain_text(_named(source))}：{len(pairs)} 个，{share:.0%} 在声明之内")
    return "\n".join((*lines, *_by_road(errors)))


def _by_road(errors: Sequence[Measured]) -> Iterator[str]:
    """Yield, for addresses with a truth of their own, how well they do by what their road knows."""
    for said, hows in ROADS.items():
        own = [m.error_m for m in errors if m.how in hows and m.source != LEFT_OUT]
        if own:
            near = sum(error <= CLOSE_M for error in own) / len(own)
            middle = statistics.median(own)
            yield (
                f"  {said}：{len(own)} 个，中位误差 {middle:.0f} m，{near:.0%} 在 {CLOSE_M} m 以内"
            )


def picture(errors: Sequence[Measured], path: Path) -> bytes:
    """
    Return the reliability plot: the share that claims are made for, and the share that holds.

    Parameters
    ----------
    errors
        As `measured` returns them.
    path
        Its ending says the format, `.svg` or `.png`.
    """
    from maps.reliability import drawn  # noqa: PLC0415 - matplotlib is heavy

    found = reliability(errors, SHARES)
    first = sorted(found, key=lambda source: source == LEFT_OUT)
    lines = {_named(source): found[source] for source in first}
    return drawn(lines, sum(m.method in FITTED for m in errors), path.suffix)
