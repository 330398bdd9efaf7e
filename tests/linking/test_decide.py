"""Verdicts as rows of SSSOM files: each once, a Yes and a No apart, and nothing that a build would refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import MappingError, ReviewError
from communique.identity import load_decisions, sssom
from communique.linking import decide, journal
from communique.linking.journal import Entry, How, Verdict
from communique.linking.proposals import Proposal

Queue = tuple[Proposal, ...]
AT = "2026-11-25T10:00:00+00:00"


def entry(proposal: Proposal, verdict: Verdict, how: How = How.HAND, comment: str = "") -> Entry:
    return replace(journal.entry(proposal, verdict, "an editor", AT, how), comment=comment)


def rows(mappings: Path, name: str) -> list[tuple[str, ...]]:
    found = sssom.read(mappings / f"{name}.sssom.tsv").rows
    return [tuple(row.cell(c) for c in ("subject_id", "predicate_id", "object_id")) for row in found]


def test_a_yes_and_a_no_go_into_files_of_their_own(queue: Queue, mappings: Path) -> None:
    ann, _, ben, cy = queue
    given = [entry(ann, Verdict.ACCEPT), entry(ben, Verdict.REJECT), entry(cy, Verdict.NONE)]
    written = decide.write(given, mappings)
    assert [path.name for path in written] == ["wikidata.sssom.tsv", "wikidata-negative.sssom.tsv"]
    assert rows(mappings, "wikidata") == [("id:person/ann-example", "owl:sameAs", "wd:Q11")]
    assert rows(mappings, "wikidata-negative") == [
        ("id:person/ben-example", "owl:sameAs", "wd:Q21"),
        ("id:person/cy-example", "owl:sameAs", "sssom:NoTermFound"),
    ]


def test_a_row_says_by_whom_when_and_why(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.ACCEPT, comment="Same birthday.")], mappings)
    (row,) = sssom.read(mappings / "wikidata.sssom.tsv").rows
    assert row.cell("author_label") == "an editor"
    assert row.cell("mapping_date") == "2026-11-25"
    assert row.cell("mapping_justification") == "semapv:ManualMappingCuration"
    assert row.cell("confidence") == "0.95"
    said = "Compared by hand with what Table of items gives (score 96). Same birthday."
    assert row.cell("comment") == said


def test_what_a_threshold_took_does_not_pass_for_looked_at(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.ACCEPT, How.THRESHOLD, "threshold 95")], mappings)
    (row,) = sssom.read(mappings / "wikidata.sssom.tsv").rows
    assert row.cell("mapping_justification") == "semapv:CompositeMatching"
    assert float(row.cell("confidence")) < 0.95
    assert "threshold 95" in row.cell("comment")
    assert "not looked at by a person" in row.cell("comment")


def test_a_decision_within_the_data_goes_into_the_identity_files(queue: Queue, mappings: Path) -> None:
    twin = replace(queue[0], object="id:person/anna-example", object_label="Anna Example")
    other = replace(queue[2], object="id:person/benn-example")
    decide.write([entry(twin, Verdict.ACCEPT), entry(other, Verdict.REJECT)], mappings)
    assert rows(mappings, "identity") == [("id:person/ann-example", "owl:sameAs", "id:person/anna-example")]
    assert rows(mappings, "identity-negative")[0][2] == "id:person/benn-example"


def test_writing_twice_changes_nothing(queue: Queue, mappings: Path) -> None:
    given = [entry(queue[0], Verdict.ACCEPT)]
    assert decide.write(given, mappings)
    assert decide.write(given, mappings) == []


def test_a_verdict_taken_back_takes_its_row_along(queue: Queue, mappings: Path) -> None:
    given = [entry(queue[0], Verdict.ACCEPT), entry(queue[2], Verdict.REJECT)]
    decide.write(given, mappings)
    decide.write([*given, replace(given[0], verdict=Verdict.UNDO)], mappings)
    assert rows(mappings, "wikidata") == []
    assert len(rows(mappings, "wikidata-negative")) == 1


def test_rows_of_others_stay_as_they_are(root: Path, queue: Queue, mappings: Path) -> None:
    names = [f"{world}{sign}.sssom.tsv" for world in ("identity", "wikidata") for sign in ("", "-negative")]
    for name in names:
        (mappings / name).write_bytes((root / "mappings" / name).read_bytes())
    before = {name: set((mappings / name).read_text().splitlines()) for name in names}
    decide.write([entry(queue[0], Verdict.ACCEPT), entry(queue[2], Verdict.REJECT)], mappings)
    for name in names:
        now = set((mappings / name).read_text().splitlines())
        assert before[name] <= now
        assert len(now - before[name]) == (1 if name.startswith("wikidata") else 0)


def test_what_is_found_now_was_not_looked_for_in_vain(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.NONE)], mappings)
    decide.write([entry(queue[1], Verdict.ACCEPT)], mappings)
    assert rows(mappings, "wikidata-negative") == []
    assert rows(mappings, "wikidata") == [("id:person/ann-example", "owl:sameAs", "wd:Q12")]


def test_a_build_reads_what_was_decided(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.ACCEPT), entry(queue[3], Verdict.NONE)], mappings)
    found = load_decisions(mappings)
    (link,) = found.links("person/ann-example")
    assert (link.predicate, link.target) == ("owl:sameAs", "http://www.wikidata.org/entity/Q11")


def test_a_decision_that_says_the_opposite_of_another_is_not_written(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.REJECT)], mappings)
    before = (mappings / "wikidata-negative.sssom.tsv").read_text()
    with pytest.raises(ReviewError, match=r"wikidata-negative\.sssom\.tsv: .*says the opposite; nothing was"):
        decide.write([entry(queue[0], Verdict.ACCEPT)], mappings)
    assert (mappings / "wikidata-negative.sssom.tsv").read_text() == before
    assert not (mappings / "wikidata.sssom.tsv").exists()


def test_an_entity_without_a_prefix_is_refused(queue: Queue, mappings: Path) -> None:
    odd = replace(queue[0], object="https://other.example/7")
    with pytest.raises(MappingError, match=r"wikidata\.sssom\.tsv:1: no prefix .* https://other\.example/7"):
        decide.write([entry(odd, Verdict.ACCEPT)], mappings)


def test_a_corrupt_row_is_refused_with_file_line_and_column(queue: Queue, mappings: Path) -> None:
    decide.write([entry(queue[0], Verdict.ACCEPT)], mappings)
    path = mappings / "wikidata.sssom.tsv"
    path.write_text(path.read_text().replace("\t0.95\t", "\tsure\t"))
    with pytest.raises(MappingError, match=r"wikidata\.sssom\.tsv:11: column confidence: 'sure' is"):
        decide.write([entry(queue[3], Verdict.ACCEPT)], mappings)


def test_labels_fit_their_cells(queue: Queue, mappings: Path) -> None:
    odd = replace(queue[0], label="Ann\tof\nExample", object_label="“Ann” \u2028 E.")
    decide.write([entry(odd, Verdict.ACCEPT)], mappings)
    (row,) = sssom.read(mappings / "wikidata.sssom.tsv").rows
    assert (row.cell("subject_label"), row.cell("object_label")) == ("Ann of Example", "“Ann” E.")
