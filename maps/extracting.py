"""Reports read on the command line: their mentions, what was read, and a build from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from layers.mentions import csv_parts, json_parts, located_geojson
from maps.text import plain_line, plain_text
from seeds.errors import SeedError
from seeds.formats.opening import open_report
from seeds.home import foreign_home
from seeds.ledger import enter
from seeds.reading.extract import extract
from seeds.reading.lending import Lent, lend
from seeds.report_ids import report_id
from seeds.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from seeds.district import District
    from seeds.document import Document
    from seeds.reading.found import Found

TABLES = {".csv": csv_parts, ".json": json_parts}
GEOJSON = ".geojson"
_SHOWN, _LONGEST = 40, 40


@dataclass(slots=True)
class Tally:
    """What was read of one report, counted as it goes by."""

    document: Document
    id: str
    foreign: str = ""
    kinds: Counter[str] = field(default_factory=Counter)
    placeable: Counter[str] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)

    def count(self, found: Found) -> None:
        """Count one mention."""
        self.placeable[found.placeable] += 1
        if found.placeable != "no":
            self.kinds[found.kind] += 1
            if len(self.first) < _SHOWN:
                long = len(found.name) > _LONGEST
                self.first.append(found.name[:_LONGEST] + "……" * long)


class Extraction:
    """
    Reads reports with the names a district lends; `district` None reads with everyday words only.

    A report that is about another place is read without lent names, and `tallies` says so.
    """

    def __init__(self, district: District | None, *, encoding: str | None = None) -> None:
        self.district, self.encoding = district, encoding
        self.tallies: list[Tally] = []
        self._lent: Lent | None = None

    def documents(self, paths: Iterable[Path]) -> list[Document]:
        """
        Open reports; the same document given twice counts once.

        Raises
        ------
        ReportError
            If one cannot be read.
        """
        opened: dict[str, Document] = {}
        for path in dict.fromkeys(paths):  # standard input can be read only once
            document = open_report(path, encoding=self.encoding)
            opened.setdefault(document.sha256 or document.name, document)
        return list(opened.values())

    def read(self, documents: Iterable[Document]) -> Iterator[Found]:
        """Yield the mentions of reports, in order."""
        for document in documents:
            foreign = foreign_home(self.district, document.text) if self.district else None
            tally = Tally(document, report_id(document, self.district), foreign or "")
            self.tallies.append(tally)
            lent = None if foreign else self._names()
            for found in extract(document, lent, report=tally.id):
                tally.count(found)
                yield found

    def located(self, documents: Sequence[Document], found: Sequence[Found]) -> str:
        """
        Return the places of reports as GeoJSON: a feature a place, drawn where it was found.

        Raises
        ------
        SeedError
            If a report is about another place.
        """
        from geo.gazetteer import Gazetteer  # noqa: PLC0415
        from geo.locate import Locator  # noqa: PLC0415
        from layers.assemble import assemble  # noqa: PLC0415
        from layers.zones import zone_layer  # noqa: PLC0415

        if self.district is None:
            raise SeedError("定位需要区县文件夹", table="--blind")
        _refuse_foreign(self.district, documents)
        here = enter(self.district, documents, found)
        gazetteer = Gazetteer(here.folder / "gazetteer")
        atlas = assemble(here, Locator(gazetteer, here), zone_layer(here, gazetteer))
        return located_geojson(atlas.features, missing=len(atlas.unlocated))

    def noted(self, document: Document) -> Document:
        """Return a document whose notes also say that it is about another place."""
        foreign = next((t.foreign for t in self.tallies if t.document is document), "")
        note = (f"报告写的是{foreign}",) if foreign else ()
        return replace(document, notes=(*document.notes, *note))

    def _names(self) -> Lent | None:
        if self._lent is None and self.district is not None:
            from geo.gazetteer import Gazetteer  # noqa: PLC0415 - a blind reading needs no map

            gazetteer = Gazetteer(self.district.folder / "gazetteer")
            self._lent = lend(self.district, gazetteer.names())
        return self._lent


def entered(district: District, paths: Sequence[Path], *, encoding: str | None = None) -> District:
    """
    Return the district with the projects of these reports in the place of its own.

    Raises
    ------
    ReportError
        If a report cannot be read.
    SeedError
        If a report is about another place.
    """
    extraction = Extraction(district, encoding=encoding)
    documents = extraction.documents(paths)
    _refuse_foreign(district, documents)
    return enter(district, documents, list(extraction.read(documents)))


def _refuse_foreign(district: District, documents: Iterable[Document]) -> None:
    """Refuse a report of another place: its names would be drawn where they are not."""
    for document in documents:
        foreign = foreign_home(district, document.text)
        if foreign:
            message = (
                f"这份报告写的是{plain_text(foreign)}，应为{district.name}的报告；"
                "请用 --district 给出那个区的文件夹"
            )
            raise SeedError(message, table=document.name)


def summary(tally: Tally) -> str:
    """Return what was read of one report, on a few plain lines."""
    document = tally.document
    encoding = f"，{document.encoding}" if document.encoding else ""
    places = sum(tally.placeable[word] for word in ("yes", "line", "area"))
    kinds = "，".join(f"{KINDS[kind].zh} {n}" for kind, n in _by_count(tally.kinds))
    words = "，".join(
        f"{zh} {tally.placeable[word]}"
        for word, zh in (("yes", "点位"), ("line", "线"), ("area", "片区"))
    )
    lines = [
        f"{document.name}（{tally.id}）：{document.format}{encoding}，{len(document.text):,} 字",
        f"  {places} 处提及：{words}；看过而不取 {tally.placeable['no']}",
    ]
    if kinds:
        lines.append(f"  {kinds}")
        more = "……" if places > len(tally.first) else ""
        lines.append("  " + "、".join(tally.first) + more)
    if tally.foreign:
        lines.append(f"  报告写的是{tally.foreign}，没有借用本区的名称")
    lines += [f"  {note}" for note in document.notes]
    return "\n".join(map(plain_line, lines))


def _by_count(kinds: Counter[str]) -> list[tuple[str, int]]:
    order = list(KINDS)
    return sorted(kinds.items(), key=lambda item: (-item[1], order.index(item[0])))
