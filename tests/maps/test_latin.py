from __future__ import annotations

import re
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.spelling import sounds
from maps.latin import english, given_names, label_en, search_keys
from maps.readings import has_han, syllables
from maps.wordlist import COUNT, END, KIND, NAME, OF, RING, ROAD, WATER, WORD, readings_table, words
from seeds.district import District

LENT = {"西岸": "West Bund", "徐家汇中心": "ITC"}

CHINESE = st.text(
    st.one_of(
        st.sampled_from(
            "路街道站镇村河港塘桥号弄第一二十期地块之和与跨环周边以北徐家汇（）-、·AB018 "
        ),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(),
    ),
    max_size=40,
)

HOSTILE = (
    "</script><script>徐汇</script>",
    '<img src=x onerror="徐汇()">',
    "{{ 7*7 }}徐汇{% raw %}{}{0}{a}",
    "`${徐汇}`",
    "\\u003c徐汇\\n'\"",
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("漕溪北路", "Caoxi North Road"),
        ("乌鲁木齐中路", "Wulumuqi Middle Road"),
        ("中山南一路", "Zhongshan South No. 1 Road"),
        ("瑞金二路", "Ruijin No. 2 Road"),
        ("陕西南路", "Shaanxi South Road"),
        ("湖南路", "Hunan Road"),
        ("龙华东路", "Longhua East Road"),
        ("医学院路", "Yixueyuan Road"),
        ("桂平支路", "Guiping Branch Road"),
        ("世博大道", "Shibo Avenue"),
        ("桂林东街", "Guilin East Street"),
        ("法华镇路", "Fahuazhen Road"),
        ("老沪闵路", "Old Humin Road"),
        ("东安路", "Dong'an Road"),
        ("沪闵高架", "Humin Elevated Road"),
        ("外环高速", "Outer Ring Expressway"),
        ("中环路", "Middle Ring Road"),
        ("规划一路", "Planned No. 1 Road"),
        ("漕溪北路辅路", "Caoxi North Road Service Road"),
    ],
)
def test_roads_are_written_as_on_their_signs(name: str, label: str) -> None:
    assert english(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("长桥街道", "Changqiao Subdistrict"),
        ("枫林路街道", "Fenglin Road Subdistrict"),
        ("华泾镇", "Huajing Town"),
        ("上海地铁3/4号线", "Shanghai Metro Line 3/4"),
        ("龙瑞路站", "Longrui Road Station"),
        ("龙华港", "Longhua Creek"),
        ("蒲汇塘", "Puhuitang Creek"),
        ("龙华塔", "Longhua Pagoda"),
        ("长桥", "Changqiao"),
        ("东安一二村", "Dong'an No. 1 and No. 2 Villages"),
        ("田林十二村", "Tianlin No. 12 Village"),
        ("上海市第八人民医院", "Shanghai No. 8 People's Hospital"),
        ("区中心医院", "District Central Hospital"),
        ("康健街道社区卫生服务中心", "Kangjian Subdistrict Community Health Center"),
        ("宋庆龄故居", "Former Residence of Soong Ching Ling"),
        ("唐绍仪旧居", "Former Residence of Tang Shaoyi"),
        ("中国—金砖国家合作中心", "China–BRICS Cooperation Center"),
        ("国内首家专业电子游戏博物馆", "China's First Professional Video Game Museum"),
    ],
)
def test_words_are_translated_and_the_proper_part_is_pinyin(name: str, label: str) -> None:
    assert english(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("裕德路（漕溪路-文定路）", "Yude Road (Caoxi Road – Wending Road)"),
        ("机场河（龙恒路至龙启路段）", "Jichang River (Longheng Road to Longqi Road Section)"),
        (
            "孝民路（关港河北-景联路）",
            "Xiaomin Road (North of Guangang River – Jinglian Road)",
        ),
        ("内环高架（徐汇段）", "Inner Ring Elevated Road (Xuhui Section)"),
        ("衡山路和吴兴路路口", "Junction of Hengshan Road and Wuxing Road"),
        ("衡山路吴兴路路口", "Junction of Hengshan Road and Wuxing Road"),
        ("柳州路跨蒲汇塘通道", "Liuzhou Road Passage across Puhuitang Creek"),
        ("植物园周边", "Around Botanical Garden"),
        ("模速空间周边科创街区", "Innovation Quarter around Mosu Space"),
        ("康健体育公园附属绿地", "Green at Kangjian Sports Park"),
    ],
)
def test_stretches_and_words_of_place_come_in_english_order(name: str, label: str) -> None:
    assert english(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("3、4号地块", "Plots 3 and 4"),
        ("8号地块规划中学", "Plot 8 Planned Middle School"),
        ("188S-G-1地块", "Plot 188S-G-1"),
        ("长桥街道395街坊住宅", "Changqiao Subdistrict Block 395 Housing"),
        ("天桥连廊三期B桥", "Skywalk Phase 3 Bridge B"),
        ("1-3号楼", "Buildings 1–3"),
        ("武康路40弄1号", "No. 1, Lane 40, Wukang Road"),
        ("漕溪三村501-505号", "Nos. 501–505, Caoxi No. 3 Village"),
        ("宝庆路17弄公厕", "Public Toilet, Lane 17, Baoqing Road"),
        ("中山西路 1245 弄", "Lane 1245, Zhongshan West Road"),
        ("新微项目M0产业用地", "Xinwei Project M0 Industrial Land"),
        ("表12", "Table 12"),
        ("AI党群服务站", "AI Party and Community Service Station"),
        ("West Bund Orbit", "West Bund Orbit"),
    ],
)
def test_numbers_codes_and_latin_text_are_kept(name: str, label: str) -> None:
    assert english(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("西岸大剧院", "West Bund Grand Theatre"),
        ("徐家汇中心宜山路地块", "ITC Yishan Road Plot"),
        ("西岸", "West Bund"),
        ("徐家汇中心", "ITC"),
    ],
)
def test_names_that_the_district_gives_in_english_count_inside_others(
    name: str, label: str
) -> None:
    assert english(name, LENT) == label


