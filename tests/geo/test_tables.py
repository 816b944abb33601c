"""A table is read back as written, and refused in one line that says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import tables
from geo.errors import GazetteerError

HEADER = "kind,name,osm_type,osm_id,wkt\n"
CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=8)


def refusal(folder: Path, raw: bytes) -> str:
    (folder / "surfaces.csv").write_bytes(raw)
    with pytest.raises(GazetteerError) as caught:
        tables.read(folder, "surfaces")
    return str(caught.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@given(rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=4))
def test_rows_come_back_as_written(folder: Path, rows: list[list[str]]) -> None:
    (folder / "surfaces.csv").write_text(tables.dumps("surfaces", rows), "utf-8", newline="\n")
    assert tables.read(folder, "surfaces") == rows


def test_cell_may_be_as_long_as_a_coast(tmp_path: Path) -> None:
    row = ["water", "海", "way", "1", "1 2, " * 100_000]
    (tmp_path / "surfaces.csv").write_text(tables.dumps("surfaces", [row]), encoding="utf-8")
    assert tables.read(tmp_path, "surfaces") == [row]


def test_missing_table_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"没有 roads\.csv.*zonemap gazetteer build"):
        tables.read(tmp_path, "roads")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "surfaces.csv:1 表头应为 kind,name,osm_type,osm_id,wkt，实为 空文件"),
        (b"kind,name\n", "surfaces.csv:1 表头应为 kind,name,osm_type,osm_id,wkt，实为 kind,name"),
        (HEADER.encode() + b"water,a,b,1,POINT(1 2)\nx,y\n", "surfaces.csv:3 应有 5 格，实有 2 格"),
        (HEADER.encode() + b"a,b,c,d,e,f\n", "surfaces.csv:2 应有 5 格，实有 6 格"),
    ],
    ids=["empty", "header", "short row", "long row"],
)
def test_malformed_table(tmp_path: Path, raw: bytes, said: str) -> None:
    assert refusal(tmp_path, raw) == said


def test_other_encoding(tmp_path: Path) -> None:
    assert "应为 UTF-8 文本表格" in refusal(tmp_path, HEADER.encode() + "水,青溪".encode("gbk"))


def test_folder_in_place_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "roads.csv").mkdir()
    with pytest.raises(GazetteerError, match=r"roads\.csv 读不出来"):
        tables.read(tmp_path, "roads")


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", HEADER.encode() + b"a\n"])
def test_refusal_is_one_line(tmp_path: Path, raw: bytes) -> None:
    assert "\n" not in refusal(tmp_path, raw)


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_every_table_writes_its_header(table: str) -> None:
    assert tables.dumps(table, []) == ",".join(tables.COLUMNS[table]) + "\n"
