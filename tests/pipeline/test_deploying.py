"""What docs/deploy/kubernetes.yaml runs there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.cli import main

pytest.importorskip("distributed", reason="Dask is not installed: pip install communique[cluster]")


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
