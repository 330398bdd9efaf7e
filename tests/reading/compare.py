"""What a case expects held against what was read. `README.md` of `constructions/` says by which rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from communique.model import (
    Agreement,
    Body,
    Facts,
    Initiative,
    Key,
    Meeting,
    Person,
    Place,
    PostHolding,
    Quotation,
)
from communique.reading.lexicon import Lexicon

Expected = Mapping[str, Any]
NAMES = frozenset(("people.name", "quotations.starts", "agreements.label"))
COURTESY = frozenset(("ambassador",))
SAME = str.maketrans({"-": " ", "‑": " ", "–": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})


class Miss(NamedTuple):
    """One thing that does not hold: its kind, such as `meeting.place`, and the particulars."""

    kind: str
    detail: str


def same(text: str) -> str:
    """A name as names are compared: without regard to case, hyphens, the shape of quotation marks, `the`."""
    return " ".join(text.translate(SAME).casefold().split()).removeprefix("the ")


def options(value: Any) -> list[Any]:
    """The readings that are right: a list stands for any one of its items."""
    return value if isinstance(value, list) else [value]


class Comparison:
    """The facts of one document under the names that its case uses."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self.facts = facts
        self.lexicon = lexicon
        self.people = {p.key: p for p in facts.people}
        self.things: dict[Key, Body | Place] = {b.key: b for b in facts.bodies}
        self.things |= {p.key: p for p in facts.places}

    def misses(self, expect: Expected) -> Iterator[Miss]:
        """Everything in `expect` that does not hold."""
        kinds: dict[str, tuple[Sequence[Any], Callable[[Any, Expected], Iterator[Miss]]]] = {
            "people": (self.facts.people, self._person),
            "meetings": (self.facts.meetings, self._meeting),
            "agreements": ((*self.facts.agreements, *self.facts.initiatives), self._agreement),
            "quotations": (self.facts.quotations, self._quotation),
        }
        lists = {"absent": self._absent, "not_participants": self._idle, "not_signatories": self._unsigned}
        for kind, wanted in expect.items():
            if kind in kinds:
                yield from self._all(kind, wanted, *kinds[kind])
            else:
                yield from lists[kind](wanted)

    def _all(
        self,
        kind: str,
        wanted: Sequence[Expected],
        read: Sequence[Any],
        misses: Callable[[Any, Expected], Iterator[Miss]],
    ) -> Iterator[Miss]:
        if not wanted:
            yield from (Miss(f"{kind}.extra", f"read {self._called(one)}") for one in read)
        free = list(read)
        for entry in wanted:
            tried = sorted(((list(misses(one, entry)), n) for n, one in enumerate(free)), key=_weight)
            if tried and not (tried[0][0] and tried[0][0][0].kind in NAMES):
                yield from tried[0][0]
                free.pop(tried[0][1])
            elif entry.get("posts") != []:
                which = "missing" if read else "none"
                yield Miss(f"{kind}.{which}", f"wanted {entry}, read {[self._called(one) for one in read]}")

    def _called(self, one: Any) -> str:
        if isinstance(one, Quotation):
            return f"{self._words(one)[:60]!r} by {self._name(one.speaker)}"
        if isinstance(one, Meeting):
            return f"{one.type} {one.status} {one.label!r}"
        return repr(one.name if isinstance(one, Person) else one.label)

    def _person(self, person: Person, entry: Expected) -> Iterator[Miss]:
        if same(person.name) not in [same(name) for name in options(entry["name"])]:
            yield Miss("people.name", f"wanted {entry['name']}, read {person.name}")
        if "posts" in entry:
            yield from self._posts(person, entry["posts"])

    def _posts(self, person: Person, wanted: Sequence[Sequence[Any]]) -> Iterator[Miss]:
        held = [h for h in self.facts.holdings if h.person == person.key]
        shown = [(h.title, self._name(h.organization)) for h in held]
        for title, body in wanted:
            titled = [h for h in held if same(h.title) in [same(t) for t in options(title)]]
            right = next((h for h in titled if self._within(h, body)), None)
            if right is not None:
                held.remove(right)
            elif titled:
                yield Miss("posts.organization", f"{person.name}: wanted {title} in {body!r}, read {shown}")
                held.remove(titled[0])
            else:
                yield Miss("posts.title", f"{person.name}: wanted {title} in {body!r}, read {shown}")
        if [h for h in held if same(h.title) not in COURTESY] and len(shown) > len(wanted):
            yield Miss("posts.extra", f"{person.name}: wanted {wanted}, read {shown}")

    def _within(self, holding: PostHolding, body: Any) -> bool:
        return any(self._is(holding.organization, name) for name in options(body))

    def _meeting(self, meeting: Meeting, entry: Expected) -> Iterator[Miss]:
        read: dict[str, Any] = {
            "type": meeting.type,
            "status": meeting.status,
            "start": (meeting.date and meeting.date.start) or None,
            "end": (meeting.date and meeting.date.end) or None,
            "ordinal": meeting.ordinal and meeting.ordinal.value,
        }
        yield from _plain("meetings", read, entry)
        where = meeting.place.key if meeting.place else ""
        if "place" in entry and not any(self._is(where, name or "") for name in options(entry["place"])):
            yield Miss("meetings.place", f"wanted {entry['place']}, read {self._name(where)!r}")
        agents = self._agents(meeting)
        yield from self._among("meetings.participants", agents, entry.get("participants", ()))

    def _agents(self, meeting: Meeting) -> list[Key]:
        took_part = [p.agent for p in self.facts.participations if p.meeting == meeting.key]
        return [*took_part, *(r.key for r in meeting.parties if r.key not in took_part)]

    def _agreement(self, one: Agreement | Initiative, entry: Expected) -> Iterator[Miss]:
        labels = [same(label) for label in options(entry["label"])]
        if not any(label in same(one.label) or same(one.label) in label for label in labels):
            yield Miss("agreements.label", f"wanted {entry['label']}, read {one.label}")
        read: dict[str, Any] = {
            "type": one.type,
            "status": one.status,
            "start": (one.date and one.date.start) or None,
            "amount": one.money and Decimal(one.money.amount),
            "currency": one.money and one.money.currency,
        }
        yield from _plain("agreements", read, entry)
        yield from self._among("agreements.parties", self._parties(one), entry.get("parties", ()))
        if entry.get("parties") == [] and self._parties(one):
            yield Miss(
                "agreements.parties", f"wanted none, read {[self._name(k) for k in self._parties(one)]}"
            )
        signed = [r.key for r in one.signatories] if isinstance(one, Agreement) else []
        yield from self._among("agreements.signatories", signed, entry.get("signatories", ()))

    def _parties(self, one: Agreement | Initiative) -> list[Key]:
        return [r.key for r in (one.parties if isinstance(one, Agreement) else one.relations)]

    def _quotation(self, quotation: Quotation, entry: Expected) -> Iterator[Miss]:
        if not same(self._words(quotation)).startswith(same(entry["starts"])):
            yield Miss("quotations.starts", f"wanted {entry['starts']!r}, read {self._words(quotation)!r}")
        if not self._is(quotation.speaker, entry["speaker"]):
            yield Miss(
                "quotations.speaker", f"wanted {entry['speaker']}, read {self._name(quotation.speaker)}"
            )

    def _words(self, quotation: Quotation) -> str:
        return self.facts.document.text[quotation.span.start : quotation.span.end]

    def _absent(self, names: Sequence[str]) -> Iterator[Miss]:
        read = {same(p.name) for p in self.facts.people}
        read |= {same(self._name(p.agent)) for p in self.facts.participations}
        read |= {same(m.label) for m in self.facts.meetings}
        read |= {same(a.label) for a in self.facts.agreements} | {
            same(i.label) for i in self.facts.initiatives
        }
        yield from (Miss("absent", f"read {name}") for name in names if same(name) in read)

    def _idle(self, names: Sequence[str]) -> Iterator[Miss]:
        agents = [agent for meeting in self.facts.meetings for agent in self._agents(meeting)]
        yield from (Miss("not_participants", f"{n} takes part") for n in names if self._has(agents, n))

    def _unsigned(self, names: Sequence[str]) -> Iterator[Miss]:
        signed = [r.key for agreement in self.facts.agreements for r in agreement.signatories]
        yield from (Miss("not_signatories", f"{n} signs") for n in names if self._has(signed, n))

    def _among(self, kind: str, keys: Sequence[Key], names: Sequence[str]) -> Iterator[Miss]:
        missing = [name for name in names if not self._has(keys, name)]
        if missing:
            yield Miss(kind, f"{missing} not among {[self._name(key) for key in keys]}")

    def _has(self, keys: Sequence[Key], name: str) -> bool:
        return any(self._is(key, name) for key in keys)

    def _is(self, key: Key, name: str) -> bool:
        """Whether the person, body or place under `key` is the one that `name` names; "" is nobody."""
        if not key or not name:
            return not key and not name
        if key in self.people:
            person = self.people[key]
            return same(name) in {same(person.name), *(same(t.value) for t in person.surfaces)}
        thing = self.things[key]
        known = {same(thing.name), *(same(t.value) for t in thing.surfaces)}
        return same(name) in known or (bool(thing.concept) and thing.concept in self._concepts(name))

    def _concepts(self, name: str) -> set[str]:
        """The concepts of the lexicon that a wording can mean."""
        plain = name.removeprefix("the ").replace("-", " ")
        whole = {
            e.value for start, end, e in self.lexicon.names.find(plain) if (start, end) == (0, len(plain))
        }
        return whole | set(self.lexicon.context.get(name, ()))

    def _name(self, key: Key) -> str:
        return (
            self.people[key].name
            if key in self.people
            else self.things[key].name
            if key in self.things
            else ""
        )


def _plain(kind: str, read: Mapping[str, Any], entry: Expected) -> Iterator[Miss]:
    for key, value in read.items():
        if key in entry and value not in options(entry[key]):
            yield Miss(f"{kind}.{key}", f"wanted {entry[key]}, read {value}")


def _weight(tried: tuple[list[Miss], int]) -> tuple[bool, int]:
    """Nearest first: the same name counts before everything else."""
    misses = tried[0]
    return any(m.kind in NAMES for m in misses), len(misses)