def test_what_three_given_names_begin_with_is_lent_too() -> None:
    rows = [
        {"name": "西岸美术馆", "name_en": "West Bund Museum"},
        {"name": "西岸漩心", "name_en": "West Bund Orbit"},
        {"name": "西岸传媒港", "name_en": "West Bund Media Port"},
        {"name": "文定路", "name_en": ""},
        {"name": "乙", "name_en": "B"},
        {"name": "黑石公寓", "name_en": "黑石 Apartments"},
    ]
    lent = given_names(rows)
    assert lent["西岸"] == "West Bund"
    assert lent["西岸漩心"] == "West Bund Orbit"
    assert not {"文定路", "乙", "黑石公寓"} & set(lent)
    assert "西岸" not in given_names(rows[:2])


def test_the_given_name_is_the_label_where_it_is_for_the_whole_of_it() -> None:
    tower = {"name": "长风塔", "name_en": "Longwind Tower"}
    assert label_en({**tower, "label": "长风塔"}) == "Longwind Tower"
    assert label_en(tower) == "Longwind Tower"
    assert label_en({**tower, "label": "长风塔3号地块"}) == "Longwind Tower Plot 3"
    road = {"name": "文定路", "label": "文定路（裕德路-广元路）", "name_en": "Wending Rd"}
    assert label_en(road) == "Wending Rd (Yude Road – Guangyuan Road)"


def test_a_label_is_built_where_the_given_name_is_missing_or_not_english() -> None:
    assert label_en({"name": "长风公园", "label": "长风公园", "name_en": None}) == "Changfeng Park"
    assert label_en({"name": "长风公园", "name_en": "长风 Park"}) == "Changfeng Park"
    assert label_en({"id": "XH0001"}) == "XH0001"


def test_a_river_is_called_one_even_where_its_name_does_not_say_so() -> None:
    assert label_en({"name": "关港", "kind": "river"}) == "Guangang Creek"
    assert label_en({"name": "关港河", "kind": "river"}) == "Guangang River"
    assert label_en({"name": "关港", "kind": "area"}) == "Guangang"


@given(CHINESE, st.dictionaries(CHINESE, CHINESE, max_size=3))
def test_no_chinese_character_comes_out_whatever_goes_in(name: str, lent: dict[str, str]) -> None:
    assert not has_han(
        english(name, given_names([{"name": k, "name_en": v} for k, v in lent.items()]))
    )
    assert not has_han(english(name, lent))
    assert not has_han(label_en({"name": name, "label": name, "name_en": "".join(lent)}))


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=30))
def test_text_without_chinese_stays_as_it_is_but_for_blanks(name: str) -> None:
    assert english(name) == re.sub(r"\s+", " ", name)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_the_plain_text_that_it_was(name: str) -> None:
    made = english(name)
    assert "Xuhui" in made
    signs = set("<>{}`$\\'\"%()=")
    assert [char for char in made if char in signs] == [char for char in name if char in signs]


@pytest.mark.parametrize(
    "name",
    ["长" * 10_000, "1、" * 5000 + "号", "路" * 10_000, "附近" * 3000, "跨" * 150, "附近" * 150],
)
def test_a_name_of_any_length_is_written_in_no_time(name: str) -> None:
    start = time.process_time()
    assert not has_han(english(name))
    search_keys(name)
    assert time.process_time() - start < 3.0


