"""The server: things lead to their descriptions, documents answer in the form that is asked for.

Read-only. Cool URIs for the Semantic Web, section 4.1 (https://www.w3.org/TR/cooluris/): a thing is
answered by 303, a document by 200.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.errors import UsageError
from communique.publishing import statements
from communique.publishing.inventory import TYPES
from communique.publishing.site import ASSETS, engine
from communique.publishing.site.data import file_of
from communique.publishing.site.render import html
from communique.publishing.site.represent import SUFFIXES, represent
from communique.serving import openapi, service
from communique.serving.http import METHODS, OPEN, Content, answered, options, said, see_other
from communique.serving.log import AccessLog
from communique.serving.negotiate import choose
from communique.serving.prefix import Prefixed, prefix
from communique.serving.reconcile import BadRequestError
from communique.serving.sparql import GRAPHS, TABLES, Answered, Asked
from communique.serving.state import Current, Serving, load

LARGEST: Final = 1_500_000  # bytes of a request's body
FORMS: Final = {"text/html": "html", **{media_type: suffix for suffix, media_type in SUFFIXES.items()}}
CATALOGUE: Final = {"text/turtle": "catalogue.ttl", "application/ld+json": "catalogue.jsonld"}
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
WATCHING: Final = 2.0  # seconds between two looks at the build


def make(serving: Serving) -> Starlette:
    """The application over a build; `UsageError` where there is none."""
    current = load(serving)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watch = asyncio.create_task(_watch(app, serving))
        try:
            yield
        finally:
            watch.cancel()
            app.state.current.pool.close()

    methods = ["GET", "POST", "OPTIONS"]
    routes = [
        Route("/health", health, methods=methods),
        Route("/openapi.json", described_api, methods=methods),
        Route("/sparql", sparql, methods=methods),
        Route("/reconcile", reconcile, methods=methods),
        Route("/reconcile/suggest/{what}", suggest, methods=methods),
        Route("/reconcile/properties", properties, methods=methods),
        Route("/reconcile/preview", preview, methods=methods),
        Route("/{path:path}", resource, methods=methods),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(AccessLog, stream=sys.stderr),
            Middleware(Prefixed, root=prefix(serving.address)),
        ],
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    app.state.current = current
    app.state.serving = serving
    return app


async def _watch(app: Starlette, serving: Serving) -> None:
    """Exchange the build when another has taken its place; the old one answers until then."""
    while True:
        await asyncio.sleep(WATCHING)
        stamp = serving.stamp()
        if stamp in ((0, 0), app.state.current.stamp):
            continue
        try:
            fresh = await run_in_threadpool(load, serving)
        except (UsageError, OSError, ValueError) as error:
            print(json.dumps({"event": "not reloaded", "why": str(error)}), file=sys.stderr)  # noqa: T201
            continue
        old, app.state.current = app.state.current, fresh
        old.pool.close()
        print(json.dumps({"event": "reloaded"}), file=sys.stderr)  # noqa: T201


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return said(error.status_code, error.detail, error.headers or {})


async def _failed(_: Request, __: Exception) -> Response:
    return said(500, "Something went wrong here; it has been logged.")


def _current(request: Request) -> Current:
    current: Current = request.app.state.current
    return current


def _json(request: Request, value: object) -> Response:
    body = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
    return answered(request, Content(body, "application/json", _current(request).changed))


def _reads(request: Request) -> Response | None:
    """The answer to what only asks what may be asked, or to what is not for reading."""
    if request.method == "OPTIONS":
        return options()
    if request.method == "POST":
        return said(405, "This can be read only.", {"Allow": METHODS})
    return None


async def health(request: Request) -> Response:
    """Whether the server answers, and from which build."""
    if (answer := _reads(request)) is not None:
        return answer
    data = _current(request).site.data
    return _json(request, {"status": "ok", "quads": len(data.quads), "sha256": data.sha256})


async def described_api(request: Request) -> Response:
    """The OpenAPI document."""
    if (answer := _reads(request)) is not None:
        return answer
    title = _current(request).site.brand.title
    return _json(request, openapi.document(request.app.state.serving.address, title))


async def resource(request: Request) -> Response:
    """A thing, a page, a description, or a file."""
    if (answer := _reads(request)) is not None:
        return answer
    return await run_in_threadpool(_resource, request)


def _resource(request: Request) -> Response:
    current, path = _current(request), _path(request)
    if path.startswith(("id/", "doc/")):
        return _thing(request, current, path)
    if path in ("", "dataset", "ontology", "catalogue", ".well-known/void"):
        return _whole(request, current, path)
    if path in current.names:
        return _page(request, current, current.whole(path), path)
    stem, _, suffix = path.rpartition(".")
    if stem and suffix in ("html", *SUFFIXES) and (found := _document(current, stem, suffix)):
        return _described(request, current, found, stem, suffix, {})
    if path in current.site.data.pages:
        return _negotiated(request, current, path)
    return _file(request, current, path)


def _path(request: Request) -> str:
    """The path as it was sent, percent-encoded as IRIs are."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    path: str = raw.decode("ascii", "replace").partition("?")[0]
    root = _root(request)
    return (path[len(root) :] if path == root or path.startswith(f"{root}/") else path).lstrip("/")


