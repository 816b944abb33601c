"""
Answers kept: in memory for a run, and in a folder that the user names, one file per question.

Only what the terms allow goes to disk: of a service that forbids storing, "not found" alone. A
file that is damaged, or about something else, is taken as absent and replaced. Keys are never part
of a question. An entry has no age: delete the file, or the folder, to ask again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geo.errors import OnlineError
from geo.online.contract import LEVELS, Candidate, degrees_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.online.contract import Ask, Terms
    from geo.online.service import Service

FORMAT = 1
"""Number of the file format; another one is asked for again."""
_LARGEST_BYTES = 200_000


class Cached:
    """
    A service that remembers.

    Parameters
    ----------
    service
        Who is asked what is not remembered.
    folder
        Where answers are kept for later runs; None keeps them for this run only.

    Raises
    ------
    OnlineError
        If the folder cannot be made or written to.
    """

    def __init__(self, service: Service, folder: Path | None = None) -> None:
        self._service = service
        self._folder = folder
        self._known: dict[str, tuple[Candidate, ...]] = {}
        if folder is not None:
            _check(folder)

    @property
    def name(self) -> str:
        """The word for it on the command line."""
        return self._service.name

    @property
    def terms(self) -> Terms:
        """Its name for readers, its licence and whether answers may be stored."""
        return self._service.terms

    def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
        """
        Return what the service offers, or once offered, best first.

        Raises
        ------
        OnlineError
            If the service did not answer (which is not remembered).
        """
        asked = {"address": self._service.url, **self._service.params(ask)}
        text = json.dumps([FORMAT, self.name, asked], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest not in self._known:
            found = self._stored(digest)
            if found is None:
                found = self._service.geocode(ask)
                self._store(digest, found)
            self._known[digest] = found
        return self._known[digest]

    def _path(self, digest: str) -> Path | None:
        return None if self._folder is None else self._folder / f"{self.name}-{digest[:32]}.json"

    def _stored(self, digest: str) -> tuple[Candidate, ...] | None:
        """Return the stored answer; None if there is none that can be used."""
        path = self._path(digest)
        try:
            if path is None or path.stat().st_size > _LARGEST_BYTES:
                return None
            entry = json.loads(path.read_bytes())
            if (entry["format"], entry["provider"], entry["question"]) != (
                FORMAT,
                self.name,
                digest,
            ):
                return None
            return tuple(_candidate(row, str(path)) for row in entry["found"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _store(self, digest: str, found: tuple[Candidate, ...]) -> None:
        """Write an answer whole or not at all; a cache that cannot be written is only slower."""
        path = self._path(digest)
        if path is None or (found and not self.terms.may_store):
            return
        entry = {
            "format": FORMAT,
            "provider": self.name,
            "terms": self.terms.licence,
            "question": digest,
            "found": [asdict(candidate) for candidate in found],
        }
        text = json.dumps(entry, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        with contextlib.suppress(OSError):
            _write(path, text.encode())


def _candidate(row: dict[str, Any], where: str) -> Candidate:
    """Read a candidate of a file as warily as one of the network."""
    lon, lat = degrees_of(row["lon"], row["lat"], where)
    if row["level"] not in LEVELS:
        raise ValueError(where)
    return Candidate(
        names=tuple(text_of(name) for name in row["names"]),
        lon=lon,
        lat=lat,
        level=row["level"],
        radius_m=max(0.0, float(row["radius_m"])),
        whole=row["whole"] is True,
        **{key: text_of(row[key]) for key in ("source_id", "kind", "road", "number")},
    )


def _check(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OnlineError(f"不能写在线查询的缓存文件夹 {folder}（{error.strerror}）") from error


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)  # noqa: PTH105 - of a name that mkstemp made
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
