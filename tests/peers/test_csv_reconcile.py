"""From a build to published links through a second implementation of the API, over loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from communique import resources
from communique.linking import proposals
from communique.linking.run import QUEUE
from tests.cli.conftest import Run, built, run, write_texts
from tests.linking.conftest import mappings as decisions

__all__ = ["built", "decisions", "run"]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HERE = Path(__file__).parent


@pytest.fixture
def service(peers: Path, tmp_path: Path) -> Iterator[str]:
    """csv-reconcile with a table of our own."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    folder = tmp_path / "service"
    folder.mkdir()
    command: list[str | Path] = [peers / "python", HERE / "serve.py", str(port), HERE / "items.csv", folder]
    log = tmp_path / "service.log"
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream) as process:
        try:
            _wait(port, process, log)
            yield f"http://127.0.0.1:{port}/reconcile"
        finally:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def test_asked_decided_and_published(
    run: Run, built: Path, service: str, decisions: Path, tmp_path: Path
) -> None:
    (tmp_path / "quick.toml").write_text("reconcile_interval = 0\n")
    review = tmp_path / "review"
    options = ("--review", review, "--endpoint", service, "--settings", tmp_path / "quick.toml")
    asked = run("link", built, *options, "--kind", "person")
    assert asked.exit_code == 0, asked.output
    found = [(p.label, p.object_label, p.object[-7:], p.best) for p in proposals.read(review / QUEUE)]
    assert ("Jane Doe", "Jane Doe", "Q900001", True) in found
    assert ("Jane Doe", "Jane Do", "Q900002", False) in found
    assert {p.service for p in proposals.read(review / QUEUE)} == {"A table of our own"}

    threshold = ("--accept-above", "99", "--author", "an editor", "--mappings", decisions)
    decided = run("review", review, *threshold)
    assert decided.exit_code == 0, decided.output
    _with_lexicon(decisions)
    texts = write_texts(tmp_path / "texts")
    again = run("build", texts, "--out", tmp_path / "out", "--mappings", decisions)
    assert again.exit_code == 0, again.output
    published = (tmp_path / "out" / "links" / "wikidata.sssom.tsv").read_text(encoding="utf-8")
    assert "\towl:sameAs\twd:Q900001\t" in published
    assert "Q900002" not in published


def _with_lexicon(folder: Path) -> None:
    """The rest of the shipped mappings, beside decisions of one's own."""
    ours = shutil.ignore_patterns("*.sssom.tsv")
    shutil.copytree(resources.mappings(), folder, ignore=ours, dirs_exist_ok=True)
