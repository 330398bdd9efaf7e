"""Our SSSOM files as sssom-py sees them: the shipped ones, those of a review, the published one."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from communique import resources
from communique.linking import decide, journal
from communique.linking.journal import Entry, How, Verdict
from communique.linking.proposals import Proposal
from tests.cli.conftest import built, run
from tests.linking.conftest import mappings as decisions
from tests.linking.conftest import queue

__all__ = ["built", "decisions", "queue", "run"]

SHIPPED = sorted(resources.mappings().glob("*.sssom.tsv"))


def complaints(peers: Path, path: Path) -> str:
    """What the validator says of a file; nothing where it is valid."""
    done = subprocess.run([peers / "sssom", "validate", path], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    return said if done.returncode or "ERROR" in said or "WARNING" in said else ""


def rows(peers: Path, path: Path) -> int:
    """How many mappings the stranger reads in a file."""
    code = "import sys, sssom; print(len(sssom.parsers.parse_sssom_table(sys.argv[1]).df))"
    done = subprocess.run([peers / "python", "-c", code, path], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def lines(path: Path) -> int:
    found = path.read_text(encoding="utf-8").splitlines()
    return len([line for line in found if not line.startswith("#")]) - 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_decisions_are_valid(peers: Path, path: Path) -> None:
    assert complaints(peers, path) == ""
    assert rows(peers, path) == lines(path) > 0


def test_what_review_writes_is_valid(peers: Path, queue: tuple[Proposal, ...], decisions: Path) -> None:
    ann, _, ben, cy = queue
    namesake = replace(ann, subject="person/brown/in/a", object="id:person/paula-brown")
    given = [
        _entry(ann, Verdict.ACCEPT, How.HAND),
        _entry(ben, Verdict.REJECT, How.TABLE),
        _entry(cy, Verdict.NONE, How.HAND),
        _entry(namesake, Verdict.ACCEPT, How.HAND),
    ]
    for path in decide.write(given, decisions):
        assert complaints(peers, path) == ""
        assert rows(peers, path) == lines(path)


def _entry(proposal: Proposal, verdict: Verdict, how: How) -> Entry:
    return journal.entry(proposal, verdict, "an editor", "2026-11-25T10:00:00+00:00", how)


def test_what_is_published_is_valid(peers: Path, built: Path) -> None:
    path = built / "links" / "wikidata.sssom.tsv"
    assert complaints(peers, path) == ""
    assert rows(peers, path) == lines(path) > 0


def test_the_stranger_complains_where_there_is_reason(peers: Path, tmp_path: Path) -> None:
    words = SHIPPED[-1].read_text(encoding="utf-8").replace("\tsemapv:", "\t").replace("\t0.98\t", "\tsure\t")
    (tmp_path / "bad.sssom.tsv").write_text(words, encoding="utf-8")
    assert complaints(peers, tmp_path / "bad.sssom.tsv") != ""
