"""Names are compared by what tells them apart, and only statements of place are read as such."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.names import (
    Address,
    Stretch,
    name_key,
    parse_address,
    parse_bounds,
    parse_crossing,
    parse_stretch,
    road_in,
    split_junction,
)

WRITTEN = st.text(
    "甲乙路街村一二三东南西北段号弄至和与近 Aa1２（）()-—～「」“”、\u3000\t\n×/", max_size=30
)
STEMS = st.text("红叶白桦松林银杏", min_size=2, max_size=4)
ROADS = st.builds(str.__add__, STEMS, st.sampled_from(["路", "街", "大道", "东路", "二路"]))
DASHES = st.sampled_from(["-", "–", "—", "——", "－", "～", "~", "至", "到"])


# --- keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("西岸 智塔（AI Tower）", "西岸智塔(ai tower)"),
        ("“模速空间”", "模速空间"),
        ("甲・乙", "甲·乙"),
        ("１２Ｂ", "12b"),
        ("武康路—安福路", "武康路-安福路"),
        ("501—505号", "501-505号"),
    ],
)
def test_writing_does_not_count(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("漕溪二村", "漕溪三村"),
        ("漕溪路", "漕溪北路"),
        ("红叶路", "红叶街"),
        ("植物园", "植物园站"),
        ("244-14地块", "24-414地块"),
        ("1-2号", "12号"),
    ],
)
def test_what_tells_places_apart_counts(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(WRITTEN)
def test_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(WRITTEN)
def test_blanks_never_count_beside_letters(name: str) -> None:
    assert name_key(f" {name}\u3000") == name_key(name)


# --- stretches -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "host", "start", "end"),
    [
        ("裕德路（漕溪路-文定路）", "裕德路", "漕溪路", "文定路"),
        ("机场河(龙恒路至龙启路段)", "机场河", "龙恒路", "龙启路"),
        ("龙吴路生态景观道路（外环至华展东路）", "龙吴路生态景观道路", "外环", "华展东路"),
        ("孝民路（关港河北-景联路）", "孝民路", "关港河北", "景联路"),
        (" 甲乙路（ 丙丁路 — 戊己街 ）", "甲乙路", "丙丁路", "戊己街"),
        ("后马路（龙恒路-云锦路）等", "后马路", "龙恒路", "云锦路"),
    ],
)
def test_stretch(name: str, host: str, start: str, end: str) -> None:
    assert parse_stretch(name) == Stretch(host, start, end)


def test_part_inside_the_district_has_no_ends() -> None:
    assert parse_stretch("内环高架（徐汇段）") == Stretch("内环高架", "", "", part="徐汇")


@given(ROADS, ROADS, ROADS, DASHES, st.sampled_from(["（）", "()"]))
def test_any_dash_and_bracket_makes_a_stretch(
    host: str, start: str, end: str, dash: str, brackets: str
) -> None:
    written = f"{host}{brackets[0]}{start}{dash}{end}{brackets[1]}"
    assert parse_stretch(written) == Stretch(host, start, end)


@pytest.mark.parametrize(
    "name",
    [
        "龙华社会租赁住房（二期）",
        "《义勇军进行曲》灌制地纪念馆（百代小楼）",
        "西岸 智塔(AI Tower)",
        "滨江城开中心(地下室)",
        "华之门(9#、10#)",
        "可信区块链测评（华东）中心",
        "社区（老年）学校",
        "2816套(间)",
        "City Walk(城市漫步)",
        "武康路—安福路",
        "康健路341弄7-8号",
        "甲乙路（1-2号）",
        "甲乙路（127b-20）",
        "甲乙路（丙丁路）",
        "甲乙路（丙丁路-）",
        "甲乙路（-丙丁路）",
        "甲乙路（路-丙丁路）",
        "甲乙路（9号线-丙丁路）",
        "甲乙路（丙丁路-戊己路-庚辛路）",
        "甲乙路（南段）",
        "甲乙路（丙（丁）路-戊己路）",
        "（丙丁路-戊己路）",
        "",
    ],
)
def test_look_alike_is_no_stretch(name: str) -> None:
    assert parse_stretch(name) is None


# --- crossings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "衡山路和吴兴路路口",
        "衡山路与吴兴路交叉口",
        "衡山路、吴兴路",
        "衡山路×吴兴路",
        "衡山路x吴兴路",
        "衡山路近吴兴路",
        "衡山路（近吴兴路）",
        "衡山路(近吴兴路口)",
        "衡山路/吴兴路口",
        "衡山路，吴兴路路口",
        " 衡山路 & 吴兴路 ",
    ],
)
def test_crossing(name: str) -> None:
    assert parse_crossing(name) == ("衡山路", "吴兴路")


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("衡山路和衡山路 12 弄路口", ("衡山路", "衡山路 12 弄")),
        ("吴兴路12弄近衡山路", ("吴兴路12弄", "衡山路")),
        ("衡山路与吴兴路隧道（上层）路口", ("衡山路", "吴兴路隧道（上层）")),
        ("衡山路和吴兴路出口路口", ("衡山路", "吴兴路出口")),
        ("衡山路和张家弄路口", ("衡山路", "张家弄路")),
    ],
)
def test_crossing_with_a_lane_a_deck_or_a_ramp(name: str, pair: tuple[str, str]) -> None:
    assert parse_crossing(name) == pair


@pytest.mark.parametrize("name", ["永和路与中和街路口", "永和路×中和街", "永和路近中和街"])
def test_joining_word_inside_a_road_is_no_joint(name: str) -> None:
    assert parse_crossing(name) == ("永和路", "中和街")


@pytest.mark.parametrize(
    "name",
    [
        "西岸大剧院",
        "永和路",
        "衡山路，吴兴路",
        "与吴兴路",
        "路与吴兴路",
        "西岸传媒港与数字谷",
        "路口",
        "口",
        "",
    ],
)
def test_no_crossing(name: str) -> None:
    assert parse_crossing(name) is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("衡山路吴兴路路口", "衡山路吴兴路"),
        ("衡山路吴兴路口", "衡山路吴兴路"),
        ("衡山路交叉口", "衡山路"),
    ],
)
def test_junction_word_is_taken_off(name: str, bare: str) -> None:
    assert split_junction(name) == (bare, True)


@pytest.mark.parametrize("name", ["虹口", "路口", "甲乙路", "出入口"])
def test_name_that_only_ends_like_a_junction(name: str) -> None:
    assert split_junction(name) == (name, False)


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("康健路341弄7-8号", Address("康健路", 341, 341, "弄", "7-8号")),
        ("淮海中路 966 号", Address("淮海中路", 966, 966, "号")),
        ("漕溪三村501-505号", Address("漕溪三村", 501, 505, "号")),
        ("徐汇区龙吴路２８８号", Address("龙吴路", 288, 288, "号")),
        ("上海市徐汇区龙腾大道1～3号楼", Address("龙腾大道", 1, 3, "号", "楼")),
        ("斜土路28弄-30弄", Address("斜土路", 28, 30, "弄")),
        ("斜土路36号甲", Address("斜土路", 36, 36, "号", "甲")),
        ("斜土路36甲号", Address("斜土路", 36, 36, "号")),
        ("斜土路96-90号", Address("斜土路", 96, 96, "号")),
        ("淮海中路1323号警察公寓", Address("淮海中路", 1323, 1323, "号", "警察公寓")),
        ("工区路5号", Address("工区路", 5, 5, "号")),
        ("斜土路12A号", Address("斜土路", 12, 12, "号")),
        ("斜土路１２ａ号", Address("斜土路", 12, 12, "号")),
        ("永嘉路17弄3支弄5号", Address("永嘉路", 17, 17, "弄", "3支弄5号")),
        ("斜土路505－511号", Address("斜土路", 505, 511, "号")),
        ("斜土路36-1号", Address("斜土路", 36, 36, "号")),
        ("斜土路36号-1", Address("斜土路", 36, 36, "号", "-1")),
        ("斜土路单号101-151号", Address("斜土路", 101, 151, "号")),
        ("斜土路（双号）102—150号", Address("斜土路", 102, 150, "号")),
        ("斜土路101-151单号", Address("斜土路", 101, 151, "号")),
        ("斜土路36号、40号", Address("斜土路", 36, 40, "号")),
        ("斜土路36号，40号", Address("斜土路", 36, 40, "号")),
        ("斜土路36号和40号", Address("斜土路", 36, 40, "号")),
        ("斜土路36/40号", Address("斜土路", 36, 40, "号")),
        ("斜土路36、44、40号", Address("斜土路", 36, 44, "号")),
        ("斜土路101、103弄", Address("斜土路", 101, 103, "弄")),
        ("斜土路101弄、103弄5号", Address("斜土路", 101, 103, "弄", "5号")),
    ],
)
def test_address(name: str, address: Address) -> None:
    assert parse_address(name) == address


@pytest.mark.parametrize(
    "name",
    [
        "长桥街道395街坊住宅",
        "南站8号地块",
        "张家弄",
        "一路一弄",
        "轨交19号线",
        "桂林路1、9号线",
        "漕宝路12号线换乘站",
        "漕宝路1号口",
        "云锦路2号地块",
        "龙吴路3号绿地",
        "龙吴路0号",
        "龙吴路123456号",
        "龙吴路",
        "",
    ],
)
def test_no_address(name: str) -> None:
    assert parse_address(name) is None


@given(ROADS, st.integers(1, 99_999), st.sampled_from(["号", "弄"]))
def test_number_is_read_as_written(road: str, number: int, unit: str) -> None:
    assert parse_address(f"{road}{number}{unit}") == Address(road, number, number, unit)


# --- works and hostile text ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "road"),
    [
        ("龙吴路生态景观道路", "龙吴路"),
        ("机场河整治", "机场河"),
        ("龙吴路", ""),
        ("西岸大剧院", ""),
        ("66路终点", ""),
    ],
)
def test_road_in_a_name_of_works(name: str, road: str) -> None:
    assert road_in(name) == road


READERS = [name_key, road_in, parse_stretch, parse_crossing, parse_address, parse_bounds]
HOSTILE = [
    "-" * 10_000 + "\nx",
    f"路（{'-' * 10_000}\nx路）",
    f"路（{'a-' * 5000}\nx路）",
    f"a{' ' * 10_000}b",
    "甲路" + " 、 " * 3333 + "\n路",
    "路" * 10_000,
    "（" * 5000 + "）" * 5000,
    "（近" * 5000 + "路",
    "东至" * 5000,
    f"路{'1' * 5000}号",
    f"路1-{'1' * 5000}号",
    "\x00\x1b[31m\u202e\ud800路1号" * 1000,
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_ten_thousand_hostile_characters_are_read_at_once(
    reader: Callable[[str], object], text: str
) -> None:
    began = time.process_time()
    reader(text)
    assert time.process_time() - began < 0.3


@given(st.text(max_size=60) | WRITTEN)
@example("x路")
def test_a_name_is_never_two_of_stretch_and_crossing_without_ends(name: str) -> None:
    found = parse_stretch(name)
    assert found is None or (found.host and bool(found.start) == bool(found.end))


def test_an_end_may_have_brackets_of_its_own() -> None:
    found = parse_stretch("银都路（银都路隧道（下层）-望月路）")
    assert found == Stretch("银都路", "银都路隧道（下层）", "望月路")
