"""
From bytes to characters: UTF-8, GB18030 and GBK, UTF-16, found out or given.

In this order: a byte order mark; UTF-16 if there are NUL bytes; strict UTF-8; UTF-16 without a
mark; GB18030; then, for a file with a few broken bytes, the same with the broken ones replaced.
Every guess but UTF-8 must read like Chinese or like plain Latin text, or it is not taken.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from seeds.formats.failures import ReportError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 40_000
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_SURROGATE = re.compile("[\ud800-\udfff]")
_LEVEL_1 = range(0xB0, 0xD8)
"""Lead bytes of the 3,755 everyday characters in GB 2312; rarer ones follow."""
_LIKELY = 0.95
"""Share of characters that a reading must have in common with Chinese or Latin text."""
_COMMON = 0.7
"""Share of everyday characters among the Chinese ones; 0.95 or more in any report."""
_MOST_BROKEN, _MOST_CONTROLS = 0.002, 0.01
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "ascii": "utf-8"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and what the user should know about it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, encoding: str | None = None) -> Decoded:
    """
    Return the text of a file exactly as decoded, without a byte order mark.

    Raises
    ------
    ReportError
        If the bytes are no text, `encoding` is unknown, or they do not follow it.
    """
    if encoding is not None:
        return _as_told(data, name, encoding)
    decoded = _marked(data) or _found_out(data)
    if decoded is None or _is_binary(decoded.text):
        raise ReportError(
            "应为文本（UTF-8、GB18030 或 UTF-16），实际像是二进制文件或别的编码；"
            "如确为文本，请用 --encoding 指明编码",
            name=name,
        )
    return decoded


def codec(encoding: str, name: str) -> str:
    """
    Return the plain name of a character encoding; GBK and GB 2312 are read as GB18030.

    Raises
    ------
    ReportError
        If there is no such encoding.
    """
    try:
        plain = codecs.lookup(encoding).name
        b"a".decode(plain, "ignore")  # refuses codecs that are no character encodings
    except (LookupError, ValueError):
        raise ReportError(
            f"不认识的编码 {encoding!r}，应为 utf-8、gb18030、utf-16 等", name=name
        ) from None
    return _SUPERSETS.get(plain, plain)


def strictly(data: bytes, encoding: str) -> str | None:
    """Return the text without a byte order mark, None if the bytes do not follow `encoding`."""
    try:
        return data.decode(encoding).removeprefix(_BOM)
    except ValueError:
        return None


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    plain = codec(encoding, name)
    try:
        text = data.decode(plain).removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"应为 {encoding} 编码，第 {error.start + 1} 个字节（0x{data[error.start]:02x}）"
            "无法解码；请换一个 --encoding，或不指明而由程序判断",
            name=name,
        ) from None
    except ValueError as error:
        raise ReportError(f"应为 {encoding} 编码，实际无法解码（{error}）", name=name) from None
    if _SURROGATE.search(text):  # which some odd codecs make
        message = f"按 {encoding} 解码得到不成字符的代码，请换一个 --encoding"
        raise ReportError(message, name=name)
    return Decoded(text, plain.removesuffix("-sig"))


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = strictly(data, encoding)
            return Decoded(text, encoding) if text is not None else _mended(data, encoding)
    return None


def _found_out(data: bytes) -> Decoded | None:
    if b"\x00" in data[:_SAMPLE] and (found := _utf_16(data)):
        return found
    text = strictly(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", _nul_note(text))
    return _utf_16(data) or _gb18030(data) or _broken_utf_8(data)


def _nul_note(text: str) -> tuple[str, ...]:
    count = text.count("\x00")
    return (f"文本里有 {count} 个空字符（NUL），按原样保留",) if count else ()


def _guessed(text: str, encoding: str) -> Decoded:
    note = f"编码判断为 {encoding.upper()}；如有乱码，请用 --encoding 指明编码"
    return Decoded(text, encoding, (note,))


def _utf_16(data: bytes) -> Decoded | None:
    scores = {
        encoding: _likeness(data[:_SAMPLE].decode(encoding, "replace"))
        for encoding in ("utf-16-le", "utf-16-be")
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    if len(data) % 2 or scores[best] < _LIKELY:
        return None
    text = strictly(data, best)
    return _guessed(text, best) if text is not None and _reads_well(text) else None


def _gb18030(data: bytes) -> Decoded | None:
    text = strictly(data, "gb18030")
    if text is not None:
        return _guessed(text, "gb18030") if _reads_well(text) else None
    mended = _mended(data, "gb18030")
    return mended if mended is not None and _reads_well(mended.text) else None


def _broken_utf_8(data: bytes) -> Decoded | None:
    mended = _mended(data, "utf-8")
    return mended if mended is not None and _reads_well(mended.text) else None


def _mended(data: bytes, encoding: str) -> Decoded | None:
    """Return the text with the few bytes that do not fit replaced, None if they are many."""
    text = data.decode(encoding, "replace").removeprefix(_BOM)
    broken = text.count(_REPLACED)
    if broken > max(2, _MOST_BROKEN * len(text)):
        return None
    note = f"按 {encoding.upper()} 读取，其中 {broken} 处字节无法解码，已用 {_REPLACED} 代替"
    return Decoded(text, encoding, (note,))


def _samples(text: str) -> str:
    """Return the beginning, middle and end of a long text."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def _is_binary(text: str) -> bool:
    """Tell whether control characters are too many for a text."""
    sample = _samples(text)
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in sample)
    return controls > max(1, _MOST_CONTROLS * len(sample))


def _reads_well(text: str) -> bool:
    """Tell whether a guessed text reads like Chinese or plain Latin text."""
    sample = _samples(text)
    chinese = [char for char in sample if "\u4e00" <= char <= "\u9fff"]
    common = sum(_is_common(char) for char in chinese)
    if not chinese and not sample.isascii():
        return False
    return _likeness(sample) >= _LIKELY and common >= _COMMON * len(chinese)


def _is_common(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] in _LEVEL_1
    except UnicodeEncodeError:
        return False


def _likeness(text: str) -> float:
    """Return the share of characters that Chinese reports are written with."""
    return sum(map(_is_likely, text)) / len(text) if text else 0.0


def _is_likely(char: str) -> bool:
    return (
        " " <= char <= "~"
        or char in "\t\n\r\f"
        or "\u4e00" <= char <= "\u9fff"
        or "\u3000" <= char <= "\u303f"  # Chinese punctuation
        or "\uff00" <= char <= "\uffef"  # full width
        or "\u2010" <= char <= "\u27ff"  # dashes, quotation marks, numbers in circles, bullets
        or char in "\xa0\xb0\xb1\xb2\xb7\xd7\ufeff\u200b"
    )
