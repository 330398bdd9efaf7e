"""The cases of the W3C's suite for the SPARQL 1.1 Protocol, by their names there.

https://github.com/w3c/rdf-tests/blob/main/sparql/sparql11/protocol/manifest.ttl. Its three graphs say of
themselves that they are documents. Of its updates only that they are refused can be shown here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

from communique.serving.app import make
from communique.serving.sparql import Limits
from communique.serving.state import Serving
from communique.settings import Settings

pytestmark = pytest.mark.enable_socket

DATA = "http://kasei.us/2009/09/sparql/data/data"
DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
ONE, TWO, THREE = (f"<{DATA}{number}.rdf> a ?type" for number in (1, 2, 3))
NAMED = f"GRAPH ?g1 {{ {ONE} }} GRAPH ?g2 {{ {TWO} }}"
FORM, QUERY, UPDATE = (
    {"Content-Type": f"application/{name}"}
    for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples")
BOOLEANS = ("application/sparql-results+json", "application/sparql-results+xml")
TABLES = (*BOOLEANS, "text/csv", "text/tab-separated-values")


@dataclass(frozen=True)
class Case:
    """A request, the media types that its answer may have, and whether that is `true`."""

    method: str
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    media_types: tuple[str, ...] = ()
    true: bool = False


def graphs(kind: str, *numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind}-graph-uri", f"{DATA}{number}.rdf") for number in numbers)


def form(**fields: str) -> bytes:
    return urlencode(fields, quote_via=quote).encode()


def ask(words: str) -> bytes:
    return f"ASK {words}".encode()


UPDATES = (
    b"CLEAR ALL ; INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> a <http://x/c> } }"
)
DIRECT = ("POST", graphs("default", 1))
ANSWERED = {
    "query_get": Case("GET", (("query", "ASK {}"), *graphs("default", 1)), true=True, media_types=BOOLEANS),
    "query_post_form": Case(*DIRECT, form(query="ASK {}"), FORM, BOOLEANS, true=True),
    "query_post_direct": Case(*DIRECT, b"ASK {}", QUERY, BOOLEANS, true=True),
    "query_dataset_default_graphs_get": Case(
        "GET",
        (("query", f"ASK {{ {ONE} . {TWO} . }}"), *graphs("default", 1, 2)),
        true=True,
        media_types=BOOLEANS,
    ),
    "query_dataset_default_graphs_post": Case(
        "POST", graphs("default", 1, 2), ask(f"{{ {ONE} . {TWO} . }}"), QUERY, BOOLEANS, true=True
    ),
    "query_dataset_named_graphs_post": Case(
        "POST", graphs("named", 1, 2), ask(f"{{ {NAMED} }}"), QUERY, BOOLEANS, true=True
    ),
    "query_dataset_named_graphs_get": Case(
        "GET", (("query", f"ASK {{ {NAMED} }}"), *graphs("named", 1, 2)), true=True, media_types=BOOLEANS
    ),
    "query_dataset_full": Case(
        "POST",
        (*graphs("default", 3), *graphs("named", 1, 2)),
        ask(f"{{ {THREE} {NAMED} }}"),
        QUERY,
        BOOLEANS,
        true=True,
    ),
    "query_multiple_dataset": Case(
        "POST", graphs("named", 1, 2), ask(f"FROM <{DATA}3.rdf> {{ {NAMED} }}"), QUERY, BOOLEANS, true=True
    ),
    "query_content_type_select": Case(*DIRECT, b"SELECT (1 AS ?value) {}", QUERY, TABLES),
    "query_content_type_ask": Case(*DIRECT, b"ASK {}", QUERY, BOOLEANS),
    "query_content_type_describe": Case(*DIRECT, b"DESCRIBE <http://example.org/>", QUERY, GRAPHS),
    "query_content_type_construct": Case(*DIRECT, b"CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY, GRAPHS),
}
REFUSED = {
    "bad_query_method": Case("PUT", (("query", "ASK {}"),)),
    "bad_multiple_queries": Case("GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    "bad_query_wrong_media_type": Case("POST", (), b"ASK {}", {"Content-Type": "text/plain"}),
    "bad_query_missing_form_type": Case("POST", (), form(query="ASK {}")),
    "bad_query_missing_direct_type": Case("POST", (), b"ASK {}"),
    "bad_query_non_utf8": Case(
        "POST",
        (),
        "SELECT (1 AS ?value) {}".encode("utf-16"),
        {"Content-Type": "application/sparql-query; charset=UTF-16"},
    ),
    "bad_query_syntax": Case("GET", (("query", "ASK {"),)),
    "bad_update_get": Case("GET", (("update", "CLEAR ALL"),)),
    "bad_multiple_updates": Case("POST", (), b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
    "bad_update_wrong_media_type": Case("POST", (), b"CLEAR NAMED", {"Content-Type": "text/plain"}),
    "bad_update_missing_form_type": Case("POST", (), form(update="CLEAR NAMED")),
    "bad_update_non_utf8": Case("POST", (), "CLEAR NAMED".encode("utf-16"), UPDATE),
    "bad_update_syntax": Case("POST", (), form(update="CLEAR XYZ"), FORM),
    "bad_update_dataset_conflict": Case(
        "POST", (("using-named-graph-uri", "http://example/people"),), form(update="CLEAR ALL"), FORM
    ),
    # The suite has these succeed; an endpoint that only reads refuses them.
    "update_dataset_default_graph": Case("POST", (("using-graph-uri", f"{DATA}1.rdf"),), UPDATES, UPDATE),
    "update_dataset_default_graphs": Case("POST", (("using-graph-uri", f"{DATA}2.rdf"),), UPDATES, UPDATE),
    "update_dataset_named_graphs": Case(
        "POST", (("using-named-graph-uri", f"{DATA}1.rdf"),), UPDATES, UPDATE
    ),
    "update_dataset_full": Case("POST", (("using-graph-uri", f"{DATA}1.rdf"),), UPDATES, UPDATE),
    "update_post_form": Case("POST", (), form(update="CLEAR ALL"), FORM),
    "update_post_direct": Case("POST", (), b"CLEAR ALL", UPDATE),
    "update_base_uri": Case(
        "POST", (), b"CLEAR GRAPH <#test> ; INSERT DATA { GRAPH <#test> { <a> <b> <c> } }", UPDATE
    ),
}


@pytest.fixture(scope="module")
def endpoint(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over the three graphs of the suite, put in the place of the dataset of a build."""
    out = tmp_path_factory.mktemp("protocol")
    lines = "".join(
        f"<{DATA}{n}.rdf> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DOCUMENT}> <{DATA}{n}.rdf> .\n"
        for n in (1, 2, 3)
    )
    dataset = "https://w3id.org/communique/dataset"
    made = f"<{dataset}> <http://www.w3.org/ns/prov#wasGeneratedBy> <{dataset}/run> <{dataset}> .\n"
    (out / "communique.nq").write_text(lines + made, encoding="utf-8")
    for path in built.glob("catalogue.*"):
        (out / path.name).write_bytes(path.read_bytes())
    limits = Limits(seconds=10, processes=1)
    with TestClient(make(Serving(out, Settings(), limits=limits, address="http://testserver/"))) as found:
        yield found


