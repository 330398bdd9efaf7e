"""One document's facts under the keys that all documents share.

What says how one document has it (a holding, a participation, a delegation, a quotation) keeps a
key of its document: `participation/<document>-<agent>-<role>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from communique.identity.keys import slug, unique
from communique.model import (
    Agreement,
    Delegation,
    Facts,
    Header,
    Initiative,
    Key,
    Meeting,
    Participation,
    PostHolding,
    Reference,
    Topic,
)

_Keys = Mapping[Key, Key]


def rewrite(facts: Facts, stem: str, keys: _Keys, posts: _Keys, series: _Keys) -> Facts:
    """The facts with every local key replaced; `stem` stands for the document in keys of its own."""
    known = {**keys, **own_keys(facts, stem, keys)}
    return replace(
        facts,
        header=_header(facts.header, known),
        people=tuple(replace(p, key=known[p.key]) for p in facts.people),
        bodies=tuple(replace(b, key=known[b.key], parent=known.get(b.parent, "")) for b in facts.bodies),
        places=tuple(replace(p, key=known[p.key]) for p in facts.places),
        holdings=tuple(_holding(h, known, posts) for h in facts.holdings),
        meetings=tuple(_meeting(m, known, series) for m in facts.meetings),
        agreements=tuple(_agreement(a, known) for a in facts.agreements),
        initiatives=tuple(_initiative(i, known) for i in facts.initiatives),
        topics=tuple(_topic(t, known) for t in facts.topics),
        delegations=_delegations(facts, known),
        participations=_participations(facts, known),
        quotations=tuple(
            replace(q, key=known[q.key], speaker=_to(q.speaker, known)) for q in facts.quotations
        ),
    )


def own_keys(facts: Facts, stem: str, keys: _Keys) -> dict[Key, Key]:
    """Keys for what belongs to this document alone, in the order of its records."""

    def name(local: Key) -> str:
        return keys.get(local, local).partition("/")[2] or "unnamed"

    proposed = list(
        chain(
            ((h.key, f"post-holding/{stem}-{name(h.person)}-{slug(h.title)}") for h in facts.holdings),
            ((p.key, f"participation/{stem}-{name(p.agent)}-{p.role}") for p in facts.participations),
            ((d.key, f"delegation/{stem}-{name(d.leader)}") for d in facts.delegations),
            ((q.key, f"quotation/{stem}-{q.span.start}") for q in facts.quotations),
        )
    )
    return dict(zip((local for local, _ in proposed), unique(key for _, key in proposed), strict=True))


def _holding(holding: PostHolding, known: _Keys, posts: _Keys) -> PostHolding:
    return replace(
        holding,
        key=known[holding.key],
        person=_to(holding.person, known),
        organization=known.get(holding.organization, ""),
        post=posts[holding.key],
    )


def _delegations(facts: Facts, known: _Keys) -> tuple[Delegation, ...]:
    return tuple(
        replace(d, key=known[d.key], meeting=_to(d.meeting, known), leader=_to(d.leader, known))
        for d in facts.delegations
    )


def _participations(facts: Facts, known: _Keys) -> tuple[Participation, ...]:
    """One for each agent, role and meeting: a meeting read twice in a text is one by now."""
    made: dict[tuple[Key, Key, str], Participation] = {}
    for read in facts.participations:
        p = _participation(read, known)
        same = (p.meeting, p.agent, p.role)
        made[same] = _both(made[same], p) if same in made else p
    return tuple(made.values())


def _participation(read: Participation, known: _Keys) -> Participation:
    return replace(
        read,
        key=known[read.key],
        meeting=_to(read.meeting, known),
        agent=_to(read.agent, known),
        holding=_to(read.holding, known),
        on_behalf_of=_to(read.on_behalf_of, known),
        delegation=_to(read.delegation, known),
    )


def _both(one: Participation, other: Participation) -> Participation:
    """The first, with what only the second says and the proof of both."""
    spans = tuple(sorted({*one.proof.spans, *other.proof.spans}))
    return replace(
        one,
        proof=replace(one.proof, spans=spans, confidence=max(one.proof.confidence, other.proof.confidence)),
        holding=one.holding or other.holding,
        on_behalf_of=one.on_behalf_of or other.on_behalf_of,
        delegation=one.delegation or other.delegation,
    )


def _to(key: Key, known: _Keys) -> Key:
    return known.get(key, key)


def _reference(reference: Reference | None, known: _Keys) -> Reference | None:
    return replace(reference, key=_to(reference.key, known)) if reference else None


def _references(references: Iterable[Reference], known: _Keys) -> tuple[Reference, ...]:
    return tuple(replace(r, key=_to(r.key, known)) for r in references)


def _header(header: Header, known: _Keys) -> Header:
    return replace(
        header,
        places=_references(header.places, known),
        publisher=_reference(header.publisher, known),
        contacts=tuple(replace(c, organization=_to(c.organization, known)) for c in header.contacts),
    )


def _meeting(meeting: Meeting, known: _Keys, series: _Keys) -> Meeting:
    return replace(
        meeting,
        key=known[meeting.key],
        place=_reference(meeting.place, known),
        series_key=series.get(meeting.key, ""),
        part_of=_reference(meeting.part_of, known),
        occasion=_reference(meeting.occasion, known),
        parties=_references(meeting.parties, known),
    )


def _agreement(agreement: Agreement, known: _Keys) -> Agreement:
    return replace(
        agreement,
        key=known[agreement.key],
        meeting=_reference(agreement.meeting, known),
        finances=_reference(agreement.finances, known),
        parties=_references(agreement.parties, known),
        signatories=_references(agreement.signatories, known),
    )


def _initiative(initiative: Initiative, known: _Keys) -> Initiative:
    return replace(
        initiative,
        key=known[initiative.key],
        part_of=_reference(initiative.part_of, known),
        relations=tuple(replace(r, key=_to(r.key, known)) for r in initiative.relations),
    )


def _topic(topic: Topic, known: _Keys) -> Topic:
    return replace(
        topic,
        key=known[topic.key],
        meeting=_to(topic.meeting, known),
        regions=_references(topic.regions, known),
    )
