"""Lists whose members share a part: gold/notes.md, section 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.reading.lending import Lent
from seeds.reading.lexicon import Known

if TYPE_CHECKING:
    from tests.seeds.reading.conftest import Read

ZONES = {"东浦滨江": "东浦滨江", "大柳家桥": "大柳家桥", "大柳家桥功能区": "大柳家桥"}


@pytest.mark.parametrize(
    ("written", "names", "kind"),
    [
        ("东岸数智中心 3、4、5 号地块", "东岸数智中心{}号地块 3 4 5", "plot"),
        ("柳安一、二村", "柳安{}村 一 二", "residential"),
        ("柳安一村、二村", "柳安{}村 一 二", "residential"),
        ("柏溪三村 601-604、605-609 号成套改造", "柏溪三村{}号 601-604 605-609", "residential"),
        ("柳安二村、三村和五村成套改造", "柳安{}村 二 三 五", "residential"),
        ("白鹭塘一、二、三号桥", "白鹭塘{}号桥 一 二 三", "bridge"),
        ("锦复、凤桥风貌区", "{}风貌区 锦复 凤桥", "area"),
        ("申帆、桂溪西等地块", "{}地块 申帆 桂溪西", "plot"),
        ("望湖门(9#、10#)", "望湖门{} 9# 10#", ""),
        ("望湖门（9#、10#）", "望湖门{} 9# 10#", ""),
        ("空中连廊四期、五期", "空中连廊{}期 四 五", "bridge"),
        ("天虹连廊四期、五期", "天虹连廊{}期 四 五", "bridge"),
        ("柳桥、白鹭街道社区卫生服务中心", "{}社区卫生服务中心 柳桥 白鹭街道", "hospital"),
    ],
)
def test_shared_suffix(read: Read, written: str, names: str, kind: str) -> None:
    """Section 2, 1: the suffix is given to every member, and the status with it."""
    pattern, *members = names.split()
    found = read(f"{written}开工。\n")
    assert found.names == [pattern.format(member) for member in members]
    for row in found.proposed:
        assert row.status in ("开工", "成套改造开工")
        assert row.stage == "started"
        assert not kind or row.kind == kind
        assert row.written in written


def test_number_ranges_are_not_single_numbers(read: Read) -> None:
    """Section 2, 1: 601-604、605-609 号 are two ranges with addresses, not four numbers."""
    found = read("柏溪三村 601-604、605-609 号成套改造开工。\n")
    assert [row.address for row in found.proposed] == ["柏溪三村601-604号", "柏溪三村605-609号"]


def test_plot_in_a_later_item_stays_its_own(read: Read) -> None:
    """Section 2, 1: 6 号地块, which starts in another item, is not drawn into the list."""
    found = read(
        "表 3 进展\n\n领域\t进展\n东片\t<ul><li>➤ 东岸数智中心 3、4 号地块加快建设</li>"
        " <li>➤ 东岸数智中心 6 号地块开工</li></ul>\n"
    )
    assert [(row.name, row.status) for row in found.proposed] == [
        ("东岸数智中心3号地块", "加快建设"),
        ("东岸数智中心4号地块", "加快建设"),
        ("东岸数智中心6号地块", "开工"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "集聚同济、东华、上大、南师大等高校创新中心。",
        "成立柳南、紫藤等5个学前教育集团。",
        "深化云模、培德教育集团和5大学前教育集团建设。",
    ],
)
def test_shared_suffix_that_names_no_site(read: Read, text: str) -> None:
    """Section 2, 1: an organisation or an unnamed class is refused for every member."""
    assert read(text).names == []


def test_shared_suffix_that_changes_the_kind(read: Read) -> None:
    """Section 2, 1: the green of three institutions is opened, not the institutions."""
    found = read("开放共享柳桥体育公园、区档案馆、税务分局 3 处单位附属绿地。\n")
    rows = {row.name: row for row in found.proposed}
    assert [name for name in rows if name.startswith("柳桥体育公园")]
    assert [name for name in rows if "区档案馆" in name]
    assert not {"单位附属绿地", "附属绿地", "3处单位附属绿地"} & set(rows)
    assert {row.kind for row in rows.values()} == {"green"}


def test_shared_suffix_behind_long_members(read: Read) -> None:
    """Section 2, 1: members made of whole phrases share 转化中心."""
    found = read("依托云大分子纳 米、复南附院免疫治疗、华医医工交叉与人工智能创新转化中心建设。\n")
    allowed = {
        "云大分子纳米转化中心",
        "云大分子纳米创新转化中心",
        "复南附院免疫治疗转化中心",
        "复南附院免疫治疗创新转化中心",
        "华医医工交叉与人工智能创新转化中心",
    }
    assert set(found.names) <= allowed
    assert "华医医工交叉与人工智能创新转化中心" in found.names


@pytest.mark.parametrize("tail", ["", "片区旧改地块"])
def test_shared_suffix_without_a_separator(read: Read, tail: str) -> None:
    """Section 2, 2: 柳安一二村 are two estates."""
    found = read(f"柳安一二村{tail}完成征收。\n")
    assert found.names == ["柳安一村", "柳安二村"]
    assert {(row.status, row.kind) for row in found.proposed} == {("完成征收", "residential")}
    assert len({row.start for row in found.proposed}) == 1


@pytest.mark.parametrize("name", ["柳六片区", "云钥六期地块", "北澜人工智能小镇", "三江花园小区"])
def test_numeral_that_is_not_a_list(read: Read, name: str) -> None:
    """Section 2, 2: one numeral in a short name is not split."""
    assert read(f"{name}开工。\n").names == [name]


@pytest.mark.parametrize("place", ["东浦滨江东岸", "东岸"])
def test_shared_prefix_before_a_quoted_list(read: Read, place: str) -> None:
    """Section 2, 3: the prefix stands outside the quotation marks and belongs to each member."""
    lent = Lent({"东浦滨江": (Known("东浦滨江", "area", "area", zone="东浦滨江"),)}, ZONES)
    parts = ("传媒港", "数字谷", "金融城", "数智中心", "热力秀场", "中央公园", "创业梦工厂")
    listed = "、".join(parts)
    found = read(f'其中{place}"{listed}"等七大载体加快建设。\n', lent)
    wanted = ["东岸" + part for part in parts]
    assert [name for name in found.names if name not in ("东浦滨江", "东岸")] == wanted
    for name, part in zip(wanted, parts, strict=True):
        assert found.of(name).written.endswith(part)


def test_shared_prefix_of_plots(read: Read) -> None:
    """Section 2, 3: the second plot belongs to the centre that heads the list."""
    found = read("柳家桥中心榆林路地块、安澜路地块地下室及裙房一期、榆林路交通枢纽等项目竣工。\n")
    assert found.names == [
        "柳家桥中心榆林路地块",
        "柳家桥中心安澜路地块地下室及裙房一期",
        "榆林路交通枢纽",
    ]
    assert [row.kind for row in found.proposed] == ["plot", "plot", "transport_hub"]
    assert {row.status for row in found.proposed} == {"竣工"}
    assert found.proposed[1].written == "安澜路地块地下室及裙房一期"


def test_shared_prefix_and_suffix(read: Read) -> None:
    """Section 2, 3: 东岸传媒港与数字谷片区 are two quarters of 东岸."""
    lent = Lent({"东岸": (Known("东岸", "area", "area"),)})
    assert read("东岸传媒港与数字谷片区开工。\n", lent).names == [
        "东岸传媒港片区",
        "东岸数字谷片区",
    ]


def test_shared_prefix_of_parts(read: Read) -> None:
    """Section 2, 3: 西区、东区、南区 are parts of the same phase of one park."""
    found = read("加快东岸自然艺术公园二期西区、东区、南区建设。\n")
    assert found.names == [f"东岸自然艺术公园二期{part}区" for part in "西东南"]
    assert {row.kind for row in found.proposed} == {"park"}
    assert [row.written for row in found.proposed] == ["东岸自然艺术公园二期西区", "东区", "南区"]


def test_shared_prefix_of_the_district(read: Read) -> None:
    """Section 2, 3: 区 before the first member counts for those that say nothing else."""
    found = read("区精神卫生中心、康复医院和妇幼医院、白鹭街道社区卫生服务中心等项目开工。\n")
    assert found.names == [
        "榆江区精神卫生中心",
        "榆江区康复医院",
        "榆江区妇幼医院",
        "白鹭街道社区卫生服务中心",
    ]
    assert {(row.kind, row.status) for row in found.proposed} == {("hospital", "开工")}


def test_phase_and_bridge_of_the_thing_named_before(read: Read) -> None:
    """Section 2, 4: 三期完成 B 桥施工 speaks of the corridor in the clause before it."""
    found = read("空中连廊四期、五期竣工,三期完成 B 桥施工。\n")
    assert found.names[:2] == ["空中连廊四期", "空中连廊五期"]
    assert found.of("空中连廊四期").status == found.of("空中连廊五期").status == "竣工"
    third = found.of("空中连廊三期B桥")
    assert third.stage == "building"
    assert third.written.startswith("三期")


def test_remaining_plots(read: Read) -> None:
    """Section 2, 4: 其余地块 are those of the town named before, with a status of their own."""
    found = read("北澜人工智能小镇 C 地块竣工、其余地块加快建设。\n")
    assert [(row.name, row.status) for row in found.proposed] == [
        ("北澜人工智能小镇C地块", "竣工"),
        ("北澜人工智能小镇其余地块", "加快建设"),
    ]
    assert found.of("北澜人工智能小镇其余地块").written == "其余地块"
    assert {row.kind for row in found.proposed} == {"plot"}


@pytest.mark.parametrize(
    "text", ["其余地块加快建设。\n", "三期完成 B 桥施工。\n", "一体推进商圈改造。\n"]
)
def test_ellipsis_with_nothing_before_it(read: Read, text: str) -> None:
    """Section 2, 4: what cannot be resolved is not proposed."""
    assert read(text).names == []


def test_quarter_named_only_by_its_zone(read: Read) -> None:
    """Section 2, 4: 商圈 alone is that of the zone, or is left out."""
    zone = Known("大柳家桥", "area", "area", zone="大柳家桥")
    lent = Lent({"大柳家桥": (zone,), "大柳家桥功能区": (zone,)}, ZONES)
    found = read(
        "表 3 进展\n\n功能区\t进展\n大柳家桥功能区\t<ul><li>➤ 一体推进商圈更新改造,"
        "青枫公园竣工</li></ul>\n",
        lent,
    )
    assert found.of("青枫公园").zone_reported == "大柳家桥"
    assert {*found.names} - {"大柳家桥", "青枫公园"} <= {"柳家桥商圈"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东岸大剧院、悦来城市广场和云高剧场", "东岸大剧院 悦来城市广场 云高剧场"),
        ("柳桥康复医院和白鹭妇幼医院", "柳桥康复医院 白鹭妇幼医院"),
        ("东岸传媒港与东岸数智谷", "东岸传媒港 东岸数智谷"),
        ("东岸生命蓝谷地块和柳安片区地块", "东岸生命蓝谷地块 柳安片区地块"),
        ("望湖大厦及青枫公园", "望湖大厦 青枫公园"),
        ("望湖大厦以及青枫公园", "望湖大厦 青枫公园"),
        ("腾越 2.0 三期、西柏家宅地块", "腾越2.0三期 西柏家宅地块"),
        ("望湖大厦,青枫公园,澄江新村", "望湖大厦 青枫公园 澄江新村"),
    ],
)
def test_separators(read: Read, text: str, names: str) -> None:
    """Section 2, 5: 、 和 与 及 join two places, and the status counts for both."""
    found = read(f"{text}等项目开工。\n")
    assert found.names == names.split()
    assert {row.status for row in found.proposed} == {"开工"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("鑫澜中城二期裙房及地下室", "鑫澜中城二期裙房及地下室"),
        ("望湖中学新建地下车库及教学综合楼改扩建项目", "望湖中学"),
        ("中国—南洋国家数字经济发展与合作中心", "中国—南洋国家数字经济发展与合作中心"),
        ("望湖大厦地上及地下部分", "望湖大厦地上及地下部分"),
    ],
)
def test_separator_inside_one_project(read: Read, text: str, name: str) -> None:
    """Section 2, 5: 及 and 与 also join the parts of one project."""
    (row,) = read(f"{text}竣工。\n").proposed
    assert row.name.replace("-", "—") == name
    assert row.status == "竣工"


def test_separator_between_two_places_of_one_clause(read: Read) -> None:
    """Section 2, 5: 与 joins a station and a building, of which the same is said."""
    found = read("汀泾路站与汀泾镇党群服务中心结合建设方案确定。\n")
    assert [(row.name, row.kind) for row in found.proposed] == [
        ("汀泾路站", "metro_station"),
        ("汀泾镇党群服务中心", "government"),
    ]
    assert {row.status for row in found.proposed} == {"结合建设方案确定"}


def test_missing_separator_between_two_institutions(read: Read) -> None:
    """Section 2, 6: a hospital and the centre it holds are two places, each in its own words."""
    found = read("依托云岭大学附属东山医院望湖国际医学科创中心等,加快建设。\n")
    assert found.names == ["云岭大学附属东山医院", "望湖国际医学科创中心"]
    assert found.proposed[0].kind == "hospital"
    assert [row.written for row in found.proposed] == found.names


def test_missing_separator_between_area_and_road(read: Read) -> None:
    """Section 2, 6: an area in front of a road with its extent."""
    found = read("北澜人工智能小镇榆林路（柏安路-兰溪路）竣工通车。\n")
    road = found.of("榆林路")
    assert (road.road_from, road.road_to, road.kind) == ("柏安路", "兰溪路", "road_segment")
    assert (road.status, road.written) == ("竣工通车", "榆林路（柏安路-兰溪路）")
    assert set(found.names) == {"榆林路", "北澜人工智能小镇"}


@pytest.mark.parametrize(
    ("lead", "written", "name", "ends"),
    [
        ("“六横”道路", "长枫路（柏安路-兰溪路）", "长枫路", ("柏安路", "兰溪路")),
        ("区区对接道路", "孝安路（关溪河北-景柏路）", "孝安路", ("关溪河北", "景柏路")),
        ("区区对接道路", "桂柏路-虹溪路道路辟通工程", "桂柏路-虹溪路道路辟通", ("", "")),
    ],
)
def test_category_in_front_of_a_road(
    read: Read, lead: str, written: str, name: str, ends: tuple[str, str]
) -> None:
    """Section 2, 6: a class of roads in front of a road is no part of its name and no road."""
    found = read(f"{lead}{written}开工。\n")
    road = found.of(name) if name in found.names else found.of(name.removesuffix("道路辟通"))
    assert (road.road_from, road.road_to, road.status) == (*ends, "开工")
    assert written.startswith(road.written)
    assert not [one for one in found.names if "对接" in one or "六横" in one]
    assert {row.kind for row in found.proposed} <= {"road", "road_segment", "river"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("榆林路（柏安路-兰溪路）等 5 条道路", "榆林路"),
        ("鑫澜中城二期、望湖大厦等 4 个项目", "鑫澜中城二期 望湖大厦"),
        ("榆林路、柏安路、兰溪路等 59 条景观道路", "榆林路 柏安路 兰溪路"),
        ("柳桥绿苑等 6 座口袋公园", "柳桥绿苑"),
        ("榆林路65弄等3个项目", "榆林路65弄"),
        ("柳家桥体育公园等5处", "柳家桥体育公园"),
        ("望湖地块规划中学等5所学校", "望湖地块规划中学"),
        ("青枫公园、桂溪公园 2 座城市公园", "青枫公园 桂溪公园"),
        ("柳溪三村、云悦家园 2 个低碳社区", "柳溪三村 云悦家园"),
    ],
)
def test_count_need_not_equal_the_list(read: Read, text: str, names: str) -> None:
    """Section 2, 7: those named are proposed, the counted class is not."""
    found = read(f"{text}竣工。\n")
    assert found.names == names.split()
    assert {row.status for row in found.proposed} == {"竣工"}


@pytest.mark.parametrize(
    "text", ["59 条景观道路竣工。\n", "“一河九路”加快建设。\n", "新增口袋公园 6 座。\n"]
)
def test_count_without_a_list(read: Read, text: str) -> None:
    """Section 2, 7: a counted class with no member named is nothing."""
    assert read(text).names == []


def test_status_twice_in_one_item(read: Read) -> None:
    """Section 2, 8: each of two verbs counts for the list before it."""
    found = read(
        "榆后路（榆恒路-云溪路）、榆恒路（龙柏西路-龙溪路）等 5 条道路开工，"
        "榆兰路（龙溪路-天柏南路）、规划一路（榆兰路-榆启路）等道路推进立项工作。\n"
    )
    assert [(row.name, row.road_from, row.road_to) for row in found.proposed] == [
        ("榆后路", "榆恒路", "云溪路"),
        ("榆恒路", "龙柏西路", "龙溪路"),
        ("榆兰路", "龙溪路", "天柏南路"),
        ("规划一路", "榆兰路", "榆启路"),
    ]
    said = [row.status for row in found.proposed]
    assert said[:2] == ["开工", "开工"]
    assert said[2] == said[3] == "推进立项"
    assert [row.stage for row in found.proposed] == ["started"] * 2 + ["proposed"] * 2


@pytest.mark.parametrize("verb", ["加快建设", "竣工", "开工"])
def test_status_at_the_end_of_a_list(read: Read, verb: str) -> None:
    """Section 2, 8: the verb behind …等项目 counts for all."""
    found = read(f"望湖大厦、青枫公园、西柏家宅地块等项目{verb}。\n")
    assert [row.status for row in found.proposed] == [verb] * 3


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("加快望湖大厦、青枫公园建设", "加快建设"),
        ("推进望湖大厦、青枫公园建设", "推进建设"),
        ("启动望湖大厦、青枫公园建设", "启动建设"),
        ("新增望湖大厦、青枫公园", "新增"),
        ("开放共享望湖大厦、青枫公园", "开放共享"),
    ],
)
def test_status_in_front_of_a_list(read: Read, text: str, status: str) -> None:
    """Section 2, 8: a verb may stand in front of the list it governs."""
    found = read(text + "。\n")
    assert [(row.name, row.status) for row in found.proposed] == [
        ("望湖大厦", status),
        ("青枫公园", status),
    ]


def test_status_of_the_next_clause_is_its_own(read: Read) -> None:
    """Section 2, 8: the first verb covers its list, the next clause has another."""
    found = read(
        "柳家桥中心榆林路地块、榆林路交通枢纽、望湖大厦等项目竣工,空中连廊四期、五期开工。\n"
    )
    assert [row.status for row in found.proposed] == ["竣工"] * 3 + ["开工"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳安公园西侧白杨里完成征收", ["柳安公园", "白杨里"]),
        ("柳安公园西侧绿地驿站启用", ["柳安公园西侧绿地驿站"]),
        ("柳安中学、向明中学等高中建成", ["柳安中学", "向明中学"]),
        ("柳安医院白杨分院扩建", ["柳安医院白杨分院"]),
        ("柳安医院西院启用", ["柳安医院西院"]),
        ("改建南京东路街道社区文化活动中心", ["南京东路街道社区文化活动中心"]),
        ("柳安路快速路新建工程收尾", ["柳安路快速路"]),
        ("柳安高架白鹭段通车", ["柳安高架白鹭段"]),
        ("柳白通铁路二期、白鹭城际开工", ["柳白通铁路二期", "白鹭城际"]),
        ("加强铁路沿线整治,推进高铁建设", []),
        ("S7公路通车", ["S7公路"]),
        ("投资30亿元建设柳安公园", ["柳安公园"]),
        ("建成10公里柳安绿道,拆除2万平方米白杨新村", ["柳安绿道", "白杨新村"]),
        ("打造1+5+X特色园区", []),
        ("与云南普洱、新疆克拉玛依等对口支援地区结对", []),
        ("柳安中路600号楼宇更新开工", ["柳安中路600号"]),
        ("柳安有机化学研究所扩建", ["柳安有机化学研究所"]),
    ],
)
def test_where_one_name_ends_and_another_begins(read: Read, text: str, names: list[str]) -> None:
    assert read(f"{text}。\n").names == names
