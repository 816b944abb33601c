"""`zonemap extract` as a user sees it: what is written, what is said, and how it refuses."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import docx
import pytest

from layers import outputs
from maps import review
from seeds.reading.extract import extract

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]

HEADER = (
    "report,table,section,start,end,written,name,kind,road_from,road_to,address,parent,status,"
    "stage,year,zone_reported,placeable,note"
)
COLUMNS = HEADER.split(",")

REPORT = """\
# 青溪区2031年重点项目报告

## 一、已经完成的项目

栗子公园开工。槐树路（柳树路-桑树路）竣工。

表 1 项目推进情况

片区\t主要进展
东片\t<ul><li>➤ 桃花小区 3、4 号地块开工</li><li>➤ 梨花中学竣工</li></ul>
西片\t<ul><li>➤ 杏花医院开工</li></ul>
"""
OTHER = "# 青溪区2032年重点项目报告\n\n梧桐公园竣工。\n"
ELSEWHERE = "# 静海区2031年政府工作报告\n\n静海区人民政府建成青溪公园，枣树公园开工。\n"
HOSTILE = (
    "# 青溪区2031年报告\n\n=HYPERLINK(1)公园开工，{{7*7}}、</script><script>alert(1)</script>、"
    "\x1b[31m栗子公园开工，榆\u202e树公园开工。\n"
)
FORMULAS = ("=", "+", "-", "@", "\t")


@pytest.fixture
def report(here: Path) -> Path:
    """Return a report in the current folder."""
    (here / "r.md").write_text(REPORT, encoding="utf-8", newline="")
    return Path("r.md")


@pytest.fixture
def ask(run: Run, town_folder: Path) -> Run:
    """Return what extracts with the names of the invented town."""
    return lambda *words: run("extract", *words, "--district", town_folder)


@pytest.fixture
def refused(run: Run, here: Path, tree: Tree) -> Callable[..., str]:
    """Return what runs `extract` that must be refused, and returns the one line it says."""

    def line(*words: object) -> str:
        before = tree(here)
        ran = run("extract", *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("zonemap: ")
        assert ran.err.count("\n") == 1
        assert tree(here) == before
        return str(ran.err)

    return line


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return what puts bytes on standard input."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def rows(path: str) -> list[dict[str, str]]:
    text = Path(path).read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def by_name(path: str) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows(path)}


def in_place(text: str, found: list[dict[str, str]]) -> bool:
    """Tell whether each row points at what it says is written there."""
    stands = [text[int(row["start"]) : int(row["end"])] for row in found]
    return [re.sub(r"\s+", " ", part) for part in stands] == [row["written"] for row in found]


# --- tables ----------------------------------------------------------------------------------


def test_csv_has_the_columns_of_the_contract(ask: Run, report: Path) -> None:
    assert ask(report, "--out", "m.csv").code == 0
    assert Path("m.csv").read_bytes().split(b"\n")[0].decode().split(",") == COLUMNS
    assert b"\r" not in Path("m.csv").read_bytes()


def test_each_row_points_at_what_is_written(ask: Run, report: Path) -> None:
    ask(report, "--out", "m.csv")
    assert in_place(REPORT, rows("m.csv"))


def test_what_is_said_of_a_place_stands_in_its_row(ask: Run, report: Path) -> None:
    ask(report, "--out", "m.csv")
    found = by_name("m.csv")
    assert {
        "栗子公园",
        "槐树路",
        "桃花小区3号地块",
        "桃花小区4号地块",
        "梨花中学",
        "杏花医院",
    } <= set(found)
    road, school = found["槐树路"], found["梨花中学"]
    assert (road["road_from"], road["road_to"], road["placeable"]) == ("柳树路", "桑树路", "line")
    assert (school["table"], school["zone_reported"], school["stage"]) == ("表1", "东片", "done")
    assert found["杏花医院"]["zone_reported"] == "西片"
    assert found["栗子公园"]["kind"] == "park"


def test_json_holds_the_same_rows(ask: Run, report: Path) -> None:
    ask(report, "--out", "m.csv")
    ask(report, "--out", "m.json")
    found = json.loads(Path("m.json").read_text(encoding="utf-8"))
    assert all(list(row) == COLUMNS for row in found)
    assert [{key: str(value) for key, value in row.items()} for row in found] == rows("m.csv")


def test_an_ending_may_be_in_capitals(ask: Run, report: Path) -> None:
    assert ask(report, "--out", "M.CSV").code == 0
    assert rows("M.CSV")


def test_several_reports_come_one_after_the_other(ask: Run, report: Path, here: Path) -> None:
    (here / "s.txt").write_text(OTHER, encoding="utf-8")
    ran = ask(report, "s.txt", "--out", "m.csv")
    names = [row["report"] for row in rows("m.csv")]
    assert len(set(names)) == 2
    assert names == sorted(names, key=names.index)
    assert re.search(r"^r\.md（.*^s\.txt（", ran.out, re.MULTILINE | re.DOTALL)


def test_the_same_report_twice_counts_once(ask: Run, report: Path, here: Path) -> None:
    (here / "copy.md").write_bytes(report.read_bytes())
    ask(report, "--out", "one.csv")
    ask(report, report, "copy.md", "--out", "m.csv")
    assert rows("m.csv") == rows("one.csv")


def test_a_known_report_keeps_its_id(run: Run, report: Path, town_copy: Path) -> None:
    import hashlib  # noqa: PLC0415

    path = town_copy / "reports.csv"
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    path.write_text(path.read_text("utf-8").replace("1" * 64, digest), encoding="utf-8")
    run("extract", report, "--out", "m.csv", "--district", town_copy)
    assert {row["report"] for row in rows("m.csv")} == {"001"}


def test_the_same_report_gives_the_same_bytes(report: Path, town_folder: Path, ask: Run) -> None:
    ask(report, "--out", "m.csv", "--html", "m.html")
    first = [Path(name).read_bytes() for name in ("m.csv", "m.html")]
    command = [sys.executable, "-m", "maps", "extract", "r.md", "--out", "m.csv", "--quiet"]
    command += ["--html", "m.html", "--district", str(town_folder)]
    subprocess.run(
        command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    assert [Path(name).read_bytes() for name in ("m.csv", "m.html")] == first


def test_blind_needs_no_district(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("seeds.district.load_district", never)
    assert run("extract", report, "--blind", "--out", "m.csv").code == 0
    assert {"栗子公园", "槐树路", "梨花中学"} <= set(by_name("m.csv"))


def test_a_district_lends_its_names(ask: Run, run: Run, here: Path) -> None:
    (here / "r.txt").write_text("青溪区2031年计划\n\n今年三角地开工。\n", encoding="utf-8")
    ask("r.txt", "--out", "lent.csv")
    run("extract", "r.txt", "--blind", "--out", "blind.csv")
    assert "三角地" in by_name("lent.csv")
    assert by_name("lent.csv")["三角地"]["kind"] == "plot"
    assert by_name("blind.csv").get("三角地", {}).get("kind") != "plot"


def test_an_earlier_table_is_replaced(ask: Run, report: Path) -> None:
    Path("m.csv").write_text("earlier", encoding="utf-8")
    ask(report, "--out", "m.csv")
    assert b"earlier" not in Path("m.csv").read_bytes()


# --- what is said ----------------------------------------------------------------------------


def test_a_summary_says_what_was_read(ask: Run, report: Path) -> None:
    ran = ask(report, "--out", "m.csv", "--html", "m.html")
    lines = ran.out.splitlines()
    found = rows("m.csv")
    count = {word: sum(row["placeable"] == word for row in found) for word in ("yes", "line")}
    assert ran.err == ""
    assert re.fullmatch(rf"r\.md（r-[0-9a-f]{{6}}）：md，utf-8，{len(REPORT)} 字", lines[0])
    assert f"点位 {count['yes']}，线 {count['line']}，" in lines[1]
    assert "地块 2" in ran.out
    assert "栗子公园、槐树路" in ran.out
    assert lines[-2:] == ["写入 m.csv", "写入 m.html"]


def test_without_a_file_only_the_summary_is_said(ask: Run, report: Path, tree: Tree) -> None:
    assert "杏花医院" in ask(report).out
    assert set(tree(Path.cwd())) == {"r.md"}


def test_a_quiet_extraction_says_nothing(ask: Run, report: Path) -> None:
    ran = ask(report, "--quiet", "--out", "m.csv")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_long_name_does_not_fill_the_screen(run: Run, here: Path) -> None:
    (here / "r.txt").write_text("甲" * 5000 + "公园开工。\n", encoding="utf-8")
    ran = run("extract", "r.txt", "--blind")
    assert max(map(len, ran.out.splitlines())) < 500


# --- the text --------------------------------------------------------------------------------


def word_bytes() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("青溪区2031年报告", 1)
    document.add_paragraph("栗子公园开工，槐树路（柳树路-桑树路）竣工。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("片区", "进展", "东片", "梨花中学竣工"),
        strict=True,
    ):
        cell.text = text
    document.save(out)
    return out.getvalue()


def pdf_bytes(
    text: str = "栗子公园开工，槐树路（柳树路-桑树路）竣工。", more: bytes = b""
) -> bytes:
    """Return a page with one line in a font that is not embedded."""
    show = f"BT /F 12 Tf 50 700 Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()
    font = b"/BaseFont/STSong-Light"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    box = b"/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
    page = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R%s>>" % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
        b"<</Type/Font/Subtype/Type0%s/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>" % font,
        b"<</Type/Font/Subtype/CIDFontType0%s/DW 1000/FontDescriptor 7 0 R%s>>" % (font, system),
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/StemV 80%s>>" % box,
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>" % (len(objects) + 1, more)
    return bytes(out) + b"\nstartxref\n%d\n%%%%EOF\n" % start


PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>报告</title>"
    "<script>var a='假山公园开工';</script></head><body><h1>青溪区2031年报告</h1>"
    "<p>栗子公园开工，槐树路（柳树路-桑树路）竣工。</p></body></html>"
)

FILES: dict[str, bytes] = {
    "utf8.txt": REPORT.encode(),
    "bom.txt": b"\xef\xbb\xbf" + REPORT.encode(),
    "crlf.md": REPORT.replace("\n", "\r\n").encode(),
    "gb.txt": REPORT.replace("➤", "·").encode("gb18030"),
    "utf16.txt": REPORT.encode("utf-16"),
    "utf16be.txt": REPORT.encode("utf-16-be"),
    "wide.md": REPORT.replace("一、", "𠮷、").encode(),
    "page.html": PAGE.encode(),
    "word.docx": word_bytes(),
    "paper.pdf": pdf_bytes(),
}


@pytest.mark.parametrize("name", FILES)
def test_offsets_point_into_the_text_that_is_printed(run: Run, here: Path, name: str) -> None:
    (here / name).write_bytes(FILES[name])
    printed = run("extract", name, "--blind", "--text")
    assert (printed.code, printed.err) == (0, "")
    run("extract", name, "--blind", "--out", "m.csv")
    found = rows("m.csv")
    assert {"栗子公园", "槐树路"} <= {row["name"] for row in found}
    assert in_place(printed.out, found)
    assert "假山" not in printed.out
    assert not printed.out.startswith("\ufeff")


@pytest.mark.parametrize("content", [REPORT, "甲\r\n乙\r丙\n\n", "没有换行结尾", "\t  \n", ""])
def test_the_text_is_printed_exactly_whatever_the_terminal(here: Path, content: str) -> None:
    (here / "r.txt").write_bytes(content.encode())
    command = [sys.executable, "-m", "maps", "extract", "r.txt", "--blind", "--text"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=ascii_only, check=True)
    assert (done.stdout, done.stderr) == (content.encode(), b"")


def test_standard_input_is_read_as_bytes(
    ask: Run, here: Path, given: Callable[[bytes], None]
) -> None:
    given(FILES["gb.txt"])
    ran = ask("-", "--out", "m.csv")
    assert re.match(r"-（stdin-[0-9a-f]{6}）：txt，gb18030，", ran.out)
    assert in_place(REPORT.replace("➤", "·"), rows("m.csv"))


@pytest.mark.parametrize("name", ["word.docx", "paper.pdf", "page.html"])
def test_a_document_may_come_from_standard_input(
    run: Run, here: Path, given: Callable[[bytes], None], name: str
) -> None:
    given(FILES[name])
    assert "栗子公园" in run("extract", "-", "--blind").out


def test_standard_input_twice_is_read_once(
    run: Run, here: Path, given: Callable[[bytes], None]
) -> None:
    given(REPORT.encode())
    ran = run("extract", "-", "-", "--blind")
    assert (ran.code, ran.out.count("（stdin-")) == (0, 1)


def test_an_encoding_that_is_given_is_used(run: Run, here: Path) -> None:
    (here / "r.txt").write_bytes("栗子公园开工".encode("gbk"))
    ran = run("extract", "r.txt", "--blind", "--encoding", "GBK", "--text")
    assert ran.out == "栗子公园开工"


@pytest.mark.parametrize(
    ("encoding", "why"),
    [
        ("gbk", "r.md：应为 gbk 编码，第 "),
        ("klingon", "r.md：不认识的编码 'klingon'，应为 utf-8、gb18030、utf-16 等"),
        ("base64", "不认识的编码 'base64'"),
        ("", "不认识的编码 ''"),
    ],
)
def test_a_wrong_encoding_is_refused(
    refused: Callable[..., str], report: Path, encoding: str, why: str
) -> None:
    assert why in refused(report, "--blind", "--encoding", encoding, "--out", "m.csv")


def test_an_encoding_that_makes_no_characters_is_refused(
    refused: Callable[..., str], here: Path
) -> None:
    (here / "r.txt").write_bytes(b"\\ud800 park")
    said = refused("r.txt", "--blind", "--encoding", "unicode_escape", "--out", "m.csv")
    assert "r.txt：按 unicode_escape 解码得到不成字符的代码" in said


# --- the page and the located places ---------------------------------------------------------


def test_a_page_stands_alone(ask: Run, report: Path) -> None:
    assert ask(report, "--html", "m.html").code == 0
    page = Path("m.html").read_text(encoding="utf-8")
    assert "<mark" in page
    assert "栗子公园" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "Content-Security-Policy" in page


def test_located_places_are_drawn_where_they_are(ask: Run, here: Path) -> None:
    text = "# 青溪区2031年报告\n\n青溪公园开工，中和路（西园路-东湖路）竣工，栗子公园开工。\n"
    (here / "r.txt").write_text(text, encoding="utf-8")
    ran = ask("r.txt", "--out", "m.geojson")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(Path("m.geojson").read_text(encoding="utf-8"))
    drawn = {feature["id"]: feature for feature in found["features"]}
    assert drawn["QX0001"]["geometry"]["type"] == "MultiPolygon"
    assert drawn["QX0002"]["geometry"]["type"] == "MultiLineString"
    assert drawn["QX0001"]["properties"]["evidence"]
    assert all(feature["geometry"] for feature in found["features"])
    assert "1 处没有找到位置" in found["note"]


def test_a_table_and_a_page_of_one_reading(ask: Run, report: Path) -> None:
    ran = ask(report, "--out", "m.geojson", "--html", "m.html")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(Path("m.geojson").read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert "<mark" in Path("m.html").read_text(encoding="utf-8")


# --- a report of another place ---------------------------------------------------------------


def test_a_report_of_another_place_is_read_without_lent_names(ask: Run, here: Path) -> None:
    (here / "r.txt").write_text(ELSEWHERE, encoding="utf-8")
    ran = ask("r.txt", "--out", "m.csv", "--html", "m.html")
    assert (ran.code, ran.err) == (0, "")
    assert "报告写的是静海区，没有借用本区的名称" in ran.out
    assert "枣树公园" in " ".join(by_name("m.csv"))
    assert "报告写的是静海区" in Path("m.html").read_text(encoding="utf-8")


def test_places_of_another_district_are_not_drawn_here(
    refused: Callable[..., str], town_folder: Path, here: Path
) -> None:
    (here / "r.txt").write_text(ELSEWHERE, encoding="utf-8")
    said = refused("r.txt", "--out", "m.geojson", "--district", town_folder)
    assert said == (
        "zonemap: r.txt：这份报告写的是静海区，应为青溪区的报告；"
        "请用 --district 给出那个区的文件夹\n"
    )


# --- hostile text ----------------------------------------------------------------------------


def test_no_cell_of_a_report_runs_in_a_spreadsheet(run: Run, here: Path) -> None:
    (here / "r.txt").write_text(HOSTILE, encoding="utf-8")
    assert run("extract", "r.txt", "--blind", "--out", "m.csv").code == 0
    cells = [cell for row in rows("m.csv") for cell in row.values()]
    assert len(cells) > len(COLUMNS)
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []


def test_code_in_a_report_is_text_on_its_page(run: Run, here: Path) -> None:
    (here / "r.txt").write_text(HOSTILE, encoding="utf-8")
    run("extract", "r.txt", "--blind", "--html", "m.html")
    page = Path("m.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "{{7*7}}" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_nothing_of_a_report_reaches_the_terminal_as_code(run: Run, here: Path) -> None:
    name = "\x1b[31m\n\u202er.txt"
    (here / name).write_text(HOSTILE, encoding="utf-8")
    ran = run("extract", name, "--blind", "--out", "\x1b[1mm.csv")
    assert ran.code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", ran.out + ran.err)
    assert "[U+001B][31m [U+202E]r.txt" in ran.out


def test_a_refusal_is_one_line_whatever_the_name(refused: Callable[..., str]) -> None:
    assert (
        refused("\x1b[31m\nno.txt", "--blind") == "zonemap: [U+001B][31m no.txt：找不到这个文件\n"
    )


def test_the_text_is_printed_as_it_is_even_if_hostile(run: Run, here: Path) -> None:
    (here / "r.txt").write_text(HOSTILE, encoding="utf-8")
    assert run("extract", "r.txt", "--blind", "--text").out == HOSTILE


# --- bad input -------------------------------------------------------------------------------


def bomb() -> bytes:
    import zipfile  # noqa: PLC0415

    out = io.BytesIO(word_bytes())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"\0" * (64 << 20))
    return out.getvalue()


LOCKED = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
    b"/ID[<00><00>]"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut.docx": (lambda: word_bytes()[:2000], "应为完整的 docx 文件"),
    "head.docx": (lambda: b"PK\x03\x04", "cut|docx"),
    "cut.pdf": (lambda: pdf_bytes()[:300], "pdf"),
    "text.docx": (REPORT.encode, "应为 docx 文件，实际开头不是 docx 的格式"),
    "text.pdf": (REPORT.encode, "应为 pdf 文件，实际开头不是 pdf 的格式"),
    "locked.pdf": (lambda: pdf_bytes(more=LOCKED), "密码"),
    "bomb.docx": (bomb, "普通大小"),
    "picture.txt": (lambda: PNG, "应为 txt、md、html、docx 或 pdf，实际是"),
    "jpeg.md": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "实际是"),
    "noise.txt": (lambda: bytes(range(256)) * 9, "应为文本"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("words", ["--out old.csv", "--html old.html", "--text", ""])
def test_a_file_that_is_no_report_is_refused(
    refused: Callable[..., str], here: Path, name: str, words: str
) -> None:
    make, why = BAD[name]
    (here / name).write_bytes(make())
    for old in ("old.csv", "old.html"):
        (here / old).write_text("earlier", encoding="utf-8")
    said = refused(name, "--blind", *words.split())
    assert name in said
    assert re.search(why, said)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.md", "missing.md：找不到这个文件"),
        (".", "应为文件，实际是文件夹"),
        ("r.md/x.md", "上级路径不是文件夹，无法读取"),
        ("circle", "circle：无法读取"),
        ("", "应为文件，实际是文件夹"),
    ],
)
def test_a_report_that_is_not_there_is_refused(
    refused: Callable[..., str], report: Path, here: Path, name: str, why: str
) -> None:
    (here / "circle").symlink_to("circle")
    assert why in refused(name, "--blind", "--out", "m.csv")


def test_one_bad_report_among_good_ones_is_refused(
    refused: Callable[..., str], report: Path
) -> None:
    assert "missing.md：找不到" in refused(report, "missing.md", "--blind", "--out", "m.csv")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\n", "今天天气很好。\n".encode()])
@pytest.mark.parametrize("out", ["m.csv", "m.json"])
def test_a_report_without_places_is_an_honest_empty_result(
    ask: Run, here: Path, content: bytes, out: str
) -> None:
    (here / "r.txt").write_bytes(content)
    ran = ask("r.txt", "--out", out, "--html", "m.html")
    assert (ran.code, ran.err) == (0, "")
    assert "0 处提及" in ran.out
    assert ("报告是空的，没有文字" in ran.out) == (len(content) < 10)
    text = Path(out).read_text(encoding="utf-8")
    assert text == ("[]\n" if out == "m.json" else HEADER + "\n")


def test_nothing_can_be_located_in_an_empty_report(
    refused: Callable[..., str], here: Path, town_folder: Path
) -> None:
    (here / "r.txt").write_bytes(b"")
    said = refused("r.txt", "--out", "m.geojson", "--district", town_folder)
    assert said == "zonemap: r.txt：应为有文字的报告，实际是空的\n"


def test_a_page_with_an_ending_of_text_is_read_and_said(run: Run, here: Path) -> None:
    (here / "page.txt").write_text(PAGE, encoding="utf-8")
    ran = run("extract", "page.txt", "--blind")
    assert "page.txt（" in ran.out
    assert "内容是 html，按 html 读取" in ran.out
    assert "假山" not in ran.out


def test_standard_input_that_is_closed_is_refused(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-", "--blind") == "zonemap: -：没有标准输入可读\n"


def test_standard_input_that_cannot_be_read_is_refused(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "only-written").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdin", out)
        assert refused("-", "--blind").startswith("zonemap: -：无法读取（")


def test_a_summary_that_nobody_hears_is_no_failure(report: Path) -> None:
    script = (
        "import sys; sys.stdout = None; from maps.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "extract", "r.md", "--blind", "--out", "m.csv"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert rows("m.csv")


def test_a_district_that_is_not_there_is_refused(refused: Callable[..., str], report: Path) -> None:
    assert "nowhere：应为区县文件夹" in refused(report, "--district", "nowhere")


# --- writing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("--out folder.csv", "应为文件，实际是文件夹"),
        ("--out none/m.csv", "上级文件夹不存在"),
        ("--out r.md/m.csv", "上级应为文件夹，实际是文件"),
        ("--html folder.csv", "应为文件，实际是文件夹"),
        ("--html none/m.html", "上级文件夹不存在"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_reading(
    refused: Callable[..., str],
    report: Path,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    why: str,
) -> None:
    def never(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("maps.extracting.open_report", never)
    (here / "folder.csv").mkdir()
    assert why in refused(report, "--blind", *words.split())


def test_a_report_is_never_written_over(refused: Callable[..., str], here: Path) -> None:
    (here / "r.csv").write_text(REPORT, encoding="utf-8")
    (here / "link.csv").symlink_to("r.csv")
    for out in ("r.csv", "./r.csv", "link.csv", str(here / "r.csv")):
        assert "输出不能写在报告自己的位置上" in refused("r.csv", "--blind", "--out", out)


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "words", ["--out old.csv", "--out old.json", "--html old.html", "--out old.csv --html old.html"]
)
def test_a_full_disk_leaves_the_earlier_files(
    refused: Callable[..., str],
    report: Path,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    for old in ("old.csv", "old.json", "old.html"):
        (here / old).write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(outputs, "_write_bytes", full)
    assert "磁盘已满" in refused(report, "--blind", *words.split())


def test_a_table_whose_page_fails_is_not_written(
    refused: Callable[..., str], report: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outputs._write_bytes

    def write(path: Path, contents: Iterator[bytes]) -> None:
        if "html" in path.name:
            full()
        real(path, contents)

    (here / "m.csv").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(outputs, "_write_bytes", write)
    said = refused(report, "--blind", "--out", "m.csv", "--html", "m.html")
    assert said == "zonemap: m.html：磁盘已满，请腾出空间后重试。没有写出任何文件，原有内容未动\n"


@pytest.mark.parametrize("words", ["--out m.csv", "--out m.csv --html m.html"])
def test_an_interrupted_reading_leaves_the_earlier_files(
    refused: Callable[..., str],
    report: Path,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    real = extract

    def stopped(*args: Any, **kwargs: Any) -> Iterator[Any]:
        yield next(iter(real(*args, **kwargs)))
        raise KeyboardInterrupt

    (here / "m.csv").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr("maps.extracting.extract", stopped)
    said = refused(report, "--blind", *words.split())
    assert said == "zonemap: 已中断，没有写出任何文件\n"


def test_an_interrupted_page_leaves_the_earlier_files(
    refused: Callable[..., str], report: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    (here / "m.csv").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(review, "review_page", interrupted)
    assert "已中断" in refused(report, "--blind", "--out", "m.csv", "--html", "m.html")
