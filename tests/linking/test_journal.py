"""Verdicts on disk: each at once, none lost to a kill, none taken from a line that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from communique.errors import ReviewError
from communique.linking import journal, proposals
from communique.linking.journal import How, Verdict
from communique.linking.proposals import Proposal
from communique.linking.session import Session

Queue = tuple[Proposal, ...]


def times() -> Iterator[str]:
    return (f"2026-11-25T10:00:{second:02}+00:00" for second in count())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "review" / "journal.jsonl"


@pytest.fixture
def session(queue: Queue, path: Path) -> Session:
    return Session(queue, path, "an editor", times().__next__)


def labels(found: list[Proposal]) -> list[str]:
    return [proposal.object[-3:] for proposal in found]


def test_a_verdict_is_on_disk_at_once(session: Session, queue: Queue, path: Path) -> None:
    made = session.decide(queue[0], Verdict.ACCEPT)
    assert journal.read(path) == (made,)
    assert (made.by, made.at, made.how) == ("an editor", "2026-11-25T10:00:00+00:00", How.HAND)


def test_accepting_one_closes_its_rivals(session: Session, queue: Queue) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    assert labels(session.open()) == ["Q21", "Q31"]


def test_rejecting_one_leaves_its_rivals_open(session: Session, queue: Queue) -> None:
    session.decide(queue[0], Verdict.REJECT)
    assert labels(session.open()) == ["Q12", "Q21", "Q31"]


def test_none_of_these_closes_the_subject(session: Session, queue: Queue) -> None:
    session.decide(queue[0], Verdict.NONE)
    assert labels(session.open()) == ["Q21", "Q31"]


def test_what_is_unsure_is_shown_again_only_where_asked_for(session: Session, queue: Queue) -> None:
    session.decide(queue[2], Verdict.UNSURE)
    assert labels(session.open()) == ["Q11", "Q12", "Q31"]
    assert labels(session.open([Verdict.UNSURE])) == ["Q11", "Q12", "Q21", "Q31"]


def test_undo_takes_back_one_verdict_after_the_other(session: Session, queue: Queue) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    session.decide(queue[2], Verdict.REJECT)
    assert [session.undo(), session.undo(), session.undo()][2] is None
    assert session.open() == list(queue)


def test_undo_of_a_changed_verdict_brings_back_the_one_before(session: Session, queue: Queue) -> None:
    session.decide(queue[2], Verdict.REJECT)
    session.decide(queue[2], Verdict.ACCEPT)
    session.undo()
    assert journal.standing(session.entries)[queue[2].id].verdict is Verdict.REJECT


def test_a_session_goes_on_where_another_was(session: Session, queue: Queue, path: Path) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    session.decide(queue[2], Verdict.REJECT)
    session.undo()
    again = Session(queue, path, "somebody else", times().__next__)
    assert again.open() == session.open()
    assert again.undo() is not None
    assert again.open() == list(queue)


def test_a_line_cut_off_anywhere_is_no_verdict(session: Session, queue: Queue, path: Path) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    one = path.read_bytes()
    session.decide(queue[2], Verdict.REJECT)
    two = path.read_bytes()
    for length in range(len(one), len(two)):
        path.write_bytes(two[:length])
        again = Session(queue, path, "an editor", times().__next__)
        assert labels(again.open()) == ["Q21", "Q31"]
        assert path.read_bytes() == one


def test_after_a_cut_line_the_next_verdict_stands_by_itself(
    session: Session, queue: Queue, path: Path
) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    path.write_bytes(path.read_bytes() + b'{"at": "20')
    Session(queue, path, "an editor", times().__next__).decide(queue[3], Verdict.ACCEPT)
    assert len(journal.read(path)) == 2


@pytest.mark.parametrize("line", ["{}", "no JSON", '{"verdict": "perhaps"}', "[]", ""])
def test_a_corrupt_line_stops_the_review(session: Session, queue: Queue, path: Path, line: str) -> None:
    session.decide(queue[0], Verdict.ACCEPT)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(ReviewError, match=r"journal\.jsonl:2: is no verdict"):
        Session(queue, path, "an editor", times().__next__)


def test_a_threshold_accepts_only_what_has_no_rival_as_high(session: Session) -> None:
    assert [made.object[-3:] for made in session.accept_above(95)] == ["Q11", "Q31"]


def test_a_threshold_accepts_none_of_two_that_are_both_high(session: Session) -> None:
    assert [made.object[-3:] for made in session.accept_above(50)] == ["Q21", "Q31"]
    assert {made.how for made in session.entries} == {How.THRESHOLD}
    assert labels(session.open()) == ["Q11", "Q12"]


def test_a_threshold_leaves_what_was_decided(session: Session, queue: Queue) -> None:
    session.decide(queue[3], Verdict.REJECT)
    assert [made.object[-3:] for made in session.accept_above(95)] == ["Q11"]


def test_a_queue_is_read_as_it_was_written(queue: Queue, tmp_path: Path) -> None:
    proposals.write(reversed(queue), tmp_path / "queue.jsonl")
    assert proposals.read(tmp_path / "queue.jsonl") == queue
    assert proposals.read(tmp_path / "none.jsonl") == ()


def test_a_corrupt_queue_is_refused_with_its_line(queue: Queue, tmp_path: Path) -> None:
    path = tmp_path / "queue.jsonl"
    proposals.write(queue, path)
    path.write_text(path.read_text().replace('"subject": "person/ben-example", ', ""))
    with pytest.raises(ReviewError, match=r"queue\.jsonl:3: is no proposal: .*'subject'"):
        proposals.read(path)


def test_what_is_no_individual_is_at_most_close(queue: Queue) -> None:
    assert queue[0].predicate == "owl:sameAs"
    assert replace(queue[0], kind="post").predicate == "skos:closeMatch"
