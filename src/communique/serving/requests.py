"""What a request asks, read with limits, and the answers that all rooms of the server give alike."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.serving.http import OPEN, Content, answered, not_allowed, options
from communique.serving.state import Current

LARGEST: Final = 1_500_000  # bytes of a request's body
FORM: Final = "application/x-www-form-urlencoded"


def current_of(request: Request) -> Current:
    """The build that is served now."""
    current: Current = request.app.state.current
    return current


def json_answer(request: Request, value: object) -> Response:
    """A value as JSON."""
    body = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
    return answered(request, Content(body, "application/json", current_of(request).changed))


def reads(request: Request) -> Response | None:
    """The answer to what only asks what may be asked, or to what is not for reading."""
    if request.method == "OPTIONS":
        return options()
    if request.method == "POST":
        return not_allowed()
    return None


def root_of(request: Request) -> str:
    """The path below which the server is reached, without `/` at its end."""
    root: str = request.scope.get("root_path", "")
    return root.rstrip("/")


async def body_of(request: Request) -> bytes:
    """The request's body; refused where it is too long."""
    found = b""
    async for chunk in request.stream():
        found += chunk
        if len(found) > LARGEST:
            raise HTTPException(413, f"A request may have {LARGEST:,} bytes.", headers=OPEN)
    return found


def kind_of(request: Request) -> str:
    """The media type of the request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def parameters_of(text: str) -> dict[str, list[str]]:
    """The parameters of a form or an address. Raises ValueError."""
    return parse_qs(text, keep_blank_values=True, max_num_fields=100)


async def form_of(request: Request) -> dict[str, list[str]]:
    """The parameters of a request, in its address or in the form that it sends."""
    try:
        if request.method != "POST":
            return parameters_of(request.url.query)
        if kind_of(request) != FORM:
            raise HTTPException(415, f"Send a form: {FORM}.", headers=OPEN)
        return parameters_of((await body_of(request)).decode("utf-8"))
    except ValueError as error:
        raise HTTPException(400, f"The parameters cannot be read: {error}", headers=OPEN) from error
