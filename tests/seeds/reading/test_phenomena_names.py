"""Addresses, zones, aliases and look-alikes: sections 4 to 7, in invented names."""

from __future__ import annotations

import pytest

from seeds.district import District
from seeds.document import Document
from seeds.reading.extract import extract
from seeds.reading.found import Found
from seeds.reading.lending import Lent, lend
from seeds.reading.lexicon import Known

TITLE = "# 宁波市青溪区2024年建设情况\n\n"
HOME = "青溪区"  # the report is about it; it is a row of its own


def read(text: str, lent: Lent | None = None) -> dict[str, Found]:
    """Read a text; every row points at its written form. Traps are left out."""
    document = Document(TITLE + text, "new.txt", sha256="0" * 64)
    rows = list(extract(document, lent, report="001"))
    for row in rows:
        assert " ".join(document.text[row.start : row.end].split()) == row.written
    return {row.name: row for row in rows if row.placeable != "no" and row.name != HOME}


# --- section 4: addresses ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address", "written"),
    [
        ("龙门西路33弄完成改造。", "龙门西路33弄", "龙门西路33弄"),
        ("推进康宁路34弄等8个项目竣工。", "康宁路34弄", "康宁路34弄"),
        ("推进康宁路34弄7-8号改造。", "康宁路34弄7-8号", "康宁路34弄7-8号"),
        ("文昌路 40 弄 1 号完成修缮。", "文昌路40弄1号", "文昌路 40 弄 1 号"),
        ("推进淮安中路 96 号更新改造。", "淮安中路96号", "淮安中路 96 号"),
        ("推进淮安中路９６号更新改造。", "淮安中路96号", "淮安中路９６号"),
        ("中江西路 155 号项目竣工。", "中江西路155号", "中江西路 155 号"),
    ],
)
def test_an_address_as_the_only_name(text: str, address: str, written: str) -> None:
    """Section 4: a road with a lane or a number names a project."""
    found = read(text)
    assert {name: row.address for name, row in found.items()} == {address: address}
    assert found[address].placeable == "yes"
    assert found[address].written == written


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n\n\n\n", " "])
def test_an_address_broken_by_a_page(gap: str) -> None:
    """Section 4: the lane stands on the next page."""
    found = read(f"今年推进旧住房成套改造,实现田园路65{gap}弄等3个项目开工。")
    assert {name: row.address for name, row in found.items()} == {"田园路65弄": "田园路65弄"}


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("推进淮安中路 132 号警察公寓修缮。", "淮安中路132号警察公寓", "淮安中路132号"),
        ("新建宝山里路 17 弄公厕。", "宝山里路17弄公厕", "宝山里路17弄"),
        ("新建宛丘南路 89 号公厕。", "宛丘南路89号公厕", "宛丘南路89号"),
        ("百柳路 888 号地块开工。", "百柳路888号地块", "百柳路888号"),
        ("石桥路 345 弄地块开工。", "石桥路345弄地块", "石桥路345弄"),
    ],
)
def test_an_address_in_front_of_a_name(text: str, name: str, address: str) -> None:
    """Section 4: address and name are one place, the address is kept."""
    found = read(text)
    assert {key: row.address for key, row in found.items()} == {name: address}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("李家弄完成征收。", "李家弄"),
        ("推进石桥 8 号地块建设。", "石桥8号地块"),
        ("推进石桥路 8 号地块建设。", "石桥路8号地块"),
        ("石桥街道 395 街坊住宅竣工。", "石桥街道395街坊住宅"),
        ("轨交 19 号线开工。", "轨道交通19号线"),
    ],
)
def test_what_only_looks_like_an_address(text: str, name: str) -> None:
    """Section 4: a lane in a name, numbers of plots, blocks and lines are no addresses."""
    found = read(text)
    assert {key: row.address for key, row in found.items()} == {name: ""}


@pytest.mark.parametrize("text", ["落实一路一弄工作法。", "拨打12345热线。"])
def test_what_is_no_address_and_no_place(text: str) -> None:
    """Section 4: a way of working and a hotline."""
    assert read(text) == {}


# --- section 5: zones -------------------------------------------------------------------------

ZONES = Lent(
    {"青溪滨江": (Known("青溪滨江", "area", "area", zone="明湖滨江"),)},
    zones={
        "明湖滨江": "明湖滨江",
        "青溪滨江": "明湖滨江",
        "石开发": "石开发拓展",
        "石开发拓展": "石开发拓展",
        "大莲花": "大莲花",
        "东门门户": "东门门户",
        "中城": "中城",
    },
)
TABLE = "**表 1 功能区进展**\n\n功能区\t主要进展\n{}\n"


