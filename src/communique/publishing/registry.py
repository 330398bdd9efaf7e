"""`keys.tsv`: which key each mention of a build has, for the next build to keep; what it holds is told
in `communique.identity.published`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique import iri
from communique.entities import Corpus
from communique.identity.published import COLUMNS, Published, mentions

Row = tuple[str, str, str, str]


def write(corpus: Corpus, earlier: Published, path: Path) -> None:
    """Write the rows of a corpus, and of the documents that only an earlier build had, in order."""
    lines = ["\t".join(row) for row in (COLUMNS, *sorted(set(rows(corpus, earlier))))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(corpus: Corpus, earlier: Published) -> Iterator[Row]:
    """A row for each document, mention and replaced key."""
    replaced = dict(corpus.replaced)
    iris = iri.documents("", (facts.document for facts in corpus.documents), corpus.addresses)
    for facts, stem in zip(corpus.documents, corpus.stems, strict=True):
        document = iris[facts.document.name, facts.document.sha256]
        yield document, facts.document.sha256, stem, ""
        for key, start in mentions(facts):
            yield key, document, str(start), ""
    yield from _absent(corpus, earlier, replaced)
    yield from ((old, "", "", new) for old, new in replaced.items())


def _absent(corpus: Corpus, earlier: Published, replaced: dict[str, str]) -> Iterator[Row]:
    """What an earlier build published of texts that are not in this one."""
    here = {facts.document.sha256 for facts in corpus.documents}
    gone = {key: (sha, stem) for sha, (key, stem) in earlier.documents.items() if sha not in here}
    yield from ((key, sha, stem, "") for key, (sha, stem) in gone.items())
    for (document, _, start), key in earlier.mentions.items():
        if document in gone:
            yield replaced.get(key, key), document, str(start), ""
