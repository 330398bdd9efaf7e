"""The site of the examples behind a web server on loopback, and the system's Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from communique import resources
from communique.pipeline import Job, build
from communique.publishing import site
from communique.settings import EvidenceMode, Settings
from communique.texts import read_texts


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def engine(root: Path) -> Path | None:
    archive = root / "build/engine.tgz"
    return archive if archive.is_file() else None


@pytest.fixture(scope="session")
def public(root: Path, engine: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts, settings = str(root / "examples/texts"), Settings(evidence=EvidenceMode.QUOTE)
    work = tmp_path_factory.mktemp("browser")
    build(Job((texts,), work / "build", settings, resources.mappings()))
    opened = site.opened(work / "build", settings, read_texts([texts], settings), engine)
    (work / "host/some/folder").mkdir(parents=True)
    site.write(opened, work / "host/some/folder", lambda *_: None)
    return work / "host"


@pytest.fixture(scope="session")
def address(public: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(public)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/some/folder/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here: `apt-get install chromium` installs it")
    try:
        playwright = import_module("playwright.sync_api")
    except ImportError:
        pytest.skip("Playwright is not installed: `make browser` installs it")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page in a window of its own, with what it asked for and complained of."""

    def __init__(self, chromium: Any, address: str, **how: Any) -> None:
        self.context = chromium.new_context(**how)
        self.page = self.context.new_page()
        self.address = address
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page

    def foreign(self) -> list[str]:
        """What was asked of another host."""
        host = self.address.split("/some/")[0]
        return [url for url in self.asked if not url.startswith((host, "data:", "blob:"))]


@pytest.fixture
def visit(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    found = Visit(chromium, address, **getattr(request, "param", {}))
    yield found
    found.context.close()
