"""The figures are those of the scorer that the annotations come with."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from communique import resources
from communique.evaluation import Found, Verdict, by_document, judge, load_gold, macro_f1, scores
from communique.evaluation.proofs import judged
from communique.pipeline import Tabled, tabulate
from communique.settings import EvidenceMode, Settings


@pytest.fixture(scope="module")
def tabled(shared: Path) -> Tabled:
    texts = str(shared / "benchmark" / "texts")
    return tabulate([texts], Settings(evidence=EvidenceMode.QUOTE), resources.mappings())


@pytest.fixture(scope="module")
def verdicts(shared: Path, tabled: Tabled) -> list[Verdict]:
    found = by_document(tabled.tables)
    gold = load_gold(shared / "benchmark" / "gold")
    return [verdict for one in gold for verdict in judge(one, found.get(one.document, Found()))]


def written(tables: Mapping[str, Sequence[Mapping[str, str]]], folder: Path) -> Path:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]) if rows else ["document"])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def test_the_figures_are_equal(shared: Path, tabled: Tabled, verdicts: list[Verdict], tmp_path: Path) -> None:
    scorer = str(shared / "benchmark" / "score.py")
    command = [sys.executable, scorer, str(written(tabled.tables, tmp_path)), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = scores(verdicts)
    ours: dict[str, object] = {
        kind: {"p": round(one.precision, 4), "r": round(one.recall, 4), "f1": round(one.f1, 4)}
        for kind, one in found.items()
    }
    assert ours | {"macro_f1": round(macro_f1(found), 4)} == theirs


def _without_proof(tabled: Tabled, verdicts: list[Verdict]) -> Iterator[Verdict]:
    facts = {one.document.name: one for one in tabled.corpus.documents}
    for verdict in verdicts:
        dated = verdict.kind in ("dates", "places", "agreements")  # a row may hold no date or place
        found = verdict.rows and verdict.outcome in ("right", "extra")
        if found and not dated and not list(judged([verdict], facts)):
            yield verdict


def test_every_fact_that_was_judged_has_its_proof(tabled: Tabled, verdicts: list[Verdict]) -> None:
    unproved = list(_without_proof(tabled, verdicts))
    # A party may be known from the meeting itself, or a name from a signature: few, never most.
    assert len(unproved) < len(verdicts) / 20, [f"{one.kind} {one.note}" for one in unproved]
