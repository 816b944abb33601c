from __future__ import annotations

import pytest

from seeds.reading.name import Name
from seeds.reading.zones import Zones, as_known, learnt

ZONES = Zones({"滨江": "滨江功能区", "北山功能区": "北山功能区"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("构建北山、南湖、东港三大功能区。", ["北山", "南湖", "东港"]),
        ("推进北山、南湖、东港、西岭等四大功能区建设", ["北山", "南湖", "东港", "西岭"]),
        ("北山功能区\t推进建设\n南湖功能区\t完成", ["北山", "南湖"]),
        ("| 北山功能区 | 推进 |", ["北山"]),
        ("推进北山功能区建设。", []),
        ("北山、南湖两大功能区", []),
    ],
)
def test_zones_that_a_report_names_itself(text: str, names: list[str]) -> None:
    assert learnt(text) == {name: name for name in names}


def test_zone_of_a_row() -> None:
    assert ZONES.of_row("滨江") == ZONES.of_row('"滨江"功能区') == "滨江功能区"
    assert ZONES.of_row("北山功能区") == "北山功能区"
    assert ZONES.of_row("南湖") == ""


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("滨江功能区推进青柳公园。", "滨江功能区"),
        ("一是完成。滨江功能区推进青柳公园。", "滨江功能区"),
        ("滨江功能区完成。推进青柳公园。", ""),
        ("滨江推进青柳公园。", ""),
        ("推进滨江功能区青柳公园。", ""),
        ("滨江--青柳公园开园。", "滨江功能区"),
        ("滨江:青柳公园开园。", "滨江功能区"),
    ],
)
def test_zone_that_is_the_subject_of_the_sentence(text: str, zone: str) -> None:
    assert ZONES.of_sentence(text, text.index("青柳")) == zone


def test_no_zones_are_the_subject_of_nothing() -> None:
    assert Zones({}).of_sentence("滨江功能区推进青柳公园。", 8) == ""


def test_zone_right_before_a_name() -> None:
    text = '滨江"青柳空间"、白杨园'
    zone = Name(0, 2, "滨江", "area", zone="滨江功能区")
    near, far = Name(3, 7, "青柳空间", "culture"), Name(9, 12, "白杨园", "park")
    assert ZONES.before(near, zone, text) == "滨江功能区"
    assert ZONES.before(far, zone, text) == ""
    assert ZONES.before(near, None, text) == ""
    assert ZONES.before(near._replace(zone="北山功能区"), zone, text) == ""


@pytest.mark.parametrize(
    ("column", "text", "zone"),
    [
        ("功能区", "滨江", "滨江功能区"),
        ("所属板块", '"滨江"', "滨江功能区"),
        ("功能区", "南湖", ""),
        ("项目名称", "滨江", ""),
    ],
)
def test_the_cell_of_a_column_of_zones(column: str, text: str, zone: str) -> None:
    assert Zones(ZONES.full, given=True).of_cell(column, text) == zone


def test_zones_nobody_gave_are_what_the_column_says() -> None:
    assert Zones({}).of_cell("功能区", "南湖智慧城") == "南湖智慧城"
    assert Zones({}).of_cell("功能区", "其他") == ""
    assert Zones({}).of_cell("功能区", "推进青柳公园、白杨公园建设") == ""


def test_zones_are_known_with_and_without_their_class() -> None:
    known = as_known({"滨江": "滨江"})
    assert set(known) == {"滨江", "滨江功能区"}
    assert {one.zone for one in known.values()} == {"滨江"}
