"""Check that no sentence of the reports stands in the tree: facts travel, sentences do not.

Titles are facts.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LENGTH = 28
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FEWEST = 20


def squeeze(text: str) -> str:
    """Return `text` without white space."""
    return re.sub(r"\s+", "", text)


def main(reports: str, tree: str) -> int:
    """Return 0 if no file shares a long run of Chinese with a report."""
    runs = set()
    for report in sorted(Path(reports).glob("*.txt")):
        text = squeeze(report.read_text("utf-8"))
        runs |= {text[start : start + LENGTH] for start in range(len(text) - LENGTH + 1)}
    titles = squeeze("".join(t.read_text("utf-8") for t in Path(tree).glob("seeds/*/reports.csv")))
    sentences = {r for r in runs if len(CHINESE.findall(r)) >= FEWEST and r not in titles}
    paths = [path for path in sorted(Path(tree).rglob("*")) if path.is_file()]
    lifted = 0
    for path in paths:
        text = squeeze(path.read_text("utf-8", errors="ignore"))
        starts = range(len(text) - LENGTH + 1)
        hit = next(
            (text[s : s + LENGTH] for s in starts if text[s : s + LENGTH] in sentences), None
        )
        if hit is not None:
            lifted += 1
            sys.stderr.write(f"{path.relative_to(tree)}: {hit}\n")
    sys.stdout.write(f"report text: {len(paths)} files searched, {lifted} with a sentence\n")
    return int(lifted > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
