"""The server: which room answers what, and a newer build taken up without a pause. Read-only."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.errors import UsageError
from communique.serving import openapi
from communique.serving.candidates import preview, properties, reconcile, suggest
from communique.serving.documents import resource
from communique.serving.endpoint import sparql
from communique.serving.http import ASKING, METHODS, not_allowed, said
from communique.serving.log import AccessLog
from communique.serving.prefix import Prefixed, prefix
from communique.serving.requests import current_of, json_answer, reads
from communique.serving.state import Serving, load

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


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return not_allowed(ASKING if request.url.path.endswith(("/sparql", "/reconcile")) else METHODS)
    return said(error.status_code, error.detail, error.headers or {})


async def _failed(_: Request, __: Exception) -> Response:
    return said(500, "Something went wrong here; it has been logged.")


async def health(request: Request) -> Response:
    """Whether the server answers, and from which build."""
    if (answer := reads(request)) is not None:
        return answer
    data = current_of(request).site.data
    return json_answer(request, {"status": "ok", "quads": len(data.quads), "sha256": data.sha256})


async def described_api(request: Request) -> Response:
    """The OpenAPI document."""
    if (answer := reads(request)) is not None:
        return answer
    title = current_of(request).site.brand.title
    return json_answer(request, openapi.document(request.app.state.serving.address, title))
