"""A proposal on the terminal: here what the texts say, there what the service gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import click

from communique.cli.sentences import sentence
from communique.cli.walking import HELP
from communique.linking.proposals import Proposal
from communique.linking.subjects import Fact, told
from communique.model import Document
from communique.terminal import printable

INDENT = "       "


def shown(proposal: Proposal, place: str, known: Mapping[str, Document]) -> str:
    """The proposal in lines; sentences are shown of the texts that are given."""
    safe = _printable(proposal)
    lines = (f"{place}: {safe.subject}", *_here(safe, known), *_there(safe), HELP)
    return "\n".join(lines)


def _printable(proposal: Proposal) -> Proposal:
    """The proposal with all its words on one line each: what a service answers is a stranger's."""
    return replace(
        proposal,
        subject=printable(proposal.subject),
        label=printable(proposal.label),
        object_label=printable(proposal.object_label),
        page=printable(proposal.page),
        description=printable(proposal.description),
        service=printable(proposal.service),
        types=tuple(map(printable, proposal.types)),
        aliases=tuple(map(printable, proposal.aliases)),
        features=tuple((printable(name), value) for name, value in proposal.features),
    )


def _here(proposal: Proposal, known: Mapping[str, Document]) -> Iterator[str]:
    yield f"{click.style('HERE ', fg='cyan')}  {click.style(proposal.label, bold=True)}"
    if proposal.aliases:
        yield f"{INDENT}also called {'; '.join(proposal.aliases)}"
    for fact in proposal.facts:
        yield INDENT + printable(told(fact))
        yield from _words(fact, known)


def _words(fact: Fact, known: Mapping[str, Document]) -> Iterator[str]:
    if fact.sha256 in known:
        yield f"{INDENT}  {sentence(known[fact.sha256].text, fact.start, fact.end)}"


def _there(proposal: Proposal) -> Iterator[str]:
    sure = "; the service is certain" if proposal.match else ""
    name = click.style(proposal.object_label, bold=True)
    yield f"{click.style('THERE', fg='magenta')}  {name}  {click.style(proposal.page, underline=True)}"
    yield f"{INDENT}{proposal.description or 'no description'}"
    if proposal.types:
        yield f"{INDENT}a {', '.join(proposal.types)}"
    features = "".join(f"; {name} {value}" for name, value in proposal.features)
    yield f"{INDENT}score {proposal.score:g}{sure}{features} ({proposal.service})"
