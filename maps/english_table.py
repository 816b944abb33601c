"""`zonemap gazetteer english`: the English of a district's names, made once for later builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from maps.bilingual import made_of
from maps.build import MAPS, build
from seeds.records import EnglishText, columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.studio import Files
    from maps.view import MapView
    from seeds.district import District


def english_table(district: District) -> str:
    """
    Return `english.csv`: what the pages of a whole build say in English, and what may be typed.

    Raises
    ------
    ZonemapError
        If the district cannot be built.
    """
    seen: list[MapView] = []

    def look(view: MapView) -> Callable[[], Files]:
        seen.append(view)
        return dict

    build(district, parts=frozenset({MAPS}), render=look)
    rows = ((what, chinese, words) for (what, chinese), words in made_of(seen[0]).items())
    return csv_text(columns(EnglishText), rows)
