"""A build opened for a site or a server: its statements by subject and by object, its labels, its pages.

A *thing* (a meeting, a person, a release) has the IRI `<base>id/meeting/x` or `<base>doc/x`; the *page*
about it stands at `<base>meeting/x.html`, its description beside it as `.ttl` and `.jsonld`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from communique import resources
from communique.errors import UsageError
from communique.graph.terms import Quad, ref
from communique.publishing import serialize, store
from communique.publishing.inventory import dataset
from communique.publishing.jsonld import Context
from communique.reused import DCTERMS, FOAF, ORG, PROV, RDF, SKOS
from communique.vocab import COMM, SCHEMA

KINDS: Final = {
    ref(COMM.Meeting): "meeting",
    ref(COMM.MeetingSeries): "series",
    ref(FOAF.Person): "person",
    ref(ORG.Post): "post",
    ref(ORG.Organization): "body",
    ref(COMM.Agreement): "agreement",
    ref(COMM.Initiative): "initiative",
    ref(SCHEMA.Place): "place",
    ref(SKOS.Concept): "topic",
    ref(COMM.PressRelease): "release",
}
_TYPE: Final = ref(RDF.type)
_MADE: Final = ref(PROV.wasGeneratedBy)
_NAMES: Final = tuple(
    map(ref, (SKOS.prefLabel, DCTERMS.title, FOAF.name, SCHEMA.name, COMM.postTitle, COMM.surface))
)


@dataclass(frozen=True)
class Data:
    """What a build says, ready to be looked up; nothing of it is changed.

    `sha256` is that of the dataset's file; `quads` are its statements in the order of that file.
    """

    base: str
    quads: tuple[Quad, ...]
    context: Context
    sha256: str
    out: Path

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Quad, ...]]:
        """The statements of each subject, both as N-Quads writes them."""
        return _grouped(self.quads, lambda quad: quad.subject)

    @cached_property
    def by_object(self) -> Mapping[str, tuple[Quad, ...]]:
        """The statements that point to each IRI."""
        return _grouped((quad for quad in self.quads if quad.object[0] == "<"), lambda quad: quad.object)

    @cached_property
    def store(self) -> ox.Store:
        """The same for SPARQL."""
        return store.of(serialize.nquads(serialize.Dataset(self.quads, self.context, self.base)))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each named resource is called, by its IRI."""
        return {node[1:-1]: name for node in self.by_subject if (name := self._name(node))}

    def _name(self, node: str) -> str:
        told = self.by_subject[node]
        for predicate in _NAMES:
            names = sorted({plain(q.object) for q in told if q.predicate == predicate and q.object[0] == '"'})
            if names:
                return min(names, key=lambda name: (-len(name), name))
        return ""

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each resource that has a page, by its IRI, sorted."""
        found = {
            node[1:-1]: KINDS[quad.object]
            for node, told in self.by_subject.items()
            for quad in told
            if quad.predicate == _TYPE and quad.object in KINDS and node.startswith(f"<{self.base}")
        }
        return dict(sorted(found.items()))

    def page(self, iri: str) -> str:
        """The path of the page about a resource, without its suffix; empty where it has none.

        Percent-encoded as in the IRI: a web server looks for the file under `file_of` it.
        """
        if iri not in self.kinds:
            return ""
        path = iri.removeprefix(self.base)
        return f"release/{path.removeprefix('doc/')}" if path.startswith("doc/") else path.removeprefix("id/")

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The IRI of the resource that each page is about, by the page's path."""
        return {self.page(iri): iri for iri in self.kinds}

    def label(self, iri: str) -> str:
        """What a resource is called, at least by the end of its address."""
        return self.labels.get(iri) or unquote(iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1])


def _grouped(quads: Iterable[Quad], key: Callable[[Quad], str]) -> Mapping[str, tuple[Quad, ...]]:
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        found.setdefault(key(quad), []).append(quad)
    return {name: tuple(group) for name, group in found.items()}


def plain(term: str) -> str:
    """The words of a literal as N-Quads writes it."""
    return term if term[0] != '"' else str(_parsed(term))


def _parsed(term: str) -> str:
    quad = next(iter(ox.parse(f"<x:s> <x:p> {term} .", ox.RdfFormat.N_TRIPLES)))
    found = quad.object
    return found.value if isinstance(found, ox.Literal) else str(found)


def file_of(path: str) -> str:
    """The file that a web server looks for when a path is asked for: percent-decoded, and never outside.

    `UsageError` for a path that would leave its folder, which no IRI of ours does.
    """
    found = unquote(path)
    parts = found.split("/")
    if "\\" in found or "\0" in found or any(part in ("", ".", "..") for part in parts):
        raise UsageError(f"{path!r} is no path of a page")
    return found


def load(out: Path) -> Data:
    """The build in a folder; `UsageError` where it is none, or its base ends in `#` and has no pages."""
    path = dataset(out)
    content = path.read_bytes()
    form = ox.RdfFormat.N_QUADS if path.suffix == ".nq" else ox.RdfFormat.TRIG
    quads = tuple(sorted(_read(content, form)))
    base = _base(quads, out)
    context = serialize.context(resources.ontology() / "context.jsonld")
    return Data(base, quads, context, sha256(content).hexdigest(), out)


def _read(content: bytes, form: ox.RdfFormat) -> Iterator[Quad]:
    for quad in ox.parse(content, form):
        yield Quad(*map(str, (quad.subject, quad.predicate, quad.object, quad.graph_name)))


def _base(quads: tuple[Quad, ...], out: Path) -> str:
    made = next((quad.subject for quad in quads if quad.predicate == _MADE), "")
    if not made.endswith("/dataset>"):
        raise UsageError(f"{out} was built with a base that ends in #; a site needs one that ends in /")
    return made[1:-1].removesuffix("dataset")
