"""
A district is a folder: this module loads one whole, checked, or not at all.

No geometry library and no data frame is needed for it; it takes a few hundredths of a second.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from seeds.check import check_district
from seeds.contact import Contact, contact_of
from seeds.errors import SeedError
from seeds.records import (
    Alias,
    Correction,
    EnglishText,
    KnownAddress,
    LocatorFact,
    MeasuredClaim,
    Mention,
    Project,
    Report,
    Trap,
    WayName,
    read_records,
)
from seeds.tables import read_toml
from seeds.vocabulary import METRIC_CRS

SHIPPED = "xuhui"
SETTINGS = "district.toml"
ZONES = "zones.toml"
_PAIRS = [[first, second] for first in (int, float) for second in (int, float)]
_NUMBERING = {"heading", "step_m", "odd"}
_LONGEST_STEP_M = 100
_LONGEST_APPROVAL = 60


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of the folder come from, and on what terms."""

    name: str
    url: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """
    How house numbers run in a city: `[addresses]` of `district.toml`.

    `heading` is (east, north): the way in which numbers grow, of any length but nought; `step_m`
    metres of road per number, odd and even counted together; `odd` is the side, `left` or
    `right`, on which one who walks that way has the odd numbers, blank if there is no such habit.
    """

    heading: tuple[float, float]
    step_m: float
    odd: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """
    Every fact of a district folder.

    `zone_rules` is `zones.toml` as parsed; its rules are read by the layer that computes
    outlines. `bbox` is west, south, east, north in degrees WGS-84: no position of the folder
    lies outside. `lent` are projects of the folder that the reports at hand do not name: they are
    not shown, but their names and facts still serve (empty as loaded; see `seeds.ledger`).
    `numbering` is None where `district.toml` does not say how house numbers run. `approval` is the
    number under which the map of the district was approved (审图号), blank if there is none.
    `english` saves making the English of names and sentences anew with every build; what it lacks
    is made. `contact` is who answers for the data, None where the folder does not say.
    """

    folder: Path
    code: str
    name: str
    name_en: str
    reports: tuple[Report, ...]
    mentions: tuple[Mention, ...]
    projects: tuple[Project, ...]
    aliases: tuple[Alias, ...]
    traps: tuple[Trap, ...]
    locators: tuple[LocatorFact, ...]
    corrections: tuple[Correction, ...]
    addresses: tuple[KnownAddress, ...]
    zone_rules: dict[str, Any]
    crs: str = METRIC_CRS
    language: str = "zh-CN"
    bbox: tuple[float, float, float, float] = (-180.0, -90.0, 180.0, 90.0)
    report_encoding: str = "utf-8"
    way_names: tuple[WayName, ...] = ()
    accuracy: tuple[MeasuredClaim, ...] = ()
    sources: tuple[Source, ...] = ()
    licences: tuple[str, ...] = ()
    lent: tuple[Project, ...] = ()
    numbering: Numbering | None = None
    approval: str = ""
    english: tuple[EnglishText, ...] = ()
    contact: Contact | None = None

    @property
    def zone_names(self) -> tuple[str, ...]:
        """The full names of the zones, in the order of `zones.toml`."""
        return tuple(str(zone["name"]) for zone in self.zone_rules["zone"])


def load_district(folder: Path | None = None) -> District:
    """
    Load and check a district folder.

    Parameters
    ----------
    folder
        The folder; None is the one that ships with the package.

    Raises
    ------
    SeedError
        If a file is missing or malformed, or the tables contradict each other.
    """
    if folder is None:
        folder = Path(str(files("seeds").joinpath(SHIPPED)))
    if not folder.is_dir():
        found = "实际是文件" if folder.exists() else "找不到"
        raise SeedError(f"应为区县文件夹，{found}", table=str(folder))
    settings = read_toml(folder / SETTINGS)
    district = District(
        folder=folder,
        reports=read_records(folder, Report),
        mentions=read_records(folder, Mention),
        projects=read_records(folder, Project),
        aliases=read_records(folder, Alias),
        traps=read_records(folder, Trap),
        locators=read_records(folder, LocatorFact),
        corrections=read_records(folder, Correction),
        addresses=read_records(folder, KnownAddress),
        way_names=read_records(folder, WayName),
        accuracy=read_records(folder, MeasuredClaim),
        english=read_records(folder, EnglishText),
        zone_rules=read_toml(folder / ZONES),
        **_settings(settings, str(folder / SETTINGS)),
    )
    check_district(district)
    return district


