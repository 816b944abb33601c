"""
Errors of the locating layer.

* seeds.errors.ZonemapError
  + GazetteerError        a gazetteer table cannot be used                (ValueError)
  + QueryError            a file of names to locate cannot be used        (ValueError)
  + TruthError            a file of known positions cannot be used        (ValueError)
  + OnlineError           an online service gave no answer, found or not found
    - OnlineUnreachableError   no connection, or broken off
      . OnlineTimeoutError     no whole answer in time
    - OnlineBusyError          it answers, but not now: too many questions, overloaded
    - OnlineKeyError           no key, a wrong one, or one without the right
    - OnlineQuotaError         what the key may ask for is used up
    - OnlineAnswerError        it answers something that cannot be used

Messages of `OnlineError` hold no address with its parameters and nothing of the answer's text, so
that no key can stand in them.
"""

from __future__ import annotations

from seeds.errors import ZonemapError


class GazetteerError(ZonemapError, ValueError):
    """A gazetteer folder or one of its tables is missing or malformed."""


class QueryError(ZonemapError, ValueError):
    """A table of names to locate is malformed."""


class TruthError(ZonemapError, ValueError):
    """A table of known positions is malformed."""


class OnlineError(ZonemapError):
    """An online service did not answer a question; this is not the same as "not found"."""


class OnlineUnreachableError(OnlineError, OSError):
    """The service cannot be reached, does not answer in time or breaks off."""


class OnlineTimeoutError(OnlineUnreachableError, TimeoutError):
    """The service does not answer in time; it is not asked again, for that takes as long."""


class OnlineBusyError(OnlineError):
    """
    The service answers, but not now.

    Parameters
    ----------
    message
        What came, in plain words.
    retry_after_s
        How long it asks to wait, seconds; None if it does not say.
    """

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class OnlineKeyError(OnlineError):
    """There is no key, or the service refuses it."""


class OnlineQuotaError(OnlineError):
    """The key is good, but what it may ask for is used up."""


class OnlineAnswerError(OnlineError, ValueError):
    """The service answers something that cannot be used."""
