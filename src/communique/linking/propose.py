"""From a build to proposals: who is asked about, and what becomes of the answers.

Nobody is asked about twice: what has a link, or was looked for in vain, is left out, and a pair that
was refused is not proposed again (unless all is asked for).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.identity import sssom
from communique.identity.decisions import OURS, Decisions
from communique.linking.answer import Candidate
from communique.linking.asking import Asking, query
from communique.linking.manifest import Manifest
from communique.linking.proposals import Proposal
from communique.linking.query import Query
from communique.linking.service import Answered, Service
from communique.linking.subjects import Subject, telling
from communique.model import Key


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided before: subjects that need no asking, and pairs that were refused."""

    subjects: Collection[Key]
    refused: Collection[tuple[Key, str]]


def settled(decisions: Decisions, expand: Callable[[str], str]) -> Settled:
    """What the decisions settle; `expand` turns their CURIEs into IRIs."""
    outer = [row for row in decisions.rows if not row.object.startswith(OURS)]
    done = {row.subject for row in outer if not row.negative or row.object == sssom.NOTHING}
    refused = {(row.subject, expand(row.object)) for row in outer if row.negative}
    return Settled(frozenset(done), frozenset(refused))


def asked(
    subjects: Iterable[Subject],
    done: Collection[Key],
    kinds: Mapping[str, Asking],
) -> Iterator[Subject]:
    """The subjects to ask about: of a kind that is asked for, without a link, not settled before."""
    for subject in subjects:
        if subject.kind in kinds and not subject.items and subject.key not in done:
            yield subject


def answers(
    subjects: Iterable[Subject], kinds: Mapping[str, Asking], service: Service, space: str, limit: int
) -> Iterator[tuple[Subject, Answered]]:
    """Each subject with the service's answer, as they come."""
    waiting: dict[Query, list[Subject]] = {}
    for subject in subjects:
        waiting.setdefault(query(subject, kinds[subject.kind], space, limit), []).append(subject)
    for answered in service.ask(list(waiting)):
        yield from ((subject, answered) for subject in waiting[answered.query])


def proposals(
    subject: Subject, found: Iterable[Candidate], service: Manifest, refused: Collection[tuple[Key, str]]
) -> Iterator[Proposal]:
    """A proposal for each candidate that was not refused before, with both sides' evidence."""
    left = [candidate for candidate in found if (subject.key, service.iri(candidate.id)) not in refused]
    for place, candidate in enumerate(left):
        yield Proposal(
            subject=subject.key,
            label=subject.label,
            kind=subject.kind,
            object=service.iri(candidate.id),
            object_label=candidate.name,
            service=service.name,
            score=candidate.score,
            match=candidate.match,
            best=place == 0,
            page=service.page(candidate.id),
            description=candidate.description,
            types=candidate.types,
            features=candidate.features,
            aliases=subject.aliases,
            facts=telling(subject),
        )
