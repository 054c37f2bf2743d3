"""The counts of who asked how often, kept in this process: several servers behind one address each count for themselves."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from kanhe.server.security.allowed import Rates


class Counting:
    """The counts."""

    def __init__(self, rates: Rates) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._person = RateLimitItemPerMinute(rates.requests_a_minute)
        self._visitor = RateLimitItemPerMinute(rates.visitor_requests_a_minute)
        self._uploads = RateLimitItemPerHour(rates.uploads_an_hour)
        self._address = RateLimitItemPerMinute(rates.sign_ins_a_minute)
        self._account = RateLimitItemPerHour(max(1, rates.sign_ins_a_minute) * 3)
        self._bad_tokens = RateLimitItemPerMinute(rates.bad_tokens_a_minute)
        self._told: dict[str, float] = {}

    def request(self, person: str | None, address: str) -> int:
        """0, or seconds to wait."""
        if person is not None:
            return self._wait(self._person, "person", person)
        return self._wait(self._visitor, "visitor", address)

    def upload(self, who: str) -> int:
        return self._wait(self._uploads, "upload", who)

    def bad_token(self, address: str) -> int:
        return self._wait(self._bad_tokens, "token", address)

    def sign_in(self, address: str) -> int:
        """A try from an address."""
        return self._wait(self._address, "sign-in", address)

    def sign_in_failed(self, account: str, address: str) -> None:
        """For :meth:`shut`.  By address, so that a stranger cannot lock out the owner, who asks from elsewhere."""
        self._limiter.hit(self._account, "failed", account, address)

    def shut(self, account: str, address: str) -> int:
        """Seconds until the account may be tried from the address again."""
        if self._limiter.test(self._account, "failed", account, address):
            return 0
        return self._seconds(self._account, "failed", account, address)

    def first_in_a_minute(self, what: str) -> bool:
        """Whether something is worth an entry in the log: a flood fills no disk."""
        moment = time.monotonic()
        if len(self._told) > 4096:
            self._told = {k: at for k, at in self._told.items() if at > moment - 60}
        if len(self._told) > 4096 or self._told.get(what, -math.inf) > moment - 60:
            return False
        self._told[what] = moment
        return True

    def _wait(self, item: RateLimitItem, *who: str) -> int:
        return 0 if self._limiter.hit(item, *who) else self._seconds(item, *who)

    def _seconds(self, item: RateLimitItem, *who: str) -> int:
        return max(1, math.ceil(self._limiter.get_window_stats(item, *who).reset_time - time.time()))


def address_of(request: Request) -> str:
    """Of the client, as told by the connection or a proxy that is trusted."""
    return request.client.host if request.client else ""
