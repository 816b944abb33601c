"""One file of a bundle, and what the manifest says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Part:
    """
    One file of a bundle.

    Attributes
    ----------
    path
        Below the bundle, POSIX.
    content
        Its bytes.
    media_type
        Such as `application/geo+json`.
    zh, en
        What it is, one line.
    counts
        Features by sheet (`points`, `lines`, `polygons`, `zones`); empty for a document.
    crs
        Such as `EPSG:4326`; blank for a document.
    """

    path: str
    content: bytes
    media_type: str
    zh: str
    en: str
    counts: Mapping[str, int] = field(default_factory=dict)
    crs: str = ""
