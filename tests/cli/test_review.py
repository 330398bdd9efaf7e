"""`communique review`: one key a verdict, each on disk before the next question."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import communique
from communique.identity import sssom
from communique.linking import journal, proposals
from communique.linking.journal import Verdict, standing
from communique.linking.proposals import Proposal
from communique.linking.run import JOURNAL, QUEUE
from tests.cli.conftest import Run
from tests.linking.conftest import mappings, queue

__all__ = ["mappings", "queue"]


@pytest.fixture
def folder(queue: tuple[Proposal, ...], tmp_path: Path) -> Path:
    proposals.write(queue, tmp_path / "review" / QUEUE)
    return tmp_path / "review"


def given(folder: Path) -> list[tuple[str, Verdict]]:
    found = standing(journal.read(folder / JOURNAL)).values()
    return [(item.object[-3:], item.verdict) for item in found]


def objects(mappings: Path, name: str) -> list[str]:
    return [row.cell("object_id") for row in sssom.read(mappings / f"{name}.sssom.tsv").rows]


def test_both_sides_are_shown_with_their_evidence(run: Run, folder: Path, mappings: Path) -> None:
    result = run("review", folder, "--author", "an editor", "--mappings", mappings, input="q")
    assert result.exit_code == 0, result.output
    for words in (
        "4 open: person/ann-example",
        "post: Director, Example Office (2021-03-03, a.txt 3–9)",
        "https://www.wikidata.org/wiki/Q11",
        "score 96; the service is certain; P39 50.0; exact True (Table of items)",
        "a/j accept",
    ):
        assert words in result.stdout


def test_the_sentence_is_shown_of_texts_that_are_given(
    run: Run, queue: tuple[Proposal, ...], mappings: Path, tmp_path: Path
) -> None:
    text = "Nobody was there.\n\nMs. Ann Example, Director of the Office, spoke to them. Then all left.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    start = text.index("Director")
    proof = replace(queue[0].facts[0], sha256=sha256(text.encode()).hexdigest(), start=start, end=start + 8)
    proposals.write([replace(queue[0], facts=(proof,))], tmp_path / "review" / QUEUE)
    options = ("--author", "an editor", "--mappings", mappings, "--texts", tmp_path / "a.txt")
    shown = run("review", tmp_path / "review", *options, input="q", color=True).stdout
    assert "Ms. Ann Example, \x1b[4mDirector\x1b[0m of the Office, spoke to them.\n" in shown
    plain = run("review", tmp_path / "review", *options, input="q", color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" not in plain


@pytest.mark.parametrize("keys", ["ard", "jlk", "ARD"])
def test_a_key_a_verdict_with_either_hand(run: Run, folder: Path, mappings: Path, keys: str) -> None:
    result = run("review", folder, "--author", "an editor", "--mappings", mappings, input=keys)
    assert result.exit_code == 0, result.output
    assert given(folder) == [("Q11", Verdict.ACCEPT), ("Q21", Verdict.REJECT), ("Q31", Verdict.UNSURE)]
    assert objects(mappings, "wikidata") == ["wd:Q11"]
    assert objects(mappings, "wikidata-negative") == ["wd:Q21"]
    assert "1 accepted, 1 rejected, 1 unsure; 0 open" in result.stdout


def test_undo_takes_back_and_shows_again(run: Run, folder: Path, mappings: Path) -> None:
    result = run("review", folder, "--author", "an editor", "--mappings", mappings, input="arzzxszq")
    assert "taken back: reject Ben Example" in result.stdout
    assert "taken back: accept Ann Example" in result.stdout
    assert "taken back: skip" in result.stdout
    assert given(folder) == [("Q11", Verdict.NONE)]
    assert objects(mappings, "wikidata-negative") == ["sssom:NoTermFound"]


def test_undo_in_a_later_review_takes_the_row_back(run: Run, folder: Path, mappings: Path) -> None:
    options = ("--author", "an editor", "--mappings", mappings)
    run("review", folder, *options, input="aq")
    assert objects(mappings, "wikidata") == ["wd:Q11"]
    run("review", folder, *options, input="zq")
    assert objects(mappings, "wikidata") == []
    assert given(folder) == []


def test_what_was_skipped_is_open_in_the_next_review(run: Run, folder: Path, mappings: Path) -> None:
    options = ("--author", "an editor", "--mappings", mappings)
    first = run("review", folder, *options, input="ssss")
    assert "no verdicts; 4 open" in first.stdout
    assert "4 open: person/ann-example" in run("review", folder, *options, input="q").stdout


def test_a_key_that_does_nothing_says_what_others_do(run: Run, folder: Path, mappings: Path) -> None:
    result = run("review", folder, "--author", "an editor", "--mappings", mappings, input="yq")
    assert "'y' does nothing. a/j accept" in result.stdout
    assert given(folder) == []


def test_ctrl_c_keeps_what_was_decided(run: Run, folder: Path, mappings: Path) -> None:
    result = run("review", folder, "--author", "an editor", "--mappings", mappings, input="a\x03")
    assert result.exit_code == 130
    assert given(folder) == [("Q11", Verdict.ACCEPT)]
    assert objects(mappings, "wikidata") == ["wd:Q11"]


def test_a_threshold_accepts_what_has_no_rival(run: Run, folder: Path, mappings: Path) -> None:
    options = ("--author", "an editor", "--mappings", mappings)
    result = run("review", folder, *options, "--accept-above", "95")
    assert result.exit_code == 0, result.output
    assert objects(mappings, "wikidata") == ["wd:Q11", "wd:Q31"]
    assert "accepted: Cy Example = cy-example there" in result.stdout


def test_a_table_goes_out_and_comes_back(run: Run, folder: Path, mappings: Path, tmp_path: Path) -> None:
    table = tmp_path / "open.tsv"
    result = run("review", folder, "--export", table)
    assert "4 open proposals" in result.stdout
    lines = table.read_text(encoding="utf-8").splitlines()
    place = lines[0].split("\t").index("verdict")
    cells = lines[3].split("\t")
    cells[place] = "accept"
    table.write_text("\n".join([*lines[:3], "\t".join(cells), *lines[4:]]) + "\n", encoding="utf-8")
    options = ("--author", "an editor", "--mappings", mappings, "--import", table)
    assert "1 verdicts, 1 of them new" in run("review", folder, *options).stdout
    assert "1 verdicts, 0 of them new" in run("review", folder, *options).stdout
    assert objects(mappings, "wikidata") == ["wd:Q21"]


def test_a_decision_needs_an_author_and_mappings_to_stand_in(run: Run, folder: Path) -> None:
    assert "a decision has an author" in run("review", folder, input="q").stderr
    assert run("review", folder, input="q").exit_code == 2


def test_no_proposals_is_told(run: Run, tmp_path: Path) -> None:
    result = run("review", tmp_path)
    assert result.exit_code == 2
    assert "holds no proposals; `communique link` makes them" in result.stderr


def test_a_corrupt_row_is_refused_with_file_line_and_column(run: Run, folder: Path, mappings: Path) -> None:
    options = ("--author", "an editor", "--mappings", mappings)
    run("review", folder, *options, input="aq")
    path = mappings / "wikidata.sssom.tsv"
    path.write_text(path.read_text().replace("owl:sameAs", "owl:somewhat"))
    result = run("review", folder, *options, input="rq")
    assert result.exit_code == 2
    assert "wikidata.sssom.tsv:11: column predicate_id: 'owl:somewhat' is not one of those" in result.stderr
    assert given(folder) == [("Q11", Verdict.ACCEPT)]


def test_a_killed_review_loses_no_verdict(folder: Path, mappings: Path) -> None:
    command = [sys.executable, "-c", "from communique.cli import main; main()", "review", str(folder)]
    command += ["--author", "an editor", "--mappings", str(mappings)]
    environment = os.environ | {"PYTHONPATH": str(Path(communique.__file__).parent.parent), "NO_COLOR": "1"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        assert "4 open" in _until(ours, "p stop")
        os.write(ours, b"a")
        assert "accepted: Ann Example" in _until(ours, "p stop")
        os.write(ours, b"r")
        assert "rejected: Ben Example" in _until(ours, "p stop")
        process.send_signal(signal.SIGKILL)
    os.close(ours)
    assert given(folder) == [("Q11", Verdict.ACCEPT), ("Q21", Verdict.REJECT)]
    assert objects(mappings, "wikidata") == []
    done = subprocess.run(command, env=environment, input="d", capture_output=True, text=True, check=True)
    assert "1 open: person/cy-example" in done.stdout
    assert "1 accepted, 1 rejected, 1 unsure; 0 open" in done.stdout
    assert objects(mappings, "wikidata") == ["wd:Q11"]
    assert objects(mappings, "wikidata-negative") == ["wd:Q21"]


def _until(terminal: int, words: str) -> str:
    """What a terminal shows up to some words."""
    seen, end = "", time.monotonic() + 60
    while words not in seen:
        assert time.monotonic() < end, seen
        seen += os.read(terminal, 1000).decode(errors="replace")
    return seen
