from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.formats.opening import open_bytes

_SOUP = (
    "<table>", "</table>", "<tr>", "<td>", "<th rowspan=2>", "<p>", "</p>", "<ul>", "<li>",
    "</li>", "</ul>", "<div>", "</div>", "<h2>", "</h2>", "<caption>", "</caption>", "<nav>",
    "</nav>", "<script>", "</script>", "甲", "乙", "<", "&amp;", "<a>", "</a>", "<pre>",
    "</pre>", "<br>", "<title>", "<article>", "</article>", "<header>", "<!-- -->", "<body>",
    "</html>",
)  # fmt: skip
SENTENCE = "今年，青松公园建成开放，红叶路（北河路-南河路）开工建设，清溪两岸新增绿道三公里。"


def read(html: str) -> str:
    return open_bytes(f"<!DOCTYPE html>{html}".encode(), "a.html").text


def page(body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def test_headings_paragraphs_lists_and_breaks() -> None:
    body = (
        "<h2>一、工作</h2><p>今年建成<b>青松</b>公园，<span>红叶路</span>&ldquo;开工&rdquo;。"
        "<br>另起一行。</p><ul><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></ul>尾"
    )
    assert read(page(body)) == (
        "## 一、工作\n\n今年建成青松公园，红叶路“开工”。\n\n另起一行。\n\n- 甲\n- 乙\n- 丙\n\n尾\n"
    )


def test_tables_with_spans_lists_in_cells_and_a_bare_less_than_sign() -> None:
    body = """<table><caption>表1 进展</caption>
      <thead><tr><th>功能区</th><th>进展</th><th>比例</th></tr></thead>
      <tr><td rowspan="2">东片</td>
      <td><ul><li>青松公园</li><li>红叶路</li></ul></td><td><5.5%</td></tr>
      <tr><td>南桥<br/>北桥</td><td colspan=2>开工</td></tr></table>"""
    assert read(page(body)) == (
        "表1 进展\n功能区\t进展\t比例\n东片\t青松公园<br>红叶路\t<5.5%\n\t南桥<br>北桥\t开工\n"
    )


def test_tags_that_are_never_closed() -> None:
    assert read("<table><tr><td>东片<td>甲<tr><td>西片<td>乙</table><p>完<p>了") == (
        "东片\t甲\n西片\t乙\n\n完\n\n了\n"
    )


def test_what_surrounds_the_report_is_left_out() -> None:
    body = f"""
      <div class="topNav"><ul><li><a href="/">首页</a></li><li><a>要闻</a></li></ul></div>
      <header><h1>某某区人民政府</h1></header><nav>导航</nav>
      <div class="breadcrumb"><a>首页</a> > <a>公开</a></div>
      <p>您的位置：首页 > 计划报告</p>
      <div class="content"><h1>工作报告</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>
        <div class="bdsharebuttonbox share">分享到：微信</div></div>
      <ul><li><a>新闻一</a></li><li><a>新闻二</a></li><li><a>新闻三</a></li></ul>
      <div style="display:none">隐藏</div><p hidden>隐藏</p>
      <select><option>友情链接</option></select><textarea>留言</textarea>
      <p>【打印】【关闭窗口】</p><footer>主办单位：某某区</footer><p>某ICP备00000000号</p>
      <!-- 注释 --><noscript>请打开脚本</noscript>"""
    assert read(page(body)) == f"# 工作报告\n\n{SENTENCE}\n\n{SENTENCE}\n"


def test_known_container_of_the_text_is_taken() -> None:
    body = f"""<div><p>工作人员寄语一则，与报告无关。</p></div><h1>工作报告</h1>
      <div class="TRS_Editor"><p>{SENTENCE}</p><nav>目录</nav>
      <header><h2>一、成绩</h2></header><p>{SENTENCE}</p></div><p>相关解读若干</p>"""
    assert read(page(body)) == f"# 工作报告\n\n{SENTENCE}\n\n## 一、成绩\n\n{SENTENCE}\n"


def test_misleading_class_names_do_not_empty_the_page() -> None:
    body = f"<div class='menu share footer'><p>{SENTENCE}</p><p>{SENTENCE}</p></div>"
    assert read(page(body)) == f"{SENTENCE}\n\n{SENTENCE}\n"


def test_layout_tables_are_dissolved() -> None:
    body = f"""<table><tr><td><table><tr><td>{SENTENCE}</td></tr>
      <tr><td><table><tr><th>功能区<th>进展<tr><td>东片<td>甲</table></td></tr></table>
      </td></tr></table>"""
    assert read(page(body)) == f"{SENTENCE}\n\n功能区\t进展\n东片\t甲\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>青溪区2024年报告_青溪区人民政府</title>", "青溪区2024年报告"),
        ("<title>首页</title><meta name=ArticleTitle content=年度报告>", "年度报告"),
    ],
)
def test_title_of_the_page_stands_on_top_where_the_text_has_none(head: str, title: str) -> None:
    assert read(page(f"<p>{SENTENCE}</p>", head)) == f"# {title}\n\n{SENTENCE}\n"
    body = f"<div>{title}</div><p>{SENTENCE}</p>"
    assert read(page(body, head)) == f"# {title}\n\n{SENTENCE}\n"


