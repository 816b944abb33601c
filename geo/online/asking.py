"""
Asking one service after the other, with an end to patience.

A service that fails is not asked for the rest of the run: at once where the key or the quota is
the matter, after a few failures otherwise. It is said once; a failure is never told as "not found".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shapely.geometry import Point

from geo.answer import Hit
from geo.errors import OnlineError, OnlineKeyError, OnlineQuotaError
from geo.online.link import Clock
from geo.online.trust import believed, claim_m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.online.contract import Ask, Candidate, Geocoder

METHOD = "online"
FAILURES = 3
"""After so many failures a service is left out."""
BUDGET_S = 600.0
"""After so much time spent on it in one run a service is left out, seconds."""


@dataclass(slots=True)
class Outcome:
    """
    What the services came to for one thing.

    `hit` may be written where the answer is to go; `withheld` says, in plain words, who found it
    but does not allow that; `tried` lists what did not work.
    """

    hit: Hit | None = None
    withheld: str = ""
    tried: list[str] = field(default_factory=list)


class Online:
    """
    The services of a run.

    Parameters
    ----------
    services
        In the order in which they are asked.
    keep
        Let positions through that their service does not allow to store: where the answer is only
        shown, or the user answers for it.
    say
        Told, in one line, that a service is left out.
    clock
        For the time that a service takes; a test gives its own.
    """

    def __init__(
        self,
        services: Sequence[Geocoder],
        *,
        keep: bool = False,
        say: Callable[[str], object] = lambda _: None,
        clock: Clock | None = None,
    ) -> None:
        self._services = tuple(services)
        self._keep = keep
        self._say = say
        self._clock = clock or Clock()
        self._failures: dict[str, int] = {}
        self._spent_s: dict[str, float] = {}
        self._out: set[str] = set()

    def look_up(self, asks: Sequence[Ask]) -> Outcome:
        """Return what the first service knows that knows one of `asks`."""
        outcome = Outcome()
        for service in self._services:
            for ask in asks:
                candidate = self._ask(service, ask, outcome)
                if candidate is None:
                    continue
                if self._keep or service.terms.may_store:
                    outcome.hit = _hit(service, candidate)
                    return outcome
                outcome.withheld = outcome.withheld or _withheld(service)
                break
        return outcome

    def _ask(self, service: Geocoder, ask: Ask, outcome: Outcome) -> Candidate | None:
        if service.name in self._out:
            line = f"在线：{service.terms.label}本次不再询问"
            if line not in outcome.tried:
                outcome.tried.append(line)
            return None
        start = self._clock.now()
        try:
            found = believed(service.geocode(ask), ask)
        except OnlineError as error:
            self._failed(service, error)
            outcome.tried.append(f"在线：{error}")
            return None
        finally:
            self._took(service, self._clock.now() - start)
        if isinstance(found, str):
            outcome.tried.append(f"在线：{service.terms.label}{found}")
            return None
        return found

    def _failed(self, service: Geocoder, error: OnlineError) -> None:
        count = self._failures.get(service.name, 0) + 1
        self._failures[service.name] = count
        if count >= FAILURES or isinstance(error, OnlineKeyError | OnlineQuotaError):
            self._leave_out(service, str(error))

    def _took(self, service: Geocoder, seconds: float) -> None:
        spent_s = self._spent_s.get(service.name, 0.0) + seconds
        self._spent_s[service.name] = spent_s
        if spent_s > BUDGET_S:
            self._leave_out(service, f"{service.terms.label}：本次已用 {BUDGET_S / 60:.0f} 分钟")

    def _leave_out(self, service: Geocoder, why: str) -> None:
        if service.name not in self._out:
            self._out.add(service.name)
            self._say(f"{why}；本次不再询问{service.terms.label}")


def _hit(service: Geocoder, candidate: Candidate) -> Hit:
    terms = service.terms
    stored = "" if terms.may_store else "；其条款不允许存储或公开这个位置，也不属于 ODbL"
    unnamed = (
        "" if candidate.names or candidate.number else "；该服务不回答找到的名称，只取满分的答复"
    )
    return Hit(
        Point(candidate.lon, candidate.lat),
        METHOD,
        claim_m(candidate),
        terms.label,
        candidate.source_id,
        note=f"取自在线服务{terms.label}（{terms.licence}），未经核对{unnamed}{stored}",
    )


def _withheld(service: Geocoder) -> str:
    label = service.terms.label
    return f"{label}找到了位置，但其条款不允许存储，没有写入；可在终端用 zonemap locate 查看"
