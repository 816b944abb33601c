"""The quality of the data as ISO 19115 states it: accuracy, what is missing, lineage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.handoff.iso_xml import both, code, dated, leaf, missing, node, plain
from layers.handoff.plain import one_line
from layers.handoff.statements import accuracy, accuracy_said, lineage, methods
from seeds.vocabulary import METHODS, Label

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from layers.handoff.delivery import Delivery

_OMITTED = Label(
    "报告点名而未能定位的地点数，逐条原因见 unlocated.csv",
    "Places that the reports name and that were not located; reasons in unlocated.csv",
)


def quality(delivery: Delivery) -> Element:
    """Return `DQ_DataQuality` for the whole data set."""
    level = code("level", "MD_ScopeCode", "dataset")
    return node(
        "DQ_DataQuality",
        node("scope", node("DQ_Scope", level)),
        *(node("report", positions) for positions in _positions(delivery)),
        node("report", _omissions(delivery)),
        node("lineage", _lineage(delivery)),
    )


def _positions(delivery: Delivery) -> list[Element]:
    """Return how many places keep which accuracy, a report for each limit."""
    found = accuracy(delivery)
    return [
        node(
            "DQ_AbsoluteExternalPositionalAccuracy",
            both("nameOfMeasure", Label("误差不超过界限的地点数", "Places within the limit")),
            both("measureDescription", accuracy_said(delivery)),
            _count(count, f"accuracy_m <= {limit}; drawn {found.drawn}"),
        )
        for limit, count in found.within.items()
    ]


def _omissions(delivery: Delivery) -> Element:
    return node(
        "DQ_CompletenessOmission",
        both("nameOfMeasure", Label("未定位的地点数", "Places not located")),
        both("measureDescription", _OMITTED),
        _count(len(delivery.unlocated), "geometry is missing"),
    )


def _count(number: int, condition: str) -> Element:
    """Return a count as a result; it has no unit."""
    return node(
        "result",
        node(
            "DQ_QuantitativeResult",
            missing("valueUnit", "inapplicable"),
            plain("errorStatistic", condition),
            node("value", leaf("gco:Record", number)),
        ),
    )


def _lineage(delivery: Delivery) -> Element:
    """Return the statement, a step for each method that was used, and the sources."""
    steps = [
        node(
            "processStep",
            node(
                "LI_ProcessStep",
                both(
                    "description",
                    Label(
                        f"定位方法 {method}：{METHODS[method].zh}，{count} 处",
                        f"Method {method}: {METHODS[method].en}, {count} places",
                    ),
                ),
            ),
        )
        for method, count in methods(delivery).items()
    ]
    return node("LI_Lineage", both("statement", lineage(delivery)), *steps, *_sources(delivery))


def _sources(delivery: Delivery) -> list[Element]:
    edition = delivery.edition
    reports = [
        (f"{one_line(r.report)} {one_line(r.title)}", r.date, "publication")
        for r in edition.reports
    ]
    extracts = [
        (f"OpenStreetMap: {table}", date, "revision") for table, date in edition.snapshots.items()
    ]
    return [
        node(
            "source",
            node(
                "LI_Source",
                plain("description", name),
                node(
                    "sourceCitation",
                    node("CI_Citation", plain("title", name), dated(date, kind)),
                ),
            ),
        )
        for name, date, kind in (*reports, *extracts)
    ]
