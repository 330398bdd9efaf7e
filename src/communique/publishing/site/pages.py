"""The page about one resource: what is said of it, its tables, and the words that prove each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from communique.graph.terms import Quad, ref
from communique.publishing.site.data import Data, plain
from communique.publishing.site.proofs import Proof, Witness
from communique.publishing.site.sections import Section, Sections
from communique.publishing.statements import shrink
from communique.reused import DCTERMS, OWL, RDF, RDFS, SKOS
from communique.vocab import COMM, CV, OA, SCHEMA

KIND_NAMES: Final = {
    "meeting": ("Meeting", "Meetings"),
    "series": ("Series of meetings", "Series"),
    "person": ("Official", "Officials"),
    "post": ("Post", "Posts"),
    "body": ("Body", "Bodies"),
    "agreement": ("Agreement", "Agreements"),
    "initiative": ("Initiative", "Initiatives"),
    "place": ("Place", "Places"),
    "topic": ("Topic", "Topics"),
    "release": ("Release", "Releases"),
}
# Shown elsewhere on the page, or only of use to programs.
_HIDDEN: Final = frozenset(
    map(
        ref,
        (
            *(RDF.type, SKOS.prefLabel, COMM.evidence, CV.hasParticipation, COMM.derivation, COMM.confidence),
            *(SCHEMA.name, SCHEMA.mentions, SCHEMA.sha256, DCTERMS.title, OA.hasSelector, SKOS.inScheme),
        ),
    )
)
_MATCHES: Final = frozenset(map(ref, (OWL.sameAs, SKOS.closeMatch, SKOS.exactMatch)))
_SUBJECT, _PREDICATE, _OBJECT = map(ref, (RDF.subject, RDF.predicate, RDF.object))
_HOW, _SURE, _PROOF = map(ref, (COMM.derivation, COMM.confidence, COMM.evidence))
_COMMENT: Final = ref(RDFS.comment)
_CURRENCY, _VALUE = map(ref, (SCHEMA.currency, SCHEMA.value))
_CALLED: Final = {ref(SKOS.altLabel): "also called", ref(SCHEMA.alternateName): "short name"}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell shows: words, and where they lead (empty for nowhere)."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with a value, how it was derived, how sure that is, and the words behind it."""

    name: str
    value: Value
    how: str
    confidence: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table on a page."""

    values: tuple[Value, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]

    @property
    def proven(self) -> bool:
        """Whether any row shows its proof."""
        return any(row.proofs for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page about a resource shows."""

    iri: str
    path: str
    kind: str
    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    proofs: tuple[Proof, ...]
    matches: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What pages are made from."""

    data: Data
    witness: Witness
    sections: Sections
    terms: Mapping[str, str]

    def page(self, iri: str) -> Page:
        """The page about a resource that has one."""
        data, path = self.data, self.data.page(iri)
        told = data.by_subject[f"<{iri}>"]
        kind = data.kinds[iri]
        return Page(
            iri,
            path,
            kind,
            data.label(iri),
            tuple(self._facts(told, path)),
            tuple(self._table(section, path) for section in self.sections.on(iri, kind)),
            self.proofs({plain(q.object)[1:-1] for q in told if q.predicate == _PROOF}),
            tuple(sorted((self.value(q.object, path) for q in told if q.predicate in _MATCHES), key=_words)),
        )

    def value(self, term: str, path: str) -> Value:
        """A term as the page at `path` shows it."""
        if term[0] == '"':
            return Value(plain(term))
        iri = term[1:-1] if term[0] == "<" else term
        target = self.data.page(iri)
        if target:
            return Value(self.data.label(iri), link(path, f"{target}.html"))
        if iri.startswith(f"{self.data.base}scheme/") or "/scheme/" in iri:
            return Value(iri.rsplit("/", 1)[-1].replace("-", " "))
        href = iri if iri.startswith(("http://", "https://")) and not iri.startswith(self.data.base) else ""
        return Value(self._node(iri) or shrink(iri), href)

    def _node(self, iri: str) -> str:
        """A node without a page of its own, such as a date or a sum, in words."""
        told = self.data.by_subject.get(f"<{iri}>", ())
        sums = {q.predicate: plain(q.object) for q in told if q.predicate in (_CURRENCY, _VALUE)}
        if len(sums) == 2 and sums[_VALUE].isdigit():
            return f"{sums[_CURRENCY]} {int(sums[_VALUE]):,}"
        words = [plain(q.object) for q in told if q.object[0] == '"' and q.predicate not in (_SURE, _COMMENT)]
        return " · ".join(dict.fromkeys(sorted(words, key=lambda word: (word[:1].isdigit(), word))))

    def proofs(self, evidence: set[str] | tuple[str, ...]) -> tuple[Proof, ...]:
        """The proofs that evidence nodes point to, by release and place."""
        found = (self.witness.proof(iri) for iri in evidence)
        return tuple(sorted((p for p in found if p), key=lambda p: (p.file, p.start, p.end)))

    def _facts(self, told: tuple[Quad, ...], path: str) -> Iterator[Fact]:
        shown = {(q.predicate, q.object): q for q in told if q.predicate not in _HIDDEN | _MATCHES}
        for quad in sorted(shown.values(), key=lambda q: (self.name(q.predicate), q.object)):
            how, confidence, evidence = self._asserted(quad)
            name, value = self.name(quad.predicate), self.value(quad.object, path)
            yield Fact(name, value, how, confidence, self.proofs(evidence))

    def _asserted(self, quad: Quad) -> tuple[str, str, set[str]]:
        """How a statement was derived, how sure it is, its evidence: from the assertions about it."""
        hows: list[str] = []
        sure: list[str] = []
        evidence: set[str] = set()
        for node in tuple(self._assertions(quad)) or self._own(quad):
            for found in self.data.by_subject[node]:
                if found.predicate == _HOW:
                    hows.append(found.object[1:-1].rsplit("/", 1)[-1])
                elif found.predicate == _SURE:
                    sure.append(plain(found.object))
                elif found.predicate == _PROOF:
                    evidence.add(found.object[1:-1])
        return " ".join(sorted(set(hows))), max(sure, default=""), evidence

    def _assertions(self, quad: Quad) -> Iterator[str]:
        for pointer in self.data.by_object.get(quad.subject, ()):
            if pointer.predicate != _SUBJECT:
                continue
            told = {(q.predicate, q.object) for q in self.data.by_subject[pointer.subject]}
            if (_PREDICATE, quad.predicate) in told and (_OBJECT, quad.object) in told:
                yield pointer.subject

    def _own(self, quad: Quad) -> tuple[str, ...]:
        """The node that a statement leads to where it has no page of its own for its proof: a date, a sum."""
        node = quad.object
        return (node,) if node in self.data.by_subject and not self.data.page(node[1:-1]) else ()

    def name(self, predicate: str) -> str:
        """A property in words: the ontology's label, else the end of its address."""
        iri = predicate[1:-1]
        return (
            _CALLED.get(predicate)
            or self.terms.get(iri)
            or spaced(iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1])
        )

    def _table(self, section: Section, path: str) -> Table:
        rows = tuple(
            Cells(tuple(self._cell(value, path) for value in row.values), self.proofs(row.evidence))
            for row in section.rows
        )
        return Table(section.title, tuple(name.replace("_", " ") for name in section.columns), rows)

    def _cell(self, value: str, path: str) -> Value:
        known = value.startswith(self.data.base) or "/scheme/" in value
        return self.value(f"<{value}>", path) if known else Value(value)


def link(path: str, target: str) -> str:
    """The way from the page at `path` to a file of the site, so that the site works wherever it lies."""
    return "../" * (len(PurePosixPath(path).parts) - 1) + target


def spaced(name: str) -> str:
    """A name in camel case as words."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _words(value: Value) -> str:
    return value.words
