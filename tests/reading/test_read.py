"""Reading is a pure function that fails on no text and proves every fact by words of the text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import Document, Facts, Proof, Span
from communique.reading import read
from tests.reading.cases import Case, cases, document, facts_of, lexicon

GENRE = st.sampled_from(
    (
        "the a of and , . : ; - – ( ) “ ” ' \" \n \n\n Mr. H.E. Dr. General President Prime Minister "
        "Secretary-General Under-Secretary-General for Foreign Affairs Ambassador Anna Boris Alpha Beta "
        "Kyung-wha de al-Beta J. MP EU UN U.S. France French Germany NATO European Commission United "
        "Nations Council Ministry met with visited called on hosted received co-chaired attended signed "
        "launched adopted announced will did not postponed cancelled former acting meeting summit dialogue "
        "visit call talks round conference delegation of 22 included led by in at to on from between today "
        "yesterday Monday 8 April 2022 25/05/2018 fourth IV 12th inaugural Geneva New York agreement "
        "Memorandum of Understanding Declaration Facility €44 million US$ said stated he she they I who "
        "which including representatives accompanied by press@example.org www.example.org # * - | &nbsp; "
        "<p> </p> <b> --- title: Page 2 of 3"
    ).split(" ")
)
TEXTS = st.lists(GENRE | st.text(max_size=3), max_size=80).map(" ".join)
MEDIA_TYPES = st.sampled_from(["text/plain", "text/markdown", "text/html"])


def proofs(record: object) -> Iterator[Proof]:
    """Every proof in a record and in what it holds."""
    if isinstance(record, Proof):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from proofs(item)
    elif dataclasses.is_dataclass(record) and not isinstance(record, Document):
        for field in dataclasses.fields(record):
            yield from proofs(getattr(record, field.name))


def spans(facts: Facts) -> Iterator[Span]:
    for proof in proofs(facts):
        yield from proof.spans
    yield from (quotation.span for quotation in facts.quotations)


def dangling(facts: Facts) -> set[str]:
    """Keys that facts point to and nothing in the document bears."""
    own = {"", *(a.key for a in facts.agreements), *(i.key for i in facts.initiatives)}
    own |= {p.key for p in facts.people} | {b.key for b in facts.bodies} | {p.key for p in facts.places}
    own |= (
        {h.key for h in facts.holdings} | {m.key for m in facts.meetings} | {d.key for d in facts.delegations}
    )
    used = {key for h in facts.holdings for key in (h.person, h.organization)}
    used |= {key for p in facts.participations for key in (p.meeting, p.agent, p.holding, p.delegation)}
    used |= {m.place.key for m in facts.meetings if m.place} | {
        r.key for m in facts.meetings for r in m.parties
    }
    used |= {r.key for a in facts.agreements for r in (*a.parties, *a.signatories)}
    used |= {q.speaker for q in facts.quotations} | {b.parent for b in facts.bodies}
    used |= {key for d in facts.delegations for key in (d.meeting, d.leader)} | {
        t.meeting for t in facts.topics
    }
    return used - own


def check(facts: Facts) -> None:
    size = len(facts.document.text)
    assert [span for span in spans(facts) if not 0 <= span.start < span.end <= size] == []
    assert [proof for proof in proofs(facts) if not proof.spans or not 0 < proof.confidence <= 1] == []
    assert dangling(facts) == set()


@settings(max_examples=150, deadline=None)
@given(TEXTS, MEDIA_TYPES, st.sampled_from(["", "2020-06-15", "1899-12-31", "2020-02-29"]))
def test_any_text_is_read(text: str, media_type: str, date: str) -> None:
    check(facts_of(text, date, media_type))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), MEDIA_TYPES)
def test_any_characters_are_read(text: str, media_type: str) -> None:
    check(facts_of(text, "", media_type))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_every_fact_of_a_case_is_proved(case: Case) -> None:
    check(facts_of(case.text, case.date, case.media_type))


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_document_gives_the_same_facts(text: str) -> None:
    one = document(text, "2020-06-15")
    assert read(one, lexicon()) == read(one, lexicon())


def test_reading_leaves_nothing_behind() -> None:
    first, other = (document(case.text, case.date, case.media_type) for case in cases()[:2])
    before = read(first, lexicon())
    read(other, lexicon())
    assert read(first, lexicon()) == before


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ufeff", "---\n---\n", "<html></html>", "\0", ".", "“", "\ud7ff"]
)
def test_next_to_nothing_is_read_as_nothing(text: str) -> None:
    facts = facts_of(text, "")
    assert (facts.people, facts.meetings, facts.agreements, facts.quotations) == ((), (), (), ())


def test_keys_are_distinct() -> None:
    for case in cases():
        facts = facts_of(case.text, case.date, case.media_type)
        for records in (facts.people, facts.bodies, facts.meetings, facts.participations, facts.holdings):
            keys = [record.key for record in records]
            assert len(set(keys)) == len(keys), case.id


def test_what_was_discussed_at_an_event_told_twice_is_of_the_one_that_stays() -> None:
    text = (
        "Readout of National Security Advisor Ana Exemplo Call with National Security Advisor Max Muster\n\n"
        "National Security Advisor Exemplo spoke by phone today with National Security Advisor Max Muster. "
        "They discussed trade and border security.\n"
    )
    facts = read(document(text), lexicon())
    assert len(facts.meetings) == 1
    assert {topic.meeting for topic in facts.topics} == {facts.meetings[0].key}


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("combating fraud through shared registers", {"combating fraud", "shared registers"}),
        ("training judges via the Regional Academy", {"training judges", "Regional Academy"}),
        ("protecting rivers by treaty", {"protecting rivers by treaty"}),
    ],
)
def test_the_means_are_a_topic_of_their_own(words: str, topics: set[str]) -> None:
    text = f"Minister Ana Exemplo met Minister Max Muster in Lisbon on 3 May 2021. They discussed {words}.\n"
    assert {topic.label for topic in read(document(text), lexicon()).topics} == topics
