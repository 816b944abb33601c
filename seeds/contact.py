"""Whom to ask about a district's data: `[contact]` of `district.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from seeds.errors import SeedError

_KEYS = ("organisation", "name", "email", "url")
_LONGEST = 200
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_URL = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for the data; `organisation` is always there, the rest may be blank."""

    organisation: str
    name: str = ""
    email: str = ""
    url: str = ""


def contact_of(raw: object, table: str) -> Contact:
    """
    Return `[contact]`, checked.

    Parameters
    ----------
    raw
        The table as parsed.
    table
        The file it stands in, for the message.

    Raises
    ------
    SeedError
        If a key is missing or unknown, or a value cannot be what it should be.
    """
    if not isinstance(raw, dict) or "organisation" not in raw or set(raw) - set(_KEYS):
        expected = "[contact] 的键应为 organisation，还可以有 name、email、url"
        raise SeedError(f"{expected}，实际是 {raw!r}", table=table)
    for key, value in raw.items():
        if not _is_line(value):
            expected = f"[contact] 的 {key} 应为一行文字，不超过 {_LONGEST} 字"
            raise SeedError(f"{expected}，实际是 {value!r}", table=table)
    found = {key: value.strip() for key, value in raw.items()}
    for key, pattern, like in (
        ("email", _EMAIL, "gis@example.org"),
        ("url", _URL, "https://example.org/"),
    ):
        if key in found and not pattern.fullmatch(found[key]):
            message = f"[contact] 的 {key} 应像 {like}，实际是 {found[key]!r}"
            raise SeedError(message, table=table)
    return Contact(**found)


def _is_line(value: object) -> bool:
    """Tell whether this is one line of text that is not long."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return text.isprintable() and 0 < len(text) <= _LONGEST
