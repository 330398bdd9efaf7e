"""The words that prove a fact, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.graph.terms import ref
from communique.model import Document
from communique.publishing.sentences import around
from communique.publishing.site.data import Data, plain
from communique.vocab import COMM, OA, SCHEMA

_SOURCE, _SELECTOR, _FILE, _SHA = map(ref, (OA.hasSource, OA.hasSelector, COMM.fileName, SCHEMA.sha256))
_START, _END, _EXACT, _PREFIX, _SUFFIX = map(ref, (OA.start, OA.end, OA.exact, OA.prefix, OA.suffix))


@dataclass(frozen=True, slots=True)
class Proof:
    """A span of a release in code points; its words and what stands around them where they may be shown."""

    evidence: str
    release: str
    file: str
    start: int
    end: int
    before: str = ""
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """Looks proofs up: in the texts that were read, by their SHA-256, else in what the data quotes."""

    data: Data
    texts: Mapping[str, Document] = field(default_factory=dict)

    def proof(self, evidence: str) -> Proof | None:
        """The proof that an evidence node points to; None where the node is none."""
        node = self._values(f"<{evidence}>")
        release = next(iter(node.get(_SOURCE, ())), "")
        spans: dict[str, str] = {}
        for selector in node.get(_SELECTOR, ()):
            spans |= {name: plain(values[0]) for name, values in self._values(selector).items()}
        if not release or _START not in spans:
            return None
        told = self._values(release)
        file, sha = (plain(next(iter(told.get(name, ('""',))))) for name in (_FILE, _SHA))
        start, end = int(spans[_START]), int(spans[_END])
        if sha in self.texts:
            shown = around(self.texts[sha].text, start, end)
        else:
            shown = (spans.get(_PREFIX, ""), spans.get(_EXACT, ""), spans.get(_SUFFIX, ""))
        return Proof(evidence, release[1:-1], file, start, end, *shown)

    def _values(self, node: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for quad in self.data.by_subject.get(node, ()):
            found.setdefault(quad.predicate, []).append(quad.object)
        return found
