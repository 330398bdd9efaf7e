"""The order of input does not matter, and more input does not rename what is there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.identity import Decisions, resolve
from communique.model import Facts
from tests.identity.conftest import BODIES, Draft, Resolver
from tests.identity.test_meetings import dialogues

NAMES = (
    "Vladimir Voronkov",
    "Voronkov",
    "Joanneke Balfoort",
    "Joanneke Balfourt",
    "J. Balfoort",
    "Julian King",
)
POSTS = (
    ("Director", "eeas"),
    ("Under-Secretary-General", "unoct"),
    ("Head", "unoct"),
    ("President", "canada"),
)
YEARS = ("2019-04-24", "2020-12-03", "2022-04-08", "--05-25")


@st.composite
def releases(draw: st.DrawFn) -> list[Facts]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        draft = Draft(f"{number}.txt", draw(st.sampled_from(YEARS)))
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
            draft.person(name, draw(st.sampled_from(POSTS)))
        people = [p.key for p in draft.people]
        draft.meeting("Meeting", "meeting", draw(st.sampled_from(YEARS)), present=people)
        draft.agreement("Statement on Fish Trade", "statement", draw(st.sampled_from(YEARS)), ("eu", "un"))
        made.append(draft.facts())
    return made


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_of_input_does_not_matter(undecided: Decisions, data: st.DataObject) -> None:
    facts = data.draw(releases())
    shuffled = data.draw(st.permutations(facts))
    assert resolve(facts, undecided, BODIES) == resolve(shuffled, undecided, BODIES)


@given(facts=releases())
@settings(max_examples=60, deadline=None)
def test_every_key_has_one_entity_and_every_record_a_key(undecided: Decisions, facts: list[Facts]) -> None:
    corpus = resolve(facts, undecided, BODIES)
    keys = [entity.key for entity in corpus.entities]
    assert len(keys) == len(set(keys))
    for document in corpus.documents:
        named = {person.key for person in document.people} | {body.key for body in document.bodies}
        assert named | {meeting.key for meeting in document.meetings} <= set(keys)
        assert {holding.post for holding in document.holdings} <= set(keys)


def test_a_document_given_twice_counts_once(undecided: Decisions) -> None:
    facts = [draft.facts() for draft in dialogues()]
    once = resolve(facts, undecided, BODIES)
    assert resolve([*facts, *facts], undecided, BODIES) == once


def test_a_later_text_renames_nothing(resolved: Resolver) -> None:
    drafts = dialogues()
    before = {e.key for e in resolved(*drafts[:4]).entities}
    after = {e.key for e in resolved(*drafts).entities}
    assert before <= after
