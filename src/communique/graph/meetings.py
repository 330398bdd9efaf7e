"""Meetings: when, where, of which series, between whom, and on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.graph.dates import dated
from communique.graph.scope import Scope, proved, stated
from communique.graph.terms import TYPE, Triple, number, ref, text
from communique.model import Delegation, Key, Meeting, Participation, PostHolding, Topic
from communique.reused import DCTERMS, SKOS, XSD
from communique.vocab import COMM, CV, SCHEMA, concept


def meeting(scope: Scope, found: Meeting) -> Iterator[Triple]:
    """A meeting with all that is said of it, save who took part."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.Meeting)
    yield node, ref(SCHEMA.name), text(found.label)
    yield node, ref(DCTERMS.type), ref(concept("meeting-kind", found.type))
    yield node, ref(COMM.meetingStatus), ref(concept("meeting-status", found.status))
    yield from proved(scope, node, found.proof)
    yield from dated(scope, node, COMM.heldOn, found.date)
    yield from _series(scope, node, found)
    yield from _ties(scope, node, found)


def _series(scope: Scope, node: str, found: Meeting) -> Iterator[Triple]:
    if found.series is not None and found.series_key:
        series = scope.resource(found.series_key)
        yield series, TYPE, ref(COMM.MeetingSeries)
        yield series, ref(SCHEMA.name), text(found.series.value)
        yield from stated(scope, node, COMM.inSeries, series, found.series.proof)
    if found.ordinal is not None:
        value = number(found.ordinal.value, XSD.positiveInteger)
        yield from stated(scope, node, COMM.ordinal, value, found.ordinal.proof)


def _ties(scope: Scope, node: str, found: Meeting) -> Iterator[Triple]:
    ties = (
        (SCHEMA.location, found.place),
        (SCHEMA.superEvent, found.part_of),
        (COMM.onOccasionOf, found.occasion),
        *((COMM.party, party) for party in found.parties),
    )
    for predicate, tie in ties:
        if tie is not None:
            yield from stated(scope, node, predicate, scope.resource(tie.key), tie.proof)


def participation(
    scope: Scope, found: Participation, holdings: Mapping[Key, PostHolding]
) -> Iterator[Triple]:
    """Who took part, as what, for whom and in which group."""
    node = scope.resource(found.key)
    yield scope.resource(found.meeting), ref(CV.hasParticipation), node
    yield node, TYPE, ref(COMM.Participation)
    yield node, ref(CV.hasParticipant), scope.resource(found.agent)
    yield node, ref(CV.role), ref(concept("role", found.role))
    held = holdings.get(found.holding)
    ties = (
        (COMM.holding, found.holding),
        (COMM.inCapacity, held.post if held else ""),
        (COMM.onBehalfOf, found.on_behalf_of),
        (COMM.inDelegation, found.delegation),
    )
    for predicate, key in ties:
        if key:
            yield node, ref(predicate), scope.resource(key)
    yield from proved(scope, node, found.proof)


def delegation(scope: Scope, found: Delegation) -> Iterator[Triple]:
    """A group attending together."""
    node = scope.resource(found.key)
    yield node, TYPE, ref(COMM.Delegation)
    if found.label:
        yield node, ref(SCHEMA.name), text(found.label)
    for predicate, key in ((COMM.attends, found.meeting), (COMM.ledBy, found.leader)):
        if key:
            yield node, ref(predicate), scope.resource(key)
    if found.count is not None:
        yield from stated(scope, node, COMM.statedCount, number(found.count.value), found.count.proof)
    yield from proved(scope, node, found.proof)


def topic(scope: Scope, found: Topic) -> Iterator[Triple]:
    """What a meeting or agreement, or else the document, is about, and where."""
    node = scope.resource(found.key)
    about = scope.resource(found.meeting) if found.meeting else scope.node
    yield node, TYPE, ref(SKOS.Concept)
    yield node, ref(SCHEMA.name), text(found.label)
    yield from stated(scope, about, DCTERMS.subject, node, found.proof)
    yield from proved(scope, node, found.proof)
    for region in found.regions:
        yield from stated(scope, node, DCTERMS.spatial, scope.resource(region.key), region.proof)
