"""
Two folders change places in one step, where the system can; and what a killed run left is tidied.

With two renames there is a moment without a folder. Linux can exchange two names at once, so that
not even a killed process leaves that moment behind.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are as the process sees them
_EXCHANGE = 2  # RENAME_EXCHANGE


def exchange(first: Path, second: Path) -> bool:
    """Let two paths of one disk change places at once; return False where that cannot be."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):  # a C library without it
        return False
    done: int = rename(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE)
    return done == 0


def tidy(target: Path) -> None:
    """
    Clear away what killed runs left beside a folder.

    A folder that one of them moved aside and did not replace comes back.
    """
    left = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.(new|old)\d*")
    for path in sorted(target.parent.iterdir()):
        found = left.fullmatch(path.name)
        if found is None or _is_running(int(found[1])) or not path.is_dir():
            continue
        if found[2] == "old" and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":  # there the call below would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True
