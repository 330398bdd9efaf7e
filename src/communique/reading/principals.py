"""For whom signatories sign: where a text names no parties, the bodies and states of their posts are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model import PostHolding
from communique.reading.deeds import Deed


def add_principals(deeds: Sequence[Deed], held: Sequence[PostHolding]) -> None:
    """ "signed by Bahrain's Minister of Justice, Mr X, and Mr Y, Secretary-General of the Court": parties."""
    bodies: dict[str, str] = {}
    for holding in held:
        if holding.organization:
            bodies.setdefault(holding.person, holding.organization)
    for deed in deeds:
        if deed.status == "signed" and len(deed.parties) < 2:
            _add(deed, bodies)


def _add(deed: Deed, bodies: Mapping[str, str]) -> None:
    """Two signers of two bodies at least, one of them that of a party named, if any is."""
    signed = {bodies[k]: span for k, span in deed.signatories.items() if k in bodies}
    if len(signed) > 1 and set(deed.parties) <= set(signed):
        for body, span in signed.items():
            deed.parties.setdefault(body, span)
