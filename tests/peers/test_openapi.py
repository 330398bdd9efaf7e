"""The server's JSON parts as Schemathesis finds them, which asks what `/openapi.json` allows and what not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import built, run
from tests.serving.running import served

__all__ = ["built", "run"]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_every_answer_is_as_the_document_says(root: Path, peers: Path, built: Path, tmp_path: Path) -> None:
    program = peers / "schemathesis"
    if not program.exists():
        pytest.skip("Schemathesis is not installed: `make peers` installs it into .peers")
    env = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.peers.forms", "PYTHONPATH": str(root)}
    options = "--checks all --max-examples 40 --seed 1 --no-color".split()
    command: list[str | Path] = [program, "run"]
    with served(built, tmp_path / "serve.log") as address:
        done = subprocess.run(
            [*command, f"{address}/openapi.json", *options],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout
    assert "8 selected / 8 total" in done.stdout
    asked = (tmp_path / "serve.log").read_text(encoding="utf-8")
    for status in (200, 400):
        assert f'"method": "POST", "path": "/reconcile", "status": {status}' in asked
