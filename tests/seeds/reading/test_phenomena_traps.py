"""What looks like a place and is none: section 8 of the specification, in invented names."""

from __future__ import annotations

import pytest

from seeds.document import Document
from seeds.reading.extract import extract
from seeds.reading.found import Found
from seeds.reading.lending import Lent
from seeds.reading.lexicon import Known

TITLE = "# 宁波市青溪区2024年建设情况\n\n"
HOME = "青溪区"  # the report is about it; it is a row of its own


def rows_of(text: str, lent: Lent | None = None) -> list[Found]:
    """Read a text, blind as a rule; rows point at what is written, refusals have a reason."""
    document = Document(TITLE + text, "new.txt", sha256="0" * 64)
    rows = list(extract(document, lent, report="001"))
    for row in rows:
        assert " ".join(document.text[row.start : row.end].split()) == row.written
        assert row.placeable != "no" or row.note
    return rows


def places(text: str) -> dict[str, Found]:
    return {row.name: row for row in rows_of(text) if row.placeable != "no" and row.name != HOME}


def refused(text: str) -> dict[str, Found]:
    return {row.name: row for row in rows_of(text) if row.placeable == "no"}


@pytest.mark.parametrize(
    "name",
    [
        "宁波自贸试验区联动创新区",
        "股权投资集聚区",
        "宁波市生成式智能创新生态先导区",
        "国家慢性病综合防控示范区",
        "全国中小学科学教育实验区",
        "全国医养结合示范区",
        "儿童友好先行实践区",
        "国家知识产权保护示范区",
        "“丝路电商合作先行区”",
        "全国人工智能高地",
        "“智能经济先行区”",
        "国家文化出口基地",
        "国家文旅产业融合发展示范区",
    ],
)
@pytest.mark.parametrize("frame", ["加快建设{}。", "获评{}称号。", "成功创建{},推进改革。"])
def test_a_policy_designation(name: str, frame: str) -> None:
    """Section 8, policy designations: titles that end in 区, 高地 or 空间."""
    assert places(frame.format(name)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "打造创新策源地、产业磁力场、应用试验田。",
        "成为创业首选地、人才蓄水池和业态创新炉。",
        '崛起一座"垂直硅 谷"。',
        '引爆"核爆点"。',
        "破解“中梗阻”。",
        "探索“无人区”。",
        "从“工业锈带”到“生活秀带”。",
        "弥合“数字鸿沟”。",
        '建设"算力生态超市"。',
        "形成一核两翼布局。",
        "构筑“主阵地”。",
    ],
)
def test_a_metaphor(text: str) -> None:
    """Section 8, metaphors."""
    assert places(text) == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("构建7 大学区。", "大学"),
        ("组建5大学前教育集团。", "大学"),
        ("出台宁波市区块链政策。", "市区"),
        ("推进青溪市区两级联动。", "市区"),
        ("推进区区对接。", "区区"),
        ("走进大院大所大校大企业大园。", "大园"),
        ("鼓励区域内企业发展。", "区域"),
    ],
)
def test_a_word_boundary(text: str, wrong: str) -> None:
    """Section 8, word boundaries: an ending stands only across two words."""
    assert places(text) == {}, wrong


@pytest.mark.parametrize(
    "text",
    [
        "深桥投华东总部签约。",
        "石桥融资平台放款。",
        "国泰资管-青溪石桥开发区特许经营权第2期资产支持专项计划发行。",
        "青溪资本完成投资。",
        "中国商飞来访。",
        "引进津口制药。",
        "引进阿 里等企业。",
        "组建青溪交易分团。",
    ],
)
def test_a_company_a_fund_or_a_product(text: str) -> None:
    """Section 8, companies, funds, products: no site, also with a place in the name."""
    assert places(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("推进米山游总部大楼建设。", "米山游总部大楼", "office_park"),
        ("推进绿都地块建设。", "绿都地块", "plot"),
        ("推进申达、桂树西等地块出让。", "申达地块", "plot"),
        ("推进申达、桂树西等地块出让。", "桂树西地块", "plot"),
        ("推进长山实业社会租赁住房项目建设。", "长山实业社会租赁住房", "residential"),
        ("推进新微云项目 M0 产业综合用地建设。", "新微云项目M0产业综合用地", "plot"),
    ],
)
def test_a_company_that_is_a_site(text: str, name: str, kind: str) -> None:
    """Section 8, companies: with a plot, a building or housing behind it the name is a site."""
    found = places(text)
    assert found[name].kind == kind


