"""The JSON parts of the server as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from communique import __version__

Json: TypeAlias = dict[str, Any]

_OBJECT: Final[Json] = {"type": "object"}
_TEXT: Final[Json] = {"type": "string"}
_NAMED: Final[Json] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": _TEXT, "name": _TEXT},
}
_RESULT: Final[Json] = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": _NAMED}},
}
_BATCH: Final[Json] = {"type": "object", "additionalProperties": {"type": "object", "required": ["result"]}}
_EXTENDED: Final[Json] = {"type": "object", "required": ["meta", "rows"]}


def document(address: str, title: str) -> Json:
    """The description of a server at an address."""
    form = {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{title}: reconciliation and health", "version": __version__},
        "servers": [{"url": address.rstrip("/") or "/"}],
        "paths": {
            "/health": {"get": _operation("health", "Whether the server answers", _OBJECT)},
            "/openapi.json": {"get": _operation("openapi", "This document", _OBJECT)},
            "/search.json": {"get": _operation("search", "All names, for the search", {"type": "array"})},
            "/reconcile": {
                "get": _operation(
                    "manifest",
                    "The service manifest, or a batch of queries",
                    _OBJECT,
                    _parameter("queries"),
                    _parameter("extend"),
                ),
                "post": {
                    **_operation(
                        "reconcile", "A batch of queries, or an extension", {"anyOf": [_BATCH, _EXTENDED]}
                    ),
                    "requestBody": {"content": form},
                },
            },
            **{
                f"/reconcile/suggest/{what}": {
                    "get": _operation(
                        f"suggest-{what}",
                        f"Complete the name of an {what}"
                        if what == "entity"
                        else f"Complete the name of a {what}",
                        _RESULT,
                        _parameter("prefix"),
                        _parameter("cursor", {"type": "integer", "minimum": 0}),
                    )
                }
                for what in ("entity", "property", "type")
            },
            "/reconcile/properties": {
                "get": _operation(
                    "properties",
                    "The properties that resources of a type have",
                    {"type": "object", "required": ["properties"]},
                    _parameter("type"),
                )
            },
        },
    }


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
