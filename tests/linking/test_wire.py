"""A service that answers too much, too little or nothing is survived, and what happened is told."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from communique.errors import ServiceError
from communique.linking.service import _parsed
from communique.linking.wire import Manners, Wire
from tests.linking.conftest import Clock, Handle, Scripted, saying, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

GOOD: dict[str, dict[str, list[str]]] = {"q0": {"result": []}}
WHOLE = json.dumps(GOOD).encode()


def too_many(handler: Scripted) -> None:
    handler.send(429, b"slow down", "text/plain", Retry_After="7")


def broken(handler: Scripted) -> None:
    handler.send(500, b"oops", "text/plain")


def html(handler: Scripted) -> None:
    handler.send(200, b"<html><title>Maintenance</title></html>", "text/html")


def half(handler: Scripted) -> None:
    handler.send(200, WHOLE[:10], Content_Length=str(len(WHOLE)))


def cut_json(handler: Scripted) -> None:
    handler.send(200, WHOLE[:10])


def nothing(handler: Scripted) -> None:
    handler.close_connection = True


def hang_up(handler: Scripted) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


FAULTS = {
    "429": (too_many, "HTTP 429 Too Many Requests"),
    "500": (broken, "HTTP 500 Internal Server Error"),
    "HTML": (html, "the answer is text/html, which is no JSON"),
    "half a body": (half, "the answer broke off after 10 bytes"),
    "half a document": (cut_json, "which is no JSON and breaks off"),
    "nothing": (nothing, "no answer"),
    "hung up": (hang_up, "no answer"),
}


@pytest.mark.parametrize(("fault", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_passing_fault_is_told_and_tried_again(
    wire: Wire, said: list[str], fault: Handle, words: str
) -> None:
    with serving(fault, saying(GOOD)) as server:
        assert wire.post(server.url, {"queries": "{}"}, _parsed) == GOOD
        assert len(server.seen) == 2
    assert len(said) == 1
    assert words in said[0]


@pytest.mark.parametrize(("fault", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_lasting_fault_ends_in_an_error_after_four_tries(wire: Wire, fault: Handle, words: str) -> None:
    with serving(fault) as server:
        with pytest.raises(ServiceError, match="4 times in a row") as caught:
            wire.get(server.url, _parsed)
        assert len(server.seen) == 4
    assert words in str(caught.value)
    assert server.url in str(caught.value)


def test_silence_ends_with_the_timeout(wire: Wire) -> None:
    wire.manners = Manners("x", 0.0, 0.05, 9.0, 1)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(ServiceError, match="no answer \\(timed out\\)"):
            wire.get(f"http://127.0.0.1:{port}/", _parsed)


def test_nobody_there_is_told(wire: Wire) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ServiceError, match="Connection refused"):
        wire.get(f"http://127.0.0.1:{port}/", _parsed)


def test_retry_after_is_heeded_in_seconds_and_as_a_date(wire: Wire, clock: Clock) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    by_date: Handle = lambda handler: handler.send(503, b"", Retry_After=later)  # noqa: E731
    with serving(too_many, by_date, saying(GOOD)) as server:
        wire.get(server.url, _parsed)
    assert clock.pauses[0] == 7
    assert 35 < clock.pauses[1] <= 40


def test_a_service_that_asks_for_too_long_a_wait_is_left_alone(wire: Wire, clock: Clock) -> None:
    tomorrow: Handle = lambda handler: handler.send(429, b"", Retry_After="86400")  # noqa: E731
    with serving(tomorrow) as server:
        with pytest.raises(ServiceError, match=r"HTTP 429 .* asks to come back in 86400 s"):
            wire.get(server.url, _parsed)
        assert len(server.seen) == 1
    assert clock.pauses == []


def test_a_retry_after_that_makes_no_sense_counts_as_none(wire: Wire, clock: Clock) -> None:
    odd: Handle = lambda handler: handler.send(429, b"", Retry_After="soon")  # noqa: E731
    with serving(odd, odd, saying(GOOD)) as server:
        wire.get(server.url, _parsed)
    assert clock.pauses == [1, 2]


def test_requests_keep_their_distance(wire: Wire, clock: Clock) -> None:
    with serving(saying(GOOD)) as server:
        for _ in range(3):
            wire.get(server.url, _parsed)
            clock.time += 0.25
    assert clock.pauses == [0.75, 0.75]


def test_the_service_is_told_who_asks(wire: Wire) -> None:
    with serving(saying(GOOD)) as server:
        wire.post(server.url, {"queries": '{"q0": {"query": "Åsa"}}'}, _parsed)
        (_, headers, body) = server.seen[0]
    assert headers["User-Agent"] == "communique/test (https://example.org/)"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert body == "queries=%7B%22q0%22%3A+%7B%22query%22%3A+%22%C3%85sa%22%7D%7D"


def test_a_refusal_is_not_tried_again(wire: Wire, clock: Clock) -> None:
    gone: Handle = lambda handler: handler.send(404, b"")  # noqa: E731
    with serving(gone) as server, pytest.raises(ServiceError, match="HTTP 404 Not Found"):
        wire.get(server.url, _parsed)
    assert clock.pauses == []


def test_a_service_that_moved_is_told_for_a_form(wire: Wire) -> None:
    moved: Handle = lambda handler: handler.send(307, b"", Location="https://new.example/api")  # noqa: E731
    with (
        serving(moved) as server,
        pytest.raises(ServiceError, match=r"has moved to https://new\.example/api; set reconcile_endpoint"),
    ):
        wire.post(server.url, {}, _parsed)


def test_an_endless_answer_is_refused(wire: Wire) -> None:
    huge: Handle = lambda handler: handler.send(200, b"", Content_Length="999999999")  # noqa: E731
    with serving(huge) as server, pytest.raises(ServiceError, match="more than 50,000,000 bytes"):
        wire.get(server.url, _parsed)
