"""A refresh from a map service, through the command line: it works, or nothing has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import osm_overpass
from geo.osm_http import Patience
from tests.geo.conftest import Service, service, town_elements  # noqa: F401 (fixtures)

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]
Ask = Callable[..., Any]
NAME = "新桥区"
EMPTY = 'says:{"elements": []}'


@pytest.fixture
def ask(
    run: Run,
    tiny_district: Path,
    service: Service,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Ask:
    """Return what refreshes the district from the little server, hastily."""
    hasty = Patience(timeout_s=30, attempts=2, pause_s=0.01)
    monkeypatch.setattr(osm_overpass, "Patience", lambda: hasty)
    monkeypatch.setattr(time, "sleep", lambda _, nap=time.sleep: nap(0.1))

    def asks(*more: object, place: str = NAME) -> Any:
        urls = ("--endpoint", service.url, "--nominatim", service.url)
        where = ("--place", place, "--district", tiny_district)
        return run("gazetteer", "build", *where, *urls, *more)

    return asks


def test_short_name_of_the_district_will_do(ask: Ask, tiny_district: Path) -> None:
    ran = ask()
    assert (ran.code, ran.err) == (0, "")
    roads = (tiny_district / "gazetteer" / "roads.csv").read_text(encoding="utf-8")
    assert "\n红叶路,Rue des Feuilles,Hongye Road,secondary," in roads


def test_answers_that_are_kept_serve_offline(
    ask: Ask,
    tiny_district: Path,
    here: Path,
    tree: Tree,
    service: Service,  # noqa: F811
) -> None:
    assert ask("--cache", "c").code == 0
    before = tree(tiny_district)
    service.asked.clear()
    ran = ask("--cache", "c", "--offline")
    assert (ran.code, ran.err, service.asked) == (0, "", [])
    assert "答复都在缓存 c 里（数据日期 2026-03-08）" in ask("--cache", "c").err
    assert tree(tiny_district) == before


@pytest.mark.parametrize(
    ("moods", "message"),
    [
        (["504", "504"], "HTTP 504：服务器超时或过载；已试 2 次"),
        (["", "429:600"], "HTTP 429：请求太频繁，服务器要求稍候，要求等 600 秒"),
        (["", "html"], "实际是网页（HTML）"),
        (["", "", "truncated"], "不完整或损坏的 JSON"),
        (["", "remark"], "没有做完查询：runtime error"),
        (["", "", "", "cut"], "传输中断"),
        (["says:[]"], f"没有“{NAME}”的面状范围"),
        (["", EMPTY, EMPTY, EMPTY], "没有可用的道路、水系、地名或门牌"),
        (["", EMPTY], f"没有名为“{NAME}”的行政区界线"),
    ],
)
def test_failing_service_leaves_the_old_snapshot(
    ask: Ask,
    tiny_district: Path,
    tree: Tree,
    service: Service,  # noqa: F811
    moods: list[str],
    message: str,
) -> None:
    assert ask().code == 0
    before = tree(tiny_district)
    service.moods = list(moods)
    start = time.monotonic()
    ran = ask()
    assert time.monotonic() - start < 30
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert tree(tiny_district) == before


def test_dead_service_leaves_the_old_snapshot(
    ask: Ask, run: Run, tiny_district: Path, tree: Tree
) -> None:
    assert ask().code == 0
    before = tree(tiny_district)
    ran = ask("--endpoint", "http://127.0.0.1:9/api")
    assert ran.code == 2
    assert "连接不上 http://127.0.0.1:9/api：" in ran.err
    assert tree(tiny_district) == before


def test_answer_without_an_outline_is_not_taken_for_ever(
    ask: Ask,
    here: Path,
    service: Service,  # noqa: F811
) -> None:
    service.moods = ["", EMPTY]
    assert "（答复在缓存 c 里，要重新问请先删除它）" in ask("--cache", "c").err
    assert ask("--cache", "c").code == 2
    (here / "c").rename(here / "d")
    assert ask("--cache", "c").code == 0
