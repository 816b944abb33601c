"""Road extents and what looks like them: section 3 of the specification, in invented names."""

from __future__ import annotations

import pytest

from seeds.document import Document
from seeds.reading.extract import extract
from seeds.reading.fold import fold
from seeds.reading.found import Found

TITLE = "# 宁波市青溪区2024年建设情况\n\n"
HOME = "青溪区"  # the report is about it; it is a row of its own


def read(text: str) -> dict[str, Found]:
    """Read a text blind; every row points at its written form. Traps are left out."""
    document = Document(TITLE + text, "new.txt", sha256="0" * 64)
    rows = list(extract(document, report="001"))
    for row in rows:
        assert " ".join(document.text[row.start : row.end].split()) == row.written
    return {row.name: row for row in rows if row.placeable != "no" and row.name != HOME}


def ends(row: Found) -> tuple[str, str]:
    return row.road_from, row.road_to


@pytest.mark.parametrize("dash", ["-", "－", "—", "–", "~", "～", "至"])
@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_a_stretch_between_two_roads(brackets: str, dash: str) -> None:
    """Section 3, item 1: host road, and its two ends in brackets."""
    written = f"青柳路{brackets[0]}白杨路{dash}红枫路{brackets[1]}"
    found = read(f"完成{written}道路建设。")
    assert list(found) == ["青柳路"]
    row = found["青柳路"]
    assert (row.kind, row.placeable, row.written) == ("road_segment", "line", written)
    assert ends(row) == ("白杨路", "红枫路")


def test_a_list_of_stretches() -> None:
    """Section 3, item 1: every member of a list keeps its own ends."""
    found = read("推进青柳路（白杨路-红枫路）、东林路（石桥路-景塘路）和莲花大道建设。")
    assert {name: ends(row) for name, row in found.items()} == {
        "青柳路": ("白杨路", "红枫路"),
        "东林路": ("石桥路", "景塘路"),
        "莲花大道": ("", ""),
    }


def test_a_river_with_zhi_and_duan() -> None:
    """Section 3, item 2: the host is a river, the ends are joined by 至 and followed by 段."""
    row = read("石门河（青柳路至白杨路段）整治完工。")["石门河"]
    assert (row.kind, row.placeable, *ends(row)) == ("river", "line", "青柳路", "白杨路")
    assert row.written == "石门河（青柳路至白杨路段）"


def test_a_description_between_road_and_bracket() -> None:
    """Section 3, item 2: a description stands between the host and the bracket."""
    found = read("青柳路生态景观道路（外环至华山东路）建成。")
    (row,) = found.values()
    assert row.name.startswith("青柳路")
    assert (row.kind, *ends(row)) == ("road_segment", "外环", "华山东路")


@pytest.mark.parametrize("end", ["石浦港河北", "石浦港北岸"])
def test_a_stretch_that_ends_at_a_river(end: str) -> None:
    """Section 3, item 2: an end is the bank of a river; 河北 is not the province."""
    found = read(f"孝田路（{end}-景塘路）开工。")
    assert (found["孝田路"].kind, *ends(found["孝田路"])) == ("road_segment", end, "景塘路")
    assert "河北" not in found


def test_a_bracket_with_the_part_inside_the_district() -> None:
    """Section 3, item 2: the part of an expressway in the district has no from and to."""
    (row,) = read("内环高架（青溪段）完成养护。").values()
    assert (row.kind, row.placeable, *ends(row)) == ("road", "line", "", "")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("青溪租赁住房（二期）竣工。", "青溪租赁住房二期", "residential"),
        ("东林艺术公园（一期）开放。", "东林艺术公园一期", "park"),
        ("智算大厦(3期)封顶。", "智算大厦3期", "office_park"),
    ],
)
def test_a_bracket_with_a_phase(text: str, name: str, kind: str) -> None:
    """Section 3, item 3: the phase belongs to the name."""
    found = read(text)
    assert list(found) == [name]
    assert (found[name].kind, *ends(found[name])) == (kind, "", "")
    assert found[name].written == text[: text.index(")" if ")" in text else "）") + 1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "《春江夜曲》创作地纪念馆（百合小楼）开放。",
            {"《春江夜曲》创作地纪念馆", "百合小楼"},
        ),
        ("推进明湖 智楼(SmartTower)建设。", {"明湖智楼"}),
        ("推进明湖智算大厦(Smart Tower)建设。", {"明湖智算大厦"}),
        ("青溪区牙病防治所（区牙防所）搬迁。", {"青溪区牙病防治所", "青溪区牙防所"}),
    ],
)
def test_a_bracket_with_another_name(text: str, names: set[str]) -> None:
    """Section 3, item 3: another name of the place is neither an extent nor glued on."""
    found = read(text)
    assert len(found) == 1
    (row,) = found.values()
    assert row.name in names
    assert ends(row) == ("", "")


