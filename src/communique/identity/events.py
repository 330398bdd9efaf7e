"""What an event's name says: its parties, its kind of event, its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.entities import Entity
from communique.identity.bodies import lineage
from communique.identity.keys import words
from communique.identity.titles import Words
from communique.identity.wording import Wording
from communique.model import Key


@dataclass(frozen=True, slots=True)
class Signature:
    """A name's telling parts; `event` is the last event word, `subject` the stems of the rest."""

    event: str
    subject: frozenset[str]
    parties: frozenset[Key]


class Namer:
    """Reads names of events and instruments; knows the names of the bodies in them."""

    def __init__(self, bodies: Mapping[Key, Entity], wording: Wording) -> None:
        self._wording = wording
        self._bodies = bodies
        forms: dict[Words, set[Key]] = defaultdict(set)
        for key, entity in bodies.items():
            for name in (entity.label, *entity.aliases):
                forms[words(name)].add(key)
        forms.pop((), None)
        self._forms = {form: next(iter(keys)) for form, keys in forms.items() if len(keys) == 1}
        self._longest = max(map(len, self._forms), default=0)

    def event(self, name: str, kind: str, parties: Iterable[Key]) -> Signature:
        """The signature of an event's name; stated parties count where the name has none."""
        left, named = self._without_bodies(words(name))
        kept = [w for w in left if not self._counts(w) and w not in self._wording.series_fillers]
        events = [w for w in kept if w in self._wording.event_words]
        subject = frozenset(self._stem(w) for w in kept if w not in events)
        return Signature(self._singular(events[-1]) if events else kind, subject, frozenset(named or parties))

    def work(self, name: str, kind: str, parties: Iterable[Key]) -> Signature:
        """The signature of an agreement's or initiative's name, of the type `kind`."""
        left, named = self._without_bodies(words(name))
        fillers = self._wording.work_fillers | {kind}
        subject = frozenset(self._stem(w) for w in left if w not in fillers and not self._counts(w))
        return Signature(kind, subject, frozenset(parties) or frozenset(named))

    def aside(self, one: Signature, other: Signature) -> bool:
        """True where one is a protocol, an amendment or the like, and the other is not."""
        return any(self._stem(word) in one.subject ^ other.subject for word in self._wording.work_apart)

    def akin(self, one: frozenset[Key], other: frozenset[Key]) -> bool:
        """True where every party of the shorter list is one of the longer, or above or below one."""
        short, long = sorted((one, other), key=len)
        return all(any(self._related(a, b) for b in long) for a in short)

    def _related(self, one: Key, other: Key) -> bool:
        return one in lineage(other, self._bodies) or other in lineage(one, self._bodies)

    def previous(self, name: str) -> bool:
        """True where the name says that it is the event before."""
        return bool(set(words(name)) & self._wording.previous)

    def uncounted(self, name: str) -> str:
        """The name without its number in the series."""
        kept = [w for w in name.split() if not any(self._counts(part) for part in words(w))]
        return " ".join(kept) or name

    def _counts(self, word: str) -> bool:
        return word in self._wording.ordinals or word in self._wording.previous or word.isdigit()

    def _without_bodies(self, name: Words) -> tuple[list[str], set[Key]]:
        left: list[str] = []
        named: set[Key] = set()
        at = 0
        while at < len(name):
            sizes = range(min(self._longest, len(name) - at), 0, -1)
            size = next((n for n in sizes if name[at : at + n] in self._forms), 0)
            if size:
                named.add(self._forms[name[at : at + size]])
            else:
                left.append(name[at])
            at += size or 1
        return left, named

    def _singular(self, event: str) -> str:
        one = event.removesuffix("s")
        return one if one in self._wording.event_words else event

    def _stem(self, word: str) -> str:
        for ending in self._wording.endings:
            if word.endswith(ending) and len(word) - len(ending) >= len("plan"):
                return word[: -len(ending)]
        return word
