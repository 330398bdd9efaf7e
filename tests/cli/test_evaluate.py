"""`communique evaluate`: figures, errors and where to look at them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.cli.evaluate import SHOWN_AS
from communique.cli.explain import COLOURS
from communique.evaluation import KINDS
from tests.cli.conftest import Run

JANE = {"name": ["Jane Doe"], "posts": [{"post": ["Foreign Minister"], "organization": ["Austria"]}]}
JOHN = {"name": ["John Roe"], "posts": [{"post": ["Foreign Minister"], "organization": ["Norway"]}]}
ABSENT = {"name": ["Max Mustermann"], "posts": []}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    call = {
        "label": ["call between Jane Doe and John Roe"],
        "type": "call",
        "status": "held",
        "start": "2021-05-06",
        "place": [],
        "participants": [
            {"agent": ["Jane Doe"], "type": "person", "role": "participant"},
            {"agent": ["John Roe"], "type": "person", "role": "participant"},
        ],
    }
    annotation = {
        "document": "second.md",
        "published": "2021-05-06",
        "people": [JANE, JOHN, ABSENT],
        "meetings": [call],
    }
    (folder / "second.json").write_text(json.dumps(annotation), encoding="utf-8")
    return folder


def test_every_kind_of_fact_can_be_looked_at() -> None:
    assert set(SHOWN_AS) == set(KINDS)
    assert {kind for kinds in SHOWN_AS.values() for kind in kinds} <= set(COLOURS)


def test_the_figures(run: Run, texts: Path, gold: Path) -> None:
    result = run("evaluate", texts, gold)
    assert result.exit_code == 0, result.output
    people = next(line for line in result.stdout.splitlines() if line.startswith("people"))
    assert people.split()[1:] == ["1.000", "0.667", "0.800", "2", "0", "1"]
    assert result.stdout.endswith("over 1 texts\n")
    assert "note: first.txt is not annotated" in result.stderr
    assert "missed" not in result.stdout.splitlines()[1:]


def test_an_error_comes_with_the_command_that_shows_it(run: Run, texts: Path, gold: Path) -> None:
    lines = run("evaluate", texts, gold, "--errors").stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.split()[:2] == ["people", "missed"])
    assert lines[at].endswith("Max Mustermann")
    program, *command = lines[at + 1].split()
    assert program == "communique"
    shown = run(*command)
    assert shown.exit_code == 0
    assert "Jane Doe" in shown.stdout


def test_as_json(run: Run, texts: Path, gold: Path) -> None:
    figures = json.loads(run("evaluate", texts, gold, "--json").stdout)
    assert figures["kinds"]["people"]["recall"] == 0.6667
    assert "errors" not in figures
    figures = json.loads(run("evaluate", texts, gold, "--json", "--errors").stdout)
    assert {"kind": "people", "outcome": "missed"}.items() <= figures["errors"][0].items()
    assert figures["errors"][0]["explain"].endswith("second.md --kind people")


def test_a_floor(run: Run, texts: Path, gold: Path) -> None:
    macro = json.loads(run("evaluate", texts, gold, "--json").stdout)["macro_f1"]
    assert run("evaluate", texts, gold, "--min", str(macro - 0.01)).exit_code == 0
    assert run("evaluate", texts, gold, "--min", str(macro + 0.01)).exit_code == 1
    assert run("evaluate", texts, gold, "--min", "90").exit_code == 2


def test_only_what_is_read_with_confidence(run: Run, texts: Path, gold: Path) -> None:
    figures = json.loads(run("evaluate", texts, gold, "--json", "--min-confidence", "1").stdout)
    assert figures["kinds"]["meetings"]["recall"] == 0


def test_a_text_that_cannot_be_read_is_missed_whole(run: Run, texts: Path, gold: Path) -> None:
    (texts / "second.md").write_bytes(b"\xff")
    result = run("evaluate", texts, gold)
    assert result.exit_code == 1
    assert "is not UTF-8" in result.stderr
    assert "people" in result.stdout


def test_annotations_of_other_texts(run: Run, texts: Path, gold: Path) -> None:
    result = run("evaluate", texts / "first.txt", gold)
    assert result.exit_code == 2
    assert "none of the annotations is of one of the texts" in result.stderr


def test_two_texts_of_one_name(run: Run, texts: Path, gold: Path) -> None:
    (texts / "copy").mkdir()
    (texts / "copy" / "second.md").write_text("Another text.", encoding="utf-8")
    result = run("evaluate", texts, gold)
    assert result.exit_code == 2
    assert "second.md" in result.stderr


def test_a_mistake_in_an_annotation(run: Run, texts: Path, gold: Path) -> None:
    (gold / "second.json").write_text('{"document": 1}', encoding="utf-8")
    result = run("evaluate", texts, gold)
    assert result.exit_code == 2
    assert "second.json: document must be a string" in result.stderr
