from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.errors import SeedError
from seeds.tables import read_table, read_toml

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("id", "name")


def written(tmp_path: Path, raw: bytes) -> Path:
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SeedError) as caught:
        read_table(path, COLUMNS)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message


def test_reads_rows_with_their_lines(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, "id,name\n1,甲\n\n2,乙\n".encode()), COLUMNS)
    assert rows == [{"id": "1", "name": "甲"}, {"id": "2", "name": "乙"}]
    assert [row.line for row in rows] == [2, 4]


def test_row_that_spans_lines_is_placed_where_it_starts(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, b'id,name\n1,"a\nb"\n2,c\n'), COLUMNS)
    assert [row.line for row in rows] == [2, 4]


def test_line_separators_inside_a_cell_do_not_cut_it(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, "id,name\n1,甲\u2028乙\x0b丙\n".encode()), COLUMNS)
    assert rows[0]["name"] == "甲\u2028乙\x0b丙"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_byte_order_mark_and_either_line_end_are_fine(tmp_path: Path, newline: bytes) -> None:
    raw = b"\xef\xbb\xbf" + newline.join([b"id,name", b"1,a", b""])
    assert read_table(written(tmp_path, raw), COLUMNS) == [{"id": "1", "name": "a"}]


def test_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, b"id,name\n"), COLUMNS) == []


def test_missing_file(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "absent.csv")


def test_folder_as_a_file(tmp_path: Path) -> None:
    assert "实际是文件夹" in refusal(tmp_path)


def test_file_as_a_folder(tmp_path: Path) -> None:
    assert "不是文件夹" in refusal(written(tmp_path, b"id,name\n") / "t.csv")


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_empty_file(tmp_path: Path, raw: bytes) -> None:
    assert "文件是空的" in refusal(written(tmp_path, raw))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"id", "缺少 name"),
        (b"id,name,zone", "多出 'zone'"),
        (b"name,id", "顺序"),
        (b"id,name,name", "重复"),
        (b"id;name", "应为 id,name"),
    ],
)
def test_wrong_header(tmp_path: Path, header: bytes, said: str) -> None:
    message = refusal(written(tmp_path, header + b"\n1,a\n"))
    assert said in message
    assert "第 1 行" in message


def test_broken_encoding_gives_byte_and_line(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, b"id,name\n1,a\n2,\xd0\xec\n"))
    assert "第 3 行" in message
    assert "第 15 个字节（0xd0）" in message


def test_utf_16_is_refused(tmp_path: Path) -> None:
    assert "UTF-8" in refusal(written(tmp_path, "id,name\n1,甲\n".encode("utf-16")))


@pytest.mark.parametrize(("row", "count"), [(b"1", 1), (b"1,a,b", 3)])
def test_too_few_or_too_many_cells(tmp_path: Path, row: bytes, count: int) -> None:
    message = refusal(written(tmp_path, b"id,name\n1,a\n" + row + b"\n"))
    assert f"应有 2 格，实际有 {count} 格" in message
    assert "第 3 行" in message


def test_nul_byte(tmp_path: Path) -> None:
    message = refusal(written(tmp_path, b"id,name\n1,\0\n"))
    assert "NUL" in message
    assert "第 2 行" in message


@pytest.mark.parametrize("row", [b'1,"open', b'1,"a"b'])
def test_broken_quoting(tmp_path: Path, row: bytes) -> None:
    assert "引号" in refusal(written(tmp_path, b"id,name\n" + row + b"\n"))


def test_toml_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "z.toml"
    path.write_text("name = \n", encoding="utf-8")
    with pytest.raises(SeedError, match="不是有效的 TOML"):
        read_toml(path)
