"""The commands of docs/scaling.md and docs/deploy/kubernetes.yaml are such as there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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


def known() -> Mapping[str, Any]:
    """The commands that are told of, by their first two words."""
    dask = {
        name: import_module(f"distributed.cli.dask_{name}").main for name in ("scheduler", "ssh", "worker")
    }
    build = main.get_command(main.make_context("communique", ["build"]), "build")
    return {"communique build": build} | {f"dask {name}": command for name, command in dask.items()}


def unknown(command: Sequence[str]) -> set[str]:
    """The options of a command that it does not have."""
    given = {word for word in command if re.match(r"--\w", word)}
    return given - options(known()[" ".join(command[:2])])


def test_the_containers_of_kubernetes_have_commands_that_there_are(root: Path) -> None:
    found = list(commands(root))
    assert {" ".join(command[:2]) for command in found} == known().keys() - {"dask ssh"}
    assert {" ".join(command): unknown(command) for command in found if unknown(command)} == {}


def test_the_commands_for_several_machines_have_options_that_there_are(root: Path) -> None:
    text = (root / "docs/scaling.md").read_text(encoding="utf-8")
    found = [line.split() for line in re.findall(r"^    ((?:dask|communique build) .*)", text, re.MULTILINE)]
    assert {" ".join(command[:2]) for command in found} == known().keys()
    assert {" ".join(command): unknown(command) for command in found if unknown(command)} == {}


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
