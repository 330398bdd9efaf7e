"""`communique show`: one resource, its facts, and the sentence behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from communique import resources
from communique.cli.options import configure, texts_option
from communique.cli.sentences import sentence
from communique.model import Document
from communique.publishing.inventory import dataset
from communique.publishing.resource import (
    Gallery,
    Place,
    Portrait,
    Statement,
    find,
    mentions,
    portrait,
)
from communique.publishing.statements import shrink
from communique.terminal import printable
from communique.texts import read_texts


@click.command("show")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("resource")
@texts_option
def command(out: Path, resource: str, texts: tuple[str, ...]) -> None:
    """Show RESOURCE of the build in OUT: an IRI, the end of one, or a name.

    Each fact stands with the file and the code points that prove it; given the texts, with the
    sentence itself.

    \b
    Example:
      communique show build person/jane-example --texts releases/
      communique show build "European Union"
    """
    from communique.publishing import store

    gallery = Gallery(store.load(dataset(out)), resources.queries() / "resource")
    iri = find(gallery, resource)
    known = {document.sha256: document for document in read_texts(texts, configure(None).settings)}
    for line in _whole(portrait(gallery, iri), known):
        click.echo(line)
    for predicate, node in mentions(gallery, iri):
        click.echo(click.style(f"\n← {printable(shrink(predicate))} of ", dim=True), nl=False)
        for line in _whole(node, known):
            click.echo(line)


def _whole(shown: Portrait, known: Mapping[str, Document]) -> Iterator[str]:
    yield click.style(printable(shown.iri), bold=True)
    for statement in shown.statements:
        yield f"  {click.style(printable(shrink(statement.predicate)), fg='cyan')}  {_value(statement)}"
        yield from _proof(statement.places, known, "      ")
    yield from _proof(shown.places, known, "    ")


def _value(statement: Statement) -> str:
    label = f"  “{statement.label}”" if statement.label else ""
    return printable(shrink(statement.value) + label)


def _proof(places: Iterable[Place], known: Mapping[str, Document], indent: str) -> Iterator[str]:
    for place in places:
        where = click.style(f"{printable(place.file)} {place.start}–{place.end}", dim=True)
        yield f"{indent}{where}{_sentence(place, known)}"


def _sentence(place: Place, known: Mapping[str, Document]) -> str:
    if place.sha256 not in known:
        return ""
    return f"  {sentence(known[place.sha256].text, place.start, place.end)}"