def _thing(request: Request, current: Current, path: str) -> Response:
    """303 from a thing to its description in the form that is asked for."""
    data = current.site.data
    iri = data.base + path
    if f"<{iri}>" not in data.by_subject:
        raise HTTPException(404, f"Nothing here is called {iri}.", headers=OPEN)
    page = data.page(iri)
    stem = page or (f"release/{path[4:]}" if path.startswith("doc/") else path[3:])
    offers = [name for name in FORMS if page or name != "text/html"]
    chosen = choose(request.headers.get("accept", ""), offers)
    links = {"Link": _links(current, stem, offers), "Vary": "Accept"}
    if not chosen:
        return _not_acceptable(stem, offers, links)
    return see_other(f"{_root(request)}/{stem}.{FORMS[chosen]}", links)


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root.rstrip("/")


def _not_acceptable(stem: str, offers: Sequence[str], headers: Mapping[str, str]) -> Response:
    listed = "\n".join(f"{stem}.{FORMS[name]}  {name}" for name in offers)
    return said(406, f"It can be had as\n{listed}", headers)


def _links(current: Current, stem: str, offers: Sequence[str]) -> str:
    base, licence = current.site.data.base, current.site.brand.licence
    first = FORMS[offers[0]]
    found = [f'<{base}{stem}.{first}>; rel="canonical"']
    found += [f'<{base}{stem}.{FORMS[name]}>; rel="alternate"; type="{name}"' for name in offers]
    found += [f'<{base}{stem}.ttl>; rel="describedby"; type="text/turtle"', f'<{licence}>; rel="license"']
    return ", ".join(found)


def _document(current: Current, stem: str, suffix: str) -> bytes:
    """The page or description at a path; empty where there is none."""
    data = current.site.data
    if stem in data.pages:
        return current.site.page(stem) if suffix == "html" else current.site.describe(stem, suffix)
    iri = f"{data.base}doc/{stem[8:]}" if stem.startswith("release/") else f"{data.base}id/{stem}"
    return b"" if suffix == "html" else represent(data, iri, SUFFIXES[suffix])


def _described(
    request: Request, current: Current, body: bytes, stem: str, suffix: str, headers: Mapping[str, str]
) -> Response:
    media_type = "text/html" if suffix == "html" else SUFFIXES[suffix]
    offers = [name for name in FORMS if stem in current.site.data.pages or name != "text/html"]
    links = {"Link": _links(current, stem, offers), **headers}
    return answered(request, Content(body, media_type, current.changed, links))


def _negotiated(request: Request, current: Current, path: str) -> Response:
    """The document at a path without suffix, in the form that is asked for."""
    chosen = choose(request.headers.get("accept", ""), list(FORMS))
    if not chosen:
        return _not_acceptable(path, list(FORMS), {"Vary": "Accept"})
    suffix = FORMS[chosen]
    headers = {"Vary": "Accept", "Content-Location": f"{_root(request)}/{path}.{suffix}"}
    return _described(request, current, _document(current, path, suffix), path, suffix, headers)


