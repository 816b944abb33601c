from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from seeds.formats.failures import ReportError
from seeds.formats.opening import open_bytes, open_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.seeds.formats.conftest import PdfDraft

PROSE = """\
　　今年以来，全区上下齐心协力推动青松
公园建成开放，红叶路北段开工建设，清溪两
岸新增绿道三公里。
　　下一步，将加快南浦路拓宽，推进三角地
地块出让，年内完成前期手续。"""
PARAGRAPHS = [line.strip("　") for line in PROSE.replace("\n　", "|").replace("\n", "").split("|")]


def read(pdf: PdfDraft) -> str:
    return open_bytes(pdf.as_bytes(), "a.pdf").text


def test_lines_become_paragraphs(pdf: PdfDraft) -> None:
    pdf.lines(72, 700, PROSE)
    assert read(pdf) == "\n\n".join(PARAGRAPHS) + "\n"


def test_headings_by_size_and_by_wording(pdf: PdfDraft) -> None:
    pdf.text(150, 780, "青溪区年度工作", 22).text(180, 750, "报告", 22)
    pdf.text(72, 720, "一、工作回顾").lines(72, 700, PROSE)
    text = read(pdf)
    assert text.startswith("# 青溪区年度工作报告\n\n## 一、工作回顾\n\n今年以来")


def test_two_columns_are_read_one_after_the_other(pdf: PdfDraft) -> None:
    left = "\n".join("左栏文字一二三四五六七八九十左栏" for _ in range(8))
    right = "\n".join("右栏文字一二三四五六七八九十右栏" for _ in range(8))
    pdf.text(150, 780, "横跨两栏的一个很长很长的大标题在此处", 16)
    pdf.lines(72, 740, left).lines(72 + 17 * 12, 734, right)
    text = read(pdf)
    assert text.index("横跨") < text.index("左栏")
    assert text.rindex("左栏") < text.index("右栏")


def test_list_set_in_columns_is_read_across(pdf: PdfDraft) -> None:
    for at, name in enumerate(("青松公园", "红叶路", "南浦路", "清溪", "三角地", "会展中心")):
        pdf.text(72, 700 - 20 * at, name).text(300, 700 - 20 * at, f"{at}公里")
    text = read(pdf)
    assert text.startswith("青松公园\t0公里\n红叶路\t1公里\n")


def table(pdf: PdfDraft, top: float = 700) -> PdfDraft:
    """Draw a table of a label and items that are broken to fit."""
    pdf.grid([72, 172, 400], [top, top - 24, top - 104, top - 164])
    pdf.text(90, top - 16, "功能区").text(220, top - 16, "主要进展")
    pdf.text(90, top - 60, "东片")
    items = "➤ 青松公园建成开放，红叶路北段，\n清溪两岸绿道开工\n➤ 完成南浦路前期\n➤ 三角地出让"
    pdf.lines(178, top - 40, items.replace("➤", "●"))
    pdf.text(90, top - 130, "西片").text(178, top - 124, "会展中心竣工")
    return pdf


ROWS = (
    "功能区\t主要进展\n"
    "东片\t● 青松公园建成开放，红叶路北段，清溪两岸绿道开工<br>● 完成南浦路前期<br>● 三角地出让\n"
    "西片\t会展中心竣工\n"
)


def test_ruled_table_with_broken_lines_in_cells(pdf: PdfDraft) -> None:
    pdf.text(180, 715, "表1 重点项目进展")
    assert read(table(pdf)) == f"表1 重点项目进展\n{ROWS}"


@pytest.mark.parametrize("thin", ["re f", "re S"])
def test_rules_drawn_as_thin_rectangles(pdf: PdfDraft, thin: str) -> None:
    for x in (72, 172, 300):
        pdf.draw(f"{x} 640 0.5 60 {thin}")
    for y in (640, 670, 700):
        pdf.draw(f"72 {y} 228 0.5 {thin}")
    pdf.text(90, 680, "甲").text(190, 680, "乙").text(90, 650, "丙").text(190, 650, "丁")
    assert read(pdf) == "甲\t乙\n丙\t丁\n"


