"""A server that clients reach below a path of another one: `https://example.org/data/`."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send


def prefix(address: str) -> str:
    """The path that an address puts before every path here, without `/` at its end."""
    return urlsplit(address).path.rstrip("/")


class Prefixed:
    """An ASGI layer that says below which path the server is reached, so that redirects lead back below it.

    Whether a proxy passes the path on with or without the prefix makes no difference. Passed on whole, it
    keeps its percent-encoding, which proxies that cut something off undo.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app = app
        self.root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the prefix noted."""
        if scope["type"] == "http" and self.root:
            scope = {**scope, "root_path": self.root}
        await self.app(scope, receive, send)
