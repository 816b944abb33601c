"""
The rules of `zones.toml`: what is written there, checked word by word.

A rule gives a zone one or more subdistricts, or the part of them on one side of named roads or
rivers. Rules stand in order of precedence: an earlier rule takes land before a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.datum_table import DatumError, datum_of
from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "zones.toml"
SIDES = ("east", "west", "north", "south")
BASES = ("fact", "report", "inference")
CONFIDENCES = ("high", "good", "fair", "low")
ZONE_KEYS = frozenset({"code", "name", "name_en", "variants"})
TOP_KEYS = frozenset(
    {"zone", "rule", "explained", "district", "official", "official_datum", "note"}
)
RESERVED = frozenset({"none"})
"""Codes that mean something else: lying in no zone."""
FAMILY_ENDINGS = ("_lines", "_polygons")
"""What the file of a zone's lines and that of its polygons append to the code."""
RULE_KEYS = frozenset({"zone", "subdistricts", "cuts", "basis", "confidence", "evidence", "note"})


@dataclass(frozen=True, slots=True)
class ZoneName:
    """A zone's code and names; `variants` are other spellings that reports use."""

    code: str
    name: str
    name_en: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Only the land on one side of these roads or rivers, which together make one line."""

    side: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of precedence: these subdistricts, as far as the cuts allow, go to the zone."""

    where: str
    zone: str
    subdistricts: tuple[str, ...]
    cuts: tuple[Cut, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a project lies elsewhere than in the zone the report states."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything `zones.toml` says; `official_datum` is what the numbers of that file are."""

    district: str
    official: str
    official_datum: str
    note: str
    names: tuple[ZoneName, ...]
    rules: tuple[Rule, ...]
    explained: tuple[Explained, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The zone codes, in the order of the file."""
        return tuple(item.code for item in self.names)


def parse_rules(rules: Mapping[str, Any]) -> RuleSet:
    """
    Check the content of a `zones.toml` and return it typed.

    Parameters
    ----------
    rules
        The parsed file.

    Raises
    ------
    LayerError
        If a key is missing, unknown or of the wrong type, or a code is unknown or repeated.
    """
    _known_keys(rules, TOP_KEYS, FILE)
    names = tuple(_zone_name(index, raw) for index, raw in _tables(rules, "zone"))
    if not names:
        raise LayerError("至少要有一个 [[zone]]，实际没有", where=FILE)
    _unique("功能区代码", [item.code for item in names])
    _unique("功能区名称", [name for item in names for name in (item.name, *item.variants)])
    codes = tuple(item.code for item in names)
    official = _text(rules, "official", FILE, required=False)
    parsed = tuple(_rule(index, raw, codes) for index, raw in _tables(rules, "rule"))
    if not parsed and not official:
        raise LayerError("没有 [[rule]]，也没有 official：无从得出功能区范围", where=FILE)
    return RuleSet(
        district=_text(rules, "district", FILE, required=False),
        official=official,
        official_datum=_datum(rules),
        note=_text(rules, "note", FILE, required=False),
        names=names,
        rules=parsed,
        explained=tuple(_explained(index, raw) for index, raw in _tables(rules, "explained")),
    )


def _datum(rules: Mapping[str, Any]) -> str:
    """Return the code of the datum of the official file, WGS-84 where none is named."""
    try:
        return datum_of(_text(rules, "official_datum", FILE, required=False) or "wgs84").code
    except DatumError as error:
        raise LayerError(f"official_datum {error}", where=FILE) from error


def _tables(rules: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the tables `[[key]]` with their 1-based number."""
    found = rules.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise LayerError(f"{key} 应写成 [[{key}]] 表，实际是 {found!r}", where=FILE)
    return list(enumerate(found, start=1))


def _zone_name(index: int, raw: Mapping[str, Any]) -> ZoneName:
    where = f"{FILE} 第 {index} 个 [[zone]]"
    _known_keys(raw, ZONE_KEYS, where)
    code = _text(raw, "code", where)
    if not (code.isascii() and code.replace("_", "").isalnum() and code == code.lower()):
        raise LayerError(
            f"code 应为小写英文字母、数字或下划线（用作文件名），实际是 {code!r}", where=where
        )
    if code in RESERVED or code.endswith(FAMILY_ENDINGS):
        endings = "、".join(FAMILY_ENDINGS)
        message = f"code 不能是 {'、'.join(RESERVED)}，也不能以 {endings} 结尾，实际是 {code!r}"
        raise LayerError(message, where=where)
    return ZoneName(
        code=code,
        name=_text(raw, "name", where),
        name_en=_text(raw, "name_en", where, required=False),
        variants=_texts(raw, "variants", where),
    )


def _rule(index: int, raw: Mapping[str, Any], codes: tuple[str, ...]) -> Rule:
    where = f"{FILE} 第 {index} 条 [[rule]]"
    _known_keys(raw, RULE_KEYS, where)
    zone = _one_of(_text(raw, "zone", where), codes, f"{where} zone")
    _one_of(_text(raw, "basis", where), BASES, f"{where} basis")
    _one_of(_text(raw, "confidence", where), CONFIDENCES, f"{where} confidence")
    subdistricts = _texts(raw, "subdistricts", where)
    evidence = _texts(raw, "evidence", where)
    if not subdistricts or not evidence:
        empty = "subdistricts" if not subdistricts else "evidence"
        raise LayerError(f"{empty} 至少要有一项，实际为空", where=where)
    cuts = raw.get("cuts", [])
    if not isinstance(cuts, list):
        raise LayerError(f"cuts 应为列表，实际是 {cuts!r}", where=where)
    return Rule(where, zone, subdistricts, tuple(_cut(item, where) for item in cuts), evidence)


def _cut(raw: object, where: str) -> Cut:
    if not isinstance(raw, dict):
        raise LayerError(
            f'切割线应写成 {{ side = "east", of = ["路名"] }}，实际是 {raw!r}', where=where
        )
    _known_keys(raw, frozenset({"side", "of"}), where)
    side = _one_of(_text(raw, "side", where), SIDES, f"{where} side")
    lines = _texts(raw, "of", where)
    if not lines:
        raise LayerError("切割线 of 至少要有一条道路或河流，实际为空", where=where)
    return Cut(side, lines)


def _explained(index: int, raw: Mapping[str, Any]) -> Explained:
    where = f"{FILE} 第 {index} 个 [[explained]]"
    _known_keys(raw, frozenset({"name", "why"}), where)
    return Explained(_text(raw, "name", where), _text(raw, "why", where))


def _known_keys(raw: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise LayerError(f"不认识的键 {unknown[0]!r}，可用 {'、'.join(sorted(known))}", where=where)


def _text(raw: Mapping[str, Any], key: str, where: str, *, required: bool = True) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise LayerError(f"{key} 应为文字，实际是 {value!r}", where=where)
    return value


def _texts(raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LayerError(f"{key} 应为文字列表，实际是 {value!r}", where=where)
    return tuple(value)


def _one_of(value: str, allowed: tuple[str, ...], where: str) -> str:
    if value not in allowed:
        raise LayerError(f"{value!r} 不在可用值之内：{'、'.join(allowed)}", where=where)
    return value


def _unique(what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise LayerError(f"{what} {value!r} 重复", where=FILE)
        seen.add(value)