def test_a_company_in_a_list_of_projects() -> None:
    """Section 8, companies: 等项目 makes the member of a list a site."""
    assert "老凤堂" in places("加快推进老凤堂等项目建设。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推进长春实业租赁住房建设。", "长春实业租赁住房"),
        ("推进桂林公园改造。", "桂林公园"),
        ("推进汾阳路科创街区建设。", "汾阳路科创街区"),
        ("推进乌鲁木齐中路整修。", "乌鲁木齐中路"),
        ("推进江那路建设。", "江那路"),
        ("推进梅山公园改造。", "梅山公园"),
        ("推进南京西路修缮。", "南京西路"),
        ("推进山西小学建设。", "山西小学"),
    ],
)
def test_a_town_inside_a_name(text: str, name: str) -> None:
    """Section 8, towns and provinces inside names: the place lies in the district."""
    assert set(places(text)) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "集聚清华、北大资源。",
        "引进清华大学交叉\n\n\n\n\n信息研究院。",
        "与北京大学、香港科技大学合作。",
        "赴国家大剧院演出。",
        "与蓬皮杜中心合作。",
        "支援西藏萨迦。",
        "对口帮扶草湖项目区。",
        "转运云南转移病人。",
        "访问荷兰、法国、韩国。",
        "服务中国极地研究中心。",
        "服务民航华东局。",
        "出征巴黎奥运会。",
        "对接成都市图书馆。",
        "对接杭州市图书馆。",
    ],
)
def test_outside_the_district(text: str) -> None:
    """Section 8, outside the district."""
    assert places(text) == {}


def test_outside_the_district_is_seen_with_its_reason() -> None:
    """Section 8, outside the district: an institution elsewhere is listed and refused."""
    row = refused("与北京大学合作。")["北京大学"]
    assert (row.kind, row.stage) == ("school", "")
    assert "不在" in row.note


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("青溪区第一医院“云医院”上线。", {"青溪区第一医院"}),
        ("开设互联网医院。", set()),
        ("推广“住所云”。", set()),
        ('推广"青治 理"应用。', set()),
        ("设立“远程虚拟窗口”。", set()),
        ('深化"一网统管"。', set()),
    ],
)
def test_virtual(text: str, real: set[str]) -> None:
    """Section 8, virtual: what stands in the net stands on no map."""
    assert set(places(text)) <= real


@pytest.mark.parametrize(
    "text",
    [
        "举办青柳庙会。",
        "举办宁波（国际）花展。",
        "举办滑板巡回赛·宁波站。",
        "举办世界智能大会青溪分会场。",
        "防御台风“贝碧嘉”“普拉桑”。",
    ],
)
def test_an_event(text: str) -> None:
    """Section 8, events: a stop of a tour is no station, a typhoon no place."""
    assert places(text) == {}


@pytest.mark.parametrize(
    "name",
    [
        "光山博物馆联盟",
        "青柳学前教育集团",
        "青柳学区",
        "文创与IP专委会",
        "石桥商圈党总支",
        "青溪区发展和改革委员会",
        "青溪区人民政府",
    ],
)
def test_an_organisation(name: str) -> None:
    """Section 8, organisations: bodies, not sites."""
    assert places(f"成立{name}。") == {}


def test_an_organisation_is_seen_with_its_reason() -> None:
    """Section 8, organisations: what the reader refuses it lists, with why."""
    assert "组织" in refused("成立光山博物馆联盟。")["光山博物馆联盟"].note


@pytest.mark.parametrize(
    "text",
    [
        "建成40 个“生活盒子”。",
        "建成28 家社区长者食堂。",
        "建成5 个灯塔书房。",
        "建成12 座街心花园。",
        "完成654 个入河排口整治。",
        "推进17 个地块收储。",
        "出让8 幅地块。",
        "提升59 条景观道路。",
        "改造40 座环卫公厕。",
        "建成充电站点5135个。",
        "建成社区综合为老服务中心 7 家。",
        "新增18个“宜居BOX”社区就业服务站。",
        "新增5个文旅融合公共服务点。",
        "盘活10幢“月亿楼”。",
        "新增绿道3条、口袋公园6座。",
    ],
)
def test_a_counted_class(text: str) -> None:
    """Section 8, counted classes: a number and a class, no name."""
    assert places(text) == {}


@pytest.mark.parametrize("text", ["出让8 幅地块。", "建成12 座街心花园。"])
def test_a_counted_class_is_seen_with_its_reason(text: str) -> None:
    """Section 8, counted classes: listed and refused."""
    assert [row.note for row in refused(text).values()] == ["计数的一类，没有名称"]


@pytest.mark.parametrize(
    "text",
    [
        "打造元宇宙街区。",
        "设立一站式游戏服务中心。",
        "建成国内首家专业电子游戏博物馆。",
        "建成名人故居。",
    ],
)
def test_a_set_without_a_location(text: str) -> None:
    """Section 8, sets with no location: a class of everyday words."""
    assert places(text) == {}


LENT_TRAPS = {
    "青港新片区跨境服务中心": "在外区",
    "区城市治理学院": "培训机构，文中没有地点",
    "津口": "企业名称",
    "石开发融资平台": "企业名称",
}


@pytest.mark.parametrize("name", LENT_TRAPS)
def test_a_trap_that_the_district_lends(name: str) -> None:
    """Section 8: what only somebody who knows the district can tell is lent as a trap."""
    lent = Lent({trap: (Known(trap, "other", "no", why),) for trap, why in LENT_TRAPS.items()})
    rows = [row for row in rows_of(f"对接{name}开展合作。", lent) if row.name != HOME]
    assert [(row.written, row.placeable, row.note) for row in rows] == [
        (name, "no", LENT_TRAPS[name])
    ]
