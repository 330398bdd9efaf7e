"""Questions that join with Wikidata, asked of an endpoint on loopback with a small extract in its shape."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import resources
from communique.errors import ServiceError
from communique.publishing import answers, federation

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

EXTRACT = Path(__file__).parent / "federated" / "wikidata.ttl"
QUESTIONS = sorted((resources.queries() / "federated").glob("*.rq"))
PUBLIC = "<https://query.wikidata.org/sparql>"


class Endpoint(ThreadingHTTPServer):
    """A SPARQL endpoint (SPARQL 1.1 Protocol, query by POST) over the extract."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.store.load(path=EXTRACT)
        self.seen: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.append(query)
        found = self.server.store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def wikidata() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def ask(store: ox.Store, name: str, endpoint: str) -> list[tuple[str, ...]]:
    query = (resources.queries() / "federated" / f"{name}.rq").read_text(encoding="utf-8")
    found = answers.ask(store, federation.redirected(query, endpoint), name)
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in found.rows]


def test_dates_of_birth(example: ox.Store, wikidata: Endpoint) -> None:
    assert [(person, born[:10]) for person, _, born in ask(example, "dates-of-birth", wikidata.url)] == [
        ("António Guterres", "1949-04-30"),
        ("Dimitris Avramopoulos", "1953-06-06"),
        ("Federica Mogherini", "1973-06-16"),
    ]


def test_countries_of_officials(example: ox.Store, wikidata: Endpoint) -> None:
    found = {(person, country) for person, country, _ in ask(example, "countries-of-officials", wikidata.url)}
    assert found == {
        ("António Guterres", "Portugal"),
        ("Dimitris Avramopoulos", "Greece"),
        ("Federica Mogherini", "Italy"),
    }


def test_other_posts(example: ox.Store, wikidata: Endpoint) -> None:
    assert ask(example, "other-posts", wikidata.url) == [
        ("António Guterres", "Secretary-General of the United Nations", "2017-01-01T00:00:00Z", "")
    ]


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_service_is_asked_once_and_only_for_what_is_linked(
    example: ox.Store, wikidata: Endpoint, path: Path
) -> None:
    assert PUBLIC in path.read_text(encoding="utf-8")
    ask(example, path.stem, wikidata.url)
    (query,) = wikidata.seen
    assert "VALUES" in query
    assert query.count("http://www.wikidata.org/entity/Q") == 5


def test_there_is_a_question_of_each_sort() -> None:
    assert {path.stem for path in QUESTIONS} == {"countries-of-officials", "dates-of-birth", "other-posts"}


def test_an_endpoint_that_is_not_there_is_told(example: ox.Store) -> None:
    with closing(ThreadingHTTPServer(("127.0.0.1", 0), _Handler).socket) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ServiceError, match="dates-of-birth: the endpoint it asks does not answer"):
        ask(example, "dates-of-birth", f"http://127.0.0.1:{port}/sparql")


STORE = ox.Store()
STORE.add(ox.Quad(*map(ox.NamedNode, ("http://x/s", "http://x/p", "http://x/Q1"))))
VALUES = "VALUES ?item { <http://x/Q1> }"


@pytest.mark.parametrize(
    ("query", "pushed"),
    [
        (
            "SELECT * WHERE { ?s <http://x/p> ?item SERVICE <http://e/> { ?item ?p ?o } }",
            f"SELECT * WHERE {{ ?s <http://x/p> ?item SERVICE <http://e/> {{ {VALUES} ?item ?p ?o }} }}",
        ),
        (
            "SELECT * { SERVICE SILENT <http://e/> { ?item ?p '}' } ?s ?p ?item # {\n }",
            f"SELECT * {{ SERVICE SILENT <http://e/> {{ {VALUES} ?item ?p '}}' }} ?s ?p ?item # {{\n }}",
        ),
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", None),
        ("SELECT * { ?s ?p ?item }", None),
        ("ASK { ?s ?p ?item SERVICE <http://e/> { ?item ?q ?o } }", None),
    ],
)
def test_what_both_sides_share_is_pushed_into_the_service(query: str, pushed: str | None) -> None:
    assert federation.pushed(STORE, query) == (pushed or query)


def test_redirecting_leaves_everything_else() -> None:
    query = "SELECT * { ?s <http://a/> ?o service <http://e/> { ?s ?p <http://e/> } }"
    moved = query.replace("service <http://e/>", "service <http://n/>")
    assert federation.redirected(query, "http://n/") == moved
