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


def resources(root: Path) -> list[Mapping[str, Any]]:
    return list(yaml.safe_load_all((root / "docs/deploy/kubernetes.yaml").read_text(encoding="utf-8")))


def commands(root: Path) -> Iterator[list[str]]:
    """The commands of all containers of docs/deploy/kubernetes.yaml."""
    for made in resources(root):
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


def test_a_build_that_tells_of_problems_is_not_tried_again(root: Path, tmp_path: Path) -> None:
    (job,) = (one["spec"] for one in resources(root) if one["kind"] == "Job")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/some.txt").write_text("Lisbon, 4 May 2021 - Ana Exemplo met partners.\n")
    (tmp_path / "texts/none.txt").touch()
    with pytest.raises(SystemExit) as ended:
        main(["build", str(tmp_path / "texts"), "--out", str(tmp_path / "out")])
    assert ended.value.code == 1
    assert (tmp_path / "out" / "report.md").exists()
    (rule,) = job["podFailurePolicy"]["rules"]
    (container,) = job["template"]["spec"]["containers"]
    told = {"containerName": container["name"], "operator": "In", "values": [ended.value.code]}
    assert rule == {"action": "FailJob", "onExitCodes": told}
    assert job["template"]["spec"]["restartPolicy"] == "Never"
