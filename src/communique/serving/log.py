"""One line of JSON for each request, on standard error: what was asked, what came of it, how long it took."""

from __future__ import annotations

import json
from time import perf_counter
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class AccessLog:
    """An ASGI layer that logs. A line break or escape in a path cannot forge a line: JSON writes it out."""

    def __init__(self, app: ASGIApp, stream: TextIO) -> None:
        self.app = app
        self.stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log what came of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, size, started = 0, 0, perf_counter()

        async def counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            line = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status or 500,
                "bytes": size,
                "ms": round((perf_counter() - started) * 1000, 1),
            }
            self.stream.write(json.dumps(line) + "\n")
            self.stream.flush()
