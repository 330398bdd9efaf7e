"""Direct speech: clauses between quotation marks with a speaker, and nothing else between marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.quotations import stretches
from communique.reading.view import view
from tests.reading.cases import document, facts_of

WHO = "Prime Minister Anna Alpha of Norway"
WORDS = "the talks were long and frank"


def quotations(text: str) -> list[tuple[str, str]]:
    facts = facts_of(text)
    names = {person.key: person.name for person in facts.people}
    source = facts.document.text
    return [(names[q.speaker], source[q.span.start : q.span.end]) for q in facts.quotations]


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” said {WHO}.",
        f"“{WORDS}”, {WHO} said.",
        f"{WHO} said: “{WORDS}.”",
        f"{WHO} said that “{WORDS}”.",
        f'"{WORDS}," said {WHO}.',
        f"«{WORDS}», said {WHO}.",
        f"‘{WORDS},’ said {WHO}.",
        f"{WHO} opened the session. “{WORDS},” she said.",
        f"{WHO} opened the session. “{WORDS},” the Prime Minister said.",
        f"{WHO} opened the session. “{WORDS},” Ms. Alpha added.",
    ],
)
def test_speech_has_its_speaker(text: str) -> None:
    assert [(who, said.strip(",.")) for who, said in quotations(text)] == [("Anna Alpha", WORDS)]


def test_each_stretch_is_a_quotation_of_its_own() -> None:
    found = quotations(f"“{WORDS},” said {WHO}, “but they were worth all the effort.”")
    assert [said[:9] for _, said in found] == ["the talks", "but they "]


def test_an_open_paragraph_goes_on_in_the_next() -> None:
    found = quotations(f"“{WORDS},” said {WHO}.\n\n“They were worth all of the effort.”")
    assert [who for who, _ in found] == ["Anna Alpha", "Anna Alpha"]


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO} said that it was a “package”.",
        f"{WHO} spoke of a “new deal for all”.",
        f"{WHO} presented the report “The State of the World's Oceans”.",
        f"{WHO} chaired the conference “Peace and Security in the Region”.",
        f"{WHO} said that the parties' lawyers weren't there, and the others' notes aren't public.",
        f"{WHO} joined the so-called 'Oslo format'.",
        "“the talks were long and frank” stood on the wall.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_speech(text: str) -> None:
    assert quotations(text) == []


@given(st.text(alphabet="“”\"'‘’«»„ \nabcA.,", max_size=80))
def test_stretches_lie_between_marks_within_their_block(text: str) -> None:
    seen = view(document(text))
    for stretch in stretches(seen):
        block = seen.blocks[stretch.block]
        assert block.start < stretch.start < stretch.end <= block.end