def test_a_bracket_with_a_part() -> None:
    """Section 3, item 3: the part belongs to the name."""
    (row,) = read("青溪文化中心(地下室)封顶。").values()
    assert (row.name, row.kind, *ends(row)) == ("青溪文化中心地下室", "culture", "", "")


@pytest.mark.parametrize("text", ["东湖之门(3#、4#)竣工。", "推进东湖之门（3#、4#）等项目建设。"])
def test_a_bracket_with_numbers(text: str) -> None:
    """Section 3, item 3: each number with # is a block of its own."""
    found = read(text)
    assert set(found) == {"东湖之门3#", "东湖之门4#"}
    assert len({(row.start, row.end) for row in found.values()}) == 1


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("可靠数据测评（华南）中心落户。", "可靠数据测评(华南)中心", "institute"),
        ("新建石桥社区（老年）学校。", "石桥社区(老年)学校", "school"),
    ],
)
def test_a_bracket_inside_a_name(text: str, name: str, kind: str) -> None:
    """Section 3, item 3: the name goes on behind the bracket."""
    (row,) = read(text).values()
    assert fold(row.name) == name
    assert (row.kind, *ends(row)) == (kind, "", "")


@pytest.mark.parametrize("text", ["新增租赁住房2816套(间)。", "推出银河漫步(City Tour)路线。"])
def test_a_bracket_with_a_quantity_or_a_gloss(text: str) -> None:
    """Section 3, item 3: counts and glosses make no place."""
    assert read(text) == {}


