"""The proof that a mention stands in its document where its offsets say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seeds.records import Mention


@dataclass(frozen=True, slots=True)
class OffsetMismatch:
    """A mention that does not stand where its offsets say; `found` is what stands there."""

    mention: Mention
    found: str


def verify_offsets(
    mentions: Iterable[Mention], report_text: Mapping[str, str]
) -> tuple[OffsetMismatch, ...]:
    """
    Compare what each mention says is written with what stands in its document.

    Parameters
    ----------
    mentions
        Mentions of any documents; those of documents that are not given are passed over.
    report_text
        Text by report id, read as UTF-8 with line ends as they are.

    Returns
    -------
    tuple of OffsetMismatch
        Empty if every mention stands where it should, runs of white space taken as one blank.
    """
    found = []
    for mention in mentions:
        text = report_text.get(mention.report)
        if text is None:
            continue
        standing = re.sub(r"\s+", " ", text[mention.start : mention.end])
        if standing != mention.written:
            found.append(OffsetMismatch(mention, standing))
    return tuple(found)