def _whole(request: Request, current: Current, path: str) -> Response:
    """The front page, the dataset, the ontology, the catalogue: as a page or as RDF."""
    accept, root = request.headers.get("accept", ""), _root(request)
    pages = {"": "index.html", "dataset": "index.html", "ontology": "vocabulary.html"}
    offers = [*(["text/html"] if path in pages else []), *CATALOGUE]
    chosen = choose(accept, offers)
    if not chosen:
        return said(406, f"It can be had as {', '.join(offers)}.", {"Vary": "Accept"})
    if chosen == "text/html":
        if path:
            return see_other(f"{root}/{pages[path]}", {"Vary": "Accept"})
        return _page(request, current, current.whole("index.html"), "index.html", {"Vary": "Accept"})
    target = "data/ontology/communique.ttl" if path == "ontology" else CATALOGUE[chosen]
    if path == "catalogue":
        content = (current.site.data.out / target).read_bytes()
        return answered(request, Content(content, chosen, current.changed, {"Vary": "Accept"}))
    return see_other(f"{root}/{target}", {"Vary": "Accept"})


def _page(
    request: Request, current: Current, body: bytes, name: str, headers: Mapping[str, str] | None = None
) -> Response:
    base, licence = current.site.data.base, current.site.brand.licence
    links = f'<{base}{name}>; rel="canonical", <{base}catalogue.ttl>; rel="describedby"'
    links += f', <{licence}>; rel="license"'
    return answered(request, Content(body, _type(name), current.changed, {"Link": links, **(headers or {})}))


def _type(name: str) -> str:
    suffix = Path(name).suffix
    if suffix in TYPES:
        return TYPES[suffix].media_type
    known = {".atom": "application/atom+xml", ".js": "text/javascript", ".wasm": "application/wasm"}
    return known.get(suffix) or guess_type(name)[0] or "application/octet-stream"


def _file(request: Request, current: Current, path: str) -> Response:
    """A file of the build, or one that pages need."""
    try:
        name = file_of(path)
    except UsageError as error:
        raise HTTPException(404, "There is no such page.", headers=OPEN) from error
    content = _read(current, request.app.state.serving, name)
    if content is None:
        raise HTTPException(404, "There is no such page.", headers=OPEN)
    return answered(request, Content(content, _type(name), current.changed))


def _read(current: Current, serving: Serving, name: str) -> bytes | None:
    if name in ("catalogue.ttl", "catalogue.jsonld"):
        return _within(current.site.data.out, name)
    if name.startswith("data/"):
        return _within(current.site.data.out, name.removeprefix("data/"))
    if name.startswith("assets/oxigraph/") and serving.engine is not None:
        return dict(engine.files(serving.engine)).get(name)
    return _within(ASSETS, name.removeprefix("assets/")) if name.startswith("assets/") else None


def _within(folder: Path, name: str) -> bytes | None:
    """A file of a folder; None where there is none, or a link leads out of the folder."""
    path = (folder / name).resolve()
    return path.read_bytes() if path.is_file() and path.is_relative_to(folder.resolve()) else None


async def _body(request: Request) -> bytes:
    found = b""
    async for chunk in request.stream():
        found += chunk
        if len(found) > LARGEST:
            raise HTTPException(413, f"A request may have {LARGEST:,} bytes.", headers=OPEN)
    return found


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _parameters(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True, max_num_fields=100)


async def _form(request: Request) -> dict[str, list[str]]:
    """The parameters of a request, in its address or in the form that it sends."""
    try:
        if request.method != "POST":
            return _parameters(request.url.query)
        if _kind(request) != FORM:
            raise HTTPException(415, f"Send a form: {FORM}.", headers=OPEN)
        return _parameters((await _body(request)).decode("utf-8"))
    except ValueError as error:
        raise HTTPException(400, f"The parameters cannot be read: {error}", headers=OPEN) from error


async def sparql(request: Request) -> Response:
    """The SPARQL endpoint; asked nothing, it describes itself."""
    if request.method == "OPTIONS":
        return options()
    asked = await _asked(request)
    if asked is None:
        return _service(request)
    accept = request.headers.get("accept", "")
    tables = [chosen] if (chosen := choose(accept, list(TABLES))) else []
    graphs = [chosen] if (chosen := choose(accept, list(GRAPHS))) else []
    query, default, named = asked
    limited = Asked(query, tuple(default), tuple(named), tuple(tables), tuple(graphs))
    found: Answered = await run_in_threadpool(_current(request).pool.ask, limited)
    headers = {**OPEN, "Content-Type": found.media_type, "Vary": "Accept", "Cache-Control": "no-cache"}
    if found.status == 503:
        headers["Retry-After"] = "5"
    return Response(found.body, status_code=found.status, headers=headers)


