"""The SPARQL endpoint: the query operations of the SPARQL 1.1 Protocol, and what no query may do.

The cases of the protocol are in test_protocol.py.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from communique.publishing import site
from communique.serving.log import AccessLog

pytestmark = pytest.mark.enable_socket

ASK = "ASK {}"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_query_get(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json()["boolean"] is True


def test_query_post_form(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_a_query_nested_without_end_is_refused_and_others_are_answered(client: TestClient) -> None:
    deep = "SELECT * " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000
    refused = client.post("/sparql", data={"query": deep})
    assert refused.status_code == 400
    assert "20,000 deep in one another, and 100 are allowed: write it flatter" in refused.text
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_query_post_direct(client: TestClient) -> None:
    headers = {"Content-Type": f"{QUERY}; charset=utf-8"}
    assert client.post("/sparql", content=ASK, headers=headers).json()["boolean"] is True


@pytest.mark.parametrize(
    ("media_type", "query"),
    [
        (JSON, "SELECT (1 AS ?value) {}"),
        ("application/sparql-results+xml", "SELECT (1 AS ?value) {}"),
        ("text/csv", "SELECT (1 AS ?value) {}"),
        ("text/tab-separated-values", "SELECT (1 AS ?value) {}"),
        (JSON, ASK),
        ("application/sparql-results+xml", ASK),
        ("text/turtle", "CONSTRUCT { <s> <p> 1 } WHERE {}"),
        ("application/rdf+xml", "CONSTRUCT { <http://s> <http://p> 1 } WHERE {}"),
        ("application/n-triples", "DESCRIBE <https://w3id.org/communique/id/body/eu>"),
        ("application/ld+json", "CONSTRUCT { <http://s> <http://p> 1 } WHERE {}"),
    ],
)
def test_query_content_types(client: TestClient, media_type: str, query: str) -> None:
    query = query.replace("<s>", "<http://s>").replace("<p>", "<http://p>")
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(media_type)


def test_query_dataset(client: TestClient, made: site.Site) -> None:
    graphs = sorted({quad.graph[1:-1] for quad in made.data.quads})
    sizes = {
        name: len({quad[:3] for quad in made.data.quads if quad.graph == f"<{name}>"}) for name in graphs
    }
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    listed = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"

    def first(query: str, parameters: Mapping[str, object]) -> list[str]:
        found = client.get("/sparql", params={"query": query, **parameters}).json()  # type: ignore[dict-item]
        return [next(iter(row.values()))["value"] for row in found["results"]["bindings"]]

    assert first(count, {"default-graph-uri": graphs[0]}) == [str(sizes[graphs[0]])]
    both = len({quad[:3] for quad in made.data.quads if quad.graph[1:-1] in graphs[:2]})
    assert first(count, {"default-graph-uri": graphs[:2]}) == [str(both)]
    assert first(listed, {"named-graph-uri": graphs[1:3]}) == graphs[1:3]
    assert first(count, {"named-graph-uri": graphs[1]}) == ["0"]
    assert first(listed, {}) == graphs


def test_the_default_graph_is_the_union_each_triple_once(client: TestClient, made: site.Site) -> None:
    found = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert found["results"]["bindings"][0]["n"]["value"] == str(len({quad[:3] for quad in made.data.quads}))


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("get", {"params": {"query": "ASK {"}}, 400),
        ("get", {"params": {"query": ["ASK {}", "SELECT * {}"]}}, 400),
        ("get", {"params": {"query": "CLEAR NAMED"}}, 400),
        ("get", {"params": {"query": ASK, "default-graph-uri": "no iri"}}, 400),
        ("post", {"data": {"query": "ASK {"}}, 400),
        ("post", {"data": {"nothing": "x"}}, 400),
        ("post", {"content": "ASK {", "headers": {"Content-Type": QUERY}}, 400),
        ("post", {"content": b"ASK { \xff }", "headers": {"Content-Type": QUERY}}, 400),
        ("post", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415),
        ("post", {"content": ASK, "headers": {}}, 415),
        ("put", {"content": ASK, "headers": {"Content-Type": QUERY}}, 405),
        ("get", {"params": {"query": "SELECT * {}"}, "headers": {"Accept": "text/turtle"}}, 406),
        ("post", {"data": {"update": "CLEAR ALL"}}, 403),
        ("get", {"params": {"update": "CLEAR ALL"}}, 403),
        ("post", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("post", {"data": {"query": "INSERT DATA { <http://s> <http://p> 1 }"}}, 400),
        ("post", {"data": {"query": "LOAD <http://127.0.0.1:1/>"}}, 400),
    ],
)
def test_bad_requests_are_refused(
    client: TestClient, method: str, arguments: dict[str, object], status: int
) -> None:
    answer = client.request(method, "/sparql", **arguments)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.text.strip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { """ a " """ SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER("x" = "y") }',
        "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{?s ?p ?o}FILTER(1>0) }",
    ],
)
def test_no_query_makes_the_server_ask_elsewhere(client: TestClient, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code in (400, 403)
    if answer.status_code == 403:
        assert "does not ask" in answer.text


def test_a_string_that_speaks_of_service_is_answered(client: TestClient) -> None:
    query = 'SELECT ("SERVICE <http://x/> {}" AS ?x) { # SERVICE <http://x/> {\n }'
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_too_many_rows_are_refused_not_cut(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.status_code == 413
    assert "LIMIT" in answer.text
    assert client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 5000"}).status_code == 200


def test_a_request_that_is_too_large_is_refused(client: TestClient) -> None:
    query = f"ASK {{ FILTER('{'x' * 2_000_000}' = '') }}"
    assert client.post("/sparql", data={"query": query}).status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        PRODUCT,
        "SELECT (COUNT(*) AS ?n) { ?a (!<http://x>|^!<http://x>)* ?b . ?c (!<http://x>|^!<http://x>)* ?d }",
        f"ASK {{ FILTER('{'x' * 1_000_000}' = '') }}",
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "SELECT (REPLACE('" + "a" * 30 + "!', '(a+)+$', '') AS ?x) {}",
    ],
    ids=["product", "paths", "megabyte", "nested", "expression"],
)
def test_a_hostile_query_leaves_the_server_answering(client: TestClient, query: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        hostile = pool.submit(client.post, "/sparql", data={"query": query})
        time.sleep(0.3)
        started = time.monotonic()
        assert client.get("/sparql", params={"query": ASK}).status_code == 200
        assert client.get("/index.html").status_code == 200
        answered = time.monotonic() - started
        assert hostile.result().status_code in (200, 400, 413, 504, 507)
    assert answered < 1
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_when_all_are_busy_the_next_is_told_to_come_later(client: TestClient) -> None:
    with ThreadPoolExecutor(3) as pool:
        busy = [pool.submit(client.post, "/sparql", data={"query": PRODUCT}) for _ in range(2)]
        time.sleep(1)
        answer = client.get("/sparql", params={"query": ASK})
        assert answer.status_code == 503
        assert answer.headers["retry-after"].isdigit()
        assert {done.result().status_code for done in busy} == {504}
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_asked_nothing_the_endpoint_describes_itself(client: TestClient, made: site.Site) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(answer.content, format=ox.RdfFormat.TURTLE)
    sd, void = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
    endpoint = ox.NamedNode("http://testserver/sparql")
    assert ox.Quad(endpoint, ox.NamedNode(f"{sd}endpoint"), endpoint) in store
    sizes = store.query(f"SELECT ?n {{ ?s <{sd}defaultGraph>/<{void}triples> ?n }}")
    assert isinstance(sizes, ox.QuerySolutions)
    assert [row["n"].value for row in sizes] == [str(len({quad[:3] for quad in made.data.quads}))]
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/query.html"


def test_other_origins_may_ask(client: TestClient) -> None:
    assert client.options("/sparql").status_code == 204
    assert client.get("/sparql", params={"query": ASK}).headers["access-control-allow-origin"] == "*"


def test_the_log_is_one_line_of_json_each() -> None:
    stream = io.StringIO()
    app = AccessLog(Response("found"), stream)
    TestClient(app).get("/no%0A%22such%1b[31mpage?query=secret")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1
    told = json.loads(lines[0])
    assert (told["method"], told["status"], told["bytes"]) == ("GET", 200, 5)
    assert "\x1b" not in lines[0]
    assert "secret" not in lines[0]
