"""The reliability tables that `benchmarks/calibrate.py` prints."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from benchmarks.calibrate import by_confidence, by_rule, main
from communique.evaluation.proofs import Judged

FACTS = [
    Judged("posts", "before", 0.9, True),
    Judged("posts", "before", 0.9, True),
    Judged("posts", "after", 0.7, False),
    Judged("people", "name", 1.0, True),
]


def test_a_row_for_each_bin() -> None:
    rows = [line for line in by_confidence(FACTS) if line.startswith(("| 0", "| 1"))]
    assert [row[:28] for row in rows] == [
        "| 0.7–0.8 | 1 | 0.700 | 0.00",
        "| 0.9–1.0 | 2 | 0.900 | 1.00",
        "| 1 | 1 | 1.000 | 1.000 | 0.",
    ]


def test_a_row_for_each_rule_the_worst_first() -> None:
    rows = [line.split(" | ") for line in by_rule(FACTS)][2:]
    assert [row[1] for row in rows] == ["after", "before", "name"]
    assert [row[5] for row in rows] == ["0.70", "0.90", "1.00"]


def test_a_run(tmp_path: Path) -> None:
    text = (
        "Vienna, 4 March 2021 – Ms. Jane Doe, Director for Water Policy, met Mr. John Roe in Vienna today.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gold = {"document": "a.txt", "people": [{"name": ["Jane Doe"], "posts": [{"post": ["Director"]}]}]}
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    result = CliRunner().invoke(main, [str(tmp_path / "a.txt"), str(tmp_path / "a.json")])
    assert result.exit_code == 0, result.output
    assert "| people | name | 2 | 0.500 |" in result.stdout