async def _asked(request: Request) -> tuple[str, list[str], list[str]] | None:
    """The query of a request with the graphs it names; None where it asks nothing."""
    kind = _kind(request)
    if request.method == "POST" and kind == QUERY:
        try:
            parameters = {**_parameters(request.url.query), "query": [(await _body(request)).decode("utf-8")]}
        except UnicodeDecodeError as error:
            raise HTTPException(400, "A query is written in UTF-8.", headers=OPEN) from error
    elif request.method == "POST" and kind == "application/sparql-update":
        raise HTTPException(403, "This endpoint takes no updates.", headers=OPEN)
    elif request.method == "POST" and kind != FORM:
        raise HTTPException(415, f"A query is sent as {FORM} or {QUERY}.", headers=OPEN)
    else:
        parameters = await _form(request)
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


def _service(request: Request) -> Response:
    forms = {"text/turtle": statements.turtle, "application/ld+json": statements.jsonld}
    chosen = choose(request.headers.get("accept", ""), ["text/turtle", "application/ld+json", "text/html"])
    if not chosen:
        return said(406, "The service is described in Turtle and JSON-LD.", {"Vary": "Accept"})
    if chosen == "text/html":
        return see_other(f"{_root(request)}/query.html", {"Vary": "Accept"})
    current, address = _current(request), request.app.state.serving.address
    triples = service.description(current.site.data, f"{address.rstrip('/')}/sparql")
    return answered(request, Content(forms[chosen](triples), chosen, current.changed, {"Vary": "Accept"}))


async def reconcile(request: Request) -> Response:
    """The reconciliation service: its manifest, a batch of queries, or an extension."""
    if request.method == "OPTIONS":
        return options()
    form = await _form(request)
    served = _current(request).service
    try:
        if "queries" in form:
            return _json(request, await run_in_threadpool(served.batch, _parsed(form["queries"][0])))
        if "extend" in form:
            return _json(request, await run_in_threadpool(served.extend, _parsed(form["extend"][0])))
    except BadRequestError as error:
        raise HTTPException(400, str(error), headers=OPEN) from error
    if request.method == "POST":
        raise HTTPException(400, "Send queries or extend.", headers=OPEN)
    return _json(request, served.manifest)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"this is no JSON: {error}") from error


async def suggest(request: Request) -> Response:
    """Names completed."""
    if (answer := _reads(request)) is not None:
        return answer
    what, form = request.path_params["what"], await _form(request)
    if what not in ("entity", "property", "type"):
        raise HTTPException(404, "There are suggestions for entity, property and type.", headers=OPEN)
    cursor = form.get("cursor", ["0"])[0]
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise HTTPException(400, "cursor is a whole number.", headers=OPEN)
    prefix = form.get("prefix", [""])[0]
    return _json(
        request, await run_in_threadpool(_current(request).service.suggest, what, prefix, int(cursor))
    )


async def properties(request: Request) -> Response:
    """The properties that resources of a type have."""
    if (answer := _reads(request)) is not None:
        return answer
    kind = (await _form(request)).get("type", [""])[0]
    return _json(request, await run_in_threadpool(_current(request).service.properties, kind))


async def preview(request: Request) -> Response:
    """A small page about a resource, for a reconciliation client's window."""
    if (answer := _reads(request)) is not None:
        return answer
    key = (await _form(request)).get("id", [""])[0]
    return await run_in_threadpool(_preview, request, key)


def _preview(request: Request, key: str) -> Response:
    current = _current(request)
    if key not in current.site.data.pages:
        raise HTTPException(404, "Nothing has that id.", headers=OPEN)
    page = current.site.desk.page(current.site.data.pages[key])
    body = html("preview", page=page, base=current.site.data.base)
    return answered(request, Content(body, "text/html", current.changed))