def test_rules_inside_a_moved_and_scaled_drawing(pdf: PdfDraft) -> None:
    pdf.draw("q 0.5 0 0 0.5 36 350 cm").grid([72, 272, 528], [580, 640, 700]).draw("Q")
    pdf.text(80, 680, "甲").text(190, 680, "乙").text(80, 650, "丙").text(190, 650, "丁")
    assert read(pdf) == "甲\t乙\n丙\t丁\n"


def test_table_with_open_sides(pdf: PdfDraft) -> None:
    for y in (700, 670, 640):
        pdf.rule(72, y, 400, y)
    pdf.rule(172, 640, 172, 700)
    pdf.text(90, 680, "甲").text(190, 680, "乙").text(90, 650, "丙").text(190, 650, "丁")
    assert read(pdf) == "甲\t乙\n丙\t丁\n"


def test_merged_cells(pdf: PdfDraft) -> None:
    pdf.rule(72, 700, 400, 700).rule(72, 670, 400, 670).rule(172, 640, 400, 640)
    pdf.rule(72, 610, 400, 610).rule(72, 610, 72, 700).rule(400, 610, 400, 700)
    pdf.rule(172, 610, 172, 670).rule(300, 610, 300, 670)
    pdf.text(200, 680, "表2 进展").text(90, 640, "东片")
    pdf.text(190, 650, "甲").text(190, 620, "乙").text(320, 650, "建成").text(320, 620, "开工")
    assert read(pdf) == "表2 进展\n东片\t甲\t建成\n\t乙\t开工\n"


def test_frame_and_underline_are_no_tables(pdf: PdfDraft) -> None:
    pdf.grid([40, 555], [40, 800]).rule(72, 696, 280, 696)
    pdf.lines(72, 700, PROSE)
    assert "\t" not in read(pdf)


def test_table_goes_on_over_the_page(pdf: PdfDraft) -> None:
    pdf.text(72, 750, "正文在前。")
    table(pdf).page()
    pdf.grid([72, 172, 400], [780, 756, 700])
    pdf.text(90, 764, "功能区").text(220, 764, "主要进展").text(178, 730, "地下空间建成")
    text = read(pdf)
    assert text.endswith("西片\t会展中心竣工\n\n功能区\t主要进展\n\t地下空间建成\n")


def test_item_torn_by_the_page_is_made_whole(pdf: PdfDraft) -> None:
    table(pdf)
    pdf.text(178, 542, "● 完成清溪西").page()
    pdf.grid([72, 172, 400], [780, 756, 700, 640])
    pdf.text(90, 764, "功能区").text(220, 764, "主要进展").text(178, 730, "岸绿道")
    pdf.text(178, 710, "● 红叶路开工").text(90, 670, "北片").text(178, 670, "三角地出让")
    assert read(pdf).endswith(
        "西片\t会展中心竣工<br>● 完成清溪西岸绿道<br>● 红叶路开工\n北片\t三角地出让\n"
    )


def test_running_heads_and_page_numbers_are_left_out(pdf: PdfDraft) -> None:
    for number in range(1, 7):
        if number > 1:
            pdf.page()
        pdf.text(200, 815, "青溪区年度报告" if number % 2 else "新桥出版社", 9)
        pdf.lines(72, 700, PROSE.replace("三公里", f"{number}公里"))
        pdf.text(280, 30, f"— {number} —", 9)
    text = read(pdf)
    assert "年度报告" not in text
    assert "出版社" not in text
    assert "—" not in text
    assert text.count("今年以来") == 6
    assert [f"新增绿道{n}公里" in text for n in range(1, 7)] == [True] * 6


@pytest.mark.parametrize("number", ["3", "- 3 -", "第 3 页 共 10 页", "3/10", "第3页"])
def test_lone_page_number_is_left_out(pdf: PdfDraft, number: str) -> None:
    pdf.lines(72, 700, PROSE).text(280, 30, number, 9)
    assert read(pdf) == "\n\n".join(PARAGRAPHS) + "\n"


def test_paragraph_goes_on_over_the_page(pdf: PdfDraft) -> None:
    pdf.text(72, 80, "　　今年以来，全区上下齐心协力推动青松").page().text(72, 780, "公园建成。")
    assert read(pdf) == "今年以来，全区上下齐心协力推动青松\n\n公园建成。\n"


def test_digits_letters_and_blanks(pdf: PdfDraft) -> None:
    pdf.text(72, 700, "建成AI Tower和B-12地块")
    assert read(pdf) == "建成AI Tower和B-12地块\n"


