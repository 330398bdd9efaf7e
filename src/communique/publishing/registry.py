"""`keys.tsv`: which key each mention of a build has, for the next build to keep; what it holds is told
in `communique.identity.published`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from communique.entities import Corpus
from communique.identity.published import Published, mentions
from communique.model import Facts

Row = tuple[str, str, str, str]


def of(document: str, stem: str, facts: Facts) -> Iterator[Row]:
    """The rows of one document, given its key."""
    yield document, facts.document.sha256, stem, ""
    for key, start in mentions(facts):
        yield key, document, str(start), ""


def besides(corpus: Corpus, here: Collection[str], earlier: Published) -> Iterator[Row]:
    """What an earlier build published of texts that are not `here` by their SHA-256, and replaced keys."""
    replaced = dict(corpus.replaced)
    yield from _absent(here, earlier, replaced)
    yield from ((old, "", "", new) for old, new in replaced.items())


def _absent(here: Collection[str], earlier: Published, replaced: Mapping[str, str]) -> Iterator[Row]:
    gone = {key: (sha, stem) for sha, (key, stem) in earlier.documents.items() if sha not in here}
    yield from ((key, sha, stem, "") for key, (sha, stem) in gone.items())
    for (document, _, start), key in earlier.mentions.items():
        if document in gone:
            yield replaced.get(key, key), document, str(start), ""
