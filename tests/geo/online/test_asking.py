"""One service after the other, with an end to patience, and nothing that may not be kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from geo.errors import (
    OnlineAnswerError,
    OnlineBusyError,
    OnlineError,
    OnlineKeyError,
    OnlineQuotaError,
    OnlineUnreachableError,
)
from geo.online.asking import BUDGET_S, FAILURES, Online
from geo.online.contract import Candidate, Terms

if TYPE_CHECKING:
    from geo.online.contract import Ask
    from tests.geo.online.conftest import FakeClock, Forms

HERE = Candidate(("云杉楼",), 121.41, 31.11, "poi", source_id="way/1")


@dataclass
class Played:
    """A service as a test wants it."""

    name: str = "open"
    may_store: bool = True
    answer: tuple[Candidate, ...] | OnlineError = (HERE,)
    asked: list[str] = field(default_factory=list)
    clock: FakeClock | None = None
    takes_s: float = 0.0

    @property
    def terms(self) -> Terms:
        return Terms(self.name, "条款", self.may_store)

    def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
        self.asked.append(ask.text)
        if self.clock:
            self.clock.time_s += self.takes_s
        if isinstance(self.answer, OnlineError):
            raise self.answer
        return self.answer


def test_the_first_that_knows_is_believed(forms: Forms) -> None:
    knows, unasked = Played("乙"), Played("丙")
    outcome = Online([Played("甲", answer=()), knows, unasked]).look_up([forms.ask()])
    assert outcome.hit is not None
    assert (outcome.hit.source, outcome.hit.source_id) == ("乙", "way/1")
    assert (outcome.hit.method, outcome.hit.accuracy_m) == ("online", 200)
    assert (outcome.tried, unasked.asked) == (["在线：甲没有“云杉楼”"], [])


def test_note_says_from_whom_on_which_terms_and_that_nobody_checked(forms: Forms) -> None:
    outcome = Online([Played("甲")]).look_up([forms.ask()])
    assert outcome.hit is not None
    assert outcome.hit.note == "取自在线服务甲（条款），未经核对"


def test_names_are_asked_in_order_until_one_is_known(forms: Forms) -> None:
    service = Played()
    outcome = Online([service]).look_up([forms.ask("杉楼"), forms.ask(), forms.ask("丙楼")])
    assert outcome.hit is not None
    assert service.asked == ["杉楼", "云杉楼"]


def test_what_may_not_be_stored_is_held_back_and_others_are_asked(forms: Forms) -> None:
    vendor, last = Played("甲", may_store=False), Played("乙")
    outcome = Online([vendor, last]).look_up([forms.ask()])
    assert outcome.hit is not None
    assert outcome.hit.source == "乙"


def test_what_may_not_be_stored_is_said_without_its_position(forms: Forms) -> None:
    outcome = Online([Played("甲", may_store=False)]).look_up([forms.ask()])
    assert outcome.hit is None
    assert outcome.withheld.startswith("甲找到了位置，但其条款不允许存储，没有写入")
    assert "121.4" not in repr(outcome)


def test_the_user_may_answer_for_it(forms: Forms) -> None:
    outcome = Online([Played("甲", may_store=False)], keep=True).look_up([forms.ask()])
    assert outcome.hit is not None
    assert "其条款不允许存储或公开这个位置，也不属于 ODbL" in outcome.hit.note


@pytest.mark.parametrize("error", [OnlineKeyError("密钥无效"), OnlineQuotaError("配额已用完")])
def test_key_and_quota_end_it_at_once(forms: Forms, error: OnlineError) -> None:
    said: list[str] = []
    service = Played("甲", answer=error)
    online = Online([service], say=said.append)
    outcomes = [online.look_up([forms.ask(name)]) for name in ("甲楼", "乙楼", "丙楼")]
    assert (len(service.asked), said) == (1, [f"{error}；本次不再询问甲"])
    assert [o.tried for o in outcomes] == [[f"在线：{error}"], *[["在线：甲本次不再询问"]] * 2]


@pytest.mark.parametrize(
    "error", [OnlineUnreachableError("连不上"), OnlineBusyError("忙"), OnlineAnswerError("乱")]
)
def test_a_few_failures_end_it_and_it_is_said_once(forms: Forms, error: OnlineError) -> None:
    said: list[str] = []
    service, other = Played("甲", answer=error), Played("乙")
    online = Online([service, other], say=said.append)
    for number in range(9):
        outcome = online.look_up([forms.ask(f"{number}号楼")])
        assert not any("没有“" in line for line in outcome.tried if "甲" in line)
    assert (len(service.asked), len(other.asked)) == (FAILURES, 9)
    assert said == [f"{error}；本次不再询问甲"]


def test_a_service_that_takes_long_ends_with_its_time(forms: Forms, fake_clock: FakeClock) -> None:
    said: list[str] = []
    service = Played("甲", answer=(), clock=fake_clock, takes_s=BUDGET_S / 2 - 1)
    online = Online([service], say=said.append, clock=fake_clock.clock())
    for number in range(9):
        online.look_up([forms.ask(f"{number}号楼")])
    assert (len(service.asked), said) == (3, ["甲：本次已用 10 分钟；本次不再询问甲"])


def test_a_refused_answer_says_why(forms: Forms) -> None:
    other = Candidate(("云杉\u202e大厦",), 121.41, 31.11, "poi")
    outcome = Online([Played("甲", answer=(other,))]).look_up([forms.ask()])
    assert outcome.tried == ["在线：甲找到的是“云杉\u202e大厦”，名称不同"]


def test_an_answer_without_a_name_says_so(forms: Forms) -> None:
    unnamed = Candidate((), 121.41, 31.11, "poi", radius_m=500, whole=True)
    outcome = Online([Played("甲", answer=(unnamed,))]).look_up([forms.ask()])
    assert outcome.hit is not None
    assert "该服务不回答找到的名称，只取满分的答复" in outcome.hit.note
    assert outcome.hit.accuracy_m == 500
