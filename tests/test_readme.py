"""What the README shows is what the commands give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import COMMANDS, main
from docs.readme import QUESTION, renewed


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_picture_and_answer_are_those_of_now(root: Path, text: str, tmp_path: Path) -> None:
    arguments = ["build", str(root / "examples" / "texts"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (0, 1), result.output
    assert renewed(text, tmp_path / "out") == text, "run `make readme`"
    asked = CliRunner().invoke(main, ["query", str(tmp_path / "out"), QUESTION]).stdout
    assert all(f"    {line}" in text for line in asked.splitlines())


def test_every_command_is_named(text: str) -> None:
    assert {name for name in re.findall(r"`communique (\w+)", text) if name in COMMANDS} == set(COMMANDS)


def test_every_link_leads_somewhere(root: Path) -> None:
    pages = {name: (root / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
    for name, page in pages.items():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page):
            assert (root / target).exists(), f"{name}: {target}"
