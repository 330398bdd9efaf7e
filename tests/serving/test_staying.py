"""A server that stays: a new build is taken up under load, and a request that is under way ends well."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from communique import resources
from communique.pipeline import Job, build
from communique.serving.sparql import Asked, Limits, Pool
from communique.settings import EvidenceMode, Settings
from tests.serving.running import ask, free_port, served

pytestmark = pytest.mark.enable_socket

COUNT = f"/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')}"
# Some seconds of work that ends.
SLOW = quote(
    "SELECT (COUNT(*) AS ?n) { { SELECT ?p ?x { ?a ?p ?x } LIMIT 1500 } ?b ?q ?y "
    "FILTER (?p = ?q && STRLEN(STR(?x)) < STRLEN(STR(?y))) }"
)


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


def quads(address: str) -> int:
    found: int = json.loads(ask(address, "/health").body)["quads"]
    return found


def test_a_new_build_drops_no_request(root: Path, out: Path, tmp_path: Path) -> None:
    texts = sorted((root / "examples" / "texts").iterdir())[:3]
    with served(out, tmp_path / "log") as address, ThreadPoolExecutor(3) as pool:
        before, done = quads(address), threading.Event()
        asking = [pool.submit(statuses, address, path, done) for path in ("/index.html", "/health", COUNT)]
        settings = Settings(evidence=EvidenceMode.QUOTE)
        build(Job(tuple(map(str, texts)), out, settings, resources.mappings()))
        end = time.monotonic() + 60
        while quads(address) == before and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(1)
        done.set()
        seen = [future.result() for future in asking]
        assert quads(address) < before
    assert [set(found) for found in seen] == [{200}, {200}, {200}]
    assert '"reloaded"' in (tmp_path / "log").read_text(encoding="utf-8")


def statuses(address: str, path: str, done: threading.Event) -> list[int]:
    found = []
    while not done.is_set():
        found.append(ask(address, path).status)
    return found


def test_a_request_under_way_is_answered_before_the_end(out: Path, tmp_path: Path) -> None:
    port = free_port()
    with process(out, port, tmp_path / "log") as server, ThreadPoolExecutor(1) as pool:
        address = f"http://127.0.0.1:{port}"
        slow = pool.submit(ask, address, f"/sparql?query={SLOW}")
        time.sleep(0.2)
        assert not slow.done()
        server.send_signal(signal.SIGTERM)
        assert slow.result(timeout=60).status == 200
        assert server.wait(timeout=30) in (0, -signal.SIGTERM)


@contextmanager
def process(out: Path, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "communique.cli", "serve", str(out), "--port", str(port)]
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream) as server:
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end:
                try:
                    if ask(f"http://127.0.0.1:{port}", "/health").status == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield server
        finally:
            server.kill()


def test_a_pool_that_is_closed_answers_who_waits(out: Path) -> None:
    pool = Pool(out / "communique.nq", Limits(seconds=60, processes=1, patience=60))
    with ThreadPoolExecutor(2) as asking:
        slow = asking.submit(pool.ask, Asked(unquote(SLOW)))
        time.sleep(1)
        waiting = asking.submit(pool.ask, Asked("ASK {}"))
        time.sleep(0.2)
        assert not slow.done()
        pool.close()
        assert (slow.result().status, waiting.result().status) == (200, 200)
    assert pool.idle.empty()
    assert pool.ask(Asked("ASK {}")).status == 200
    assert pool.idle.empty()
