"""A small corpus of our own words, and a build of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main

Run = Callable[..., Result]

FIRST = """# Ministers agree on a plan for rivers

Vienna, 4 March 2021 – The European Union (EU) and the United Nations (UN) held their Second Leaders' Dialogue
on Rivers in Vienna on 3 March 2021.

The Dialogue was co-chaired by Ms. Jane Doe, Director for Water Policy at the European Commission, and
Mr. John Roe, Under-Secretary-General of the United Nations.
"""
SECOND = """---
title: A call about rivers
date: '2021-05-06'
---
Foreign Minister Jane Doe of Austria spoke by phone with Foreign Minister John Roe of Norway today.
"""


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `communique` with arguments; paths may be paths."""

    def call(*arguments: str | Path, **options: str) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]

    return call


def write_texts(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "texts")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A build of the small corpus, for tests that only look at it; its texts lie beside it."""
    folder = tmp_path_factory.mktemp("built")
    result = run("build", write_texts(folder / "texts"), "--out", folder / "out")
    assert result.exit_code == 0, result.output
    return folder / "out"
