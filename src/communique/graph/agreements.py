"""Agreements and initiatives: between whom, signed by whom, at what price, run by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique.graph.dates import dated
from communique.graph.scope import Scope, proved, stated
from communique.graph.terms import TYPE, Triple, decimal, ref, text
from communique.model import Agreement, Initiative, Money
from communique.reused import DCTERMS
from communique.vocab import COMM, SCHEMA, concept

_RELATIONS: Final = {
    "funder": SCHEMA.funder,
    "manager": COMM.managedBy,
    "partner": COMM.partner,
    "launched at": COMM.launchedAt,
}


def agreement(scope: Scope, found: Agreement) -> Iterator[Triple]:
    """An instrument with its parties, signatories, date and amount."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.Agreement)
    yield from _common(scope, node, found, "agreement-kind")
    yield from dated(scope, node, COMM.signedOn, found.date)
    ties = (
        (COMM.signedAt, found.meeting),
        (COMM.finances, found.finances),
        *((COMM.party, party) for party in found.parties),
        *((COMM.signatory, signatory) for signatory in found.signatories),
    )
    for predicate, tie in ties:
        if tie is not None:
            yield from stated(scope, node, predicate, scope.resource(tie.key), tie.proof)


def initiative(scope: Scope, found: Initiative) -> Iterator[Triple]:
    """A programme, facility or project with who pays for it, runs it and takes part."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.Initiative)
    yield from _common(scope, node, found, "initiative-kind")
    yield from dated(scope, node, COMM.launchedOn, found.date)
    if found.part_of is not None:
        whole = scope.resource(found.part_of.key)
        yield from stated(scope, node, DCTERMS.isPartOf, whole, found.part_of.proof)
    for relation in found.relations:
        predicate = _RELATIONS[relation.kind]
        yield from stated(scope, node, predicate, scope.resource(relation.key), relation.proof)


def _common(scope: Scope, node: str, found: Agreement | Initiative, scheme: str) -> Iterator[Triple]:
    yield node, ref(SCHEMA.name), text(found.label)
    yield node, ref(DCTERMS.type), ref(concept(scheme, found.type))
    yield node, ref(COMM.agreementStatus), ref(concept("agreement-status", found.status))
    yield from proved(scope, node, found.proof)
    if found.money is not None:
        yield from _money(scope, node, found.money)


def _money(scope: Scope, node: str, money: Money) -> Iterator[Triple]:
    place = next((f"{span.start}-{span.end}" for span in money.proof.spans), "nowhere")
    amount = scope.part("amount", place)
    yield amount, TYPE, ref(SCHEMA.MonetaryAmount)
    yield amount, ref(SCHEMA.value), decimal(money.amount)
    yield amount, ref(SCHEMA.currency), text(money.currency)
    yield from stated(scope, node, SCHEMA.amount, amount, money.proof)
    yield from proved(scope, amount, money.proof)
