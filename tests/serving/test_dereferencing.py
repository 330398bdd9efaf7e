"""Things and documents: what the server answers is what the static site holds and what the graph says."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from communique.publishing import site
from communique.publishing.site.represent import SUFFIXES
from communique.serving.documents import FORMS
from communique.serving.negotiate import choose

pytestmark = pytest.mark.enable_socket


def triples(content: bytes, media_type: str, base: str) -> frozenset[str]:
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None
    return frozenset(str(quad.triple) for quad in ox.parse(content, form, base_iri=base))


def described(made: site.Site, iri: str) -> Iterator[str]:
    """What the graph says of a resource: the part of its description that no format may lack."""
    yield from (" ".join(quad[:3]) for quad in made.data.by_subject[f"<{iri}>"])


@pytest.mark.parametrize("media_type", list(FORMS))
def test_every_thing_leads_to_its_description(client: TestClient, made: site.Site, media_type: str) -> None:
    for path, iri in made.data.pages.items():
        suffix = FORMS[media_type]
        thing = client.get("/" + iri.removeprefix(made.data.base), headers={"Accept": media_type})
        assert thing.status_code == 303
        assert thing.headers["location"] == f"/{path}.{suffix}"
        assert "Accept" in thing.headers["vary"]
        answer = client.get(thing.headers["location"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media_type)
        static = made.page(path) if suffix == "html" else made.describe(path, suffix)
        assert answer.content == static
        if suffix != "html":
            assert set(described(made, iri)) <= triples(answer.content, SUFFIXES[suffix], made.data.base)


def test_nodes_without_a_page_are_described_too(client: TestClient, made: site.Site) -> None:
    data = made.data
    nodes = [n[1:-1] for n in data.by_subject if n.startswith(f"<{data.base}") and n[1:-1] not in data.kinds]
    nodes = [node for node in nodes if node.removeprefix(data.base).startswith(("id/", "doc/"))]
    for iri in nodes[::40]:
        thing = client.get("/" + iri.removeprefix(data.base), headers={"Accept": "text/turtle"})
        assert thing.status_code == 303, iri
        answer = client.get(thing.headers["location"])
        assert set(described(made, iri)) <= triples(answer.content, "text/turtle", data.base)
    page = client.get("/" + nodes[0].removeprefix(data.base), headers={"Accept": "text/html"})
    assert page.status_code == 406


def test_a_document_answers_in_the_form_that_is_asked_for(client: TestClient, made: site.Site) -> None:
    path = next(path for path in made.data.pages if path.startswith("person/"))
    turtle = client.get(f"/{path}", headers={"Accept": "text/html;q=0.3, text/turtle;q=0.9"})
    assert turtle.status_code == 200
    assert turtle.headers["content-location"] == f"/{path}.ttl"
    assert "Accept" in turtle.headers["vary"]
    assert client.get(f"/{path}", headers={"Accept": "*/*"}).headers["content-type"].startswith("text/html")
    assert client.get(f"/{path}", headers={"Accept": "image/png"}).status_code == 406


def test_what_cannot_be_had_is_told_with_what_can(client: TestClient, made: site.Site) -> None:
    iri = next(iter(made.data.kinds))
    answer = client.get("/" + iri.removeprefix(made.data.base), headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert all(media_type in answer.text for media_type in FORMS)
    assert 'rel="alternate"' in answer.headers["link"]


@pytest.mark.parametrize(
    "path", ["id/person/nobody", "doc/none", "person/nobody.ttl", "nothing", "data/none.ttl"]
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "data/../../pyproject.toml",
        "data/%2e%2e/%2e%2e/x",
        "assets/..%2f__init__.py",
        "data//etc",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == 404
    assert "communique" not in answer.text


def test_head_has_the_headers_without_the_body(client: TestClient, made: site.Site) -> None:
    path = next(iter(made.data.pages))
    whole, head = client.get(f"/{path}.ttl"), client.head(f"/{path}.ttl")
    assert head.status_code == 200
    assert not head.content
    kept = ("etag", "last-modified", "content-type", "link")
    assert {name: head.headers[name] for name in kept} == {name: whole.headers[name] for name in kept}


def test_a_current_copy_is_not_sent_again(client: TestClient, made: site.Site) -> None:
    path = f"/{next(iter(made.data.pages))}.ttl"
    first = client.get(path)
    tag, stamp = first.headers["etag"], first.headers["last-modified"]
    assert not tag.startswith("W/")
    same = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": stamp}).status_code == 304
    early = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert client.get(path, headers={"If-Modified-Since": early}).status_code == 200
    assert (
        client.get(path, headers={"If-None-Match": '"other"', "If-Modified-Since": stamp}).status_code == 200
    )


def test_a_compressed_answer_has_a_tag_of_its_own(client: TestClient, made: site.Site) -> None:
    path = f"/{next(iter(made.data.pages))}.ttl"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.content == plain.content
    assert "Accept-Encoding" in plain.headers["vary"]
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as raw:
        assert gzip.decompress(b"".join(raw.iter_raw())) == plain.content


def test_other_origins_may_read_and_nobody_may_write(client: TestClient) -> None:
    asked = client.options("/id/anything")
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert asked.headers["allow"] == asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for path in ("/sparql", "/reconcile"):
        assert "POST" in client.options(path).headers["access-control-allow-methods"]
    assert client.get("/index.html").headers["access-control-allow-origin"] == "*"
    for method, path in (("POST", "/index.html"), ("PUT", "/index.html"), ("DELETE", "/id/anything")):
        refused = client.request(method, path)
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "POST" in client.delete("/sparql").headers["allow"]


def test_documents_say_what_describes_them(client: TestClient, made: site.Site) -> None:
    links = client.get(f"/{next(iter(made.data.pages))}.html").headers["link"]
    for relation in ("canonical", "alternate", "describedby", "license"):
        assert f'rel="{relation}"' in links


@pytest.mark.parametrize(
    ("path", "accept", "status", "where"),
    [
        ("/", "text/html", 200, ""),
        ("/", "text/turtle", 303, "/catalogue.ttl"),
        ("/dataset", "text/html", 303, "/index.html"),
        ("/dataset", "application/ld+json", 303, "/catalogue.jsonld"),
        ("/ontology", "text/html", 303, "/vocabulary.html"),
        ("/ontology", "text/turtle", 303, "/data/ontology/communique.ttl"),
        ("/.well-known/void", "text/turtle", 303, "/catalogue.ttl"),
        ("/catalogue", "text/turtle", 200, ""),
        ("/catalogue", "image/png", 406, ""),
    ],
)
def test_the_whole_is_described(client: TestClient, path: str, accept: str, status: int, where: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers.get("location", "")) == (status, where)
    if where:
        assert client.get(where).status_code == 200


def test_files_of_the_build_are_served_as_they_are(client: TestClient, built: Path) -> None:
    for name in ("communique.trig", "tables/meetings.csv", "links/wikidata.sssom.tsv", "report.md"):
        assert client.get(f"/data/{name}").content == (built / name).read_bytes()


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/*;q=0.2, application/ld+json", "application/ld+json"),
        ("text/turtle;q=0, */*;q=0.1", "text/html"),
        ("text/turtle;q=0", ""),
        ("application/x-turtle", "text/turtle"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/html;q=0.5, text/turtle;q=0.5", "text/html"),
        ("text/html;q=oops, text/turtle;q=0.1", "text/turtle"),
        (", ;q=1, nonsense", ""),
        ("text/turtle," * 100_000, "text/turtle"),
    ],
)
def test_the_header_decides(header: str, chosen: str) -> None:
    assert choose(header, ["text/html", "text/turtle", "application/ld+json"]) == chosen
