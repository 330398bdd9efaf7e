"""Bodies named with and without the name of what they are of: a state's agency, and the same without it.

In releases of one publisher a bare "Rivers Administration" is the "Norwegian Rivers Administration",
if they name no other state's or body's. A name of one word is too little for that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from communique.identity.keys import words
from communique.identity.resolved import publisher
from communique.model import Body, Facts

_Words: TypeAlias = tuple[str, ...]
_LONGEST = 3
_LEAST = 2


class Prefixes:
    """The full names behind bare ones, for each publisher."""

    def __init__(self, docs: Sequence[Facts]) -> None:
        self._owners = dict(_owners(docs))
        found: dict[tuple[str, _Words], dict[str, Counter[_Words]]] = defaultdict(
            lambda: defaultdict(Counter)
        )
        for facts in docs:
            house = publisher(facts)
            for body in facts.bodies if house else ():
                if not body.concept:
                    for owner, rest in self._split(_named(body)):
                        found[house, rest][owner][_named(body)] += 1
        self._full = {
            key: min(forms, key=lambda form: (-forms[form], form))
            for key, owners in found.items()
            if len(owners) == 1
            for forms in owners.values()
        }

    def full(self, name: _Words, house: str) -> _Words:
        """The name with the owner's, as releases of the publisher give it most often; else itself."""
        if (house, name) in self._full:
            return self._full[house, name]
        return next(
            (self._full[house, rest] for _, rest in self._split(name) if (house, rest) in self._full), name
        )

    def _split(self, name: _Words) -> Iterator[tuple[str, _Words]]:
        for size in range(min(_LONGEST, len(name) - _LEAST), 0, -1):
            if name[:size] in self._owners:
                yield self._owners[name[:size]], name[size:]
                return


def _owners(docs: Sequence[Facts]) -> Iterator[tuple[_Words, str]]:
    """The forms under which texts name the lexicon's states and bodies."""
    for facts in docs:
        for body in facts.bodies:
            if body.concept:
                forms = (body.name, body.short, *(surface.value for surface in body.surfaces))
                yield from ((words(form), body.concept) for form in forms if 0 < len(words(form)) <= _LONGEST)


def _named(body: Body) -> _Words:
    name = words(body.name)
    return name[1:] if name[:1] == ("the",) else name
