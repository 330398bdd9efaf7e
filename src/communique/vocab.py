# ruff: noqa: N815  (names of RDF properties are mixedCase)
"""Every IRI the project writes or reads, as closed namespaces: a misspelt term fails at once.

`COMM` holds the terms of `ontology/communique.ttl` and `SCHEMES` the concepts of
`ontology/schemes.ttl`; tests keep both equal to those files. The terms reused from elsewhere are
those of rdflib's own closed namespaces and of the four below, which rdflib lacks or leaves open.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

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


class COMM(DefinedNamespace):
    """The project's ontology."""

    _NS = Namespace(HOME + "ontology#")
    _fail = True

    PressRelease: URIRef
    Meeting: URIRef
    MeetingSeries: URIRef
    Participation: URIRef
    Delegation: URIRef
    PostHolding: URIRef
    Agreement: URIRef
    Initiative: URIRef
    Quotation: URIRef
    DateExpression: URIRef
    Evidence: URIRef
    Assertion: URIRef
    Discrepancy: URIRef
    ExtractionRun: URIRef

    dateline: URIRef
    datelinePlace: URIRef
    fileName: URIRef
    readTo: URIRef
    issuedOn: URIRef
    pressContact: URIRef
    inSeries: URIRef
    ordinal: URIRef
    heldOn: URIRef
    meetingStatus: URIRef
    onOccasionOf: URIRef
    party: URIRef
    inCapacity: URIRef
    holding: URIRef
    onBehalfOf: URIRef
    inDelegation: URIRef
    attends: URIRef
    ledBy: URIRef
    statedCount: URIRef
    post: URIRef
    postTitle: URIRef
    attestedOn: URIRef
    acting: URIRef
    signatory: URIRef
    signedOn: URIRef
    signedAt: URIRef
    agreementStatus: URIRef
    finances: URIRef
    launchedOn: URIRef
    launchedAt: URIRef
    managedBy: URIRef
    partner: URIRef
    speaker: URIRef
    speakerDesignation: URIRef
    words: URIRef
    evidence: URIRef
    derivation: URIRef
    confidence: URIRef
    surface: URIRef
    anchoredTo: URIRef
    inMonthDay: URIRef
    rangeEnd: URIRef
    concerns: URIRef
    discrepancyKind: URIRef
    preferred: URIRef
    setting: URIRef


class CV(DefinedNamespace):
    """The Core Public Event Vocabulary 1.1.1, as far as it is used."""

    _NS = Namespace("http://data.europa.eu/m8g/")
    _fail = True

    Participation: URIRef
    PublicEvent: URIRef
    hasParticipation: URIRef
    hasParticipant: URIRef
    role: URIRef


class OA(DefinedNamespace):
    """The Web Annotation Vocabulary, as far as it is used."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef
    prefix: URIRef
    suffix: URIRef


class TIME(DefinedNamespace):
    """OWL-Time, as far as it is used. It has no property for a day without a year: see `COMM.inMonthDay`."""

    _NS = Namespace("http://www.w3.org/2006/time#")
    _fail = True

    Instant: URIRef
    inXSDDate: URIRef
    inXSDgYearMonth: URIRef
    inXSDgYear: URIRef


class SCHEMA(DefinedNamespace):
    """schema.org, as far as it is used; https throughout."""

    _NS = Namespace("https://schema.org/")
    _fail = True

    Article: URIRef
    ContactPoint: URIRef
    CreativeWork: URIRef
    Event: URIRef
    EventSeries: URIRef
    MonetaryAmount: URIRef
    Place: URIRef
    Quotation: URIRef
    alternateName: URIRef
    amount: URIRef
    containedInPlace: URIRef
    currency: URIRef
    description: URIRef
    domainIncludes: URIRef
    email: URIRef
    foundingDate: URIRef
    funder: URIRef
    honorificPrefix: URIRef
    location: URIRef
    mentions: URIRef
    name: URIRef
    rangeIncludes: URIRef
    sha256: URIRef
    softwareVersion: URIRef
    superEvent: URIRef
    text: URIRef
    value: URIRef


PREFIXES: Final = MappingProxyType(
    {
        "comm": str(COMM._NS),
        "agreement-kind": f"{HOME}scheme/agreement-kind/",
        "agreement-status": f"{HOME}scheme/agreement-status/",
        "body-kind": f"{HOME}scheme/body-kind/",
        "derivation": f"{HOME}scheme/derivation/",
        "discrepancy-kind": f"{HOME}scheme/discrepancy-kind/",
        "initiative-kind": f"{HOME}scheme/initiative-kind/",
        "meeting-kind": f"{HOME}scheme/meeting-kind/",
        "meeting-status": f"{HOME}scheme/meeting-status/",
        "role": f"{HOME}scheme/role/",
        "cv": str(CV._NS),
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": str(OA._NS),
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": str(SCHEMA._NS),
        "semapv": "https://w3id.org/semapv/vocab/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
        "time": str(TIME._NS),
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


def concept(scheme: str, notation: str) -> URIRef:
    """The IRI of a concept such as `concept("role", "chair")`; `ValueError` where there is none."""
    if notation not in SCHEMES[scheme]:
        raise ValueError(f"{notation!r} is no {scheme}; known are {', '.join(SCHEMES[scheme])}")
    return URIRef(PREFIXES[scheme] + notation)
