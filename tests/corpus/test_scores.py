"""The scorer's figures, kept from falling: the five of the corpus, and all seventeen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.conftest import build

MACRO = "macro_f1"


def scores(shared: Path, tables: Path, only: str = "") -> dict[str, float]:
    """Macro F1 and the F1 of each kind of fact."""
    command = [sys.executable, str(shared / "benchmark" / "score.py"), str(tables), "--only", only, "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout)
    return {MACRO: found.pop(MACRO)} | {kind: figures["f1"] for kind, figures in found.items()}


@pytest.fixture(scope="module")
def of_five(shared: Path, built: Path) -> dict[str, float]:
    return scores(shared, built / "tables", "0")


@pytest.fixture(scope="module")
def of_all(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    out = tmp_path_factory.mktemp("benchmark") / "out"
    build(shared / "benchmark" / "texts", out)
    return scores(shared, out / "tables")


def test_the_five_together(of_five: dict[str, float]) -> None:
    assert of_five[MACRO] >= 0.97, of_five


def test_no_kind_of_fact_of_the_five_is_left_behind(of_five: dict[str, float]) -> None:
    assert {kind: figure for kind, figure in of_five.items() if figure < 0.93} == {}


def test_all_seventeen(of_all: dict[str, float]) -> None:
    assert of_all[MACRO] >= 0.9, of_all