def row_of(zone: str, items: str) -> str:
    cells = "".join(f"<li>➤ {item}</li>" for item in items.split("|"))
    return f"{zone}\t<ul>{cells}</ul>"


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("大莲花功能区", "大莲花"),
        ("大莲花", "大莲花"),
        ("青溪滨江", "明湖滨江"),
        ("明湖滨江功能区", "明湖滨江"),
        ("石开发", "石开发拓展"),
        ("石开发拓展功能区", "石开发拓展"),
        ("东门门户功能区", "东门门户"),
        ("“中城”功能区", "中城"),
    ],
)
def test_every_variant_of_a_zone_in_a_table(written: str, zone: str) -> None:
    """Section 5: the zone cell of a row, in any of its writings."""
    found = read(TABLE.format(row_of(written, "青柳大厦竣工。")), ZONES)
    assert found["青柳大厦"].zone_reported == zone


def test_zones_are_learnt_from_the_report_without_lent_names() -> None:
    """Section 5: a blind reader takes the zones from the rows that are called 某某功能区."""
    rows = "\n".join(
        row_of(f"{zone}功能区", f"{zone}科技大厦竣工。") for zone in ("大莲花", "石门", "东桥")
    )
    found = read(TABLE.format(rows))
    assert {row.zone_reported for name, row in found.items() if "大厦" in name} == {
        "大莲花",
        "石门",
        "东桥",
    }


def test_a_list_of_five_zones_names_zones() -> None:
    """Section 5: the list of the zones gives areas, each its own zone."""
    found = read("构建大莲花、明湖滨江、石桥拓展、中城、东门门户五大功能区。")
    assert {name: (row.placeable, row.zone_reported) for name, row in found.items()} == {
        zone: ("area", zone) for zone in ("大莲花", "明湖滨江", "石桥拓展", "中城", "东门门户")
    }


def test_a_zone_right_before_a_name() -> None:
    """Section 5: 某滨江“某空间” gives the zone of the place in quotation marks."""
    found = read("建设青溪滨江“量子空间”。", ZONES)
    assert found["量子空间"].zone_reported == "明湖滨江"


@pytest.mark.parametrize(
    "text",
    [
        "对接“五大新城”建设。",
        "划分五大战区开展招商。",
        "聚焦“五大资源”。",
        "强化“四大功能”。",
        "服务“五个中心”。",
        "对标城市副中心。",
        "石开发融资平台放款。",
    ],
)
def test_what_only_sounds_like_the_five_zones(text: str) -> None:
    """Section 5: other fives and fours, a yardstick, and a company with a zone's name."""
    assert read(text, ZONES) == {}


def test_the_zone_of_the_row_is_kept_against_the_name() -> None:
    """Section 5: name and zone disagree; the report's row counts."""
    rows = "\n".join(
        (
            row_of("东门门户功能区", "明湖滨江生命谷地块开工。"),
            row_of("石开发拓展功能区", "中城二期竣工。"),
        )
    )
    found = read(TABLE.format(rows), ZONES)
    assert found["明湖滨江生命谷地块"].zone_reported == "东门门户"


def test_town_street_park_and_river_of_one_name() -> None:
    """Section 5: a town is not the zone of that name, nor street, park and river one thing."""
    found = read("石桥镇、石桥街道、石桥开发区、石桥港完成整治,推进石桥滨江建设。")
    assert {name: row.kind for name, row in found.items()} == {
        "石桥镇": "area",
        "石桥街道": "area",
        "石桥开发区": "office_park",
        "石桥港": "river",
        "石桥滨江": "area",
    }


# --- section 6: aliases -----------------------------------------------------------------------


def known(
    name: str, kind: str, *written: str, placeable: str = "yes"
) -> dict[str, tuple[Known, ...]]:
    return {one: (Known(name, kind, placeable),) for one in (name, *written)}


ALIASES = Lent(
    known("北杨树智能小镇", "office_park", "北杨树小镇", "北杨树")
    | known("宁波南站", "transport_hub", "南站")
    | known("明湖国际智能中心", "office_park", "明湖智塔")
    | known("宛丘六村", "residential", "宛六")
    | known("青江实验室", "institute")
    | known("宁波智能实验室", "institute")
    | known("东岸", "area", "江桥东岸", placeable="area")
    | known("东岸传媒港", "office_park")
    | known("龙门烈士陵园", "heritage", "龙门革命烈士陵园")
)


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("推进北杨树小镇建设。", "北杨树智能小镇", "北杨树小镇"),
        ("推进北杨树、青柳大厦建设。", "北杨树智能小镇", "北杨树"),
        ("推进明湖 智塔建设。", "明湖国际智能中心", "明湖 智塔"),
        ("推进龙门革命烈士陵 园修缮。", "龙门烈士陵园", "龙门革命烈士陵 园"),
    ],
)
def test_an_abbreviation_is_written_out(text: str, name: str, written: str) -> None:
    """Section 6: with lent names the short form stands for the full name."""
    found = read(text, ALIASES)
    assert found[name].written == written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推进宛六片区更新。", "宛丘六村片区"),
        ("推进南站 8 号地块建设。", "宁波南站8号地块"),
        ("推进江桥东岸传媒港建设。", "东岸传媒港"),
    ],
)
def test_an_abbreviation_inside_a_longer_name(text: str, name: str) -> None:
    """Section 6: the short form is written out in front of the rest of a name."""
    assert set(read(text, ALIASES)) == {name}


