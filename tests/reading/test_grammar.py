"""Every rule of `mappings/grammar.yaml` and every frame of `frames.yaml` reads its own example."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from communique.reading.grammar import Rule
from communique.reading.officials import RULES
from communique.reading.scene import Scene, prepare, words
from communique.reading.view import view
from tests.reading.cases import cases, document, facts_of, lexicon, unmet

EXAMPLES = [rule for rule in lexicon().grammar.rules.values() if rule.example]
FRAMES = lexicon().frames
# Examples that do not give what their rule or frame says.
UNREAD = {
    "bodyname": "the lexicon knows the body of the example",
    "chair": "the example has chairs only",
    "attend": "an event without a name is not read",
    "occur": "nobody takes part in the example",
}
# Rules that merge the words of a name into one token, with the class of that token.
PATTERNS = {"bodyname": "body", "placename": "place", "townname": "place", "strangetown": "place"}


def scene(text: str) -> Scene:
    return prepare(view(document(text)), lexicon(), date(2020, 6, 15), [])


def reads(rule: Rule) -> bool:
    """Whether the rule is what reads its example, which stands as a paragraph of its own."""
    text = f"Press release\n\n{rule.example}\n"
    prepared = scene(text)
    if rule.id in RULES:
        return rule.id in {official.rule for official in prepared.found}
    if rule.id in PATTERNS:
        kinds = {token.entry.kind for token in prepared.row if token.cls == PATTERNS[rule.id] and token.entry}
        return "pattern" in kinds
    facts = facts_of(text)
    return len({"event": facts.meetings, "instrument": facts.agreements}[rule.id]) == 1


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(rule, id=rule.id, marks=[unmet(UNREAD[rule.id])] if rule.id in UNREAD else [])
        for rule in EXAMPLES
    ],
)
def test_a_rule_reads_its_example(rule: Rule) -> None:
    assert reads(rule)


def test_every_rule_that_reads_an_official_has_an_example() -> None:
    assert set(RULES) <= {rule.id for rule in EXAMPLES}


def test_no_rule_matches_nothing() -> None:
    reading = [*RULES, "bodyname", "event", "instrument"]
    assert [id_ for id_ in reading if lexicon().grammar.rules[id_].pattern.match("")] == []


@pytest.mark.parametrize(
    "verb", [pytest.param(verb, marks=[unmet(UNREAD[verb])] if verb in UNREAD else []) for verb in FRAMES]
)
def test_a_frame_reads_its_example(verb: str) -> None:
    frame = FRAMES[verb]
    assert frame.example, f"{verb} has no example"
    facts = facts_of(frame.example)
    meetings = {m.key: m for m in facts.meetings if not frame.event or m.type == frame.event}
    found = {(p.proof.rule, p.role) for p in facts.participations if p.meeting in meetings}
    assert len(meetings) == 1
    assert {role for _, role in found} >= {role for role in (frame.subject, frame.object) if role}
    assert verb in {rule for rule, _ in found}


@lru_cache(maxsize=1)
def rows() -> tuple[str, ...]:
    """The classes of the words of every example and every construction, as rules are matched on them."""
    texts = (*(f"Press release\n\n{rule.example}\n" for rule in EXAMPLES), *(case.text for case in cases()))
    return tuple(lexicon().grammar.tags(words(scene(text))) for text in texts)


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.id) for r in EXAMPLES if r.needs])
def test_a_text_that_a_rule_finds_something_in_has_what_it_needs(rule: Rule) -> None:
    found = [(match.group(), row) for row in rows() for match in rule.pattern.finditer(row)]
    assert found
    assert [match for match, row in found if not rule.tried(row)] == []


def forms(verb: str) -> list[str]:
    """The wordings of a verb, longest first."""
    tables = (lexicon().lower, lexicon().exact)
    single = [form for table in tables for form, entry in table.items() if entry.value == verb]
    phrases = [entry.name for entry in lexicon().phrases.entries if entry.value == verb]
    return sorted({*single, *phrases}, key=len, reverse=True)


def denied(verb: str) -> str:
    """The example of a verb with "never" before the verb, empty where it opens no clause there."""
    said = FRAMES[verb].example
    word = next((form for form in forms(verb) if f" {form} " in said), "")
    return said.replace(f" {word} ", f" never {word} ", 1) if word else ""


@pytest.mark.parametrize("verb", [verb for verb in FRAMES if denied(verb)])
def test_a_frame_denied_reads_nothing(verb: str) -> None:
    assert [m.type for m in facts_of(denied(verb)).meetings if m.proof.rule == verb] == []
