"""A corpus of two short texts, made by hand, that has a record of every kind."""

from __future__ import annotations

from hashlib import sha256

import pytest

from communique.entities import Corpus, Discrepancy, Entity, Inference, Link, Reading
from communique.model import (
    Agreement,
    Body,
    Contact,
    DateExpression,
    Delegation,
    Derivation,
    Document,
    Facts,
    Header,
    Initiative,
    Meeting,
    Money,
    Number,
    Participation,
    Person,
    Place,
    PostHolding,
    Proof,
    Quotation,
    Reference,
    Relation,
    Span,
    Text,
    Topic,
)

EARLY = (
    "Second talks. BRUSSELS, 25 May. Ms. Alpha, Head of Office, and 3 others came in margins of the Week. "
    "The League and the Union signed a Pact worth 500.50 euros for the Fund, led by the League. "
    '"Good \\ words", she said. Mail press@office.example.'
)
LATE = "NEW YORK, 3 December 2020. Yesterday Anna Alpha, acting Head of Office, recalled the talks of 2019."


def _proof(text: str, words: str, **how: float) -> Proof:
    start = text.index(words)
    derivation = Derivation.RESOLVED if how else Derivation.STATED
    return Proof((Span(start, start + len(words)),), derivation, how.get("confidence", 1.0))


def _said(text: str, words: str) -> Text:
    return Text(words, _proof(text, words))


def _tie(text: str, key: str, words: str) -> Reference:
    return Reference(key, _proof(text, words))


def _document(name: str, text: str) -> Document:
    return Document(name, text, sha256(text.encode()).hexdigest())


def _early() -> Facts:
    text = EARLY
    date = DateExpression("25 May", "--05-25", "", _proof(text, "25 May"))
    parties = (_tie(text, "body/league", "The League"), _tie(text, "body/union", "the Union"))
    return Facts(
        _document("early.txt", text),
        Header(
            title=_said(text, "Second talks"),
            dateline=_said(text, "BRUSSELS, 25 May"),
            places=(_tie(text, "place/brussels", "BRUSSELS"),),
            published=date,
            publisher=_tie(text, "body/league", "League"),
            contacts=(Contact("", "Office", "press@office.example", _proof(text, "press@office.example")),),
        ),
        people=(Person("person/alpha", "Alpha", "Ms.", (_said(text, "Alpha"),)),),
        bodies=(
            Body(
                "body/league",
                "League",
                "League",
                "league",
                (_said(text, "League"), _said(text, "The League")),
            ),
            Body("body/union", "Sample Union", "Union", "union", (_said(text, "Union"),)),
        ),
        places=(Place("place/brussels", "Brussels", "brussels", (_said(text, "BRUSSELS"),)),),
        holdings=(
            PostHolding(
                "post-holding/1",
                "person/alpha",
                "Head",
                "body/league",
                _proof(text, "Head of Office"),
                post="post/head",
            ),
        ),
        meetings=(
            Meeting(
                "meeting/talks",
                "Second talks",
                "dialogue",
                "held",
                _proof(text, "Second talks"),
                date=date,
                place=_tie(text, "place/brussels", "BRUSSELS"),
                series=_said(text, "talks"),
                series_key="series/talks",
                ordinal=Number(2, _proof(text, "Second")),
                part_of=_tie(text, "meeting/week", "Week"),
                occasion=_tie(text, "meeting/week", "margins"),
                parties=parties,
            ),
            Meeting("meeting/week", "Week", "conference", "held", _proof(text, "the Week")),
        ),
        delegations=(
            Delegation(
                "delegation/1",
                "meeting/talks",
                "others",
                "person/alpha",
                Number(3, _proof(text, "3")),
                _proof(text, "3 others"),
            ),
        ),
        participations=(
            Participation(
                "participation/1",
                "meeting/talks",
                "person/alpha",
                "chair",
                _proof(text, "Ms. Alpha"),
                holding="post-holding/1",
                on_behalf_of="body/league",
                delegation="delegation/1",
            ),
        ),
        agreements=(
            Agreement(
                "agreement/pact",
                "Pact",
                "contribution",
                "signed",
                _proof(text, "Pact"),
                date=date,
                money=Money("500.50", "EUR", _proof(text, "500.50 euros")),
                meeting=_tie(text, "meeting/talks", "Second talks"),
                finances=_tie(text, "initiative/fund", "the Fund"),
                parties=parties,
                signatories=(_tie(text, "person/alpha", "Alpha"),),
            ),
        ),
        initiatives=(
            Initiative(
                "initiative/fund",
                "Fund",
                "fund",
                "in-force",
                _proof(text, "Fund"),
                part_of=_tie(text, "initiative/whole", "the Fund"),
                relations=(
                    Relation("manager", "body/league", _proof(text, "led by the League")),
                    Relation("funder", "body/union", _proof(text, "Union")),
                    Relation("partner", "body/union", _proof(text, "the Union")),
                    Relation("launched at", "meeting/talks", _proof(text, "talks")),
                ),
            ),
        ),
        quotations=(
            Quotation(
                "quotation/1",
                "person/alpha",
                "she",
                _proof(text, "Good \\ words").spans[0],
                _proof(text, "she said", confidence=0.8),
            ),
        ),
        topics=(
            Topic(
                "topic/pact",
                "meeting/talks",
                "pact",
                _proof(text, "Pact"),
                (_tie(text, "place/brussels", "BRUSSELS"),),
            ),
        ),
    )


