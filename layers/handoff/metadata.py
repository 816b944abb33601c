"""The metadata of a bundle, for catalogues of two kinds: DCAT-AP (JSON-LD) and ISO 19115 (XML)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.handoff.metadata_dcat import dataset
from layers.handoff.metadata_iso import record
from layers.handoff.parts import Part
from layers.handoff.plain import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.handoff.delivery import Delivery


def metadata_parts(delivery: Delivery, parts: Sequence[Part]) -> list[Part]:
    """
    Return `metadata/metadata.json` and `metadata/metadata.xml`.

    Parameters
    ----------
    delivery
        What is handed over.
    parts
        The other files of the bundle, which the metadata describe.
    """
    linked = json_text(dataset(delivery, parts)).encode()
    return [
        Part(
            "metadata/metadata.json", linked, "application/ld+json",
            "元数据：DCAT-AP（GeoDCAT-AP）", "Metadata: DCAT-AP (GeoDCAT-AP)",
        ),
        Part(
            "metadata/metadata.xml", record(delivery, parts), "application/xml",
            "元数据：ISO 19115（ISO 19139 XML）", "Metadata: ISO 19115 (ISO 19139 XML)",
        ),
    ]  # fmt: skip
