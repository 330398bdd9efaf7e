"""Events of one document while they are read, and the rules by which two mentions are one event."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from communique.reading.dates import Found
from communique.reading.names import fold
from communique.reading.scene import Where

# Which earlier types of event a definite mention of a type can mean.
LIKE = {
    "dialogue": {"dialogue", "meeting", "conference", "summit"},
    "meeting": {"meeting", "dialogue", "call", "summit", "conference", "briefing"},
    "call": {"call", "meeting"},
    "visit": {"visit"},
    "summit": {"summit", "meeting", "conference"},
    "conference": {"conference", "meeting", "summit", "dialogue"},
}
REACH = 60  # how many events back a mention can mean, so that no text takes long
STRENGTH = {"participant": 1, "party": 1, "lead": 2, "host": 3, "convener": 4, "chair": 5}


@dataclass(slots=True)
class Role:
    """An agent's part in an event, with the stretch that says so."""

    role: str
    start: int
    end: int
    rule: str
    delegation: str = ""


@dataclass(slots=True)
class Draft:
    """An event as far as it is read. Stretches are view offsets."""

    key: str
    type: str
    label: str
    status: str
    start: int
    end: int
    rule: str = ""
    named: bool = False
    roles: dict[str, Role] = field(default_factory=dict)
    parties: dict[str, tuple[int, int]] = field(default_factory=dict)
    date: Found | None = None
    place: Where | None = None
    places: list[Where] = field(default_factory=list)
    ordinal: tuple[int, int, int] | None = None
    city: Where | None = None
    part_of: Where | None = None
    occasion: Where | None = None
    dropped: bool = False
    into: Draft | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    def take(self, agent: str, role: str, start: int, end: int, rule: str, delegation: str = "") -> None:
        """Give `agent` a role; a stronger one (chair over participant) replaces a weaker one."""
        old = self.roles.get(agent)
        if old is None or STRENGTH.get(role, 0) > STRENGTH.get(old.role, 0):
            self.roles[agent] = Role(role, start, end, rule, delegation or (old.delegation if old else ""))

    def people(self) -> set[str]:
        """The keys of the persons who take part."""
        return {a for a in self.roles if a.startswith("person:")}


class Drafts:
    """The events of one document in order; `small` are words that do not tell events apart."""

    def __init__(self, small: Collection[str]) -> None:
        self.all: list[Draft] = []
        self.small = small

    def new(self, type_: str, label: str, status: str, start: int, end: int, rule: str) -> Draft:
        """A fresh event."""
        draft = Draft(f"meeting:{len(self.all) + 1}", type_, label, status, start, end, rule)
        self.all.append(draft)
        return draft

    def latest(self) -> list[Draft]:
        """The last of them, the latest first: how far back a mention can mean one."""
        return [d for d in reversed(self.all[-REACH:]) if not d.dropped]

    def live(self) -> list[Draft]:
        """The events that were not merged into others."""
        return [d for d in self.all if not d.dropped]

    def standing(self, key: str) -> str:
        """The key of the event that one stands for by now: what it became part of, or nothing where it was
        dropped. The key of what is no event stays."""
        found = next((d for d in self.all if d.key == key), None)
        while found is not None and found.into is not None:
            found = found.into
        return key if found is None else "" if found.dropped else found.key

    def recent(self, type_: str, status: str = "") -> Draft | None:
        """The latest event that a definite mention of `type_` can mean."""
        like = LIKE.get(type_, {type_})
        fits = [d for d in self.live() if d.type in like and (not status or d.status == status)]
        held = [d for d in fits if d.status == "held"]
        exact = [d for d in held if d.type == type_]
        found = exact or held or fits
        return found[-1] if found else None

    def main(self) -> Draft | None:
        """The event that the document reports on: the first held one, else the first."""
        held = next((d for d in self.all if not d.dropped and d.status == "held"), None)
        return held or next((d for d in self.all if not d.dropped), None)

    def held_visit(self) -> Draft | None:
        """The first visit that took place."""
        return next((d for d in self.all if d.type == "visit" and d.status == "held" and not d.dropped), None)

    def named_like(self, label: str, ordinal: int) -> Draft | None:
        """An event of the same name, where no ordinal speaks against it; the same ordinal speaks for it."""
        wanted = name_words(label, self.small)
        named = [d for d in reversed(self.live()) if d.named]
        if ordinal:
            same = [d for d in named if d.ordinal and d.ordinal[0] == ordinal]
            found = next((d for d in same if len(wanted & name_words(d.label, self.small)) > 1), None)
            if found is not None:
                return found
            named = [d for d in named if d.ordinal is None and d.status == "held"]
        return next((d for d in named if _one_name(wanted, name_words(d.label, self.small))), None)


def _one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the telling words of one name are all in the other, two of them at least."""
    return (a <= b or b <= a) and len(a & b) >= 2


def name_words(label: str, small: Collection[str]) -> frozenset[str]:
    """The telling words of an event's name: none of `small`, no numbers, in the singular."""
    plain = fold(label).replace("-", " ").replace("'s", "").replace("'", " ").replace("/", " ")
    return frozenset(w.rstrip("s") for w in plain.split() if w not in small and not w.isdigit())
