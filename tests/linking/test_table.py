"""Proposals as a table, and the verdicts of a table taken back in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from communique.errors import ReviewError
from communique.linking import journal, table
from communique.linking.journal import Verdict
from communique.linking.proposals import Proposal

Queue = tuple[Proposal, ...]


def filled(path: Path, queue: Queue, *verdicts: str) -> list[table.Filled]:
    lines = table.text(queue).splitlines()
    place = table.COLUMNS.index("verdict")
    rows = [line.split("\t") for line in lines]
    for row, verdict in zip(rows[1:], verdicts, strict=False):
        row[place] = verdict
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return table.filled(path, {proposal.id: proposal for proposal in queue}, {})


def test_a_table_has_a_row_a_proposal_with_both_sides(queue: Queue) -> None:
    rows = list(csv.DictReader(io.StringIO(table.text(queue)), delimiter="\t"))
    assert len(rows) == 4
    assert rows[0] | {"proposal": ""} == {
        "proposal": "",
        "subject_id": "id:person/ann-example",
        "subject_label": "Ann Example",
        "kind": "person",
        "also_called": "",
        "known": "post: Director, Example Office (2021-03-03, a.txt 3–9)",
        "object_id": "http://www.wikidata.org/entity/Q11",
        "object_label": "ann-example there",
        "description": "",
        "types": "",
        "score": "96",
        "match": "yes",
        "features": "P39=50.0 | exact=True",
        "page": "https://www.wikidata.org/wiki/Q11",
        "verdict": "",
        "comment": "",
    }


def test_verdicts_are_taken_back_in(queue: Queue, tmp_path: Path) -> None:
    found = filled(tmp_path / "t.tsv", queue, "accept", "", "None", " reject ")
    assert [(item.proposal.object[-3:], item.verdict, item.line) for item in found] == [
        ("Q11", Verdict.ACCEPT, 2),
        ("Q21", Verdict.NONE, 4),
        ("Q31", Verdict.REJECT, 5),
    ]


def test_columns_may_be_moved_added_and_quoted(queue: Queue, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(f'\ufeffnew\tverdict\tproposal\n"x"\t"accept"\t"{queue[0].id}"\n', encoding="utf-8")
    (item,) = table.filled(path, {queue[0].id: queue[0]}, {})
    assert item.verdict is Verdict.ACCEPT


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (("maybe",), r"t\.tsv:2: column verdict: 'maybe' is none of accept, reject, unsure, none"),
        (("accept", "accept"), r"t\.tsv:3: column verdict: person/ann-example .*, in line 2"),
    ],
)
def test_a_wrong_verdict_is_refused_with_line_and_column(
    queue: Queue, tmp_path: Path, verdicts: tuple[str, ...], words: str
) -> None:
    with pytest.raises(ReviewError, match=words):
        filled(tmp_path / "t.tsv", queue, *verdicts)


def test_a_second_accept_after_one_in_the_journal_is_refused(queue: Queue, tmp_path: Path) -> None:
    filled(tmp_path / "t.tsv", queue, "", "accept")
    given = {queue[0].id: journal.entry(queue[0], Verdict.ACCEPT, "an editor", "2026")}
    known = {proposal.id: proposal for proposal in queue}
    with pytest.raises(ReviewError, match=r"t\.tsv:3: .* accepted already, in the journal, as .*Q11"):
        table.filled(tmp_path / "t.tsv", known, given)


def test_a_proposal_that_nobody_made_is_refused(queue: Queue, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    filled(path, queue, "accept")
    with pytest.raises(ReviewError, match=r"t\.tsv:2: column proposal: '[0-9a-f]+' is not in the queue"):
        table.filled(path, {}, {})


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("proposal\tsubject_id\n")
    with pytest.raises(ReviewError, match=r"t\.tsv:1: column verdict is missing"):
        table.filled(tmp_path / "t.tsv", {}, {})
