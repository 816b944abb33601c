"""The one door for text of people in metadata, the readme and other plain files of a bundle."""

from __future__ import annotations

import json
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_CHARACTERS = 0xFFFE


def one_line(raw: object) -> str:
    r"""
    Return `raw` on one line, with every character that cannot be seen written out.

    What is left is fit for XML 1.0 and for a text file whose lines mean something.

    >>> one_line("徐家汇\u202e站\n 二期\x00")
    '徐家汇[U+202E]站 二期[U+0000]'
    """
    text = " ".join(str(raw).split())
    return "".join(f"[U+{ord(char):04X}]" if _is_unseen(char) else char for char in text)


def _is_unseen(char: str) -> bool:
    if unicodedata.category(char) in _UNSEEN:
        return True
    return ord(char) & _NO_CHARACTERS == _NO_CHARACTERS  # U+FFFE, U+FFFF and so on in each plane


def json_text(content: object) -> str:
    """Return JSON as it is written into a bundle: indented, Chinese readable, no NaN."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
