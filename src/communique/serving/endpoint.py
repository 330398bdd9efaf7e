"""The SPARQL endpoint: SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.publishing import statements
from communique.serving import service
from communique.serving.http import ASKING, OPEN, Content, answered, options, said, see_other, typed
from communique.serving.negotiate import choose
from communique.serving.requests import FORM, body_of, current_of, form_of, kind_of, parameters_of, root_of
from communique.serving.sparql import GRAPHS, TABLES, Answered, Asked

QUERY: Final = "application/sparql-query"


async def sparql(request: Request) -> Response:
    """The SPARQL endpoint; asked nothing, it describes itself."""
    if request.method == "OPTIONS":
        return options(ASKING)
    asked = await _asked(request)
    if asked is None:
        return _service(request)
    accept = request.headers.get("accept", "")
    tables = [chosen] if (chosen := choose(accept, list(TABLES))) else []
    graphs = [chosen] if (chosen := choose(accept, list(GRAPHS))) else []
    query, default, named = asked
    limited = Asked(query, tuple(default), tuple(named), tuple(tables), tuple(graphs), _endpoint(request))
    found: Answered = await run_in_threadpool(current_of(request).pool.ask, limited)
    headers = {**OPEN, "Content-Type": typed(found.media_type), "Vary": "Accept", "Cache-Control": "no-cache"}
    if found.status == 503:
        headers["Retry-After"] = "5"
    return Response(found.body, status_code=found.status, headers=headers)


async def _asked(request: Request) -> tuple[str, list[str], list[str]] | None:
    """The query of a request with the graphs it names; None where it asks nothing."""
    kind = kind_of(request)
    if request.method == "POST" and kind == QUERY:
        try:
            parameters = {
                **parameters_of(request.url.query),
                "query": [(await body_of(request)).decode("utf-8")],
            }
        except UnicodeDecodeError as error:
            raise HTTPException(400, "A query is written in UTF-8.", headers=OPEN) from error
    elif request.method == "POST" and kind == "application/sparql-update":
        raise HTTPException(403, "This endpoint takes no updates.", headers=OPEN)
    elif request.method == "POST" and kind != FORM:
        raise HTTPException(415, f"A query is sent as {FORM} or {QUERY}.", headers=OPEN)
    else:
        parameters = await form_of(request)
    if "update" in parameters:
        raise HTTPException(403, "This endpoint takes no updates.", headers=OPEN)
    queries = parameters.get("query", [])
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise HTTPException(400, "A request has exactly one query.", headers=OPEN)
    graphs = parameters.get("default-graph-uri", []), parameters.get("named-graph-uri", [])
    if any(not _absolute(name) for group in graphs for name in group):
        raise HTTPException(400, "A graph is named by an absolute IRI.", headers=OPEN)
    return queries[0], *graphs


def _absolute(name: str) -> bool:
    return ":" in name and not any(char in name for char in ' <>"{}|\\^`\n\r\t')


def _endpoint(request: Request) -> str:
    """Where the endpoint is reached, which relative IRIs of a query are relative to as well."""
    address: str = request.app.state.serving.address
    return f"{address.rstrip('/')}/sparql"


def _service(request: Request) -> Response:
    forms = {"text/turtle": statements.turtle, "application/ld+json": statements.jsonld}
    chosen = choose(request.headers.get("accept", ""), ["text/turtle", "application/ld+json", "text/html"])
    if not chosen:
        return said(406, "The service is described in Turtle and JSON-LD.", {"Vary": "Accept"})
    if chosen == "text/html":
        return see_other(f"{root_of(request)}/query.html", {"Vary": "Accept"})
    current = current_of(request)
    triples = service.description(current.site.data, _endpoint(request))
    return answered(request, Content(forms[chosen](triples), chosen, current.changed, {"Vary": "Accept"}))