def send(endpoint: TestClient, case: Case, **headers: str) -> Any:
    query = urlencode(case.parameters, quote_via=quote)
    return endpoint.request(
        case.method,
        f"/sparql?{query}" if query else "/sparql",
        content=case.body,
        headers={**case.headers, **headers},
    )


@pytest.mark.parametrize("name", ANSWERED)
def test_the_cases_that_are_answered(endpoint: TestClient, name: str) -> None:
    case = ANSWERED[name]
    answer = send(endpoint, case)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] in case.media_types
    if case.true:
        assert answer.json()["boolean"] is True


@pytest.mark.parametrize("name", [name for name, case in ANSWERED.items() if "dataset" in name])
def test_the_graphs_named_are_all_there_is(endpoint: TestClient, name: str) -> None:
    case = ANSWERED[name]
    less = Case(case.method, case.parameters[:-1], case.body, case.headers)
    assert send(endpoint, less).json()["boolean"] is False


@pytest.mark.parametrize(
    ("name", "media_type"),
    [(name, media_type) for name, case in ANSWERED.items() for media_type in case.media_types],
)
def test_each_media_type_can_be_had(endpoint: TestClient, name: str, media_type: str) -> None:
    answer = send(endpoint, ANSWERED[name], Accept=media_type)
    assert answer.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_the_cases_that_are_refused(endpoint: TestClient, name: str) -> None:
    answer = send(endpoint, REFUSED[name])
    assert 400 <= answer.status_code < 500
    assert answer.text.strip()
    left = endpoint.get("/sparql", params={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }"}).json()
    assert len(left["results"]["bindings"]) == 4
