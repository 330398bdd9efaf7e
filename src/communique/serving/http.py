"""HTTP answers: validators, compression, cross-origin reading. RFC 9110, sections 8, 12 and 13."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Location, Content-Location",
    "X-Content-Type-Options": "nosniff",
}
METHODS: Final = "GET, HEAD, OPTIONS"
ASKING: Final = "GET, HEAD, OPTIONS, POST"  # where a question may be too long for an address
SMALL: Final = 600  # bytes below which compressing is no gain
PACKED: Final = ("text/", "application/", "image/svg")


@dataclass(frozen=True, slots=True)
class Content:
    """A representation: its bytes, its media type, when it changed, and headers of its own."""

    body: bytes
    media_type: str
    changed: float
    headers: Mapping[str, str] = field(default_factory=dict)


def answered(request: Request, content: Content) -> Response:
    """The representation, compressed where the client takes that; 304 where it has it already."""
    packed = _packs(request, content)
    tag = f'"{sha256(content.body).hexdigest()[:32]}{"-gzip" if packed else ""}"'
    stamp = formatdate(content.changed, usegmt=True)
    headers = {**OPEN, **content.headers, "ETag": tag, "Last-Modified": stamp, "Cache-Control": "no-cache"}
    vary = [name for name in (headers.get("Vary", ""), "Accept-Encoding") if name]
    headers["Vary"] = ", ".join(vary)
    if _known(request, tag, content.changed):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = typed(content.media_type)
    if packed:
        headers["Content-Encoding"] = "gzip"
        return Response(gzip.compress(content.body, 6, mtime=0), headers=headers)
    return Response(content.body, headers=headers)


def _packs(request: Request, content: Content) -> bool:
    wanted = request.headers.get("accept-encoding", "").replace(" ", "").lower().split(",")
    takes = any(part.split(";")[0] == "gzip" and not part.endswith(";q=0") for part in wanted)
    return takes and len(content.body) > SMALL and content.media_type.startswith(PACKED)


def _known(request: Request, tag: str, changed: float) -> bool:
    """Whether the client's copy is current: by its tag, else by its date."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in tags.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return int(changed) <= since.timestamp()
    except ValueError:
        return False


def typed(media_type: str) -> str:
    """A media type as a header has it: texts with their encoding."""
    plain = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if plain else media_type


def see_other(target: str, headers: Mapping[str, str]) -> Response:
    """303: what was asked for is a thing; `target` describes it."""
    return Response(status_code=303, headers={**OPEN, **headers, "Location": target})


def said(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error in plain words."""
    text = {**OPEN, **(headers or {}), "Content-Type": "text/plain; charset=utf-8"}
    return Response(f"{words}\n", status_code=status, headers=text)


def not_allowed(methods: str = METHODS) -> Response:
    """The refusal of another method, with those that there are."""
    return said(405, "This can be read only.", {"Allow": methods})


def options(methods: str = METHODS) -> Response:
    """What may be asked, for a browser of another origin too."""
    allowed = {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-Modified-Since, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers={**OPEN, **allowed})
