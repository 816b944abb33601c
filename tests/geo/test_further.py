"""Names that the ladder does not know: other words, what is near, and candidates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.answer import Answer, Query
from geo.locate import Locator

MakeLocator = Callable[..., Locator]
Ask = Callable[..., Answer]


@pytest.fixture
def ask(in_town: MakeLocator) -> Ask:
    locator = in_town()

    def answer(name: str, **known: object) -> Answer:
        return locator.locate(Query("1", name, **known))  # type: ignore[arg-type]

    return answer


# --- other words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("會展中心", "会展中心"),
        ("會展中心站", "会展中心站"),
        ("青溪区聚贤楼", "聚贤楼"),
        ("聚贤楼改造工程", "聚贤楼"),
        ("青溪区聚贤楼（在建）", "聚贤楼"),
        ("huizhan zhongxin", "会展中心"),
        ("zhonghe lu", "中和路"),
        ("青溪区中和路", "中和路"),
        ("中和路大修工程", "中和路"),
        ("東湖路與中和路路口", "东湖路与中和路路口"),
        ("長安大道（西園路-東湖路）", "长安大道（西园路-东湖路）"),
        ("“会展中心”。", "会展中心"),
    ],
)
def test_the_same_name_in_other_words(ask: Ask, name: str, same: str) -> None:
    found, exact = ask(name), ask(same)
    assert exact.geometry is not None
    assert (found.geometry, found.method) == (exact.geometry, exact.method)
    assert found.accuracy_m == exact.accuracy_m
    assert f"按“{same}”查" in found.note or name.startswith("“")


@pytest.mark.parametrize(
    "name",
    [
        "会展中兴",
        "聚贤楼二期工程",
        "聚贤楼迁建工程",
        "东聚贤楼",
        "中合路",
        "中和二路",
        "东山区聚贤楼",
        "老仓库改造",
        "远东路改造工程",
        "青溪区老仓库",
        "青溪区会展中心二期",
    ],
)
def test_what_may_be_another_thing_is_not_drawn(ask: Ask, name: str) -> None:
    assert ask(name).geometry is None


def test_what_lies_beside_a_place_is_as_unsure_as_that(ask: Ask) -> None:
    found, exact = ask("聚贤楼扩建用地"), ask("聚贤楼")
    assert found.geometry == exact.geometry
    assert found.method == "part_of"
    assert (found.accuracy_m or 0) >= (exact.accuracy_m or 0) + 200
    assert found.note == "按“聚贤楼”查；“聚贤楼扩建用地”应在其中或旁边"


def test_nothing_lies_beside_a_whole_road(ask: Ask) -> None:
    assert ask("中和路周边").geometry is None


@pytest.mark.parametrize("known", [{"zone": "西片"}, {"near": ("会展中心",)}])
def test_a_short_name_by_ear_needs_someone_who_says_it_is_here(
    ask: Ask, known: dict[str, object]
) -> None:
    assert ask("中禾路").geometry is None
    found = ask("中禾路", **known)
    assert found.note == "按“中和路”查（写法相近：读音相同）"
    assert ask("青溪区中禾路").geometry == found.geometry


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("东湖路街道阳光花园", True),
        ("西园街道阳光花园", True),
        ("东湖路街道聚贤楼", True),
        ("西园街道聚贤楼", False),
    ],
)
def test_a_subdistrict_before_a_name_must_hold_it(ask: Ask, name: str, drawn: bool) -> None:
    assert (ask(name).geometry is not None) is drawn


# --- what is near ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "source_id"),
    [
        ("121.4165,31.1055", "way/204"),
        ("121.4030，31.1145", "way/203"),
        ("121.4030 31.1145", "way/203"),
        ("丙楼", "way/204"),
        ("西园路", "way/203"),
        ("西园路与北山路路口", "way/203"),
    ],
)
def test_what_is_near_tells_places_of_one_name_apart(ask: Ask, near: str, source_id: str) -> None:
    found = ask("阳光花园", near=(near,))
    assert found.source_id == source_id
    assert found.note == f"同名的有2处，按邻近{near}选定"
    assert 0.5 <= (found.margin or 0) <= 1


@pytest.mark.parametrize(
    "near",
    [
        "无处楼",
        "121.4100,31.1100",
        "121.7,31.4",
        "百合苑",
        "会展中心",
        "181,31",
        "121,91",
        "9" * 400 + "," + "9" * 400,
        "nan,nan",
    ],
)
def test_what_is_near_both_or_unknown_or_far_tells_nothing(ask: Ask, near: str) -> None:
    answer = ask("阳光花园", near=(near,))
    assert answer.geometry is None
    assert [c.source_id for c in answer.candidates] == ["way/203", "way/204"]


def test_the_first_neighbour_that_is_known_counts(ask: Ask) -> None:
    assert ask("阳光花园", near=("无处楼", "丙楼")).source_id == "way/204"


def test_the_parent_tells_places_of_one_name_apart(ask: Ask) -> None:
    assert ask("阳光花园", parent="丙楼").source_id == "way/204"


# --- candidates --------------------------------------------------------------------------------


def test_a_name_that_stays_ambiguous_is_answered_with_its_places(ask: Ask) -> None:
    answer = ask("阳光花园")
    assert (answer.geometry, answer.method, answer.margin) == (None, "none", None)
    assert [(c.name, c.kind, c.source_id, c.score, c.why) for c in answer.candidates] == [
        ("阳光花园", "residential", "way/203", 1.0, "同名"),
        ("阳光花园", "residential", "way/204", 1.0, "同名"),
    ]
    assert [(round(c.lon, 4), round(c.lat, 4)) for c in answer.candidates] == [
        (121.4035, 31.1145),
        (121.4165, 31.1055),
    ]


def test_near_names_are_offered_likeliest_first(ask: Ask) -> None:
    answer = ask("会展中兴")
    assert answer.candidates[0].name == "会展中心"
    scores = [c.score for c in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


@pytest.mark.parametrize("name", ["天外天", "中和路99999号", "甲路（乙路-丙路）"])
def test_nothing_is_offered_where_nothing_is_near(ask: Ask, name: str) -> None:
    assert ask(name).candidates == ()


def test_an_answer_has_no_candidates(ask: Ask) -> None:
    assert ask("会展中心").candidates == ()


def test_a_name_and_an_alias_far_apart_are_not_believed(ask: Ask) -> None:
    answer = ask("会展中心", aliases=("乙楼",))
    assert answer.geometry is None
    assert "地名：名称与别名各有一处，相距很远，无法断定是哪一处" in answer.tried
    assert [c.name for c in answer.candidates] == ["会展中心", "乙楼"]


def test_a_sentence_is_no_name_and_takes_no_time(ask: Ask) -> None:
    assert ask("中和路边的会展中心" * 10_000).candidates == ()


@pytest.mark.parametrize(
    "name", ["", " ", "。", "（", "&", "市", "12", "a", "😀", "\ufffd", "路路路路", "\u202e路"]
)
def test_any_text_is_taken_in_peace(ask: Ask, name: str) -> None:
    assert ask(name).geometry is None
