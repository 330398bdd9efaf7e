"""The reconciliation service's addresses, and what they take."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.publishing.site.pages import KIND_NAMES
from communique.publishing.site.render import html
from communique.serving.http import ASKING, OPEN, Content, answered, options
from communique.serving.reconcile import BadRequestError
from communique.serving.requests import current_of, form_of, json_answer, reads


async def reconcile(request: Request) -> Response:
    """The reconciliation service: its manifest, a batch of queries, or an extension."""
    if request.method == "OPTIONS":
        return options(ASKING)
    form = await form_of(request)
    served = current_of(request).service
    answers = []
    try:
        for name, answer in (("queries", served.batch), ("extend", served.extend)):
            if name in form:
                answers.append(await run_in_threadpool(answer, _parsed(form[name][0])))
    except BadRequestError as error:
        raise HTTPException(400, str(error), headers=OPEN) from error
    if answers:
        return json_answer(request, answers[0])
    if request.method == "POST":
        raise HTTPException(400, "Send queries or extend.", headers=OPEN)
    return json_answer(request, served.manifest)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"this is no JSON: {error}") from error


async def suggest(request: Request) -> Response:
    """Names completed."""
    if (answer := reads(request)) is not None:
        return answer
    what, form = request.path_params["what"], await form_of(request)
    if what not in ("entity", "property", "type"):
        raise HTTPException(404, "There are suggestions for entity, property and type.", headers=OPEN)
    cursor = form.get("cursor", ["0"])[0]
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise HTTPException(400, "cursor is a whole number.", headers=OPEN)
    prefix = form.get("prefix", [""])[0]
    return json_answer(
        request, await run_in_threadpool(current_of(request).service.suggest, what, prefix, int(cursor))
    )


async def properties(request: Request) -> Response:
    """The properties that resources of a type have."""
    if (answer := reads(request)) is not None:
        return answer
    kind = (await form_of(request)).get("type", [""])[0]
    return json_answer(request, await run_in_threadpool(current_of(request).service.properties, kind))


async def preview(request: Request) -> Response:
    """A small page about a resource, for a reconciliation client's window."""
    if (answer := reads(request)) is not None:
        return answer
    key = (await form_of(request)).get("id", [""])[0]
    return await run_in_threadpool(_preview, request, key)


def _preview(request: Request, key: str) -> Response:
    current = current_of(request)
    try:
        page = current.service.page(key)
    except KeyError as error:
        raise HTTPException(404, "Nothing has that id.", headers=OPEN) from error
    body = html("preview", page=page, home=current.site.home, kind=KIND_NAMES[page.kind][0])
    return answered(request, Content(body, "text/html", current.changed))
