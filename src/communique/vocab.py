# ruff: noqa: N815  (names of RDF properties are mixedCase)
"""Every IRI the project writes or reads, as closed namespaces: a misspelt term fails at once.

`COMM` holds the terms of `ontology/communique.ttl` and `SCHEMES` the concepts of
`ontology/schemes.ttl`; tests keep both equal to those files. The terms reused from elsewhere are
those of `reused`, which rdflib has in closed namespaces as well, and of the four below, which it lacks or
leaves open.
"""

from __future__ import annotations

from keyword import iskeyword
from types import MappingProxyType
from typing import Final

HOME: Final = "https://w3id.org/communique/"
# What decisions are under, as the mappings they are added to.
LICENCE: Final = "https://www.apache.org/licenses/LICENSE-2.0"
# What the licences that data is often under are called.
LICENCES: Final = MappingProxyType(
    {
        "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
        "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    }
)
# What a service description names formats by: https://www.w3.org/ns/formats/.
FORMATS: Final = "http://www.w3.org/ns/formats/"
# What a record of GeoNames is called.
GEONAMES: Final = "https://sws.geonames.org/"
# The XML namespaces of a feed and a sitemap.
ATOM: Final = "http://www.w3.org/2005/Atom"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Wikidata itself, as a source in which something was looked for.
WIKIDATA: Final = "wd:Q2013"
# Where the public service that reconciles with Wikidata answers since it moved from wikidata.reconci.link.
WIKIDATA_RECONCILIATION: Final = "https://wikidata-reconciliation.wmcloud.org/en/api"


class Namespace(type):
    """The kind of a closed list of terms: each name that a class declares is an IRI in its namespace `_NS`.

    The terms are plain strings, so that a build need not load rdflib, which has such lists as well. What
    Python has a word of its own for is declared with a line after it: `SH["class"]` is `SH.class_`.
    """

    _NS: str

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> None:
        super().__init__(name, bases, body)
        for term in cls.__annotations__:
            setattr(cls, term, cls._NS + term.rstrip("_"))

    def __str__(cls) -> str:
        return cls._NS

    def __getitem__(cls, name: str) -> str:
        term: str = getattr(cls, f"{name}_" if iskeyword(name) else name)
        return term

    def __contains__(cls, iri: str) -> bool:
        name = iri.removeprefix(cls._NS)
        return iri != name and (f"{name}_" if iskeyword(name) else name) in cls.__annotations__


class COMM(metaclass=Namespace):
    """The project's ontology."""

    _NS = HOME + "ontology#"

    PressRelease: str
    Meeting: str
    MeetingSeries: str
    Participation: str
    Delegation: str
    PostHolding: str
    Agreement: str
    Initiative: str
    Quotation: str
    DateExpression: str
    Evidence: str
    Assertion: str
    Discrepancy: str
    ExtractionRun: str

    dateline: str
    datelinePlace: str
    fileName: str
    readTo: str
    issuedOn: str
    pressContact: str
    inSeries: str
    ordinal: str
    heldOn: str
    meetingStatus: str
    onOccasionOf: str
    party: str
    inCapacity: str
    holding: str
    onBehalfOf: str
    inDelegation: str
    attends: str
    ledBy: str
    statedCount: str
    post: str
    postTitle: str
    attestedOn: str
    acting: str
    signatory: str
    signedOn: str
    signedAt: str
    agreementStatus: str
    finances: str
    launchedOn: str
    launchedAt: str
    managedBy: str
    partner: str
    speaker: str
    speakerDesignation: str
    words: str
    evidence: str
    derivation: str
    confidence: str
    surface: str
    anchoredTo: str
    inMonthDay: str
    rangeEnd: str
    concerns: str
    discrepancyKind: str
    preferred: str
    setting: str


class CV(metaclass=Namespace):
    """The Core Public Event Vocabulary 1.1.1, as far as it is used."""

    _NS = "http://data.europa.eu/m8g/"

    Participation: str
    PublicEvent: str
    hasParticipation: str
    hasParticipant: str
    role: str


class OA(metaclass=Namespace):
    """The Web Annotation Vocabulary, as far as it is used."""

    _NS = "http://www.w3.org/ns/oa#"

    SpecificResource: str
    TextPositionSelector: str
    TextQuoteSelector: str
    hasSource: str
    hasSelector: str
    start: str
    end: str
    exact: str
    prefix: str
    suffix: str


class TIME(metaclass=Namespace):
    """OWL-Time, as far as it is used. It has no property for a day without a year: see `COMM.inMonthDay`."""

    _NS = "http://www.w3.org/2006/time#"

    Instant: str
    inXSDDate: str
    inXSDgYearMonth: str
    inXSDgYear: str


class SCHEMA(metaclass=Namespace):
    """schema.org, as far as it is used; https throughout."""

    _NS = "https://schema.org/"

    Article: str
    ContactPoint: str
    CreativeWork: str
    Event: str
    EventSeries: str
    MonetaryAmount: str
    Place: str
    Quotation: str
    alternateName: str
    amount: str
    containedInPlace: str
    currency: str
    description: str
    domainIncludes: str
    email: str
    foundingDate: str
    funder: str
    honorificPrefix: str
    location: str
    mentions: str
    name: str
    rangeIncludes: str
    sha256: str
    softwareVersion: str
    superEvent: str
    text: str
    value: str


PREFIXES: Final = MappingProxyType(
    {
        "comm": str(COMM),
        "agreement-kind": f"{HOME}scheme/agreement-kind/",
        "agreement-status": f"{HOME}scheme/agreement-status/",
        "body-kind": f"{HOME}scheme/body-kind/",
        "derivation": f"{HOME}scheme/derivation/",
        "discrepancy-kind": f"{HOME}scheme/discrepancy-kind/",
        "initiative-kind": f"{HOME}scheme/initiative-kind/",
        "meeting-kind": f"{HOME}scheme/meeting-kind/",
        "meeting-status": f"{HOME}scheme/meeting-status/",
        "role": f"{HOME}scheme/role/",
        "cv": str(CV),
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": str(OA),
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": str(SCHEMA),
        "semapv": "https://w3id.org/semapv/vocab/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
        "time": str(TIME),
        "vann": "http://purl.org/vocab/vann/",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SCHEMES: Final = MappingProxyType(
    {
        "meeting-kind": _words("dialogue meeting visit call summit conference briefing signing other"),
        "meeting-status": _words("held planned past cancelled postponed"),
        "role": _words("chair convener host participant party lead"),
        "agreement-kind": _words(
            "agreement framework memorandum declaration statement treaty contribution partnership other"
        ),
        "agreement-status": _words("signed adopted launched announced in-force planned mentioned"),
        "initiative-kind": _words("facility programme partnership project fund initiative other"),
        "derivation": _words("stated resolved inferred"),
        "discrepancy-kind": _words("spelling date count title chair holder frequency"),
        "body-kind": _words(
            "organization institution agency office department ministry government executive committee "
            "commission council parliament court programme fund bank mission command force delegation "
            "service team centre institute network group forum alliance coalition convention party state"
        ),
    }
)


def concept(scheme: str, notation: str) -> str:
    """The IRI of a concept such as `concept("role", "chair")`; `ValueError` where there is none."""
    if notation not in SCHEMES[scheme]:
        raise ValueError(f"{notation!r} is no {scheme}; known are {', '.join(SCHEMES[scheme])}")
    return PREFIXES[scheme] + notation
