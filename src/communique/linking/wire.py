"""HTTP to a reconciliation service, politely: one request at a time, never faster than agreed.

A passing fault (no connection, silence, half an answer, 429, 5xx) is tried again, later each time,
or when the service asks for it (Retry-After, RFC 9110, section 10.2.3). Only this module opens a
connection; everything that decides when and whether is given, so that tests need no waiting.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar
from urllib.parse import urlencode

from communique.errors import ServiceError

Value = TypeVar("Value")

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
MOST_BYTES: Final = 50_000_000
_LONGEST_PAUSE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave: who asks, how often, how long to wait and how many times to try."""

    agent: str
    interval: float
    timeout: float
    patience: float
    tries: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: where from in the end, as which media type, and the bytes."""

    url: str
    media_type: str
    body: bytes


class PassingError(Exception):
    """A fault that may be gone on the next try; `wait` is what the service asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(slots=True)
class Wire:
    """A line to services. `say` hears of every wait; the clock and the pause can be given."""

    manners: Manners
    say: Callable[[str], None] = lambda _words: None
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    last: float = field(default=float("-inf"))

    def get(self, url: str, read: Callable[[Reply], Value]) -> Value:
        """What `read` makes of the answer to a GET request, redirections followed.

        `read` raises `PassingError` for an answer that another try may mend; `ServiceError` where
        patience ends.
        """
        return self._patiently(urllib.request.Request(url, headers=self._headers()), read)

    def post(self, url: str, form: Mapping[str, str], read: Callable[[Reply], Value]) -> Value:
        """The same for a form (application/x-www-form-urlencoded); redirections are errors."""
        body = urlencode(form).encode()
        return self._patiently(urllib.request.Request(url, body, self._headers(), method="POST"), read)

    def _patiently(self, request: urllib.request.Request, read: Callable[[Reply], Value]) -> Value:
        for number in range(1, self.manners.tries + 1):
            try:
                return read(self._once(request))
            except PassingError as fault:
                wait = self._wait(request.full_url, fault, number)
                self.say(f"{request.full_url}: {fault}; trying again in {wait:g} s")
                self.pause(wait)
        raise AssertionError("the last try returns or raises")

    def _wait(self, url: str, fault: PassingError, number: int) -> float:
        if number == self.manners.tries:
            times = f", {number} times in a row" if number > 1 else ""
            raise ServiceError(f"{url}: {fault}{times}") from fault
        if fault.wait is not None and fault.wait > self.manners.patience:
            raise ServiceError(f"{url}: {fault}, and asks to come back in {fault.wait:.0f} s") from fault
        return min(2.0 ** (number - 1), _LONGEST_PAUSE) if fault.wait is None else fault.wait

    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self.manners.agent, "Accept": "application/json"}

    def _once(self, request: urllib.request.Request) -> Reply:
        rest = self.last + self.manners.interval - self.clock()
        if rest > 0:
            self.pause(rest)
        try:
            return _opened(request, self.manners.timeout)
        finally:
            self.last = self.clock()


def _opened(request: urllib.request.Request, timeout: float) -> Reply:
    handlers = [_NoRedirect()] if request.data is not None else []
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=timeout) as answer:
            announced = answer.length or 0
            body = answer.read(MOST_BYTES + 1) if announced <= MOST_BYTES else b""
            if max(announced, len(body)) > MOST_BYTES:
                raise ServiceError(f"{request.full_url}: the answer has more than {MOST_BYTES:,} bytes")
            if len(body) < announced:
                raise PassingError(f"the answer broke off after {len(body)} bytes")
            return Reply(answer.geturl(), answer.headers.get_content_type(), body)
    except urllib.error.HTTPError as error:
        raise _refusal(request.full_url, error) from error
    except http.client.IncompleteRead as error:
        raise PassingError(f"the answer broke off after {len(error.partial)} bytes") from error
    except (OSError, http.client.HTTPException) as error:
        raise PassingError(f"no answer ({_reason(error)})") from error


def _refusal(url: str, error: urllib.error.HTTPError) -> PassingError | ServiceError:
    with error:
        if error.code in PASSING:
            return PassingError(f"HTTP {error.code} {error.reason}", _retry_after(error.headers))
        if 300 <= error.code < 400:
            place = error.headers.get("Location", "an address it does not give")
            return ServiceError(f"{url}: has moved to {place}; set reconcile_endpoint to that")
        return ServiceError(f"{url}: HTTP {error.code} {error.reason}")


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    return str(cause) or type(cause).__name__


def _retry_after(headers: Message) -> float | None:
    """Seconds to wait, given as such or as a date; None where nothing sensible is asked for."""
    asked = str(headers.get("Retry-After", "")).strip()
    if asked.isdecimal():
        return float(asked)
    try:
        then = parsedate_to_datetime(asked)
    except (TypeError, ValueError):
        return None
    zoned = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
