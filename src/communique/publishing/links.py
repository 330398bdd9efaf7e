"""What ties the dataset to Wikidata: the identities as SSSOM (https://w3id.org/sssom/).

Only decided links are written, with who decided them, when and why; beside them the same links with
their VoID linkset, and the facts to give back with a summary for whoever looks at them first.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from communique import iri
from communique.cells import defused
from communique.entities import Corpus, Entity, Link
from communique.model import Key
from communique.publishing import dryrun, linkset, quickstatements
from communique.publishing.prefixes import PREFIXES
from communique.settings import Settings

COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "author_label",
    "mapping_date",
    "comment",
)
_ITEM: Final = re.compile(r"(?:.*/|[a-z]+:)?(Q[1-9][0-9]*)")
_JUSTIFICATION: Final = re.compile(r"semapv:[A-Za-z]+")


def write(corpus: Corpus, out: Path, settings: Settings) -> tuple[Path, ...]:
    """Write into `out` the identities as SSSOM, the linkset, and what to give back with its summary."""
    out.mkdir(parents=True, exist_ok=True)
    linked = items(corpus)
    offers = tuple(quickstatements.offers(corpus, linked))
    texts = {
        "wikidata.sssom.tsv": sssom(corpus, settings),
        "linkset.ttl": linkset.turtle_of(corpus, settings),
        "quickstatements.txt": "".join(f"{line}\n" for line in quickstatements.commands(offers)),
        "quickstatements.md": dryrun.summary(corpus, offers, linked),
    }
    for name, words in texts.items():
        (out / name).write_text(words, encoding="utf-8", newline="")
    return tuple(out / name for name in texts)


def items(corpus: Corpus) -> Mapping[Key, str]:
    """The Wikidata item of each entity that is the same as one."""
    return {
        entity.key: item
        for entity in corpus.entities
        for link in entity.links
        if link.predicate in ("owl:sameAs", "skos:exactMatch") and (item := _item(link))
    }


def sssom(corpus: Corpus, settings: Settings) -> str:
    """The identities as an SSSOM mapping set in TSV, its metadata in comment lines before it."""
    stream = io.StringIO()
    stream.writelines(f"#{line}\n" for line in _metadata(settings))
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([defused(cell) for cell in row] for row in sorted(_mappings(corpus)))
    return stream.getvalue()


def _metadata(settings: Settings) -> Iterator[str]:
    yield "curie_map:"
    yield f"  id: {iri.resource(settings.base, '')}"
    for prefix in ("owl", "semapv", "skos", "wd"):
        yield f"  {prefix}: {PREFIXES[prefix]}"
    yield f"license: {settings.licence}"
    yield f"mapping_set_id: {settings.base}links/wikidata.sssom.tsv"
    if settings.issued:
        yield f"mapping_date: {settings.issued}"


def _mappings(corpus: Corpus) -> Iterator[tuple[str, ...]]:
    for entity in corpus.entities:
        yield from (_mapping(entity, link, item) for link in entity.links if (item := _item(link)))


def _mapping(entity: Entity, link: Link, item: str) -> tuple[str, ...]:
    words = " ".join(_JUSTIFICATION.sub("", link.justification).split())
    subject = iri.resource("id:", entity.key).removeprefix("id:id/")
    return (
        f"id:{subject}",
        entity.label,
        entity.kind,
        link.predicate,
        f"wd:{item}",
        link.label,
        link.method,
        link.confidence,
        link.author,
        link.date,
        words,
    )


def _item(link: Link) -> str:
    found = _ITEM.fullmatch(link.target) if "wikidata" in link.target or link.target[:3] == "wd:" else None
    return found[1] if found else ""
