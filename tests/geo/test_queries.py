"""A table of names is read whole, or refused in one line that says file, line and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.answer import Query
from geo.errors import QueryError
from geo.queries import read_queries
from seeds.errors import SeedError

ZONES = ("east", "东片")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "names.csv"


def read(table: Path, text: str) -> list[Query]:
    table.write_text(text, encoding="utf-8", newline="")
    return read_queries(table, zones=ZONES)


def test_id_and_name_are_enough(table: Path) -> None:
    assert read(table, "id,name\n1,红叶路\n") == [Query("1", "红叶路")]


def test_neighbours_and_positions_are_apart_by_semicolons(table: Path) -> None:
    (query,) = read(table, 'id,name,near\n1,红叶路,"甲路; 121.4,31.1;"\n')
    assert query == Query("1", "红叶路", near=("甲路", "121.4,31.1"))


def test_every_column_in_any_order(table: Path) -> None:
    text = (
        "aliases,parent,address,road_to,road_from,zone,kind,name,id\n"
        "枫路;红路,松园,红叶路8号,乙路,甲路,东片,road_segment,红叶路,1\n"
    )
    query = Query(
        "1", "红叶路", "road_segment", "东片", "甲路", "乙路", "红叶路8号", "松园", ("枫路", "红路")
    )
    assert read(table, text) == [query]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffid,name\n1,红叶路\n",
        "id,name\r\n1,红叶路\r\n",
        "id,name\n\n1, 红叶路 \n\n",
        'id,name\n"1","红叶路"',
    ],
    ids=["byte order mark", "line ends of Windows", "blank lines", "quotes, no last line end"],
)
def test_ways_of_writing_that_do_not_count(table: Path, text: str) -> None:
    assert read(table, text) == [Query("1", "红叶路")]


def test_table_without_rows_has_no_names(table: Path) -> None:
    assert read(table, "id,name\n") == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name\n红叶路\n", 1, "缺少 id"),
        ("id\n1\n", 1, "缺少 name"),
        ("id,name,colour\n", 1, "多出 'colour'"),
        ("id,name,name\n", 1, "重复 name"),
        ("id；name\n", 1, "缺少 id、name"),
        ("id,name\n1\n", 2, "应有 2 格"),
        ("id,name\n1,红叶路\n2,甲,乙\n", 3, "应有 2 格"),
        ("id,name\n,红叶路\n", 2, "id 不能为空"),
        ("id,name\n1, \n", 2, "name 不能为空"),
        ("id,name\n1,甲\n1,乙\n", 3, "id '1' 重复"),
        ("id,name,kind\n1,甲,castle\n", 2, "kind 'castle' 不是已知类别"),
        ("id,name,zone\n1,甲,north\n", 2, "zone 'north' 不是已知功能区"),
        ('id,name\n1,"甲\n', 2, "请检查引号是否成对"),
        (f"id,name\n1,{'甲' * 140_000}\n", 2, "有一格太长，最多 131072 个字符"),
    ],
)
def test_refusal_says_where_and_what(table: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(table, text)
    message = str(caught.value)
    assert message.startswith(f"{table}:{line}: ")
    assert said in message
    assert "\n" not in message
    assert "unexpected" not in message
    assert "field" not in message


def test_unknown_zone_lists_the_known_ones(table: Path) -> None:
    with pytest.raises(QueryError, match="可用 east、东片"):
        read(table, "id,name,zone\n1,甲,north\n")


@pytest.mark.parametrize("raw", [b"", "id,name\n1,红叶路\n".encode("gbk"), b"id,name\n1,a\0\n"])
def test_file_that_is_no_text(table: Path, raw: bytes) -> None:
    table.write_bytes(raw)
    with pytest.raises(SeedError, match=r"names\.csv"):
        read_queries(table, zones=ZONES)


def test_missing_file(table: Path) -> None:
    with pytest.raises(SeedError, match="找不到这个文件"):
        read_queries(table, zones=ZONES)
