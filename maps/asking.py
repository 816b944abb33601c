"""Names asked on the command line, one by one or as a table, and how an answer is told."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.answer import Answer, Query
from geo.find import Near
from geo.gazetteer import Gazetteer
from geo.locate import Locator
from geo.queries import read_queries
from maps.text import json_line, plain_line
from seeds.vocabulary import METHODS

if TYPE_CHECKING:
    from pathlib import Path

    from geo.online.asking import Online
    from layers.zones import ZoneLayer
    from seeds.district import District


class Asker:
    """Answers names for one district."""

    def __init__(self, district: District, online: Online | None = None) -> None:
        self._district = district
        gazetteer = Gazetteer(district.folder / "gazetteer")
        self._locator = Locator(gazetteer, district, online=online)

    @cached_property
    def _zone_names(self) -> set[str]:
        """Codes and names of the zones."""
        rules = self._district.zone_rules["zone"]
        return {str(zone[key]) for zone in rules for key in ("code", "name")}

    def ask(self, name: str) -> tuple[Query, Answer]:
        """Return the answer to one name."""
        query = Query(id=name, name=name)
        return query, self._answer(query)

    def _answer(self, query: Query) -> Answer:
        answer = self._locator.locate(query)
        if answer.geometry is not None:
            return answer
        from layers.zoned import zone_answer  # noqa: PLC0415 - few names need the zones

        if query.name in self._zone_names:
            return zone_answer(query.name, self._zones) or answer
        if query.zone and len(answer.candidates) > 1:  # its outline may tell which one is meant
            zone = zone_answer(query.zone, self._zones)
            if zone is not None and zone.geometry is not None:
                return self._locator.locate(query, Near(zone.geometry, query.zone))
        return answer

    @cached_property
    def _zones(self) -> ZoneLayer:
        from layers.zones import zone_layer  # noqa: PLC0415

        return zone_layer(self._district, self._locator.gazetteer)

    def batch(self, path: Path) -> tuple[str, int, int]:
        """
        Return the answers to a table of names as GeoJSON text, how many were found, of how many.

        Raises
        ------
        QueryError, SeedError
            If the table cannot be used.
        """
        from layers.answers import answers_geojson  # noqa: PLC0415 - a name alone is only told

        queries = read_queries(path, zones=self._zone_names)
        answers = [self._answer(query) for query in queries]
        found = sum(answer.geometry is not None for answer in answers)
        return answers_geojson(queries, answers), found, len(queries)


def told(query: Query, answer: Answer, *, as_json: bool = False) -> str:
    """Return an answer as a few plain lines, or as one line of JSON."""
    if as_json:
        from layers.answers import answer_properties  # noqa: PLC0415 - a name alone is only told

        properties = answer_properties(query, answer)
        shape = None if answer.geometry is None else answer.geometry.__geo_interface__
        return json_line({**properties, "geometry": shape})
    method = METHODS[answer.method].zh
    if answer.geometry is None:
        from layers.answers import candidate_text  # noqa: PLC0415 - likewise

        lines = [
            f"{query.name}：没有找到（{method}）",
            *(f"  试过 {text}" for text in answer.tried),
            *(f"  也许是 {candidate_text(one)}" for one in answer.candidates),
        ]
        return "\n".join(map(plain_line, lines))
    where = answer.geometry.representative_point()
    family = {"Point": "点", "LineString": "线", "MultiLineString": "线"}
    kind = family.get(answer.geometry.geom_type, "面")
    at = f"{where.x:.6f},{where.y:.6f}"
    lines = [f"{query.name}：{method}，{kind}，{at}，误差约 {answer.accuracy_m:.0f} 米"]
    extras = {
        "依据": f"{answer.source} {answer.source_id}".strip(),
        "数据日期": answer.snapshot,
        "说明": answer.note,
        "其次": answer.runner_up,
    }
    lines += [f"  {key} {text}" for key, text in extras.items() if text]
    return "\n".join(map(plain_line, lines))
