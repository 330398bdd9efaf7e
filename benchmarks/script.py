"""The script that one would write instead: regular expressions, rdflib, pySHACL.

    python -m benchmarks.script TEXTS OUT

It reads the text with a handful of patterns, makes a graph of our ontology's terms with an evidence for each
thing found, checks it against our shapes, and writes Turtle, JSON-LD and N-Triples. It is written as well as
one does in an afternoon: patterns compiled once, one graph, one validation, nothing done twice. It knows no
lexicon, tells nobody from a namesake, and finds a part of what `communique` finds; `benchmarks/build.py`
prints how many statements each makes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pyshacl
from rdflib import DCTERMS, FOAF, ORG, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

BASE = "https://w3id.org/communique/"
COMM = Namespace(BASE + "ontology#")
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
CV = Namespace("http://data.europa.eu/m8g/")
TIME = Namespace("http://www.w3.org/2006/time#")
ROOT = Path(__file__).resolve().parent.parent

MONTHS = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), 1
    )
}
NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|de|van|von|al|bin))*(?: [A-Z][\w’'-]+){1,3}"
TITLE = (
    r"(?:Deputy |Vice |Under[- ])?(?:Secretary[- ]General|Secretary of \w+|Director[- ]General|"
    r"President|Prime Minister|Foreign Minister|Minister|Chancellor|Ambassador|Commissioner|Secretary)"
)
OFFICIAL = re.compile(rf"\b(?P<post>{TITLE}(?: (?:of|for) (?:the )?[A-Z]\w+)?),? (?P<name>{NAME})")
MET = re.compile(r"\b(?:met|spoke|held talks|held a (?:meeting|call)|hosted|welcomed)\b[^.\n]{0,80}?\bwith\b")
DATE = re.compile(rf"\b(?:(\d{{1,2}}) ({'|'.join(MONTHS)})|({'|'.join(MONTHS)}) (\d{{1,2}})),? (\d{{4}})\b")
QUOTED = re.compile(r"“([^”\n]{20,600})”")


def slug(words: str) -> str:
    """Words as the end of an IRI."""
    return quote(re.sub(r"\W+", "-", words.lower()).strip("-"))


class Release:
    """One text, and what is said of it in the graph."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self.graph, self.text = graph, path.read_text(encoding="utf-8")
        self.node = URIRef(f"{BASE}doc/{slug(path.stem)}")
        self.graph.add((self.node, RDF.type, COMM.PressRelease))
        self.graph.add((self.node, COMM.fileName, Literal(path.name)))
        self.graph.add((self.node, SCHEMA.sha256, Literal(sha256(self.text.encode()).hexdigest())))
        self.graph.add((self.node, DCTERMS.language, Literal("en")))

    def prove(self, node: URIRef, start: int, end: int) -> None:
        """Say where in the text a thing stands."""
        evidence = URIRef(f"{self.node}/span/{start}-{end}")
        position = URIRef(f"{evidence}/position")
        for triple in (
            (node, COMM.derivation, URIRef(f"{BASE}scheme/derivation/stated")),
            (node, COMM.evidence, evidence),
            (evidence, RDF.type, COMM.Evidence),
            (evidence, OA.hasSource, self.node),
            (evidence, OA.hasSelector, position),
            (position, RDF.type, OA.TextPositionSelector),
            (position, OA.start, Literal(start, datatype=XSD.nonNegativeInteger)),
            (position, OA.end, Literal(end, datatype=XSD.nonNegativeInteger)),
        ):
            self.graph.add(triple)

    def thing(self, kind: str, name: str, of: URIRef, start: int, end: int) -> URIRef:
        """A thing with its name and its proof."""
        node = URIRef(f"{BASE}id/{kind}/{slug(name)}")
        self.graph.add((node, RDF.type, of))
        self.graph.add((node, SKOS.prefLabel, Literal(name)))
        self.prove(node, start, end)
        return node

    def officials(self) -> Iterator[URIRef]:
        """Who is named with a post."""
        for match in OFFICIAL.finditer(self.text):
            person = self.thing("person", match["name"], FOAF.Person, *match.span("name"))
            self.graph.add((person, FOAF.name, Literal(match["name"])))
            post = self.thing("post", match["post"], ORG.Post, *match.span("post"))
            holding = URIRef(f"{BASE}id/post-holding/{slug(str(self.node) + match['name'] + match['post'])}")
            self.graph.add((holding, RDF.type, COMM.PostHolding))
            self.graph.add((holding, ORG.member, person))
            self.graph.add((holding, COMM.post, post))
            self.graph.add((holding, COMM.postTitle, Literal(match["post"])))
            self.prove(holding, *match.span())
            yield person

    def dates(self) -> None:
        """The days that are named."""
        for match in DATE.finditer(self.text):
            day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
            if not 1 <= int(day) <= 28:
                continue
            node = URIRef(f"{self.node}/date/{match.start()}-{match.end()}")
            value = f"{match[5]}-{MONTHS[month]:02}-{int(day):02}"
            self.graph.add((self.node, SCHEMA.mentions, node))
            self.graph.add((node, RDF.type, COMM.DateExpression))
            self.graph.add((node, COMM.surface, Literal(match[0])))
            self.graph.add((node, TIME.inXSDDate, Literal(value, datatype=XSD.date)))
            self.prove(node, *match.span())

    def meetings(self, people: set[URIRef]) -> None:
        """One meeting for each sentence that tells of one, with everybody in it."""
        for number, match in enumerate(MET.finditer(self.text), 1):
            name = f"Meeting {number} of {self.node.rpartition('/')[2]}"
            node = self.thing("meeting", name, COMM.Meeting, *match.span())
            self.graph.add((node, DCTERMS.type, URIRef(f"{BASE}scheme/meeting-kind/meeting")))
            self.graph.add((node, COMM.meetingStatus, URIRef(f"{BASE}scheme/meeting-status/held")))
            for person in sorted(people):
                part = URIRef(f"{BASE}id/participation/{slug(name + person)}")
                self.graph.add((node, CV.hasParticipation, part))
                self.graph.add((part, RDF.type, COMM.Participation))
                self.graph.add((part, CV.hasParticipant, person))
                self.graph.add((part, CV.role, URIRef(f"{BASE}scheme/participation-role/participant")))
                self.prove(part, *match.span())

    def quotations(self) -> None:
        """Direct speech, whoever said it."""
        for match in QUOTED.finditer(self.text):
            node = URIRef(f"{BASE}id/quotation/{slug(str(self.node))}-{match.start(1)}")
            self.graph.add((node, RDF.type, COMM.Quotation))
            self.prove(node, *match.span(1))
            self.graph.add((node, COMM.words, URIRef(f"{self.node}/span/{match.start(1)}-{match.end(1)}")))

    def read(self) -> None:
        """All of it."""
        people = set(self.officials())
        self.dates()
        self.meetings(people)
        self.quotations()


def validated(graph: Graph) -> str:
    """pySHACL's report on a graph, by our shapes."""
    shapes, ontology = Graph(), Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        shapes.parse(path)
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        ontology.parse(path)
    return str(pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, inference="none")[2])


def build(texts: list[Path], out: Path) -> tuple[int, str]:
    """Read, check and write; the number of triples, and the report."""
    graph = Graph()
    for path in texts:
        Release(graph, path).read()
    report = validated(graph)
    out.mkdir(parents=True, exist_ok=True)
    for form, name in (("turtle", "ttl"), ("json-ld", "jsonld"), ("nt", "nt")):
        graph.serialize(out / f"data.{name}", format=form)
    (out / "report.txt").write_text(report, encoding="utf-8")
    return len(graph), report


if __name__ == "__main__":
    found = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.suffix in (".txt", ".md")]
    number, _ = build(found, Path(sys.argv[2]))
    sys.stdout.write(f"{number}\n")
