"""Compare a wheel with the four package folders: every file in it, and nothing else of ours."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

PACKAGES = ("geo", "layers", "maps", "seeds")


def main(wheel: str) -> int:
    """Return 0 if the wheel and the folders hold the same files."""
    root = Path(__file__).resolve().parents[1]
    tree = {
        path.relative_to(root).as_posix()
        for name in PACKAGES
        for path in (root / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    for name in sorted(tree ^ packed):
        where = "only in the tree" if name in tree else "only in the wheel"
        sys.stderr.write(f"{where}: {name}\n")
    sys.stdout.write(f"wheel: {len(packed)} files\n")
    return int(tree != packed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
