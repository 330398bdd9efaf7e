"""Programs that serve on loopback for the time of a test, and what a client sees of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it came over the wire; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def where(self) -> str:
        """The path to which a redirect leads, whether it names the host or not."""
        return urlsplit(self.headers["location"]).path


def ask(address: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """One request, no redirect followed; headers are named with _ for -."""
    host = urlsplit(address).netloc
    with closing(HTTPConnection(host, timeout=30)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        merged: dict[str, str] = {}
        for name, value in answer.getheaders():
            merged[name.lower()] = ", ".join(filter(None, (merged.get(name.lower()), value)))
        return Answer(answer.status, merged, answer.read())


def free_port() -> int:
    """A port at which nothing listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port: int = listening.getsockname()[1]
    return port


@contextmanager
def running(
    command: Sequence[str | Path], port: int, log: Path, env: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A program for the time of the block, which begins when it listens."""
    with (
        log.open("wb") as stream,
        subprocess.Popen(command, stdout=stream, stderr=stream, env={**os.environ, **(env or {})}) as process,
    ):
        try:
            _wait(port, process, log)
            yield
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


@contextmanager
def served(out: Path, log: Path, *options: str | Path) -> Iterator[str]:
    """`communique serve` over a build, as a process of its own; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "communique.cli", "serve", out, "--port", str(port), *options]
    source = Path(__file__).resolve().parents[2] / "src"
    with running(command, port, log, {"PYTHONPATH": str(source)}):
        yield f"http://127.0.0.1:{port}"