def _settings(raw: dict[str, Any], table: str) -> dict[str, Any]:
    """Check `district.toml` and turn it into fields of `District`."""
    texts = ("name", "name_en", "code", "crs", "language", "report_encoding")
    for key in texts:
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise SeedError(f"{key} 应为非空文本，实际是 {raw.get(key)!r}", table=table)
    if raw["crs"] != METRIC_CRS:
        message = f"crs 目前只能是 {METRIC_CRS}（长度和面积都在其中计算），实际是 {raw['crs']!r}"
        raise SeedError(message, table=table)
    tables = ("bbox", "sources", "licences", "addresses", "map", "contact")
    unknown = sorted(set(raw) - {*texts, *tables})
    if unknown:
        raise SeedError(f"不认识的设置 {'、'.join(unknown)}", table=table)
    return {
        **{key: raw[key] for key in texts},
        "bbox": _bbox(raw.get("bbox"), table),
        "sources": tuple(_source(item, table) for item in raw.get("sources", [])),
        "licences": tuple(str(item) for item in raw.get("licences", [])),
        "numbering": _numbering(raw["addresses"], table) if "addresses" in raw else None,
        "approval": _approval(raw["map"], table) if "map" in raw else "",
        "contact": contact_of(raw["contact"], table) if "contact" in raw else None,
    }


def _bbox(raw: object, table: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north, checked."""
    if isinstance(raw, list) and [type(item) for item in raw] == [float] * 4:
        west, south, east, north = raw
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:  # noqa: PLR2004
            return west, south, east, north
    expected = "bbox 应为 [西, 南, 东, 北] 四个带小数的经纬度"
    raise SeedError(f"{expected}，实际是 {raw!r}", table=table)


def _numbering(raw: object, table: str) -> Numbering:
    """Return `[addresses]`, checked."""
    if not isinstance(raw, dict) or {"heading", "step_m"} - set(raw) or set(raw) - _NUMBERING:
        expected = "[addresses] 的键应为 heading、step_m，还可以有 odd"
        raise SeedError(f"{expected}，实际是 {raw!r}", table=table)
    heading, step = raw["heading"], raw["step_m"]
    pair = isinstance(heading, list) and [type(item) for item in heading] in _PAIRS
    if not pair or not math.isfinite(sum(heading)) or not any(heading):
        expected = "heading 应为 [向东, 向北] 两个数，不全为 0，门牌号沿此方向增大"
        raise SeedError(f"{expected}，实际是 {heading!r}", table=table)
    if type(step) not in (int, float) or not 0 < step <= _LONGEST_STEP_M:
        expected = f"step_m 应为每号所占的路长，大于 0、不超过 {_LONGEST_STEP_M} 米"
        raise SeedError(f"{expected}，实际是 {step!r}", table=table)
    odd = raw.get("odd", "")
    if odd not in ("", "left", "right"):
        raise SeedError(f'odd 应为 "left" 或 "right"，实际是 {odd!r}', table=table)
    return Numbering((float(heading[0]), float(heading[1])), float(step), odd)


def _approval(raw: object, table: str) -> str:
    """Return the one entry of `[map]`, checked."""
    if not isinstance(raw, dict) or set(raw) != {"approval"}:
        raise SeedError(f"[map] 的键应为 approval，实际是 {raw!r}", table=table)
    if not is_approval(raw["approval"]):
        expected = f"approval 应为一行审图号，不超过 {_LONGEST_APPROVAL} 字"
        raise SeedError(f"{expected}，实际是 {raw['approval']!r}", table=table)
    return str(raw["approval"]).strip()


def is_approval(raw: object) -> bool:
    r"""
    Tell whether this can be the number of a map's approval: one line of text that is not long.

    >>> is_approval("沪S（2026）001号"), is_approval(" "), is_approval("a\nb")
    (True, False, False)
    """
    if not isinstance(raw, str):
        return False
    text = raw.strip()
    return text.isprintable() and 0 < len(text) <= _LONGEST_APPROVAL


def _source(raw: object, table: str) -> Source:
    """Return one `[[sources]]` entry, checked."""
    keys = ("name", "url", "licence", "attribution")
    if not isinstance(raw, dict) or sorted(raw) != sorted(keys):
        raise SeedError(f"[[sources]] 的键应为 {'、'.join(keys)}，实际是 {raw!r}", table=table)
    return Source(**{key: str(raw[key]) for key in keys})
