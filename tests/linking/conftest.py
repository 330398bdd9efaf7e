"""A service of our own on loopback that answers as it is told to, and a queue of proposals."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from communique.linking.proposals import Proposal
from communique.linking.subjects import Fact
from communique.linking.wire import Manners, Wire

MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Table of items",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}
Handle = Callable[["Scripted"], None]


class Scripted(BaseHTTPRequestHandler):
    """Answers each request by the next step of the script, the last one again and again."""

    server: Server

    def do_GET(self) -> None:
        self.server.step(self, "")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.step(self, body)

    def log_message(self, *_: object) -> None:
        pass

    def send(self, code: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """A whole answer; headers are named with _ for -."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(body))} | given).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: list[Handle]) -> None:
        super().__init__(("127.0.0.1", 0), Scripted)
        self.script = script
        self.seen: list[tuple[str, Mapping[str, str], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"

    def step(self, handler: Scripted, body: str) -> None:
        number = len(self.seen)
        self.seen.append((handler.command, dict(handler.headers), body))
        self.script[min(number, len(self.script) - 1)](handler)

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the play."""


@contextmanager
def serving(*script: Handle) -> Iterator[Server]:
    """A service on loopback for the time of the block."""
    with Server(list(script)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def saying(value: object) -> Handle:
    """A step that answers with JSON."""
    return lambda handler: handler.send(200, json.dumps(value).encode())


def queries_of(body: str) -> dict[str, dict[str, object]]:
    """The batch that a request's form carries."""
    found: dict[str, dict[str, object]] = json.loads(parse_qs(body)["queries"][0])
    return found


def reconciling(handler: Scripted) -> None:
    """The manifest to a GET; to a batch, for each name one candidate that bears it."""
    if handler.command == "GET":
        saying(MANIFEST)(handler)
        return
    asked = queries_of(handler.server.seen[-1][2])
    saying({name: {"result": [candidate(str(query["query"]))]} for name, query in asked.items()})(handler)


def candidate(name: str) -> dict[str, object]:
    number = sum(map(ord, name))
    return {
        "id": f"Q{number}",
        "name": name,
        "score": 90 + number % 10,
        "match": True,
        "features": [{"id": "P39", "value": 50.0}, {"id": "exact", "value": True}],
        "type": [{"id": "Q5", "name": "human"}],
        "description": "somebody of that name",
    }


@dataclass
class Clock:
    """A clock that only pauses move."""

    time: float = 1000.0
    pauses: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def said() -> list[str]:
    """What a wire tells while it waits."""
    return []


@pytest.fixture
def wire(clock: Clock, said: list[str]) -> Wire:
    """A wire that waits without taking time."""
    manners = Manners("communique/test (https://example.org/)", 1.0, 2.0, 120.0, 4)
    return Wire(manners, said.append, clock.now, clock.pause)


def proposal(subject: str, item: str, score: float, **changes: object) -> Proposal:
    facts = (Fact("post", "Director", "Example Office", day="2021-03-03", file="a.txt", start=3, end=9),)
    values: dict[str, object] = {
        "subject": f"person/{subject}",
        "label": subject.replace("-", " ").title(),
        "kind": "person",
        "object": f"http://www.wikidata.org/entity/{item}",
        "object_label": f"{subject} there",
        "service": "Table of items",
        "score": score,
        "features": (("P39", 50.0), ("exact", True)),
        "facts": facts,
        "page": f"https://www.wikidata.org/wiki/{item}",
    }
    return Proposal(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def queue() -> tuple[Proposal, ...]:
    """Two candidates for Ann, one for Ben, one for Cy."""
    return (
        proposal("ann-example", "Q11", 96.0, best=True, match=True),
        proposal("ann-example", "Q12", 60.0),
        proposal("ben-example", "Q21", 80.0, best=True),
        proposal("cy-example", "Q31", 97.0, best=True),
    )


@pytest.fixture
def mappings(root: Path, tmp_path: Path) -> Path:
    """Mappings of one's own: the shipped lexicon, and no decision yet."""
    folder = tmp_path / "mappings"
    folder.mkdir()
    for name in ("identity.yaml", "linking.yaml"):
        (folder / name).write_bytes((root / "mappings" / name).read_bytes())
    return folder
