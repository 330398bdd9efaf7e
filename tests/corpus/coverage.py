"""Which of the listed facts of the five releases the published data proves.

`../shared/benchmark/corpus-facts.tsv` lists facts with the span that states each. A fact is proved
where evidence in its document overlaps its span, by half of the shorter of the two at least, and
belongs to a resource of the right kind. Evidence belongs to what carries it (a Participation, a
Meeting, a contact point of a PressRelease), to the subject and object of an Assertion that carries
it, and to what a date that carries it is the date of.

`KINDS` says what the right kind is: every set of a fact's kind must be met by some evidence, each
by one of its classes. So `participation+post` needs proof that the person took part and proof of
the post, not one of the two. Where a kind has several classes, each is a full reading of the fact:

- a document's facts are Assertions about the PressRelease, its contacts and its date;
- what a release or a meeting is *about* proves the concept, not the release or the meeting, though
  what an agreement is about is a fact of the agreement;
- a meeting may be proved through its series (a claim such as "annual" is the series');
- an organisation is a body that is named, whether or not it took part;
- who took part may be one of a Delegation;
- a programme may be published as Initiative or as Agreement, a signed instrument as Agreement only;
- a topic is a concept that a meeting had for its subject, or an instrument named as one;
- an outcome is what a meeting agreed on: an Agreement or a concept;
- a post still to be filled is a Post, or a concept, for nobody holds it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from communique.publishing.answers import ask

Group = frozenset[str]


def _groups(*classes: str) -> tuple[Group, ...]:
    return tuple(frozenset(group.split()) for group in classes)


_TOOK_PART = "Participation Delegation"

KINDS: Mapping[str, tuple[Group, ...]] = MappingProxyType(
    {
        "document": _groups("PressRelease"),
        "meeting": _groups("Meeting MeetingSeries"),
        "meeting-planned": _groups("Meeting"),
        "meeting+participation+post": _groups("Meeting", _TOOK_PART, "PostHolding"),
        "participation": _groups(_TOOK_PART),
        "participation+post": _groups(_TOOK_PART, "PostHolding"),
        "post": _groups("PostHolding"),
        "post-planned": _groups("Post Concept"),
        "organization": _groups("Organization"),
        "agreement": _groups("Agreement"),
        "initiative": _groups("Initiative Agreement"),
        "quotation": _groups("Quotation"),
        "topic": _groups("Concept Agreement"),
        "outcome": _groups("Concept Agreement"),
    }
)

_SUPPORTS = """
SELECT DISTINCT ?file ?start ?end ?class ?holder WHERE {
  ?evidence oa:hasSource/comm:fileName ?file ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
  ?holder comm:evidence|comm:words ?evidence .
  { ?holder a ?class FILTER (?class != comm:Assertion) }
  UNION { ?holder rdf:object ?object . ?object a ?class FILTER (?class != comm:PressRelease) }
  UNION { ?holder rdf:subject ?subject ; rdf:predicate ?predicate . ?subject a ?class
          FILTER (?predicate != dcterms:subject || ?class = comm:Agreement) }
  UNION { ?owner comm:heldOn|comm:issuedOn|comm:signedOn|comm:launchedOn|comm:pressContact ?holder .
          ?owner a ?class }
}"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a careful reader lists; `words` are the text's at `start` to `end`."""

    document: str
    kind: str
    fact: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Support:
    """Evidence at a place, and a class of what it belongs to."""

    document: str
    start: int
    end: int
    kind: str
    holder: str


def facts(table: Path) -> list[Fact]:
    """The listed facts; a line break in their words stands as the two characters `\\n`."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Fact(r["document"], r["kind"], r["fact"], int(r["start"]), int(r["end"]), r["exact"])
            for r in rows
        ]


def supports(store: ox.Store) -> list[Support]:
    """All evidence of the published data, once for each class of what it belongs to."""
    found = []
    for row in ask(store, _SUPPORTS, "the coverage test").rows:
        file, start, end, kind, holder = (getattr(term, "value", "") for term in row)
        found.append(Support(file, int(start), int(end), local(kind), holder))
    return found


def local(name: str) -> str:
    """The last part of an IRI."""
    return name.replace("#", "/").rpartition("/")[2]


def overlaps(fact: Fact, support: Support) -> bool:
    """In one document, and by half of the shorter at least."""
    shared = min(fact.end, support.end) - max(fact.start, support.start)
    shorter = min(fact.end - fact.start, support.end - support.start)
    return fact.document == support.document and shared > 0 and 2 * shared >= shorter


def missing(fact: Fact, found: Iterable[Support]) -> list[Group]:
    """The kinds of resource that a fact needs and no evidence gives; none where it is proved."""
    here = {support.kind for support in found if overlaps(fact, support)}
    return [group for group in KINDS[fact.kind] if not group & here]
