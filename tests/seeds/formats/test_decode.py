from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.formats.decode import decode
from seeds.formats.failures import ReportError

TEXT = "今年，青松公园建成开放，红叶路（北河路-南河路）开工。\r\n\r\n\t12 处“口袋公园”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_text_is_kept_exactly_in_every_encoding(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)
    assert bool(decoded.notes) == (encoding != "utf-8")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_decides_and_is_removed(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.notes) == (TEXT, encoding, ())


def test_guess_is_said_to_be_one() -> None:
    (note,) = decode(TEXT.encode("gbk"), "a.txt").notes
    assert "GB18030" in note
    assert "--encoding" in note


def test_utf_16_without_ascii_and_without_mark() -> None:
    text = "青松公园建成开放，红叶路开工"
    assert decode(text.encode("utf-16-le"), "a.txt").text == text
    assert decode(text.encode("utf-16-be"), "a.txt").text == text


def test_encoding_can_be_given() -> None:
    assert decode(TEXT.encode("gbk"), "a.txt", encoding="GBK").encoding == "gb18030"
    big5 = "青松公園建成開放"
    assert decode(big5.encode("big5"), "a.txt", encoding="big5").text == big5
    assert decode(TEXT.encode("utf-8-sig"), "a.txt", encoding="utf-8").text == TEXT


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "base64", "\x00", ""])
def test_unknown_encoding_is_a_plain_line(encoding: str) -> None:
    with pytest.raises(ReportError, match=r"^a\.txt：不认识的编码"):
        decode(b"abc", "a.txt", encoding=encoding)


def test_wrong_encoding_names_the_byte() -> None:
    with pytest.raises(ReportError, match="第 4 个字节（0xff）"):
        decode(b"abc\xff", "a.txt", encoding="utf-8")


def test_few_broken_bytes_are_replaced_and_counted() -> None:
    data = (TEXT * 50).encode()
    decoded = decode(data + b"\xe5\x8c", "a.txt")  # cut off in a character
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(TEXT)
    assert "1 处字节无法解码" in decoded.notes[0]
    broken = bytearray((TEXT * 50).encode("gb18030"))
    broken[-1:] = b"\xff"
    assert decode(bytes(broken), "a.txt").encoding == "gb18030"


def test_nul_bytes_in_a_text_are_kept_and_said() -> None:
    decoded = decode(("青松公园\x00建成开放" * 1).encode() + TEXT.encode() * 3, "a.txt")
    assert decoded.text.startswith("青松公园\x00建成")
    assert "1 个空字符" in decoded.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00" * 5000,
        b"\x01\x02\x03\x04" * 100,
        "青松公園建成開放，紅葉路動工，綠地增加三處".encode("big5") * 20,
        "Отчёт о развитии района за год".encode("cp1251") * 20,
        "café à la crème brûlée".encode("latin-1") * 20,
    ],
)
def test_what_is_no_text_in_these_encodings_is_refused(data: bytes) -> None:
    with pytest.raises(ReportError, match="二进制文件或别的编码"):
        decode(data, "a.txt")


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"", "a.txt").text == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_plain_line(data: bytes) -> None:
    message = ""
    try:
        decode(data, "a.txt")
    except ReportError as error:
        message = str(error)
    assert "\n" not in message


@given(st.text(st.characters(codec="utf-8"), max_size=200).filter(lambda t: t.isprintable()))
def test_utf_8_is_always_read_back(text: str) -> None:
    data = text.encode()
    decoded = decode(data, "a.txt")
    assert decoded.text == text
