"""A report as it was read: the decoded text to which offsets refer, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """
    A report after decoding.

    `text` is what `zonemap extract --text` prints; offsets are 0-based code points in it. `name`
    is the file name without its folder (`-` for standard input), `format` one of txt, md, html,
    docx and pdf, `encoding` the character encoding of a text file ("" for docx and pdf), `sha256`
    the digest of the bytes that were read. `notes` are plain remarks for the user, such as an
    encoding that was guessed.
    """

    text: str
    name: str
    format: str = "txt"
    encoding: str = "utf-8"
    sha256: str = ""
    notes: tuple[str, ...] = ()