@pytest.mark.parametrize("dash", ["—", "-"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_two_roads_of_one_block(dash: str, quote: str) -> None:
    """Section 3, item 4: two roads joined by a dash name one block, not a stretch."""
    found = read(f"打造{quote}青柳路{dash}白杨路{quote}历史街区。")
    assert len(found) == 1
    (row,) = found.values()
    assert row.name.startswith("青柳路-白杨路")
    assert row.placeable in {"line", "area"}
    assert ends(row) == ("", "")


def test_two_roads_to_be_joined() -> None:
    """Section 3, item 4: works that join two roads are one place without ends."""
    found = read("青柳路-白杨路道路辟通工程开工。")
    assert len(found) == 1
    (row,) = found.values()
    assert row.name.startswith("青柳路-白杨路")
    assert (row.kind, row.placeable, *ends(row)) == ("road", "line", "", "")


@pytest.mark.parametrize(
    "text",
    ["建成石塘港-东下浦塘-青山泾港-龙门港美丽水环。", "青山泾—龙门港部分河段水质达标。"],
)
def test_a_ring_of_rivers_and_two_reaches(text: str) -> None:
    """Section 3, item 4: rivers joined by dashes are rivers, not an extent."""
    found = read(text)
    assert found
    assert {(row.kind, row.placeable, *ends(row)) for row in found.values()} == {
        ("river", "line", "", "")
    }


def test_house_numbers_with_a_hyphen() -> None:
    """Section 3, item 4: 3-5号 are house numbers."""
    (row,) = read("青林路12弄3-5号完成加装。").values()
    assert (row.name, row.address) == ("青林路12弄3-5号", "青林路12弄3-5号")
    assert ends(row) == ("", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("石桥社区 31c-07 地块开工。", "石桥社区31c-07地块"),
        ("推进田园街道 44-12B 地块建设。", "田园街道44-12B地块"),
    ],
)
def test_a_plot_code_with_a_hyphen(text: str, name: str) -> None:
    """Section 3, item 4: the code of a plot belongs to its name."""
    found = read(text)
    assert list(found) == [name]
    assert (found[name].kind, *ends(found[name])) == ("plot", "", "")


def test_a_company_with_a_hyphen() -> None:
    """Section 3, item 4: a foreign company's site keeps its hyphen."""
    (row,) = read("梅塔勒-多利亚总部大楼启用。").values()
    assert (row.name, *ends(row)) == ("梅塔勒-多利亚总部大楼", "", "")


def test_a_bond_with_a_hyphen_is_no_place() -> None:
    """Section 3, item 4: a bond that is named after a park is not the park."""
    assert read("国泰资管-石桥开发区特许经营权第 2 期资产支持专项计划发行。") == {}


def test_a_centre_with_a_dash_between_countries() -> None:
    """Section 3, item 4: the dash belongs to the name of a centre that lies in the district."""
    found = read("推动中国—东盟国家智能制造发展与合作中心落地。")
    (row,) = found.values()
    assert row.name.replace("-", "—") == "中国—东盟国家智能制造发展与合作中心"
    assert (row.kind, *ends(row)) == ("institute", "", "")


def test_stretches_that_bound_one_another() -> None:
    """Section 3, item 5: each stretch keeps the ends that are stretches themselves."""
    found = read(
        "融思路（石发路-启扬路）、启扬路（融思路-融新路）竣工,"
        "育才路（老梅山路-合创路）、合创路（育才路-石桥路）开工。"
    )
    assert {name: ends(row) for name, row in found.items()} == {
        "融思路": ("石发路", "启扬路"),
        "启扬路": ("融思路", "融新路"),
        "育才路": ("老梅山路", "合创路"),
        "合创路": ("育才路", "石桥路"),
    }


@pytest.mark.parametrize("name", ["规划一路", "规划二路", "规划横三路"])
def test_a_placeholder_name(name: str) -> None:
    """Section 3, item 6: 规划 belongs to the name of a road that has no other yet."""
    found = read(f"{name}（白杨路-红枫路）竣工。")
    assert {key: ends(row) for key, row in found.items()} == {name: ("白杨路", "红枫路")}


def test_an_extension_without_limits() -> None:
    """Section 3, item 6: an extension to the south is a line of its own."""
    (row,) = read("推进龙舟大道南延伸建设。").values()
    assert (row.name, row.kind, row.placeable) == ("龙舟大道南延伸", "road", "line")


def test_works_on_a_whole_road() -> None:
    """Section 3, item 6: 快速化 means the whole road."""
    (row,) = read("青柳路快速化项目推进。").values()
    assert (row.name, row.kind, *ends(row)) == ("青柳路", "road", "", "")


def test_a_road_across_a_river() -> None:
    """Section 3, item 6: the crossing of road and river is one structure."""
    found = read("推进杨柳路跨石门塘通道建设。")
    assert found.pop("杨柳路跨石门塘通道").kind == "bridge"
    assert {(row.name, row.kind) for row in found.values()} <= {("石门塘", "river")}


@pytest.mark.parametrize("join", ["和", "与", "、"])
def test_an_intersection(join: str) -> None:
    """Section 3, item 7: two roads and 路口 are one crossing, the roads stand as its ends."""
    (row,) = read(f"衡阳路{join}吴山路路口完成改造。").values()
    assert (row.kind, row.placeable, *ends(row)) == ("intersection", "yes", "衡阳路", "吴山路")


@pytest.mark.parametrize(
    ("text", "road"),
    [("推进青柳路沿线绿化提升。", "青柳路"), ("石门高架沿线环境整治。", "石门高架")],
)
def test_a_line_without_limits(text: str, road: str) -> None:
    """Section 3, item 8: along a road is the road."""
    (row,) = read(text).values()
    assert row.name.startswith(road)
    assert (row.kind, row.placeable, *ends(row)) == ("road", "line", "", "")


def test_along_the_roads_of_an_area() -> None:
    """Section 3, item 8: along the roads of an old quarter is an area."""
    (row,) = read("推进青莲风貌区道路沿线修缮。").values()
    assert row.name.startswith("青莲风貌区")
    assert row.placeable == "area"


def test_an_axis_named_after_a_road() -> None:
    """Section 3, item 8: the belt along a road is no house on it."""
    (row,) = read("推进石门路科创轴带建设。").values()
    assert row.name.startswith("石门路")
    assert row.placeable in {"line", "area"}


def test_a_road_as_the_locator_of_a_building() -> None:
    """Section 3, item 8: the seat of the government on a road is a building."""
    found = read("青柳北路上青溪区政府所在地完成修缮。")
    kinds = {row.kind for row in found.values()}
    assert "government" in kinds
    assert any("政府" in name for name in found)


def test_a_programme_of_roads_is_no_road() -> None:
    """Section 3, item 9: the label of a programme is no place, its members are."""
    found = read("“五纵”“一河八路”加快建设,石门河、白杨路、红枫路开工。")
    assert set(found) == {"石门河", "白杨路", "红枫路"}


def test_a_programme_in_front_of_a_stretch() -> None:
    """Section 3, item 9: the label in front of a member is not part of its name."""
    found = read("“五纵”道路长青路（罗山路-发华路）竣工。")
    assert {name: ends(row) for name, row in found.items()} == {"长青路": ("罗山路", "发华路")}