def test_scripts_never_run_and_never_show() -> None:
    body = (
        "<script>document.write('<p>坏</p>')</script><p onclick='x()'>好"
        "<img src='http://example.org/a.png'><iframe src='http://example.org'>框</iframe></p>"
        "<style>p{content:'坏'}</style><template>坏</template><svg><text>坏</text></svg>"
    )
    assert read(page(body)) == "好\n"


def test_entities_nul_and_lone_surrogates() -> None:
    assert read("<p>甲&nbsp;乙&#12288;丙&amp;lt;&#xD800;\x00丁&quot;</p>").startswith(
        "甲 乙 丙&lt;"
    )


def test_preformatted_lines_are_kept_apart() -> None:
    assert read("<pre>甲\n  乙\n\n丙</pre>") == "甲\n\n乙\n\n丙\n"


@pytest.mark.parametrize("declared", ["gbk", "gb2312", "GB18030", "utf-8"])
def test_declared_charset(declared: str) -> None:
    html = f"<html><head><meta charset={declared}></head><p>{SENTENCE}"
    document = open_bytes(html.encode(declared), "a.html")
    assert document.text == f"{SENTENCE}\n"
    assert document.encoding == ("utf-8" if declared == "utf-8" else "gb18030")
    assert document.notes == ()


def test_charset_that_lies_or_does_not_exist() -> None:
    html = f"<html><head><meta charset=utf-8></head><p>{SENTENCE}"
    document = open_bytes(html.encode("gbk"), "a.html")
    assert document.text == f"{SENTENCE}\n"
    assert "网页声明的编码是 utf-8，与内容不符" in document.notes[0]
    html = html.replace("utf-8", "klingon")
    assert open_bytes(html.encode(), "a.html").text == f"{SENTENCE}\n"


def test_utf_16_page_and_encoding_given() -> None:
    html = f"<html><p>{SENTENCE}</p></html>"
    assert open_bytes(html.encode("utf-16"), "a.html").text == f"{SENTENCE}\n"
    given = open_bytes(html.encode("gbk"), "a.html", encoding="gbk")
    assert (given.text, given.encoding) == (f"{SENTENCE}\n", "gb18030")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "深处" + "</div>" * 100_000,
        "<ul><li>" * 50_000 + "深处",
        "<table><tr><td>" * 20_000 + "深处",
        "<b>" * 50_000 + "深处",
        "<p>" * 50_000 + "深处",
        "<p>" + "<" * 300_000 + "</p><p>深处",
        "<!-- x -->" * 50_000 + "<p>深处",
        "<table>" + "<tr><td rowspan=99999 colspan=99999>" * 2000 + "深处",
        "<select>" * 20_000 + "</select>" * 20_000 + "<p>深处",
    ],
)
def test_depth_and_repetition_do_not_hang_or_crash(html: str) -> None:
    start = time.perf_counter()
    assert "深处" in read(html)
    assert time.perf_counter() - start < 10


def test_page_without_text() -> None:
    document = open_bytes(b"<!DOCTYPE html><html><body><script>x</script></body></html>", "a.html")
    assert document.text == ""
    assert document.notes == ("报告是空的，没有文字",)


@given(
    st.lists(
        st.sampled_from(_SOUP),
        max_size=40,
    )
)
def test_any_soup_of_tags_is_read_the_same_twice(tags: list[str]) -> None:
    html = "".join(tags)
    assert read(html) == read(html)
