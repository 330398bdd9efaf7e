"""A release that uses every class, as the graph room renders it, with quotes and their positions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from communique import graph
from communique.checking import Options
from communique.entities import Corpus, Discrepancy, Entity, Inference, Reading
from communique.model import (
    Agreement,
    Body,
    Contact,
    DateExpression,
    Delegation,
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
from communique.vocab import HOME

WORDS = """Second Talks in Alphaville
Alphaville, 25 May - The Example Union and the Sample League met for their second talks on ports.
Director Anna Alpha of the Union chaired and said: "We stand together."
A group of three, led by Ben Beta, came. They signed the Pact, worth 5,000,000 euros, on 24 May.
The Fund was launched, paid for by the Union. Press: press@example.org
"""


def proof(words: str) -> Proof:
    start = WORDS.index(words)
    return Proof((Span(start, start + len(words)),))


def _text(words: str) -> Text:
    return Text(words, proof(words))


def _ref(key: str, words: str) -> Reference:
    return Reference(key, proof(words))


def _header() -> Header:
    return Header(
        title=_text("Second Talks in Alphaville"),
        dateline=_text("Alphaville, 25 May"),
        places=(_ref("place/alphaville", "Alphaville"),),
        published=DateExpression("25 May", "--05-25", "", proof("25 May")),
        publisher=_ref("body/union", "Example Union"),
        contacts=(Contact("Press", "", "press@example.org", proof("press@example.org")),),
    )


def _meeting() -> Meeting:
    return Meeting(
        "meeting/talks",
        "Second Talks",
        "dialogue",
        "held",
        proof("second talks"),
        date=DateExpression("25 May", "--05-25", "", proof("25 May"), anchored=True),
        place=_ref("place/alphaville", "Alphaville"),
        series=_text("Talks"),
        series_key="series/talks",
        ordinal=Number(2, proof("second")),
        parties=(_ref("body/union", "Example Union"), _ref("body/league", "Sample League")),
    )


def _agreement() -> Agreement:
    return Agreement(
        "agreement/pact",
        "the Pact",
        "framework",
        "signed",
        proof("Pact"),
        date=DateExpression("24 May", "--05-24", "", proof("24 May")),
        money=Money("5000000", "EUR", proof("5,000,000 euros")),
        meeting=_ref("meeting/talks", "second talks"),
        parties=(_ref("body/union", "the Union"),),
        signatories=(_ref("person/anna", "Anna Alpha"),),
    )


def _facts(document: Document) -> Facts:
    speech = proof("We stand together.")
    chair = proof("Director Anna Alpha of the Union")
    group = proof("A group of three, led by Ben Beta")
    return Facts(
        document,
        _header(),
        people=(
            Person("person/anna", "Anna Alpha", "", (_text("Anna Alpha"),)),
            Person("person/ben", "Ben Beta", "", (_text("Ben Beta"),)),
        ),
        bodies=(
            Body("body/union", "Example Union", "", "", (_text("Example Union"),)),
            Body("body/league", "Sample League", "", "", (_text("Sample League"),)),
        ),
        places=(Place("place/alphaville", "Alphaville", "", (_text("Alphaville"),)),),
        holdings=(
            PostHolding(
                "post-holding/a", "person/anna", "Director", "body/union", chair, post="post/director"
            ),
        ),
        meetings=(_meeting(),),
        delegations=(Delegation("delegation/b", "meeting/talks", "", "person/ben", Number(3, group), group),),
        participations=(
            Participation(
                "participation/a", "meeting/talks", "person/anna", "chair", chair, "post-holding/a"
            ),
            Participation("participation/b", "meeting/talks", "person/ben", "lead", group),
        ),
        agreements=(_agreement(),),
        initiatives=(
            Initiative(
                "initiative/fund",
                "the Fund",
                "facility",
                "launched",
                proof("Fund"),
                relations=(Relation("funder", "body/union", proof("paid for by the Union")),),
            ),
        ),
        quotations=(Quotation("quotation/a", "person/anna", "Director", speech.spans[0], speech),),
        topics=(Topic("topic/ports", "meeting/talks", "ports", proof("ports")),),
    )


@pytest.fixture(scope="session")
def document() -> Document:
    return Document("talks.txt", WORDS, sha256(WORDS.encode()).hexdigest())


@pytest.fixture(scope="session")
def corpus(document: Document) -> Corpus:
    readings = tuple(Reading(value, document.name, proof(value)) for value in ("25 May", "24 May"))
    return Corpus(
        (_facts(document),),
        tuple(
            Entity(key, key.partition("/")[0], label)
            for key, label in (("person/anna", "Anna Alpha"), ("person/ben", "Ben Beta"))
        ),
        (Discrepancy("discrepancy/day", "date", "meeting/talks", readings, "Two days are given."),),
        (Inference("date/talks", document.name, "", "--05-25", "2018-05-25", readings, "After 2017."),),
    )


@pytest.fixture(scope="session")
def render(corpus: Corpus) -> Callable[[str], bytes]:
    def quads(base: str) -> bytes:
        options = graph.GraphOptions(base=base, evidence_quote=True, settings=(("evidence", "quote"),))
        return "".join(graph.line(quad) + "\n" for quad in graph.quads(corpus, options)).encode()

    return quads


@pytest.fixture(scope="session")
def nquads(render: Callable[[str], bytes]) -> bytes:
    return render(HOME)


@pytest.fixture
def options(root: Path) -> Options:
    return Options(root / "ontology", root / "shapes")


@pytest.fixture
def quoting(options: Options) -> Options:
    return replace(options, words=True)
