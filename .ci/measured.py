"""Run the measuring scripts beside the checkout and compare their figures with the bars."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

COVERAGE = re.compile(
    r"<= 1500 m (?P<near>[\d.]+)%, <= 500 m (?P<close>[\d.]+)%; lost (?P<lost>\d+); "
    r"traps drawn (?P<traps>\d+); zone as reported (?P<agree>\d+)/(?P<zones>\d+)"
)
BARS = {
    ("crossing", "within_25"): (0.99, 1.0),
    ("stretch", "within_25"): (0.98, 1.0),
    ("address", "within_250"): (0.72, 1.0),
    ("address", "median_m"): (0.0, 90.0),
    ("crossing", "within_claim"): (0.88, 1.0),
    ("stretch", "within_claim"): (0.88, 1.0),
    ("address", "within_claim"): (0.88, 0.96),
}

READ = {
    "": {
        "f1": (0.92, 1.0),
        "strict_f1": (0.82, 1.0),
        "recall_sites": (0.95, 1.0),
        "zone_reported_right": (0.99, 1.0),
        "road_from_right": (0.98, 1.0),
        "road_to_right": (0.98, 1.0),
        "kind_right": (0.90, 1.0),
        "year_right": (0.95, 1.0),
        "traps": (0.0, 0.03),
    },
    "--blind": {"f1": (0.80, 1.0), "recall_sites": (0.85, 1.0), "traps": (0.0, 0.08)},
}
"""Bars for reading, with the district's names and without; traps as a share of what is proposed."""


def printed(*command: str) -> str:
    """Run a script, show what it prints, and return it."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    sys.stdout.write(done.stdout)
    return done.stdout


def main(score: str, out: str, zonemap: str) -> int:
    """Return 0 if every figure is within its bars."""
    found = COVERAGE.search(printed(str(Path(score) / "coverage.py"), out))
    if found is None:
        sys.stderr.write("coverage.py printed something else\n")
        return 1
    missed = []
    if float(found["near"]) < 90 or float(found["close"]) < 75:  # noqa: PLR2004
        missed.append("share of names drawn closely enough")
    if int(found["lost"]) or int(found["traps"]) or found["agree"] != found["zones"]:
        missed.append("names lost, traps drawn or zones wrong")
    text = printed(str(Path(score) / "locate.py"), "--cmd", zonemap, "--json")
    figures = json.loads(text.strip().splitlines()[-1])
    for (kind, figure), (least, most) in BARS.items():
        if not least <= figures[kind][figure] <= most:
            missed.append(f"{kind} {figure} {figures[kind][figure]}, {least} to {most} asked")
    for option, bars in READ.items():
        text = printed(
            str(Path(score) / "extract.py"), "--cmd", zonemap, f"--extra={option}", "--json"
        )
        read = json.loads(text.strip().splitlines()[-1])
        read["traps"] = read["traps_proposed"] / max(1, read["found"])
        missed += [
            f"extract {option} {figure} {read[figure]}, {least} to {most} asked"
            for figure, (least, most) in bars.items()
            if not least <= read[figure] <= most
        ]
    for line in missed:
        sys.stderr.write(f"below the bar: {line}\n")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
