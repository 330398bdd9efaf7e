"""The proof behind a row of a table, found again in the facts that the row was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from communique.evaluation.found import Row
from communique.evaluation.verdicts import Outcome, Verdict
from communique.model import Agreement, Facts, Initiative, Key, Meeting, Proof


@dataclass(frozen=True, slots=True)
class Judged:
    """A found fact of a kind: the rule that read it, how sure that was, and whether it is right."""

    kind: str
    rule: str
    confidence: float
    right: bool


def judged(verdicts: Iterable[Verdict], facts: Mapping[str, Facts]) -> Iterator[Judged]:
    """The verdicts on what was found, with the proofs; `facts` are those under shared keys, by the
    file's name. What the annotators would ignore is left out, as are rows that hold no such fact."""
    for verdict in verdicts:
        if verdict.outcome in (Outcome.RIGHT, Outcome.EXTRA, Outcome.WRONG):
            for row in verdict.rows:
                found = PROOFS[verdict.kind](facts[verdict.document], row)
                if found is not None:
                    yield Judged(verdict.kind, found.rule, found.confidence, verdict.outcome is Outcome.RIGHT)


def _key(iri: str) -> Key:
    return unquote(iri.partition("/id/")[2])


def _first(found: Iterable[Proof]) -> Proof | None:
    return next(iter(found), None)


def _document(facts: Facts, _row: Row) -> Proof | None:
    return facts.header.published.proof if facts.header.published else None


def _person(facts: Facts, row: Row) -> Proof | None:
    key = _key(row["person"])
    return _first(form.proof for person in facts.people if person.key == key for form in person.surfaces)


def _post(facts: Facts, row: Row) -> Proof | None:
    key, title = _key(row["person"]), row["post"]
    return _first(h.proof for h in facts.holdings if h.person == key and h.title == title)


def _meetings(facts: Facts, row: Row) -> Iterator[Meeting]:
    key = _key(row["meeting"])
    return (meeting for meeting in facts.meetings if meeting.key == key)


def _works(facts: Facts, row: Row) -> Iterator[Agreement | Initiative]:
    key = _key(row["agreement"])
    yield from (agreement for agreement in facts.agreements if agreement.key == key)
    yield from (initiative for initiative in facts.initiatives if initiative.key == key)


def _meeting(facts: Facts, row: Row) -> Proof | None:
    return _first(meeting.proof for meeting in _meetings(facts, row))


def _date(facts: Facts, row: Row) -> Proof | None:
    if "agreement" in row:
        return _first(work.date.proof for work in _works(facts, row) if work.date)
    return _first(meeting.date.proof for meeting in _meetings(facts, row) if meeting.date)


def _place(facts: Facts, row: Row) -> Proof | None:
    return _first(meeting.place.proof for meeting in _meetings(facts, row) if meeting.place)


def _participation(facts: Facts, row: Row) -> Proof | None:
    known = (_key(row["meeting"]), _key(row["agent"]), row["role"])
    return _first(p.proof for p in facts.participations if (p.meeting, p.agent, p.role) == known)


def _agreement(facts: Facts, row: Row) -> Proof | None:
    return _first(work.proof for work in _works(facts, row))


def _party(facts: Facts, row: Row) -> Proof | None:
    key = _key(row["party"])
    return _first(proof for work in _works(facts, row) for tied, proof in _ties(work) if tied == key)


def _ties(work: Agreement | Initiative) -> Iterator[tuple[Key, Proof]]:
    if isinstance(work, Agreement):
        yield from ((party.key, party.proof) for party in work.parties)
    else:
        yield from ((relation.key, relation.proof) for relation in work.relations)


def _quotation(facts: Facts, row: Row) -> Proof | None:
    place = (row["start"], row["end"])
    return _first(q.proof for q in facts.quotations if (str(q.span.start), str(q.span.end)) == place)


PROOFS: Final[Mapping[str, Callable[[Facts, Row], Proof | None]]] = MappingProxyType(
    {
        "documents": _document,
        "people": _person,
        "posts": _post,
        "meetings": _meeting,
        "dates": _date,
        "places": _place,
        "participations": _participation,
        "agreements": _agreement,
        "parties": _party,
        "quotations": _quotation,
    }
)
