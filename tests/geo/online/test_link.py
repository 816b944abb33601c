"""The pace that a host asks for, and what is never kept waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.online.link import Link, Patience, user_agent
from geo.online.nominatim import Nominatim

if TYPE_CHECKING:
    from tests.geo.online.conftest import Desk, FakeClock, Forms


@pytest.fixture
def link(fake_clock: FakeClock) -> Link:
    return Link(Patience(timeout_s=1, attempts=1), fake_clock.clock())


def test_questions_to_one_host_keep_their_distance(
    desk: Desk, fake_clock: FakeClock, link: Link
) -> None:
    desk.answer = []
    for _ in range(3):
        link.get(desk.url, {}, who="甲", interval_s=1.1)
        fake_clock.time_s += 0.3
    assert fake_clock.naps == [pytest.approx(0.8), pytest.approx(0.8)]


def test_time_that_has_passed_counts(desk: Desk, fake_clock: FakeClock, link: Link) -> None:
    desk.answer = []
    link.get(desk.url, {}, who="甲", interval_s=1.1)
    fake_clock.time_s += 5
    link.get(desk.url, {}, who="甲", interval_s=1.1)
    assert fake_clock.naps == []


def test_hosts_do_not_wait_for_each_other(desk: Desk, fake_clock: FakeClock, link: Link) -> None:
    desk.answer = []
    link.get(desk.url, {}, who="甲", interval_s=60)
    link.get(desk.url.replace("127.0.0.1", "localhost"), {}, who="乙", interval_s=60)
    assert fake_clock.naps == []


def test_public_nominatim_is_asked_once_a_second_at_most(
    desk: Desk, fake_clock: FakeClock, link: Link, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.answer = []
    monkeypatch.setattr(Nominatim, "public", desk.url + "/search")
    public = Nominatim(link)
    for name in ("甲楼", "乙楼", "丙楼"):
        public.geocode(forms.ask(name))
    assert len(desk.asked) == 3
    assert fake_clock.time_s - 100 >= 2


def test_own_service_is_asked_as_fast_as_it_answers(
    desk: Desk, fake_clock: FakeClock, link: Link, forms: Forms
) -> None:
    desk.answer = []
    own = Nominatim(link, endpoint=desk.url)
    for name in ("甲楼", "乙楼", "丙楼"):
        own.geocode(forms.ask(name))
    assert fake_clock.naps == []


def test_program_is_named_without_a_library() -> None:
    assert user_agent().startswith("zonemap/")
    assert "requests" not in user_agent()