@pytest.mark.parametrize("turn", [(0, "1 0 0 1"), (90, "0 1 -1 0"), (270, "0 -1 1 0")])
def test_turned_pages(pdf: PdfDraft, turn: tuple[int, str]) -> None:
    pdf.rotate, matrix = turn
    step = {0: (0, -18), 90: (18, 0), 270: (-18, 0)}[pdf.rotate]
    for at, line in enumerate(PROSE.splitlines()):
        pdf.text(300 + step[0] * at, 400 + step[1] * at, line, turn=matrix)
    assert read(pdf) == "\n\n".join(PARAGRAPHS) + "\n"


def test_slanted_watermark_is_left_out(pdf: PdfDraft) -> None:
    pdf.lines(72, 700, PROSE).text(200, 600, "内部资料", 40, turn="0.7 0.7 -0.7 0.7")
    assert "内部资料" not in read(pdf)


def test_text_printed_twice_to_look_bold(pdf: PdfDraft) -> None:
    pdf.text(72, 700, "青松公园建成").text(72.4, 700, "青松公园建成")
    assert read(pdf) == "青松公园建成\n"


# --- files that cannot be read ----------------------------------------------------------------


def test_scan_is_said_to_be_one(pdf: PdfDraft) -> None:
    pdf.image().text(280, 30, "3").page().image()
    with pytest.raises(ReportError, match="扫描件，没有文字层"):
        read(pdf)


def test_pages_without_text_are_listed(pdf: PdfDraft) -> None:
    pdf.lines(72, 700, PROSE).page().lines(72, 700, PROSE).page().image()
    (note,) = open_bytes(pdf.as_bytes(), "a.pdf").notes
    assert note == "第 3 页是图片，没有文字层，未读取"


def test_scan_with_a_text_layer_is_read(pdf: PdfDraft) -> None:
    pdf.image().draw("3 Tr").lines(72, 700, PROSE)
    assert read(pdf) == "\n\n".join(PARAGRAPHS) + "\n"


def test_blank_pages_are_an_empty_report(pdf: PdfDraft) -> None:
    document = open_bytes(pdf.page().as_bytes(), "a.pdf")
    assert (document.text, document.notes) == ("", ("报告是空的，没有文字",))


def test_password(pdf: PdfDraft) -> None:
    pdf.text(72, 700, "青松").password = b"secret"
    with pytest.raises(ReportError, match="设有密码"):
        read(pdf)


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.8, 0.97])
def test_truncated_file(pdf: PdfDraft, part: float) -> None:
    data = pdf.lines(72, 700, PROSE).as_bytes()
    with pytest.raises(ReportError, match="不完整或已损坏"):
        open_bytes(data[: int(len(data) * part)], "a.pdf")


def test_flipped_bytes_give_a_text_or_a_plain_line(
    pdf: PdfDraft, text_or_plain_line: Callable[[bytes, str], None]
) -> None:
    data = table(pdf).as_bytes()
    for at in range(0, len(data), 61):
        text_or_plain_line(data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :], "a.pdf")


def test_same_bytes_same_text(pdf: PdfDraft) -> None:
    assert read(table(pdf)) == read(pdf)


# --- files of a real program ------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2])
def test_printed_web_page(tmp_path: Path, chromium: str, columns: int) -> None:
    names = [f"青松{char}园" for char in "甲乙丙丁戊己"]
    items = "".join(f"<li>● 推进{name}建设，完成红叶路前期手续并开工</li>" for name in names)
    prose = "".join(f"<p>今年以来，{name}建成开放，清溪两岸新增绿道。</p>" for name in names)
    rows = "".join(f"<tr><td>{name}功能区</td><td><ul>{items}</ul></td></tr>" for name in names)
    style = "body{column-count:2}" if columns == 2 else ""
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><style>table{border-collapse:collapse}td{border:1px solid}"
        f"{style}</style><h1>年度报告</h1>{prose}<table>{rows}</table>",
        encoding="utf-8",
    )
    out = tmp_path / "page.pdf"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [chromium, *options, profile, f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)
    text = open_report(out).text.replace(" ", "")
    for name in names:
        assert f"今年以来，{name}建成开放" in text
    assert sum(text.count(f"推进{name}建设") for name in names) >= 0.95 * len(names) ** 2
