"""A doubtful fact is left out with all that hangs on it, and nothing else is."""

from __future__ import annotations

from communique.confidence import at_least, left_out
from communique.model import (
    Document,
    Facts,
    Meeting,
    Number,
    Participation,
    PostHolding,
    Proof,
    Reference,
    Span,
    Topic,
)


def proof(confidence: float) -> Proof:
    return Proof((Span(0, 4),), confidence=confidence)


FACTS = Facts(
    Document("a.txt", "Text", "0" * 64),
    holdings=(PostHolding("holding:1", "person:1", "Director", "body:1", proof(0.3)),),
    meetings=(
        Meeting(
            "meeting:1",
            "Talks",
            "meeting",
            "held",
            proof(0.9),
            ordinal=Number(2, proof(0.2)),
            occasion=Reference("meeting:2", proof(0.9)),
            parties=(Reference("body:1", proof(0.9)), Reference("body:2", proof(0.1))),
        ),
        Meeting("meeting:2", "Rumour", "meeting", "planned", proof(0.4)),
    ),
    participations=(
        Participation("participation:1", "meeting:1", "person:1", "chair", proof(0.9), holding="holding:1"),
        Participation("participation:2", "meeting:2", "person:1", "chair", proof(0.9)),
    ),
    topics=(Topic("topic:1", "meeting:1", "trade", proof(0.5)),),
)


def test_all_is_kept_where_nothing_is_asked() -> None:
    assert at_least(FACTS, 0.0) is FACTS


def test_what_is_doubtful_goes_with_what_hangs_on_it() -> None:
    kept = at_least(FACTS, 0.5)
    assert kept.holdings == ()
    assert [meeting.key for meeting in kept.meetings] == ["meeting:1"]
    assert [(item.key, item.holding) for item in kept.participations] == [("participation:1", "")]
    assert [item.key for item in kept.topics] == ["topic:1"]


def test_a_doubtful_part_goes_alone() -> None:
    (meeting,) = at_least(FACTS, 0.5).meetings
    assert meeting.ordinal is None
    assert meeting.occasion is None
    assert [party.key for party in meeting.parties] == ["body:1"]


def test_what_is_left_out_is_told() -> None:
    told = [(doubt.kind, doubt.proof.confidence, doubt.hanging) for doubt in left_out(FACTS, 0.5)]
    assert told == [
        ("holdings", 0.3, False),
        ("meetings.ordinal", 0.2, False),
        ("meetings.parties", 0.1, False),
        ("meetings", 0.4, False),
        ("participations", 0.9, True),
    ]
    assert list(left_out(FACTS, 0.0)) == []
