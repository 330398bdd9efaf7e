"""Facts by hand: what reading would make of a text, without the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from communique.entities import Corpus
from communique.identity import BodyIndex, Decisions, load_decisions, resolve
from communique.model import (
    Agreement,
    Body,
    DateExpression,
    Delegation,
    Document,
    Facts,
    Header,
    Initiative,
    Key,
    Meeting,
    Number,
    Participation,
    Person,
    Place,
    PostHolding,
    Proof,
    Reference,
    Span,
    Text,
)


class Entry(NamedTuple):
    name: str
    short: str
    parent: str
    kind: str
    names: tuple[tuple[str, str], ...] = ()


BODIES: dict[str, Entry] = {
    "un": Entry("United Nations", "UN", "", "international-organization"),
    "eu": Entry("European Union", "EU", "", "international-organization"),
    "nato": Entry("North Atlantic Treaty Organization", "NATO", "", "international-organization"),
    "unoct": Entry("United Nations Office of Counter-Terrorism", "UNOCT", "un-secretariat", "office"),
    "un-secretariat": Entry("United Nations Secretariat", "", "un", "institution"),
    "ctc": Entry("Counter-Terrorism Committee", "CTC", "un", "committee"),
    "cted": Entry("Counter-Terrorism Committee Executive Directorate", "CTED", "ctc", "office"),
    "undp": Entry("United Nations Development Programme", "UNDP", "un", "programme"),
    "unodc": Entry("United Nations Office on Drugs and Crime", "UNODC", "un", "office"),
    "unesco": Entry(
        "United Nations Educational, Scientific and Cultural Organization", "UNESCO", "un", "agency"
    ),
    "ohchr": Entry("Office of the High Commissioner for Human Rights", "OHCHR", "un", "office"),
    "eeas": Entry(
        "European External Action Service",
        "EEAS",
        "eu",
        "institution",
        (("fr", "Service européen pour l'action extérieure"),),
    ),
    "ec": Entry("European Commission", "EC", "eu", "institution"),
    "australia": Entry("Australia", "", "", "state"),
    "canada": Entry("Canada", "", "", "state"),
}


@dataclass
class Draft:
    """One document's facts in the making; every method gives the local key of what it adds."""

    name: str
    published: str = ""
    source: str = ""
    people: list[Person] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    holdings: list[PostHolding] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    delegations: list[Delegation] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def proof(self) -> Proof:
        start = 10 * next(self._numbers)
        return Proof((Span(start, start + 5),))

    def text(self, value: str) -> Text:
        return Text(value, self.proof())

    def date(self, start: str, surface: str = "") -> DateExpression:
        return DateExpression(surface or start, start, "", self.proof())

    def body(self, name: str, concept: str = "", short: str = "") -> Key:
        for known in self.bodies:
            if known.name == name:
                return known.key
        key = f"body:{len(self.bodies)}"
        self.bodies.append(Body(key, name, short, concept, (self.text(name),)))
        return key

    def concept(self, concept: str) -> Key:
        return self.body(BODIES[concept].name, concept, BODIES[concept].short)

    def place(self, name: str) -> Reference:
        key = f"place:{len(self.places)}"
        self.places.append(Place(key, name, "", (self.text(name),)))
        return Reference(key, self.proof())

    def person(self, name: str, *posts: tuple[str, str], honorific: str = "") -> Key:
        """`posts` are titles with the concepts of their bodies (or nothing)."""
        key = f"person:{len(self.people)}"
        self.people.append(Person(key, name, honorific, (self.text(name),)))
        for title, concept in posts:
            body = self.concept(concept) if concept else ""
            self.holdings.append(PostHolding(f"holding:{len(self.holdings)}", key, title, body, self.proof()))
        return key

    def meeting(
        self,
        label: str,
        kind: str = "dialogue",
        date: str = "",
        *,
        status: str = "held",
        series: str = "",
        ordinal: int = 0,
        parties: Sequence[str] = (),
        present: Sequence[Key] = (),
        role: str = "participant",
        occasion: Key = "",
    ) -> Key:
        key = f"meeting:{len(self.meetings)}"
        self.meetings.append(
            Meeting(
                key,
                label,
                kind,
                status,
                self.proof(),
                date=self.date(date) if date else None,
                series=self.text(series) if series else None,
                ordinal=Number(ordinal, self.proof()) if ordinal else None,
                occasion=Reference(occasion, self.proof()) if occasion else None,
                parties=tuple(Reference(self.concept(p), self.proof()) for p in parties),
            )
        )
        for agent in present:
            self.attend(key, agent, role)
        return key

    def attend(self, meeting: Key, agent: Key, role: str = "participant", delegation: Key = "") -> None:
        number = len(self.participations)
        self.participations.append(
            Participation(f"part:{number}", meeting, agent, role, self.proof(), delegation=delegation)
        )

    def delegation(self, meeting: Key, leader: Key, stated: int, members: Sequence[Key]) -> Key:
        key = f"delegation:{len(self.delegations)}"
        stated_count = Number(stated, self.proof())
        self.delegations.append(Delegation(key, meeting, "delegation", leader, stated_count, self.proof()))
        for member in members:
            self.attend(meeting, member, delegation=key)
        return key

    def agreement(
        self, label: str, kind: str, date: str = "", parties: Sequence[str] = (), status: str = "signed"
    ) -> Key:
        key = f"agreement:{len(self.agreements)}"
        sides = tuple(Reference(self.concept(p), self.proof()) for p in parties)
        when = self.date(date) if date else None
        self.agreements.append(Agreement(key, label, kind, status, self.proof(), date=when, parties=sides))
        return key

    def initiative(self, label: str, kind: str = "programme") -> Key:
        key = f"initiative:{len(self.initiatives)}"
        self.initiatives.append(Initiative(key, label, kind, "mentioned", self.proof()))
        return key

    def facts(self) -> Facts:
        digest = hashlib.sha256(self.name.encode()).hexdigest()
        return Facts(
            Document(self.name, "", digest),
            Header(
                published=self.date(self.published) if self.published else None,
                source=self.text(self.source) if self.source else None,
            ),
            people=tuple(self.people),
            bodies=tuple(self.bodies),
            places=tuple(self.places),
            holdings=tuple(self.holdings),
            meetings=tuple(self.meetings),
            delegations=tuple(self.delegations),
            participations=tuple(self.participations),
            agreements=tuple(self.agreements),
            initiatives=tuple(self.initiatives),
            dates=tuple(self.dates),
        )


@dataclass(frozen=True)
class Resolver:
    """`resolve` with the project's words and no decisions, unless others are given."""

    decisions: Decisions
    bodies: BodyIndex

    def __call__(self, *drafts: Draft, decisions: Decisions | None = None) -> Corpus:
        return resolve([draft.facts() for draft in drafts], decisions or self.decisions, self.bodies)


def keys(corpus: Corpus, kind: str) -> list[Key]:
    """The keys of all entities of a kind."""
    return [entity.key for entity in corpus.entities if entity.kind == kind]


@pytest.fixture(scope="session")
def undecided(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Decisions:
    """The words of `mappings/identity.yaml` and not one decision."""
    folder = tmp_path_factory.mktemp("mappings")
    (folder / "identity.yaml").write_bytes((root / "mappings" / "identity.yaml").read_bytes())
    return load_decisions(folder)


@pytest.fixture(scope="session")
def resolved(undecided: Decisions) -> Resolver:
    return Resolver(undecided, BODIES)
