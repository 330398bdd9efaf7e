"""A server that is reached below a path, whether the proxy passes that path on or cuts it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from communique.publishing import site
from communique.serving.app import make
from communique.serving.prefix import prefix
from communique.serving.state import Serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def below(serving: Serving) -> Iterator[TestClient]:
    served = replace(serving, address="https://example.org/rivers/")
    with TestClient(make(served), follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize("passed", ["/rivers", ""])
def test_redirects_lead_below_the_path(below: TestClient, made: site.Site, passed: str) -> None:
    path = next(path for path in made.data.pages if path.startswith("person/"))
    thing = below.get(f"{passed}/id/{path}", headers={"Accept": "text/turtle"})
    assert (thing.status_code, thing.headers["location"]) == (303, f"/rivers/{path}.ttl")
    assert (
        below.get(thing.headers["location"].removeprefix("/rivers" if not passed else "")).status_code == 200
    )
    described = below.get(f"{passed}/sparql", headers={"Accept": "text/turtle"})
    assert "<https://example.org/rivers/sparql>" in described.text
    assert below.get(f"{passed}/health").json()["status"] == "ok"


def test_a_path_that_only_begins_alike_is_another(below: TestClient) -> None:
    assert below.get("/riversides/index.html").status_code == 404
    assert below.get("/rivers/index.html").status_code == 200


@pytest.mark.parametrize(
    ("address", "path"),
    [("http://127.0.0.1:8000/", ""), ("https://a.example", ""), ("https://a.example/b/c/", "/b/c")],
)
def test_the_path_of_an_address(address: str, path: str) -> None:
    assert prefix(address) == path