@pytest.mark.parametrize("name", ["青江实验室", "宁波智能实验室"])
def test_another_full_name_stays_as_written(name: str) -> None:
    """Section 6: an alias that is a full name of its own is not rewritten by the reader."""
    assert set(read(f"推进{name}建设。", ALIASES)) == {name}


def test_a_lent_alias_that_is_another_full_name(shipped_district: District) -> None:
    """Section 6: of two full names of one thing the reader keeps the one that is written."""
    lent = lend(shipped_district)
    for name in ("浦江实验室", "上海人工智能实验室"):
        assert set(read(f"推进{name}建设。", lent)) == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区中心医院完成搬迁。", "青溪区中心医院"),
        ("区牙防所完成搬迁。", "青溪区牙防所"),
        ("市第八医院完成扩建。", "宁波市第八医院"),
    ],
)
def test_district_and_city_are_written_out(text: str, name: str) -> None:
    """Section 6: 区 and 市 in front of an institution stand for the report's own."""
    found = read(text)
    assert list(found) == [name]
    assert found[name].written == name[2:]


def test_an_opera_of_that_name_is_no_memorial() -> None:
    """Section 6: the work of art is not the house in which it was made."""
    assert read("上演原创民族歌剧《春江夜曲》。") == {}


# --- section 7: do not merge ------------------------------------------------------------------

APART = [
    ("上海植物园", "上海植物园站"),
    ("上海体育场站", "徐家汇体育公园"),
    ("徐家汇源", "徐家汇中心"),
    ("徐家汇书院", "徐家汇体育公园"),
    ("龙华医院", "龙华塔"),
    ("龙华西路334弄", "龙华西路90弄"),
    ("康健体育公园", "万科体育公园"),
    ("大华医院", "大华医院新址"),
    ("上汇实验学校小学部", "上汇实验学校初中部"),
    ("宋庆龄幼儿园", "宋庆龄故居"),
    ("西岸数智谷", "西岸数智中心"),
    ("华之门广场", "华之门住宅"),
    ("华之门商住办", "华之门地块规划中学"),
    ("梅陇三村", "梅陇六村"),
    ("漕溪公园", "漕溪北路"),
    ("漕溪二村", "漕溪三村"),
    ("长华路", "长华路绿地"),
    ("张家弄", "张家塘港"),
    ("模速空间", "数链空间"),
    ("数链空间", "电信数链空间实验室"),
    ("龙华港", "西岸传媒港"),
    ("复旦附中徐汇分校", "复旦附中"),
]


@pytest.fixture(scope="module")
def shipped_names(shipped_district: District) -> Lent:
    return lend(shipped_district)


@pytest.mark.parametrize(("one", "other"), APART)
def test_near_identical_names_stay_apart(one: str, other: str, shipped_names: Lent) -> None:
    """Section 7: with the names of the shipped district, both of a pair come out as two rows."""
    text = f"# 徐汇区情况\n\n完成{one}的建设。\n\n推进{other}的建设。\n"
    document = Document(text, "new.txt", sha256="0" * 64)
    rows = [row for row in extract(document, shipped_names) if row.placeable != "no"]
    written = {row.written: row.name for row in rows}
    assert {one, other} <= set(written)
    assert written[one] != written[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青溪植物园", "青溪植物园站"),
        ("莲花书院", "莲花中心"),
        ("龙门医院", "龙门塔"),
        ("石桥三村", "石桥六村"),
        ("长青路", "长青路绿地"),
        ("青山公园", "青山北路"),
        ("东湖之门广场", "东湖之门住宅"),
        ("区妇幼保健所", "区妇幼医院"),
        ("李家弄", "李家塘港"),
    ],
)
def test_near_identical_names_stay_apart_blind(one: str, other: str) -> None:
    """Section 7: the same without lent names."""
    found = read(f"完成{one}的建设,推进{other}的建设。")
    assert {one, other} == {row.written for row in found.values()}
    assert len(found) == 2


def test_a_harbour_in_name_only_is_no_river(shipped_names: Lent) -> None:
    """Section 7: 传媒港 is no harbour, 龙华港 is a river."""
    found = read("推进西岸传媒港、龙华港的建设。", shipped_names)
    assert (found["西岸传媒港"].kind, found["龙华港"].kind) == ("office_park", "river")
