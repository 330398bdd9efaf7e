"""The JSON parts of the server as an OpenAPI 3.1 document: https://spec.openapis.org/oas/v3.1.0."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from communique import __version__
from communique.serving.reconcile import MOST_QUERIES
from communique.serving.requests import FORM

Json: TypeAlias = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}


def _object(*required: str, **properties: Json) -> Json:
    """An object with some properties, of which some must be there."""
    return {"type": "object", "required": list(required), "properties": properties}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _map(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


_NAMED: Final = _object("id", "name", id=_TEXT, name=_TEXT)
_QUERY: Final = _object(
    query=_TEXT,
    limit={"type": "integer"},
    type={"anyOf": [_TEXT, _array(_TEXT)]},
    properties=_array(_object("pid", pid=_TEXT)),
)
_QUERIES: Final[Json] = {**_map(_QUERY), "maxProperties": MOST_QUERIES}
_EXTENSION: Final = _object("ids", ids=_array(_TEXT), properties=_array(_object("id", id=_TEXT)))
_CANDIDATE: Final = _object(
    *("id", "name", "type", "score", "match"),
    id=_TEXT,
    name=_TEXT,
    type=_array(_NAMED),
    score={"type": "number"},
    match={"type": "boolean"},
)
_ANSWERS: Final = _map(_object("result", result=_array(_CANDIDATE)))
_ROWS: Final = _object("meta", "rows", meta=_array(_NAMED), rows=_map(_map(_array({"type": "object"}))))
_MANIFEST: Final = _object(
    *("versions", "name", "identifierSpace", "schemaSpace"),
    versions=_array(_TEXT),
    name=_TEXT,
    identifierSpace=_TEXT,
    schemaSpace=_TEXT,
)
_HEALTH: Final = _object("status", "quads", "sha256", status=_TEXT, quads={"type": "integer"}, sha256=_TEXT)


def document(address: str, title: str) -> Json:
    """The description of a server at an address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{title}: reconciliation and health", "version": __version__},
        "servers": [{"url": address.rstrip("/") or "/"}],
        "paths": {
            "/health": {"get": _operation("health", "Whether the server answers", _HEALTH)},
            "/openapi.json": {"get": _operation("openapi", "This document", _object("openapi", "paths"))},
            "/search.json": {
                "get": _operation(
                    "search", "Name, kind, page and other names of each resource", _array(_array(_TEXT))
                )
            },
            "/reconcile": {"get": _asked_by_address(), "post": _asked_by_form()},
            **{f"/reconcile/suggest/{what}": {"get": _suggest(what)} for what in _SUGGESTED},
            "/reconcile/properties": {
                "get": _operation(
                    "properties",
                    "The properties that resources of a type have",
                    _object("properties", properties=_array(_NAMED)),
                    _parameter("type"),
                )
            },
        },
    }


_SUGGESTED: Final = {"entity": "an entity", "property": "a property", "type": "a type"}


def _suggest(what: str) -> Json:
    return _operation(
        f"suggest-{what}",
        f"Complete the name of {_SUGGESTED[what]}",
        _object("result", result=_array(_NAMED)),
        _parameter("prefix"),
        _parameter("cursor", {"type": "integer", "minimum": 0, "maximum": 999_999_999}),
    )


def _asked_by_address() -> Json:
    """Queries or an extension as JSON in the address; asked nothing, the service tells what it is."""
    asked = [
        {"name": name, "in": "query", "required": False, "content": {"application/json": {"schema": schema}}}
        for name, schema in (("queries", _QUERIES), ("extend", _EXTENSION))
    ]
    words = "The service manifest, the answers to a batch of queries, or an extension"
    return _operation("manifest", words, {"anyOf": [_MANIFEST, _ROWS, _ANSWERS]}, *asked)


def _asked_by_form() -> Json:
    """The same by a form, one of whose fields must be there."""
    schema: Json = {
        "type": "object",
        "properties": {"queries": _QUERIES, "extend": _EXTENSION},
        "anyOf": [{"required": ["queries"]}, {"required": ["extend"]}],
    }
    encoding = {name: {"contentType": "application/json"} for name in ("queries", "extend")}
    operation = _operation(
        "reconcile", "The answers to a batch of queries, or an extension", {"anyOf": [_ROWS, _ANSWERS]}
    )
    body = {"required": True, "content": {FORM: {"schema": schema, "encoding": encoding}}}
    return {**operation, "requestBody": body}


def _parameter(name: str, schema: Json = _TEXT) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _operation(name: str, words: str, schema: Json, *parameters: Json) -> Json:
    refused = {"description": "Refused, with the reason", "content": {"text/plain": {"schema": _TEXT}}}
    good = {"description": words, "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": name,
        "summary": words,
        "parameters": list(parameters),
        "responses": {"200": good, "400": refused, "413": refused, "415": refused},
    }
