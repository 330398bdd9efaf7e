"""Facts become marks, each part of a fact where it stands."""

from __future__ import annotations

from communique.marks import Mark, marks
from communique.model import Body, Facts, Meeting, Person, PostHolding, Proof, Reference, Span, Text
from communique.texts import parse_document


def proof(start: int, end: int) -> Proof:
    return Proof((Span(start, end),), rule="rule:1")


def test_each_part_is_marked_with_names_for_keys() -> None:
    facts = Facts(
        parse_document("a.txt", "Jane Doe of the Water Board met."),
        people=(Person("person:1", "Jane Doe", "", (Text("Jane Doe", proof(0, 8)),)),),
        bodies=(Body("body:1", "Water Board", "", "", ()),),
        holdings=(PostHolding("holding:1", "person:1", "Director", "body:1", proof(0, 27)),),
        meetings=(
            Meeting(
                "meeting:1",
                "Talks",
                "meeting",
                "held",
                proof(28, 31),
                parties=(Reference("body:1", proof(16, 27)),),
            ),
        ),
    )
    assert marks(facts) == [
        Mark(Span(0, 8), "people.surfaces", "value Jane Doe", "stated", 1.0, "rule:1"),
        Mark(
            Span(0, 27),
            "holdings",
            "person Jane Doe, title Director, organization Water Board",
            "stated",
            1.0,
            "rule:1",
        ),
        Mark(Span(16, 27), "meetings.parties", "Water Board", "stated", 1.0, "rule:1"),
        Mark(Span(28, 31), "meetings", "label Talks, type meeting, status held", "stated", 1.0, "rule:1"),
    ]
