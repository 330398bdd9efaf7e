"""The links as a dataset of their own: the triples, and their VoID linkset (https://www.w3.org/TR/void/)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox

from communique import iri
from communique.entities import Corpus
from communique.publishing import void
from communique.publishing.statements import about, expand, turtle
from communique.publishing.statements import iri as named
from communique.settings import Settings


def turtle_of(corpus: Corpus, settings: Settings) -> str:
    """Every link of the corpus and the linksets that they make, in Turtle."""
    return turtle([*_links(corpus, settings.base), *_linksets(corpus, settings)]).decode()


def _links(corpus: Corpus, base: str) -> Iterator[ox.Triple]:
    for entity in corpus.entities:
        subject = iri.resource(base, entity.key)
        for link in entity.links:
            yield from about(subject, (link.predicate, named(link.target)))


def _linksets(corpus: Corpus, settings: Settings) -> Iterator[ox.Triple]:
    dataset = iri.dataset(settings.base)
    links = (link for entity in corpus.entities for link in entity.links)
    counted = Counter((expand(link.predicate), _host(expand(link.target))) for link in links)
    rows = [(predicate, host, str(count)) for (predicate, host), count in sorted(counted.items())]
    described = f"{settings.base}data/links/wikidata.sssom.tsv"
    for triple in void.linksets(dataset, rows):
        yield triple
        if triple.object == named("void:Linkset") and isinstance(triple.subject, ox.NamedNode):
            why = ("dcterms:source", named(described)), ("dcterms:license", named(settings.licence))
            yield from about(triple.subject.value, *why)


def _host(target: str) -> str:
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc}/"
