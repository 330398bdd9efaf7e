"""Claims: which post at which body a document says that a person holds, in a comparable form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.entities import Entity
from communique.identity.bodies import lineage
from communique.identity.keys import words
from communique.identity.resolved import Resolved
from communique.identity.titles import Words, head, normal
from communique.identity.wording import Wording
from communique.model import Facts, Key, PostHolding


@dataclass(frozen=True, slots=True)
class Claim:
    """A holding brought to its body (`organization`, empty if unnamed) and its telling words.

    `head` is the noun that says what the holder is: an adviser, in "Adviser to the President".
    """

    organization: Key
    title: Words
    head: str = field(default="", compare=False)


class Titles:
    """Turns holdings into claims; knows the bodies' names and what each is in charge of."""

    def __init__(self, bodies: Resolved, wording: Wording) -> None:
        self._bodies = bodies.by_key()
        self._wording = wording
        self._names = {key: self._forms(entity) for key, entity in self._bodies.items()}
        self._charges: dict[tuple[Key, frozenset[str]], set[Key]] = defaultdict(set)
        for key, entity in self._bodies.items():
            above = list(lineage(key, self._bodies))[1:]
            for parent in above if entity.type in wording.headed_kinds else ():
                self._charges[parent, self._charge(entity)].add(key)

    @property
    def bodies(self) -> Mapping[Key, Entity]:
        """The bodies under their keys."""
        return self._bodies

    def claim(self, holding: PostHolding, keys: Mapping[Key, Key]) -> Claim:
        """The comparable form of a holding of the document whose keys these are."""
        organization = keys.get(holding.organization, "")
        names = [name for key in lineage(organization, self._bodies) for name in self._names.get(key, ())]
        title = normal(holding.title, names, self._wording)
        return self._in_charge(Claim(organization, title, head(holding.title, title, self._wording)))

    def _in_charge(self, claim: Claim) -> Claim:
        """`Secretary for Defence` of a state is `Secretary` of its body in charge of defence."""
        for at in range(1, len(claim.title)):
            found = self._charges.get((claim.organization, frozenset(claim.title[at:])))
            if found and len(found) == 1:
                return Claim(next(iter(found)), claim.title[:at], claim.head)
        return claim

    def _charge(self, entity: Entity) -> frozenset[str]:
        generic = self._wording.generic_bodies
        own = set(words(entity.label)) - generic
        above = {
            w for key in list(lineage(entity.key, self._bodies))[1:] for n in self._names[key] for w in n
        }
        return frozenset(own - above)

    def _forms(self, entity: Entity) -> tuple[Words, ...]:
        forms = {words(name) for name in (entity.label, *entity.aliases)}
        return tuple(sorted(form for form in forms if not set(form) <= self._wording.generic_bodies))


def claims(docs: Sequence[Facts], bodies: Resolved, titles: Titles) -> list[dict[Key, Claim]]:
    """For each document the claim behind each of its holdings."""
    return [
        {holding.key: titles.claim(holding, keys) for holding in facts.holdings}
        for facts, keys in zip(docs, bodies.keys, strict=True)
    ]
