"""A corpus of two short releases, and a build's N-Quads of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import graph, resources
from communique.entities import Corpus, Discrepancy, Entity, Inference, Link, Reading
from communique.model import (
    Agreement,
    Body,
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
    PostHolding,
    Proof,
    Quotation,
    Reference,
    Relation,
    Span,
    Text,
    Topic,
)
from communique.publishing.store import load

FIRST = """Second Talks in Alphaville
Alphaville, 25 May - The Example Union and the Sample League met for their second talks.
Director Anna Alpha of the Office chaired and said: "We, the members of the Example Union, stand together."
A group of three, led by Ben Beta, came. They signed the Pact, worth 5,000,000 euros.
The Fund was launched, paid for by the Union.
"""
SECOND = """Looking back
3 March 2021. Anna Alfa of the Office recalled the second talks in Alphaville.
"""


def _proof(text: str, words: str, how: Derivation = Derivation.STATED) -> Proof:
    start = text.index(words)
    return Proof((Span(start, start + len(words)),), how)


def _document(name: str, text: str) -> Document:
    return Document(name, text, sha256(text.encode()).hexdigest())


def _words(text: str, words: str) -> Text:
    return Text(words, _proof(text, words))


def _ref(text: str, key: str, words: str) -> Reference:
    return Reference(key, _proof(text, words))


def _body(text: str, key: str, name: str) -> Body:
    return Body(f"body/{key}", name, "", "", (_words(text, name),))


def _first() -> Facts:
    text = FIRST
    printed = DateExpression("25 May", "--05-25", "", _proof(text, "25 May"))
    union, league = (_ref(text, "body/union", "Example Union"), _ref(text, "body/league", "Sample League"))
    chair = PostHolding(
        "post-holding/a",
        "person/anna",
        "Director",
        "body/office",
        _proof(text, "Director Anna Alpha"),
        post="post/office-director",
    )
    talks = _proof(text, "second talks")
    speech = _proof(text, "We, the members of the Example Union, stand together.")
    return Facts(
        _document("first.txt", text),
        Header(
            title=_words(text, "Second Talks in Alphaville"),
            published=printed,
            publisher=union,
            source=Text("https://example.org/1", _proof(text, "Second")),
        ),
        people=(
            Person("person/anna", "Anna Alpha", "", (_words(text, "Anna Alpha"),)),
            Person("person/ben", "Ben Beta", "", (_words(text, "Ben Beta"),)),
        ),
        bodies=(
            _body(text, "union", "Example Union"),
            _body(text, "league", "Sample League"),
            _body(text, "office", "Office"),
        ),
        holdings=(chair,),
        meetings=(
            Meeting(
                "meeting/talks",
                "Second Talks",
                "dialogue",
                "held",
                talks,
                date=printed,
                series=_words(text, "Talks"),
                series_key="series/talks",
                ordinal=Number(2, talks),
                parties=(union, league),
            ),
        ),
        delegations=(
            Delegation(
                "delegation/b",
                "meeting/talks",
                "A group",
                "person/ben",
                Number(3, _proof(text, "three")),
                _proof(text, "group of three"),
            ),
        ),
        participations=(
            Participation(
                "participation/a",
                "meeting/talks",
                "person/anna",
                "chair",
                _proof(text, "chaired"),
                holding="post-holding/a",
            ),
            Participation("participation/u", "meeting/talks", "body/union", "party", union.proof),
        ),
        agreements=(
            Agreement(
                "agreement/pact",
                "Pact",
                "contribution",
                "signed",
                _proof(text, "Pact"),
                date=printed,
                money=Money("5000000", "EUR", _proof(text, "5,000,000 euros")),
                meeting=_ref(text, "meeting/talks", "signed"),
                parties=(union, league),
                signatories=(_ref(text, "person/ben", "They"),),
            ),
        ),
        initiatives=(
            Initiative(
                "initiative/fund",
                "Fund",
                "facility",
                "launched",
                _proof(text, "Fund"),
                relations=(
                    Relation("funder", "body/union", _proof(text, "paid for")),
                    Relation("launched at", "meeting/talks", talks),
                ),
            ),
        ),
        quotations=(
            Quotation("quotation/1", "person/anna", "Director", speech.spans[0], _proof(text, "said")),
        ),
        topics=(
            Topic("topic/unity", "meeting/talks", "unity", _proof(text, "together")),
            Topic("topic/money", "", "money", _proof(text, "euros")),
        ),
    )


def _second() -> Facts:
    text = SECOND
    day = DateExpression("3 March 2021", "2021-03-03", "", _proof(text, "3 March 2021"))
    return Facts(
        _document("second.txt", text),
        Header(title=_words(text, "Looking back"), published=day),
        people=(Person("person/anna", "Anna Alfa", "", (_words(text, "Anna Alfa"),)),),
        bodies=(_body(text, "office", "Office"),),
        holdings=(
            PostHolding(
                "post-holding/b",
                "person/anna",
                "Head",
                "body/office",
                _proof(text, "of the Office", Derivation.RESOLVED),
                post="post/office-director",
            ),
        ),
        meetings=(
            Meeting("meeting/talks", "second talks", "dialogue", "past", _proof(text, "second talks")),
        ),
    )


ITEMS = {
    "person/anna": ("owl:sameAs", "Q1", " same office"),
    "body/union": ("owl:sameAs", "Q2", ""),
    "body/league": ("skos:closeMatch", "Q3", ""),
    "post/office-director": ("owl:sameAs", "Q4", ""),
    "meeting/talks": ("owl:sameAs", "Q5", ""),
    "agreement/pact": ("owl:sameAs", "Q6", ""),
}
LABELS = {
    "person/anna": "Anna Alpha",
    "person/ben": "Ben Beta",
    "body/union": "Example Union",
    "body/league": "Sample League",
    "body/office": "Office",
    "post/office-director": "Director",
    "series/talks": "Talks",
    "meeting/talks": "Second Talks",
    "agreement/pact": "Pact",
    "initiative/fund": "Fund",
    "topic/unity": "unity",
    "topic/money": "money",
}


def _entity(key: str, label: str) -> Entity:
    links = [
        Link(predicate, f"http://www.wikidata.org/entity/{item}", f"semapv:ManualMappingCuration{comment}")
        for predicate, item, comment in (ITEMS[name] for name in ITEMS if name == key)
    ]
    return Entity(key, key.partition("/")[0], label, links=tuple(links))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Two releases: the first without a year, the second with another spelling of a name."""
    first, second = _first(), _second()
    spelt = (
        Reading("Anna Alpha", "first.txt", _proof(FIRST, "Anna Alpha")),
        Reading("Anna Alfa", "second.txt", _proof(SECOND, "Anna Alfa")),
    )
    premise = (Reading("3 March 2021", "second.txt", _proof(SECOND, "3 March 2021")),)
    guess = ("--05-25", "2020-05-25", premise, "The second release looks back on it.")
    return Corpus(
        (first, second),
        tuple(_entity(key, label) for key, label in LABELS.items()),
        (Discrepancy("discrepancy/1", "spelling", "person/anna", spelt, "Two spellings.", "Anna Alpha"),),
        (
            Inference("inference/1", "first.txt", "", *guess),
            Inference("inference/2", "first.txt", "meeting/talks", *guess),
        ),
    )


def nquads(corpus: Corpus, path: Path, *, quote: bool = False) -> Path:
    """The corpus as a file of N-Quads."""
    options = graph.GraphOptions(evidence_quote=quote, version="0")
    lines = (graph.line(quad) + "\n" for quad in graph.quads(corpus, options))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def store(corpus: Corpus, tmp_path: Path) -> ox.Store:
    """The corpus in a store, without wording."""
    return load(nquads(corpus, tmp_path / "communique.nq"))


@pytest.fixture
def quoting_store(corpus: Corpus, tmp_path: Path) -> ox.Store:
    """The corpus in a store, with wording."""
    return load(nquads(corpus, tmp_path / "quoting.nq", quote=True))


@pytest.fixture(scope="session")
def queries() -> Path:
    """The folder of the queries."""
    return resources.queries()
