"""Names in other writings: one known name, safely, or a few to choose from."""

from __future__ import annotations

import pytest

from geo.search import Known, NameSearch

KNOWN = (
    Known("云门塔", "culture", "Yunmen Pagoda"),
    Known("云门寺", "culture"),
    Known("长桥", "area"),
    Known("青罗桥路", "road", "Qingluoqiao Road"),
    Known("白鹿溪北路", "road", "North Bailuxi Road"),
    Known("白鹿溪路", "road", "Bailuxi Road"),
    Known("虹叶路", "road", "Hongye Road"),
    Known("松溪二村", "residential"),
    Known("松溪三村", "residential"),
    Known("丹霞植物园", "park"),
    Known("丹霞植物园", "metro_station", "Danxia Botanical Garden"),
    Known("云门医院", "hospital"),
    Known("大新市第六人民医院", "hospital"),
    Known("大新医科大学附属栖霞医院", "hospital"),
    Known("大新医科大学附属实验小学", "school"),
    Known("丹枫实验学校小学部", "school"),
    Known("丹枫实验学校初中部", "school"),
    Known("陕原南路", "road"),
    Known("望海楼", "other"),
    Known("丹霞区人民政府大楼", "government"),
    Known("碧螺塔", "culture"),
    Known("北罗塘", "river"),
    Known("清泉山庄", "residential"),
    Known("青泉山庄", "residential"),
)


@pytest.fixture(scope="module")
def search() -> NameSearch:
    return NameSearch(lambda: KNOWN)


@pytest.mark.parametrize(
    ("written", "name", "why"),
    [
        ("雲門塔", "云门塔", "繁体或异体字"),
        ("鬆溪二村", "松溪二村", "繁体或异体字"),
        ("Yunmen Pagoda", "云门塔", "英文名"),
        ("hongye rd.", "虹叶路", "英文名"),
        ("Bailuxi Road (N)", "白鹿溪北路", "英文名"),
        ("yunmenta", "云门塔", "拼音"),
        ("Yunmen ta", "云门塔", "拼音"),
        ("changqiao", "长桥", "拼音"),
        ("danxia zhiwuyuan zhan", "丹霞植物园站", "拼音"),
        ("ymt", "云门塔", "拼音首字母"),
        ("大新第六人民医院", "大新市第六人民医院", "只差虚字"),
        ("丹霞区政府大楼", "丹霞区人民政府大楼", "只差虚字"),
        ("栖霞医院", "大新医科大学附属栖霞医院", "简称"),
        ("青罗侨路", "青罗桥路", "读音相同"),
        ("丹霞植勿园", "", ""),
    ],
)
def test_another_writing_of_one_name(search: NameSearch, written: str, name: str, why: str) -> None:
    found = search.meant(written)
    assert (found.name, found.why) == (name, why) if found else not name


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("松溪一村", id="numeral"),
        pytest.param("白鹿溪南路", id="compass word"),
        pytest.param("白鹿溪街", id="type word"),
        pytest.param("丹霞植物园站台", id="part of a station"),
        pytest.param("丹枫实验学校高中部", id="deck"),
        pytest.param("云门塔二期", id="phase"),
        pytest.param("云门楼", id="another type"),
        pytest.param("山原南路", id="another tone"),
        pytest.param("红叶路", id="homophone of a short name"),
        pytest.param("晴泉山庄", id="homophone of two names"),
        pytest.param("丹霞动物园", id="one character of a long name"),
        pytest.param("大新市第七人民医院", id="numeral in a long name"),
        pytest.param("大新医科大学附属西霞医院", id="another hospital of the university"),
        pytest.param("实验小学", id="class of things"),
        pytest.param("门塔", id="a piece"),
        pytest.param("云门", id="the beginning of several"),
        pytest.param("bls", id="initials that nothing has"),
        pytest.param("YMT", id="an abbreviation in capitals"),
        pytest.param("whl", id="initials of something that may be a shop"),
        pytest.param("blt", id="initials of two"),
        pytest.param("qingquanshanzhuang", id="pinyin of two"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_nearby_name_is_no_answer(search: NameSearch, written: str) -> None:
    assert search.meant(written) is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("红叶路", ["虹叶路"]),
        ("晴泉山庄", ["清泉山庄", "青泉山庄"]),
        ("松溪一村", ["松溪三村", "松溪二村"]),
        ("云门", ["云门塔", "云门寺", "云门医院"]),
        ("qingquanshanzhuang", ["清泉山庄", "青泉山庄"]),
        ("黑水路", []),
    ],
)
def test_what_is_near_is_offered(search: NameSearch, written: str, names: list[str]) -> None:
    assert [spelling.name for spelling in search.near(written)] == names


def test_who_says_that_it_is_here_may_write_by_ear(search: NameSearch) -> None:
    found = search.meant("红叶路", at_home=True)
    assert found is not None
    assert found.name == "虹叶路"


@pytest.mark.parametrize("written", ["松西二村", "松溪儿村", "红叶街", "白鹿西路"])
def test_not_even_here_are_telling_words_heard(search: NameSearch, written: str) -> None:
    found = search.meant(written, at_home=True)
    assert found is None


def test_the_kind_bars_a_name_of_another_kind(search: NameSearch) -> None:
    assert search.meant("雲門塔", kind="metro_station") is None
    assert search.near("红叶路", kind="river") == []


def test_a_name_and_its_station_are_both_known(search: NameSearch) -> None:
    assert search.knows("丹霞植物园")
    assert search.knows("丹霞植物园站")
    assert not search.knows("云门塔站")


def test_a_station_alone_does_not_make_its_place_known() -> None:
    search = NameSearch(lambda: [Known("丹霞植物园", "metro_station")])
    assert search.knows("丹霞植物园站")
    assert not search.knows("丹霞植物园")


def test_the_margin_tells_how_far_the_next_name_is_behind(search: NameSearch) -> None:
    found = search.meant("青罗侨路")
    assert found is not None
    assert 0.1 <= found.margin <= found.score
