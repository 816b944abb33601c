"""Compare the outputs table of the README with what a build has written."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def main(readme: str, out: str) -> int:
    """Return 0 if every documented output is there and every output is documented."""
    rows = re.findall(r"^\| `out/([^`]+)` \|", Path(readme).read_text("utf-8"), flags=re.MULTILINE)
    documented = set(rows)
    absent = [row for row in sorted(documented) if not (Path(out) / row).exists()]
    written = [p.relative_to(out).as_posix() for p in sorted(Path(out).rglob("*")) if p.is_file()]
    unknown = [
        name
        for name in written
        if name not in documented
        and not any(name.startswith(d) for d in documented if d[-1] == "/")
    ]
    for name in absent:
        sys.stderr.write(f"in the README, not written: {name}\n")
    for name in unknown:
        sys.stderr.write(f"written, not in the README: {name}\n")
    sys.stdout.write(f"outputs: {len(written)} files, all documented\n" if not unknown else "")
    return int(bool(absent or unknown))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
