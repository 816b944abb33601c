r"""
Whether a text was once read with the wrong encoding.

UTF-8 that was read as Latin-1 or as GBK shows it: turned back, its bytes are UTF-8 again, which the
bytes of a sound text hardly ever are.
"""

from __future__ import annotations

import re

_LATIN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_SIGNS = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
_HAN = re.compile("[\u2e80-\u9fff\uff01-\uff5e\u3000-\u303f]")
_FEWEST = 3
"""Two characters of GBK may be UTF-8 by chance (联通), three hardly."""


def garbled(text: str) -> bool:
    r"""
    Tell whether a text is mojibake.

    >>> garbled("å¾\x90æ±‡åŒº"), garbled("寰愭眹鍖"), garbled("徐汇区"), garbled("Café")
    (True, True, False, False)
    """
    if text.isascii():
        return False
    if _SIGNS.search(text):
        return True
    if _LATIN.search(text) and any(_turned(text, name) for name in ("latin-1", "cp1252")):
        return True
    han = "".join(_HAN.findall(text))
    return len(han) >= _FEWEST and _turned(text, "gb18030")


def _turned(text: str, encoding: str) -> bool:
    """Tell whether the bytes of a text in an encoding are UTF-8, but for a cut at the end."""
    raw = b"".join(_encoded(sign, encoding) for sign in text)
    for cut in range(3):
        try:
            back = raw[: len(raw) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return len(back) < len(text) or bool(_HAN.search(back))
    return False


def _encoded(sign: str, encoding: str) -> bytes:
    """Return the bytes of a character; those that Windows-1252 lacks are as Latin-1 has them."""
    try:
        return sign.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(sign)]) if ord(sign) <= 0xFF else b"\xff"  # noqa: PLR2004 - one byte
