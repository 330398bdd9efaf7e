"""What docs/scaling.md gives to run on a cluster does run, as far as one machine can tell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.cli import main
from communique.pipeline import build
from tests.pipeline.test_cluster import files, job, texts
from tests.serving.running import free_port

__all__ = ["texts"]

pytest.importorskip("distributed", reason="Dask is not installed: pip install communique[cluster]")
pytestmark = pytest.mark.enable_socket


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Programs of a cluster, on this machine: Slurm's starts its command here, and the host is loopback."""
    folder = tmp_path / "bin"
    folder.mkdir()
    found = {
        "srun": 'exec "$@"',
        "hostname": "echo 127.0.0.1",
        "dask": f'exec {sys.executable} -m dask "$@"',
        "communique": f'exec {sys.executable} -m communique.cli "$@"',
    }
    for name, command in found.items():
        (folder / name).write_text(f"#!/bin/sh\n{command}\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_script_for_slurm_leaves_the_same_bytes(
    root: Path, texts: Path, programs: Path, tmp_path: Path
) -> None:
    script = (root / "docs/deploy/slurm.sh").read_text(encoding="utf-8")
    (tmp_path / "slurm.sh").write_text(script.replace("8786", str(free_port())))
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SLURM_CPUS_PER_TASK": "2",
        "COMMUNIQUE_PART_TEXTS": "10",
    }
    done = subprocess.run(
        ["sh", tmp_path / "slurm.sh", texts, tmp_path / "out"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    build(job(texts, "alone"))
    assert files(tmp_path / "out") == files(tmp_path / "alone")


def commands(root: Path) -> Iterator[list[str]]:
    """The commands of all containers of docs/deploy/kubernetes.yaml."""
    for made in yaml.safe_load_all((root / "docs/deploy/kubernetes.yaml").read_text(encoding="utf-8")):
        template: Mapping[str, Any] = made["spec"].get("template", {"spec": {"containers": []}})
        yield from (container["command"] for container in template["spec"]["containers"])


def options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}


def test_the_containers_of_kubernetes_have_commands_that_there_are(root: Path) -> None:
    found = {" ".join(command[:2]): command for command in commands(root)}
    known = {
        "dask scheduler": import_module("distributed.cli.dask_scheduler").main,
        "dask worker": import_module("distributed.cli.dask_worker").main,
        "communique build": main.get_command(main.make_context("communique", ["build"]), "build"),
    }
    assert found.keys() == known.keys()
    for name, command in found.items():
        given = {word for word in command if re.match(r"--\w", word)}
        assert given <= options(known[name]), name
