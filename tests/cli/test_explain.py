"""`communique explain`: what is read where, and by which rule."""

from __future__ import annotations

from pathlib import Path

from communique.cli.explain import COLOURS, explained
from communique.marks import Mark
from communique.model import Facts, Span
from communique.texts import parse_document
from tests.cli.conftest import Run

DOCUMENT = parse_document("a.txt", "Ministers met.\n\nMs. Jane Doe spoke.\n")
PERSON = Mark(Span(16, 28), "people.surfaces", "value Ms. Jane Doe", "stated", 1.0, "names:1")
NAME = Mark(Span(20, 28), "holdings", "title Director", "resolved", 0.5, "")


def test_lines_with_facts_are_shown_with_what_was_read() -> None:
    lines = list(explained(DOCUMENT, [PERSON, NAME]))
    painted = "\x1b[32m\x1b[4mMs. \x1b[0m\x1b[36m\x1b[4mJane Doe\x1b[0m spoke."
    assert len(lines) == 3
    assert lines[0].endswith(painted)
    assert "16–28" in lines[1]
    assert "“Ms. Jane Doe” value Ms. Jane Doe" in lines[1]
    assert "← names:1" in lines[1]
    assert lines[2].endswith("“Jane Doe” title Director [resolved] [0.50]")


def test_every_kind_of_fact_has_its_colour() -> None:
    assert set(COLOURS) == set(Facts.__dataclass_fields__) - {"document"}


def test_a_text_is_explained(run: Run, texts: Path) -> None:
    result = run("explain", texts / "first.txt")
    assert result.exit_code == 0, result.output
    assert "Jane Doe, Director for Water Policy" in result.stdout
    only = run("explain", texts / "first.txt", "--kind", "holdings")
    assert "title Director for Water Policy" in only.stdout
    assert "meetings" not in only.stdout


def test_one_text_at_a_time_and_a_good_one(run: Run, texts: Path) -> None:
    (texts / "empty.txt").touch()
    assert "stands for 3 texts" in run("explain", texts).stderr
    result = run("explain", texts / "empty.txt")
    assert result.exit_code == 2
    assert "is empty" in result.stderr


def test_each_step_of_reading_can_be_seen(run: Run, texts: Path) -> None:
    words = run("explain", texts / "first.txt", "--step", "words")
    assert "head “Director” Director  ← lexicon" in words.stdout
    mentions = run("explain", texts / "first.txt", "--step", "mentions")
    assert "John Roe: Under-Secretary-General (United Nations)  ← named_post" in mentions.stdout
    both = run("explain", texts / "first.txt", "--step", "words", "--kind", "holdings")
    assert both.exit_code == 2
    assert "leave it out with --step" in both.stderr
