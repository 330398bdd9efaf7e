"""`communique link` without its command line: a build in, a review folder out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from communique import __version__
from communique.identity import load_decisions
from communique.linking import asking, namesakes, proposals, propose
from communique.linking import within as inner
from communique.linking.cache import Cache
from communique.linking.proposals import Proposal
from communique.linking.service import Service
from communique.linking.subjects import Subject, subjects
from communique.linking.wire import Manners, Wire
from communique.settings import Settings
from communique.vocab import HOME, PREFIXES

QUEUE = "queue.jsonl"
JOURNAL = "journal.jsonl"
CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask about: which kinds, of what was settled before too or not; and where all lies."""

    store: ox.Store
    review: Path
    mappings: Path
    queries: Path
    settings: Settings
    kinds: Collection[str] = ()
    again: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it: how many subjects were asked about, the proposals, and who got no answer."""

    asked: int = 0
    answered: int = 0
    found: list[Proposal] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)


def wire(settings: Settings, say: Callable[[str], None]) -> Wire:
    """A line with the manners of the settings; it names the software and, if given, whom to write to."""
    contact = f"; {settings.contact_email}" if settings.contact_email else ""
    agent = f"communique/{__version__} ({HOME}{contact})"
    s = settings
    manners = Manners(
        agent, s.reconcile_interval, s.reconcile_timeout, s.reconcile_patience, s.reconcile_tries
    )
    return Wire(manners, say)


def link(job: Job, line: Wire | None, progress: Callable[[int, int], None]) -> Outcome:
    """Ask the service about every open subject and leave the proposals in the queue.

    Without a line only answers on disk are used. Whatever ends the work early, what was answered is
    on disk, and in the queue unless the process was killed; the next run goes on from there.
    """
    settings = job.settings
    cache = Cache(job.review / CACHE)
    service = Service(settings.reconcile_endpoint, cache, line, settings.reconcile_batch)
    old = proposals.read(job.review / QUEUE)
    outcome = Outcome()
    try:
        _ask(job, service, outcome, progress)
    finally:
        kept = (p for p in old if p.inner or p.subject not in outcome.done)
        if outcome.done:
            proposals.write((*kept, *outcome.found), job.review / QUEUE)
    return outcome


def within(job: Job) -> list[Proposal]:
    """Leave in the queue which people and bodies of the build may be one; those of before give way."""
    found = [s for s in _subjects(job) if s.kind in job.kinds or not job.kinds]
    made = list(inner.proposals(found, load_decisions(job.mappings), _mentions(job)))
    kept = (p for p in proposals.read(job.review / QUEUE) if not p.inner)
    proposals.write((*kept, *made), job.review / QUEUE)
    return made


def _ask(job: Job, service: Service, outcome: Outcome, progress: Callable[[int, int], None]) -> None:
    kinds = asking.load(job.mappings / "linking.yaml")
    wanted = {kind: kinds[kind] for kind in kinds if kind in job.kinds or not job.kinds}
    decisions = load_decisions(job.mappings)
    before = propose.settled(decisions, _expand)
    manifest = service.manifest()
    found = list(_subjects(job))
    names = namesakes.Names(found, _mentions(job), decisions)
    done = () if job.again else before.subjects
    # A verdict on one of several namesakes has to find that one in the next build too.
    named = (replace(s, key=names.of(s)) for s in propose.asked(found, done, wanted))
    chosen = [subject for subject in named if subject.key not in done]
    outcome.asked = len(chosen)
    came = propose.answers(chosen, wanted, service, manifest.space, job.settings.reconcile_candidates)
    for number, (subject, answered) in enumerate(came, 1):
        if answered.failure:
            outcome.failures.append((subject.label, answered.failure))
        else:
            outcome.done.add(subject.key)
            outcome.answered += 1
            outcome.found += propose.proposals(subject, answered.candidates, manifest, before.refused)
        progress(number, len(chosen))


def _subjects(job: Job) -> Iterator[Subject]:
    return subjects(job.store, job.queries, job.settings.base)


def _mentions(job: Job) -> namesakes.Mentions:
    return namesakes.mentions(job.store, job.queries, job.settings.base)


def _expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES.get(prefix, f"{prefix}:") + local


def reasons(failures: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Each reason for which there was no answer, with how many subjects it concerns."""
    counted: dict[str, int] = {}
    for _, reason in failures:
        counted[reason] = counted.get(reason, 0) + 1
    return sorted(counted.items(), key=lambda found: (-found[1], found[0]))
