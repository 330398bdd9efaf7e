"""Who is attested in which post, and when: first and last, never a beginning or an end.

A post that one person holds at a time orders its holders: whom later releases name followed whom
earlier ones did. Where releases name two by turns, one of them must be wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.entities import Reading
from communique.identity.dates import bounds, day
from communique.identity.keys import words
from communique.identity.resolved import published
from communique.identity.wording import Wording
from communique.model import Facts, Key, PostHolding


@dataclass(frozen=True, slots=True)
class Attestation:
    """A day on which a release names a person as the holder of a post."""

    day: date
    reading: Reading


_A_YEAR = 366
# One name in fifty may be misread.
_FAR_MORE = 50
_CUT = 4  # letters of a name that was cut off
_Held = Mapping[Key, Mapping[Key, Sequence[Attestation]]]


class Tenures:
    """The posts of one holder at a time, with all that attests their holders, in order of days."""

    def __init__(self, docs: Sequence[Facts], wording: Wording) -> None:
        self._wording = wording
        self._releases: Counter[Key] = Counter()
        held: dict[Key, dict[Key, list[Attestation]]] = defaultdict(lambda: defaultdict(list))
        for facts in docs:
            self._releases.update({holding.person for holding in facts.holdings})
            known = bounds(published(facts))
            if known and known[0] == known[1]:
                for holding in filter(self.sole, facts.holdings):
                    held[holding.post][holding.person].append(_attested(facts, holding, known[0]))
        self._held: _Held = {post: _ordered(people) for post, people in held.items()}
        self._posts: dict[Key, dict[Key, int]] = defaultdict(dict)
        for post, people in self._held.items():
            for person, attested in people.items():
                self._posts[person][post] = len(attested)

    def sole(self, holding: PostHolding) -> bool:
        """True for a post of a named body that one person holds at a time."""
        title = words(holding.title)
        end = next((at for at, word in enumerate(title) if word in self._wording.title_joints), len(title))
        matched = (tuple(entry.split()) for entry in self._wording.sole)
        named = (set(entry) for entry in matched if title[max(end - len(entry), 0) : end] == entry)
        unranked = any(not (set(title[:end]) - entry) & self._wording.ranks for entry in named)
        return unranked and not holding.acting and bool(holding.organization)

    def before(self, holding: PostHolding) -> Iterator[tuple[Attestation, Attestation]]:
        """Last attestations of those who held the post before this holder, each with what shows that."""
        for other, own in self._others(holding):
            if other[-1].day < own[0].day:
                yield other[-1], own[0]

    def after(self, holding: PostHolding) -> Iterator[tuple[Attestation, Attestation]]:
        """First attestations of those who held the post after this holder, each with what shows that."""
        for other, own in self._others(holding):
            if other[0].day > own[-1].day:
                yield other[0], own[-1]

    def _others(self, holding: PostHolding) -> Iterator[tuple[Sequence[Attestation], Sequence[Attestation]]]:
        people = self._held.get(holding.post, {}) if self.sole(holding) else {}
        own = people.get(holding.person)
        for person, attested in people.items() if own else ():
            if own and person != holding.person:
                yield attested, own

    def by_turns(self) -> Iterator[tuple[Key, tuple[Reading, ...]]]:
        """Posts whose releases name one, then another, then the first again, or two on one day.

        Two in one release are rather two posts of one title, or one who bears it still after the post. Who
        is named in far fewer releases than the holder, or holds such a post elsewhere in more, is rather
        misread. Each is told once, against whom releases name most often.
        """
        for post, people in sorted(self._held.items()):
            here = [person for person in people if self._elsewhere(person, post) <= len(people[person])]
            ranked = sorted(here, key=lambda person: (-len(people[person]), person))
            for at, other in enumerate(ranked):
                least = _FAR_MORE * self._releases[other]
                rivals = (one for one in ranked[:at] if self._releases[one] < least)
                tried = (_turns(people[one], people[other]) for one in rivals)
                found = next((t for t in tried if t and not _may_be_one(*t)), ())
                if found:
                    yield post, tuple(attestation.reading for attestation in found)

    def _elsewhere(self, person: Key, post: Key) -> int:
        """The most releases that name a person in another post that one holds at a time."""
        held = self._posts.get(person, {})
        return max((number for other, number in held.items() if other != post), default=0)


def _attested(facts: Facts, holding: PostHolding, when: date) -> Attestation:
    name = next((person.name for person in facts.people if person.key == holding.person), holding.person)
    value = f"{name} ({day(published(facts))})"
    return Attestation(when, Reading(value, facts.document.name, holding.proof))


def _ordered(people: Mapping[Key, Sequence[Attestation]]) -> Mapping[Key, Sequence[Attestation]]:
    return {
        person: sorted(found, key=lambda a: (a.day, a.reading.document, a.reading.value))
        for person, found in sorted(people.items())
    }


def _may_be_one(before: Attestation, other: Attestation, *after: Attestation) -> bool:
    """Whether one name is the other made shorter, as a family name alone is, or cut off: rather one person
    than two."""
    own, *names = (words(a.reading.value.rpartition(" (")[0]) for a in (other, before, *after))
    return any(_shorter(*sorted((own, name), key=lambda n: (len(n), len("".join(n))))) for name in names)


def _shorter(short: Sequence[str], long: Sequence[str]) -> bool:
    return all(word in long or _begins(word, long) for word in short)


def _begins(cut: str, name: Sequence[str]) -> bool:
    return len(cut) >= _CUT and any(word.startswith(cut) for word in name)


def _turns(one: Sequence[Attestation], other: Sequence[Attestation]) -> tuple[Attestation, ...]:
    """An attestation of `other` within those of `one`, with the nearest before and after it.

    Who comes back to a post after years is no discrepancy.
    """
    own = {a.reading.document for a in one}
    for middle in other:
        if middle.reading.document in own:
            continue
        earlier = [a for a in one if a.day <= middle.day]
        later = [a for a in one if a.day >= middle.day]
        if earlier and later and (later[0].day - earlier[-1].day).days <= _A_YEAR:
            return tuple(dict.fromkeys((earlier[-1], middle, later[0])))
    return ()
