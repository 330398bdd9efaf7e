"""Whether ontology and data can both be true: HermiT, or OWL-RL where there is no Java.

HermiT (OWL 2 DL) runs through owlready2 in a process of its own making. OWL 2 RL is a fragment: it
finds disjointness and cardinality clashes among the individuals, not unsatisfiable classes as such.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, serialize

from communique.checking.dataset import Dataset
from communique.checking.report import Result, Severity, Source
from communique.checking.terms import CONSISTENCY
from communique.reused import OWL

NO_JAVA = "Java is missing, so HermiT did not run: consistency was checked with OWL-RL (owlrl), a fragment."
_IRI = re.compile(r"https?://[^\s<>(),]+")
# Control characters in N-Triples. XSD has none in strings, and HermiT stops at the first.
_ESCAPE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\(?:u[0-9A-Fa-f]{4}|.)")
_CONTROL = re.compile(rb"[\x00-\x1f]|\\(?:u00(?:0[0-8BbCcEeFf]|1[0-9A-Fa-f])|[bf])")
_IMPORTS = NamedNode(str(OWL.imports))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reasoner found, and a note where it could not do all."""

    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()


def check(data: bytes, ontology: Dataset) -> Verdict:
    """Reason over the ontology and `data` (N-Triples) together."""
    triples = _without_controls(_ntriples(ontology) + data)
    if shutil.which("java") is None:
        return Verdict(tuple(owl_rl(triples, ontology)), (NO_JAVA,))
    return Verdict(tuple(hermit(triples)))


def _without_controls(triples: bytes) -> bytes:
    """N-Triples with U+FFFD for each control character but tab and line break, written out or not."""
    return _ESCAPE.sub(lambda found: b"\\uFFFD" if _CONTROL.fullmatch(found[0]) else found[0], triples)


def _ntriples(dataset: Dataset) -> bytes:
    # The reasoner must not go to the network for an import.
    kept = (quad.triple for quad in dataset.quads if quad.predicate != _IMPORTS)
    return serialize(kept, format=RdfFormat.N_TRIPLES) or b""


def hermit(triples: bytes) -> Iterator[Result]:
    """The verdict of HermiT; `FileNotFoundError` where there is no Java."""
    import owlready2  # slow to import, and only `communique check` needs it

    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "all.nt")
        path.write_bytes(triples)
        ontology = world.get_ontology(path.as_uri()).load(format="ntriples")
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        yield _violation("Ontology and data contradict each other; look for a value of a disjoint class.")
        return
    for term in world.inconsistent_classes():
        if term is not owlready2.Nothing:
            yield _violation(f"No resource can ever be a {term.name}; mend its axioms.", term.iri)


def owl_rl(triples: bytes, ontology: Dataset) -> Iterator[Result]:
    """The contradictions that the OWL 2 RL rules derive, each at the first resource that it names."""
    import owlrl
    from rdflib import Graph

    reasoner = owlrl.OWLRL_Semantics(Graph().parse(data=triples, format="nt"), False, False, False)
    reasoner.closure()
    for message in sorted(reasoner.error_messages):
        named = [iri for iri in _IRI.findall(message) if not ontology.has(iri)]
        yield _violation(message, named[0] if named else "")


def _violation(message: str, focus: str = "") -> Result:
    return Result(Source.OWL, Severity.VIOLATION, message, focus=focus, component=CONSISTENCY)
