"""Every fault of a service is told apart, in one plain line, in bounded time, without the key."""

from __future__ import annotations

import json
import logging
import time
import traceback
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from geo.errors import (
    OnlineAnswerError,
    OnlineBusyError,
    OnlineError,
    OnlineKeyError,
    OnlineQuotaError,
    OnlineTimeoutError,
    OnlineUnreachableError,
)
from geo.online.link import Patience

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.online.service import Service

    Make = Callable[..., Service]
    from tests.geo.online.conftest import Desk, FakeClock, Forms


EVERY = pytest.mark.parametrize("name", ["nominatim", "photon", "tianditu", "amap"])
KEYED = pytest.mark.parametrize("name", ["tianditu", "amap"])
KEY = "s3cr3tk3ys3cr3tk3y"
THRICE = Patience(timeout_s=1, attempts=3, pause_s=2, longest_pause_s=10)
FAULTS = [
    ("429", OnlineBusyError, "请求太频繁，服务要求稍候（HTTP 429）"),
    ("500", OnlineBusyError, "服务内部出错（HTTP 500）"),
    ("504", OnlineBusyError, "服务超时或过载（HTTP 504）"),
    ("404", OnlineAnswerError, "应为 HTTP 200，实际是 404"),
    ("html", OnlineAnswerError, "答复应为 JSON，实际是网页（HTML）"),
    ("truncated", OnlineAnswerError, "答复应为 JSON，实际是不完整或损坏的 JSON"),
    ("empty", OnlineAnswerError, "实际是不完整或损坏的 JSON"),
    ("deep", OnlineAnswerError, "实际是不完整或损坏的 JSON"),
    ("strange", OnlineAnswerError, ""),
    ("nan", OnlineAnswerError, ""),
    ("cut", OnlineUnreachableError, "连接不上或传输中断|传输出错"),
    ("slow", OnlineUnreachableError, "1 秒内没有答复"),
    ("drip", OnlineUnreachableError, "1 秒内没有答复"),
    ("huge", OnlineAnswerError, "答复超过 2 MB，没有读完"),
    ("redirect:http://203.0.113.7/api", OnlineAnswerError, "要转到别的地址，没有跟去"),
]


def said(error: BaseException) -> str:
    """Return all that a user or a log could see of an error."""
    return str(error) + "".join(traceback.format_exception(error)) + repr(vars(error))


@EVERY
@pytest.mark.parametrize("fault", FAULTS, ids=[row[0][:9] for row in FAULTS])
def test_a_fault_is_named_at_once(
    make: Make, desk: Desk, forms: Forms, name: str, fault: tuple[str, type[OnlineError], str]
) -> None:
    mood, kind, message = fault
    desk.answer, desk.moods = forms.found(name), [mood]
    start = time.monotonic()
    with pytest.raises(kind, match=rf"127\.0\.0\.1.*({message})") as caught:
        make(name).geocode(forms.ask())
    assert time.monotonic() - start < 4
    assert "\n" not in str(caught.value)
    assert KEY not in said(caught.value)
    assert len(desk.asked) == 1


@EVERY
def test_a_dead_service_is_named_at_once(
    make: Make, dead_url: str, name: str, forms: Forms
) -> None:
    start = time.monotonic()
    with pytest.raises(OnlineUnreachableError, match="连接不上") as caught:
        make(name, endpoint=dead_url).geocode(forms.ask())
    assert time.monotonic() - start < 4
    assert KEY not in said(caught.value)


@EVERY
@pytest.mark.parametrize("mood", ["429", "503", "cut"])
def test_a_passing_fault_passes(
    make: Make, desk: Desk, fake_clock: FakeClock, name: str, mood: str, forms: Forms
) -> None:
    desk.answer, desk.moods = forms.found(name), [mood, mood]
    assert len(make(name, THRICE).geocode(forms.ask())) == 1
    assert (len(desk.asked), fake_clock.naps) == (3, [2, 2])


@pytest.mark.parametrize("mood", ["slow", "drip"])
def test_a_slow_service_is_not_asked_again(make: Make, desk: Desk, forms: Forms, mood: str) -> None:
    desk.answer, desk.moods = forms.found("photon"), [mood]
    with pytest.raises(OnlineTimeoutError):
        make("photon", THRICE).geocode(forms.ask())
    assert len(desk.asked) == 1


@EVERY
def test_a_lasting_fault_is_asked_only_so_often(
    make: Make, desk: Desk, name: str, forms: Forms
) -> None:
    desk.moods = ["504"] * 9
    with pytest.raises(OnlineBusyError):
        make(name, THRICE).geocode(forms.ask())
    assert len(desk.asked) == 3


@pytest.mark.parametrize(("said", "naps"), [("7", [7]), ("soon", [2]), ("-3", [2]), ("", [2])])
def test_a_service_may_say_how_long_to_wait(
    make: Make,
    desk: Desk,
    fake_clock: FakeClock,
    said: str,
    naps: list[float],
    forms: Forms,
) -> None:
    desk.answer, desk.moods = forms.found("photon"), ["429"]
    desk.headers = {"Retry-After": said}
    make("photon", THRICE).geocode(forms.ask())
    assert fake_clock.naps == naps


def test_a_service_may_say_until_when_to_wait(
    make: Make, desk: Desk, fake_clock: FakeClock, forms: Forms
) -> None:
    desk.answer, desk.moods = forms.found("photon"), ["429"]
    desk.headers = {"Retry-After": formatdate(time.time() + 6, usegmt=True)}
    make("photon", THRICE).geocode(forms.ask())
    assert 4 <= fake_clock.naps[0] <= 7


