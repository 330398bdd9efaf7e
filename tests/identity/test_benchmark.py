"""What `benchmarks/identity.py` prints; what identity costs depends on the machine and is no test."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import identity


def test_growth_as_n_log_n() -> None:
    assert identity.growth(100, 10_000) == pytest.approx(200)


def test_rows_hold_each_size_against_the_one_before() -> None:
    costs = [identity.Cost(100, 300, 0.1, 50), identity.Cost(10_000, 30_000, 15.0, 400)]
    assert list(identity.rows(costs)) == [
        "documents  mentions   seconds  n log n   memory",
        "      100       300      0.10             50 MB",
        "   10,000    30,000     15.00    20.00   400 MB",
    ]


def test_texts_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ms. Jane Example, Director for Borders, spoke.", encoding="utf-8")
    cache = tmp_path / "facts.pickle"
    asked = [str(tmp_path / "a.txt"), "--cache", str(cache), "--sizes", "1", "--repeat", "1"]
    first = CliRunner().invoke(identity.main, asked)
    assert first.exit_code == 0, first.output
    assert cache.exists()
    (tmp_path / "a.txt").unlink()
    again = CliRunner().invoke(identity.main, ["--cache", str(cache), "--sizes", "1", "--repeat", "1"])
    assert again.exit_code == 0, again.output
    assert again.output.splitlines()[1].split()[:2] == ["1", "1"]