def _late() -> Facts:
    text = LATE
    return Facts(
        _document("late.txt", text),
        Header(
            published=DateExpression("3 December 2020", "2020-12-03", "", _proof(text, "3 December 2020"))
        ),
        people=(Person("person/alpha", "Anna Alpha", "", (_said(text, "Anna Alpha"),)),),
        holdings=(
            PostHolding(
                "post-holding/2",
                "person/alpha",
                "Head",
                "",
                _proof(text, "acting Head of Office"),
                acting=True,
            ),
        ),
        meetings=(
            Meeting(
                "meeting/talks",
                "talks",
                "dialogue",
                "past",
                _proof(text, "talks"),
                date=DateExpression(
                    "Yesterday",
                    "2020-12-01",
                    "2020-12-02",
                    _proof(text, "Yesterday", confidence=0.95),
                    anchored=True,
                ),
            ),
        ),
        topics=(Topic("topic/memory", "", "memory", _proof(text, "recalled")),),
        dates=(DateExpression("2019", "2019", "", _proof(text, "2019")),),
    )


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    early, late = _early(), _late()
    spelt = (
        Reading("Alpha", "early.txt", _proof(EARLY, "Alpha")),
        Reading("Anna Alpha", "late.txt", _proof(LATE, "Anna Alpha")),
    )
    return Corpus(
        (early, late),
        (
            Entity(
                "person/alpha",
                "person",
                "Anna Alpha",
                ("Alpha", "Anna Alpha"),
                links=(Link("owl:sameAs", "wd:Q4115189", "name and post"),),
            ),
            Entity("body/league", "body", "Example League", ("League",), type="organization"),
            Entity(
                "body/union", "body", "Sample Union", type="organization", names=(("fr", "Union exemple"),)
            ),
            Entity("post/head", "post", "Head of Office", within="body/league"),
            Entity("series/talks", "series", "Talks"),
            Entity("meeting/week", "meeting", "Week", type="conference"),
        ),
        (Discrepancy("discrepancy/1", "spelling", "person/alpha", spelt, "Two forms.", "Anna Alpha"),),
        (
            Inference("inference/1", "early.txt", "", "25 May", "2018-05-25", spelt[1:], "Before 2020."),
            Inference(
                "inference/2",
                "early.txt",
                "meeting/talks",
                "--05-25",
                "2018-05-25",
                spelt[1:],
                "The same day.",
            ),
        ),
    )