def test_a_service_that_asks_for_too_much_time_is_not_waited_for(
    make: Make, desk: Desk, fake_clock: FakeClock, forms: Forms
) -> None:
    desk.moods, desk.headers = ["429"], {"Retry-After": "3600"}
    with pytest.raises(OnlineBusyError):
        make("nominatim", THRICE).geocode(forms.ask())
    assert (len(desk.asked), fake_clock.naps) == (1, [])


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_a_service_without_keys_that_refuses_is_busy(
    make: Make, desk: Desk, name: str, forms: Forms
) -> None:
    desk.moods = ["403"]
    with pytest.raises(OnlineBusyError, match="可能超出了使用限度"):
        make(name).geocode(forms.ask())


AMAP = [
    ("10001", "INVALID_USER_KEY", OnlineKeyError, "密钥无效或没有权限（代码 10001）"),
    ("10009", "USERKEY_PLAT_NOMATCH", OnlineKeyError, "ZONEMAP_AMAP_KEY"),
    ("10003", "DAILY_QUERY_OVER_LIMIT", OnlineQuotaError, "今天的配额已用完（代码 10003）"),
    ("10044", "USER_DAILY_QUERY_OVER_LIMIT", OnlineQuotaError, "配额已用完（代码 10044）"),
    ("10004", "ACCESS_TOO_FREQUENT", OnlineBusyError, "请求太频繁或服务繁忙（代码 10004）"),
    ("10020", "CKQPS_HAS_EXCEEDED_THE_LIMIT", OnlineBusyError, "代码 10020"),
    ("10021", "CUQPS_HAS_EXCEEDED_THE_LIMIT", OnlineBusyError, "代码 10021"),
    ("20001", "MISSING_REQUIRED_PARAMS", OnlineAnswerError, "没有查询成功（代码 20001）"),
    (KEY, KEY, OnlineAnswerError, "没有查询成功（代码 不明）"),
]


@pytest.mark.parametrize("row", AMAP, ids=[row[0] for row in AMAP])
def test_codes_of_amap(
    make: Make, desk: Desk, forms: Forms, row: tuple[str, str, type[OnlineError], str]
) -> None:
    code, info, kind, message = row
    desk.answer = {"status": "0", "info": info, "infocode": code}
    with pytest.raises(kind, match=message) as caught:
        make("amap").geocode(forms.ask())
    assert type(caught.value) is kind
    assert KEY not in said(caught.value)


def test_amap_that_is_asked_too_often_is_asked_again(
    make: Make, desk: Desk, fake_clock: FakeClock, forms: Forms
) -> None:
    busy = {"status": "0", "info": "CUQPS_HAS_EXCEEDED_THE_LIMIT", "infocode": "10021"}
    answers = [busy, forms.found("amap")]
    desk.answer = lambda _: answers.pop(0)
    assert len(make("amap", THRICE).geocode(forms.ask())) == 1
    assert fake_clock.naps == [2]


TIANDITU = [
    (
        403,
        {"code": 301001, "msg": "非法key", "resolve": "请到API控制台重新申请Key"},
        OnlineKeyError,
    ),
    (403, {"code": 12, "msg": "权限类型错误", "resolve": "请使用服务端访问！"}, OnlineKeyError),
    (400, {"code": 308011, "message": "请求参数非法长度或不合规"}, OnlineKeyError),
    (403, {"code": 1, "msg": "Key 使用次数超出配额"}, OnlineQuotaError),
    (403, "not json", OnlineKeyError),
    (418, "<html>CloudWAF</html>", OnlineBusyError),
    (200, {"msg": "参数错误", "status": "404"}, OnlineAnswerError),
    (200, {"msg": "配额超限", "status": "404"}, OnlineQuotaError),
    (200, {"code": 301001, "msg": f"非法key {KEY}", "status": "1"}, OnlineKeyError),
]


@pytest.mark.parametrize(("status", "answer", "kind"), TIANDITU)
def test_refusals_of_tianditu(
    make: Make, desk: Desk, status: int, answer: object, kind: type[OnlineError], forms: Forms
) -> None:
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    desk.answer, desk.moods = answer, [f"{status}:{text}"]
    with pytest.raises(kind) as caught:
        make("tianditu").geocode(forms.ask())
    assert type(caught.value) is kind
    assert KEY not in said(caught.value)


@KEYED
def test_the_key_stands_in_no_log(
    make: Make, desk: Desk, name: str, caplog: pytest.LogCaptureFixture, forms: Forms
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.answer = forms.found(name)
    make(name).geocode(forms.ask())
    assert KEY in str(desk.asked)
    assert KEY not in caplog.text


@KEYED
def test_the_key_does_not_follow_a_redirect(
    make: Make, desk: Desk, name: str, forms: Forms
) -> None:
    desk.moods = [f"redirect:{desk.url}/elsewhere"]
    with pytest.raises(OnlineAnswerError):
        make(name).geocode(forms.ask())
    assert len(desk.asked) == 1


def test_a_password_in_an_address_is_not_repeated(make: Make, dead_url: str, forms: Forms) -> None:
    endpoint = dead_url.replace("//", "//user:pass1234@")
    with pytest.raises(OnlineError) as caught:
        make("photon", endpoint=endpoint).geocode(forms.ask())
    assert "pass1234" not in said(caught.value)