def test_signs_that_cannot_be_seen_are_written_out() -> None:
    assert english("徐家汇\u202e站") == "Xujiahui [U+202E] Zhan"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("裕德路", {"yudelu", "ydl"}),
        ("长桥", {"changqiao", "zhangqiao", "cq", "zq"}),
        ("闵行", {"minhang", "minxing"}),
        ("长乐路", {"changlelu", "changyuelu", "cll"}),
        ("漕河泾", {"caohejing", "chj"}),
        ("上中路", {"shangzhonglu", "szl"}),
        ("绿苑", {"lvyuan", "luyuan", "ly"}),
        ("张家弄", {"zhangjianong", "zhangjialong", "zjn", "zjl"}),
        ("66梧桐院", {"66wutongyuan", "66wty"}),
        ("AI党群服务站", {"aidangqunfuwuzhan", "aidqfwz"}),
        ("裕德路（漕溪路-文定路）", {"yudelucaoxiluwendinglu", "ydlcxlwdl"}),
    ],
)
def test_a_thing_is_found_by_pinyin_and_initials(name: str, typed: set[str]) -> None:
    assert typed <= set(search_keys(name))


def test_keys_of_aliases_follow_those_of_the_name_and_none_comes_twice() -> None:
    keys = search_keys("模速空间", "上海模速空间", "模速空间", "Mosu")
    assert keys == ["mosukongjian", "mskj", "shanghaimosukongjian", "shmskj"]
    assert search_keys("", "AI Tower") == []


@given(CHINESE)
def test_keys_are_few_letters_and_digits_without_blanks(name: str) -> None:
    keys = search_keys(name)
    assert keys == search_keys(name)
    assert len(keys) == len(set(keys)) <= 16
    assert not any(has_han(key) or " " in key for key in keys)


def test_every_word_table_is_in_order() -> None:
    for sort in (NAME, WORD, KIND, COUNT, OF, RING, ROAD, END, WATER):
        table = words(sort)
        assert table
        for word, (_, said) in table.items():
            assert word == unicodedata.normalize("NFKC", word).strip()
            assert has_han(word)
            assert said == said.strip()
            assert said
            assert not has_han(said)
            assert ("{}" in said) == (sort == OF)
    for phrase, reading in readings_table()[0].items():
        assert len(phrase) == len(reading) > 1
        assert syllables(phrase) == reading


def test_the_labels_of_the_district_are_english(shipped_district: District) -> None:
    lent = given_names({"name": p.name, "name_en": p.name_en} for p in shipped_district.projects)
    labels = {
        p.label: label_en(
            {"name": p.name, "label": p.label, "name_en": p.name_en, "kind": p.kind}, lent
        )
        for p in shipped_district.projects
    }
    assert labels["西岸数智中心3号地块"] == "West Bund Digital Intelligence Center Plot 3"
    assert labels["西岸国际人工智能中心"] == "AI Tower"
    assert labels["浦江实验室永久用房"] == "Shanghai AI Laboratory Permanent Premises"
    for made in labels.values():
        assert made.isascii() or set(made) - set("–·é“”") <= set(map(chr, range(128)))
        assert re.fullmatch(r"\S+( \S+)*", made)
        assert not re.search(r"[A-Za-z']{19,}", made), "a word nobody can read"
        assert not re.search(r"\b(\w+) \1\b", made), "a word twice"


def test_roads_are_written_alike_alone_and_in_the_stretches_of_others(
    shipped_district: District,
) -> None:
    for p in shipped_district.projects:
        if p.road_from and p.road_to and p.label == f"{p.name}（{p.road_from}-{p.road_to}）":
            ends = f"{english(p.road_from)} – {english(p.road_to)}"
            assert english(p.label) == f"{english(p.name)} ({ends})"


def test_the_names_of_a_page_are_written_within_half_a_second(
    shipped_district: District,
) -> None:
    syllables("徐")  # pypinyin is loaded
    names = [p.label for p in shipped_district.projects]
    names += [f"{name[:2]}{side}路" for name in names for side in ("", "东")]
    start = time.process_time()
    for name in names:
        english(name)
    assert time.process_time() - start < 0.5  # 0.1 s as a rule


def test_labels_are_read_as_the_search_of_places_reads_them(shipped_district: District) -> None:
    for p in shipped_district.projects:
        for run in re.findall("[\u4e00-\u9fff]+", p.label):
            for char, said in zip(run, syllables(run), strict=True):
                assert said.replace("ü", "u") in sounds(char) | {"shaan"}, (run, said)


def test_pypinyin_is_not_loaded_before_a_name_is_read() -> None:
    asked = "import sys, maps.latin, maps.wording; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
