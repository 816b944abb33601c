"""Check that every mention of the shipped district stands in its report where it says."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from seeds.district import load_district
from seeds.offsets import verify_offsets


def main(folder: str) -> int:
    """Return 0 if reports and mentions agree."""
    district = load_district()
    texts, strangers = {}, []
    for report in district.reports:
        raw = (Path(folder) / report.file).read_bytes()
        texts[report.report] = raw.decode(district.report_encoding)
        if hashlib.sha256(raw).hexdigest() != report.sha256:
            strangers.append(report.file)
        if len(texts[report.report]) != report.characters:
            strangers.append(f"{report.file}: {len(texts[report.report])} characters")
    wrong = verify_offsets(district.mentions, texts)
    for item in wrong:
        sys.stderr.write(f"{item.mention.id}: {item.mention.written!r} is {item.found!r}\n")
    for name in strangers:
        sys.stderr.write(f"not the report that was read: {name}\n")
    sys.stdout.write(f"offsets: {len(district.mentions)} mentions, {len(wrong)} misplaced\n")
    return int(bool(wrong or strangers))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
