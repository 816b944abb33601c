"""Projects that the reports at hand do not name still lend their names and facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.gazetteer import Gazetteer
from geo.locate import Locator
from seeds.district import District, load_district


@pytest.fixture(scope="module")
def shipped() -> District:
    return load_district()


@pytest.fixture(scope="module")
def gazetteer(shipped: District) -> Gazetteer:
    return Gazetteer(shipped.folder / "gazetteer")


@pytest.mark.parametrize("name", ["西岸传媒港都市运动中心", "吉利研发中心", "扬启路"])
def test_a_project_is_found_as_if_all_were_at_hand(
    name: str, shipped: District, gazetteer: Gazetteer
) -> None:
    project = next(project for project in shipped.projects if project.name == name)
    others = tuple(other for other in shipped.projects if other is not project)
    alone = Locator(gazetteer, replace(shipped, projects=(project,), lent=others))
    assert alone.locate_project(project) == Locator(gazetteer, shipped).locate_project(project)


def test_without_what_is_lent_less_is_known(shipped: District, gazetteer: Gazetteer) -> None:
    project = next(p for p in shipped.projects if p.name == "西岸传媒港都市运动中心")
    alone = Locator(gazetteer, replace(shipped, projects=(project,)))
    assert alone.locate_project(project).geometry is None
