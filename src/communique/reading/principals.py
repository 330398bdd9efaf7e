"""For whom signatories sign: where a text names no parties, the bodies and states of their posts are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model import PostHolding
from communique.reading.deeds import Deed
from communique.reading.scene import Scene


def add_principals(scene: Scene, deeds: Sequence[Deed], held: Sequence[PostHolding]) -> None:
    """ "signed by Bahrain's Minister of Justice, Mr X, and Mr Y, Secretary-General of the Court": parties."""
    bodies: dict[str, str] = {}
    for holding in held:
        if holding.organization:
            bodies.setdefault(holding.person, holding.organization)
    for deed in deeds:
        if deed.status == "signed" and len(deed.parties) < 2:
            _add(deed, bodies)
        if deed.people is not None and len(deed.parties) < 2:
            _add_states(scene, deed, bodies)


def _add(deed: Deed, bodies: Mapping[str, str]) -> None:
    """Two signers of two bodies at least, one of them that of a party named, if any is."""
    signed = {bodies[k]: span for k, span in deed.signatories.items() if k in bodies}
    if len(signed) > 1 and set(deed.parties) <= set(signed):
        for body, span in signed.items():
            deed.parties.setdefault(body, span)


def _add_states(scene: Scene, deed: Deed, bodies: Mapping[str, str]) -> None:
    """The two states of those who agreed; who has none told is of the state that issues the release."""
    people, start, end = deed.people or ((), 0, 0)
    states = {thing.key for thing in scene.bodies.all() if _state(scene, thing.concept)}
    sides = {bodies[key] for key in people if bodies.get(key) in states}
    home = scene.lexicon.known.get(scene.home)
    if home is not None and any(key not in bodies for key in people):
        sides.add(scene.bodies.add(home.name, home.concept, start, end))
    if len(sides) == 2 and set(deed.parties) <= sides:
        for body in sorted(sides):
            deed.parties.setdefault(body, (start, end))


def _state(scene: Scene, concept: str) -> bool:
    known = scene.lexicon.known.get(concept)
    return known is not None and known.kind == "state"
