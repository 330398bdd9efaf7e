"""The reconciliation service against the schemas of the Entity Reconciliation API 0.2, and our own client."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7
from starlette.testclient import TestClient

from communique.publishing import site

pytestmark = pytest.mark.enable_socket

HOME = "https://reconciliation-api.github.io/specs/0.2/schemas/"


@pytest.fixture(scope="module")
def conforms(shared: Path) -> Callable[[object, str], None]:
    folder = shared / "standards/reconciliation-api-0.2/schemas"
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    swagger = DRAFT7.create_resource({"definitions": {"securityDefinitions": {"additionalProperties": True}}})
    resources = [(HOME + name, DRAFT7.create_resource(schema)) for name, schema in schemas.items()]
    registry = Registry().with_resources([*resources, ("http://swagger.io/v2/schema.json", swagger)])

    def check(value: object, name: str) -> None:
        schema = {**schemas[f"{name}.json"], "$schema": "http://json-schema.org/draft-07/schema#"}
        jsonschema.Draft7Validator(schema, registry=registry).validate(value)

    return check


def asked(client: TestClient, **queries: object) -> dict[str, list[dict[str, object]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return {key: value["result"] for key, value in answer.json().items()}


def test_the_manifest(client: TestClient, conforms: Callable[[object, str], None]) -> None:
    manifest = client.get("/reconcile").json()
    conforms(manifest, "manifest")
    assert manifest["versions"] == ["0.2"]


def test_an_id_completes_the_identifier_space_to_an_iri_of_the_data(
    client: TestClient, made: site.Site
) -> None:
    manifest = client.get("/reconcile").json()
    names = {"q0": "Gilles de Kerchove", "q1": made.desk.page(f"{made.data.base}doc/01-first-dialogue").title}
    found = asked(client, **{key: {"query": name} for key, name in names.items()})
    for candidates in found.values():
        key = str(candidates[0]["id"])
        assert manifest["identifierSpace"] + key in made.data.kinds
        view = manifest["view"]["url"].replace("{{id}}", key)
        shown = client.get(view, headers={"Accept": "text/html"}, follow_redirects=True)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_a_batch(client: TestClient, conforms: Callable[[object, str], None]) -> None:
    queries = {
        "q0": {"query": "Gilles de Kerchov", "type": "person", "limit": 3},
        "q1": {"query": "EU", "type": ["body"]},
        "q2": {"query": "no such thing whatever"},
    }
    posted = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    conforms(posted, "reconciliation-result-batch")
    assert client.get("/reconcile", params={"queries": json.dumps(queries)}).json() == posted
    assert posted["q0"]["result"][0]["id"] == "id/person/gilles-de-kerchove"
    assert posted["q1"]["result"][0]["id"] == "id/body/eu"
    assert posted["q1"]["result"][0]["match"] is True
    assert posted["q2"]["result"] == []


def test_names_are_found_without_their_accents_and_the_other_way_round(client: TestClient) -> None:
    found = asked(
        client, a={"query": "KERCHOVE Gilles de"}, b={"query": "gilles dé kerchove", "type": "person"}
    )
    assert {candidates[0]["id"] for candidates in found.values()} == {"id/person/gilles-de-kerchove"}


def test_what_two_resources_are_called_is_no_match(client: TestClient) -> None:
    (candidates,) = asked(client, q={"query": "UN Counter-Terrorism Week", "type": "meeting"}).values()
    assert len(candidates) > 1
    assert not any(candidate["match"] for candidate in candidates)


def test_a_property_counts_and_is_told(client: TestClient) -> None:
    query = {"query": "Gilles de Kerchove", "type": "person"}
    right = asked(client, q={**query, "properties": [{"pid": "body", "v": "European Union"}]})["q"][0]
    wrong = asked(client, q={**query, "properties": [{"pid": "body", "v": {"id": "x", "name": "NATO"}}]})[
        "q"
    ][0]
    assert {"id": "body", "value": 100.0} in right["features"]  # type: ignore[operator]
    assert float(str(right["score"])) > float(str(wrong["score"]))


def test_the_limit_is_kept(client: TestClient) -> None:
    assert len(asked(client, q={"query": "Dialogue", "limit": 2})["q"]) == 2
    assert asked(client, q={"query": "Dialogue", "limit": 0})["q"] == []


def test_an_extension(client: TestClient, conforms: Callable[[object, str], None]) -> None:
    wanted = {
        "ids": ["id/person/gilles-de-kerchove", "id/person/nobody"],
        "properties": [{"id": "body"}, {"id": "name"}],
    }
    found = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    conforms(found, "data-extension-response")
    row = found["rows"]["id/person/gilles-de-kerchove"]
    assert row["body"] == [{"id": "id/body/eu", "name": "European Union"}]
    assert row["name"] == [{"str": "Gilles de Kerchove"}]
    assert found["rows"]["id/person/nobody"] == {"body": [], "name": []}
    proposed = client.get("/reconcile/properties", params={"type": "person"}).json()
    conforms(proposed, "data-extension-property-proposal")
    assert {"body", "name"} <= {item["id"] for item in proposed["properties"]}


@pytest.mark.parametrize(
    ("what", "schema", "prefix"),
    [
        ("entity", "suggest-entities-response", "kerch"),
        ("type", "suggest-types-response", "meet"),
        ("property", "suggest-properties-response", "bod"),
    ],
)
def test_suggestions(
    client: TestClient, conforms: Callable[[object, str], None], what: str, schema: str, prefix: str
) -> None:
    found = client.get(f"/reconcile/suggest/{what}", params={"prefix": prefix}).json()
    conforms(found, schema)
    assert found["result"]


def test_a_preview_is_a_page_of_its_own(client: TestClient) -> None:
    page = client.get("/reconcile/preview", params={"id": "id/person/gilles-de-kerchove"})
    assert "Counter-Terrorism Coordinator" in page.text
    assert "<script" not in page.text
    assert 'href="http://testserver/person/gilles-de-kerchove.html"' in page.text
    assert "(Official)" in page.text
    assert client.get("/reconcile/preview", params={"id": "none"}).status_code == 404


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q": 1}'},
        {"queries": '{"q": {"query": 7}}'},
        {"queries": '{"q": {"query": "x", "limit": "many"}}'},
        {"queries": '{"q": {"query": "x", "properties": [1]}}'},
        {"queries": "[" * 100_000},
        {"extend": "[]"},
        {"extend": '{"ids": []}', "nothing": "x"},
        {"nothing": "x"},
    ],
)
def test_what_is_no_request_is_refused_with_the_reason(client: TestClient, form: dict[str, str]) -> None:
    answer = client.post("/reconcile", data=form)
    if form.get("extend") == '{"ids": []}':
        assert answer.json() == {"meta": [], "rows": {}}
    else:
        assert answer.status_code == 400
        assert answer.text.strip()


def test_the_document_of_the_json_parts_is_openapi(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    for path in found["paths"]:
        assert client.get(path, params={"prefix": "a"}).status_code == 200
    assert client.get("/health").json()["status"] == "ok"
