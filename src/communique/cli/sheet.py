"""A proposal on the terminal: here what the texts say, there what the service gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from communique.cli.sentences import sentence
from communique.cli.walking import HELP
from communique.linking.proposals import Proposal
from communique.linking.subjects import Fact, told
from communique.model import Document

INDENT = "       "


def shown(proposal: Proposal, place: str, known: Mapping[str, Document]) -> str:
    """The proposal in lines; sentences are shown of the texts that are given."""
    lines = (f"{place}: {proposal.subject}", *_here(proposal, known), *_there(proposal), HELP)
    return "\n".join(lines)


def _here(proposal: Proposal, known: Mapping[str, Document]) -> Iterator[str]:
    yield f"{click.style('HERE ', fg='cyan')}  {click.style(proposal.label, bold=True)}"
    if proposal.aliases:
        yield f"{INDENT}also called {'; '.join(proposal.aliases)}"
    for fact in proposal.facts:
        yield INDENT + told(fact)
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
