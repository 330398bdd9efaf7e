"""The catalogue of a build: DCAT-AP 3.0.1, with VoID counts and the PROV of the run.

`write` is called when every other file lies in place, since it lists their sizes and checksums.
DCAT-AP: https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from communique.publishing import authorities, services, void
from communique.publishing.gazetteer import centroids
from communique.publishing.inventory import PublishedFile, inventory
from communique.publishing.statements import about, iri, jsonld, text, turtle, typed
from communique.publishing.store import select
from communique.publishing.void import Statistics
from communique.settings import Settings
from communique.vocab import HOME

ONTOLOGY: Final = f"{HOME}ontology"
KEYWORDS: Final = ("press releases", "officials", "meetings", "agreements", "diplomacy", "linked open data")


def write(found: Statistics, out: Path, settings: Settings) -> tuple[Path, Path]:
    """Describe the build in `out`, in which so much was counted, in catalogue.ttl and catalogue.jsonld."""
    triples = list(describe(settings, tuple(inventory(out)), found))
    paths = out / "catalogue.ttl", out / "catalogue.jsonld"
    paths[0].write_bytes(turtle(triples))
    paths[1].write_bytes(jsonld(triples))
    return paths


def measure(store: ox.Store, queries: Path, wanted: Iterable[str] | None = None) -> Statistics:
    """The rows of each query of the folder `queries/statistics`, or of each that is `wanted`, by its name."""
    names = sorted(path.stem for path in queries.glob("*.rq")) if wanted is None else wanted
    return {name: select(store, (queries / f"{name}.rq").read_text(encoding="utf-8")).rows for name in names}


def describe(settings: Settings, files: Iterable[PublishedFile], found: Statistics) -> Iterator[ox.Triple]:
    """The catalogue's triples for the files of a build and what was counted in it."""
    dataset = f"{settings.base}dataset"
    return chain(
        _catalogue(settings),
        _dataset(settings, found),
        _agents(settings),
        _coverage(dataset, found),
        _run(dataset, found),
        services.described(dataset, settings),
        chain.from_iterable(_distribution(settings, file) for file in files),
        void.statistics(dataset, found),
        _void(settings),
        authorities.described(settings.licence, _languages(found)),
    )


def _catalogue(settings: Settings) -> Iterator[ox.Triple]:
    return about(
        f"{settings.base}catalogue",
        ("rdf:type", iri("dcat:Catalog")),
        ("dcterms:title", text(f"Catalogue: {settings.title}")),
        ("dcterms:description", text(settings.description)),
        ("dcterms:publisher", iri(_publisher(settings))),
        ("dcterms:license", iri(settings.licence)),
        ("dcterms:language", iri("language:ENG")),
        ("dcterms:issued", _issued(settings)),
        ("dcterms:modified", _issued(settings)),
        ("dcat:themeTaxonomy", iri("authority:data-theme")),
        ("dcat:dataset", iri(f"{settings.base}dataset")),
        ("foaf:homepage", iri(settings.base)),
    )


def _dataset(settings: Settings, found: Statistics) -> Iterator[ox.Triple]:
    dataset = f"{settings.base}dataset"
    yield from about(
        dataset,
        ("rdf:type", iri("dcat:Dataset")),
        ("dcterms:title", text(settings.title)),
        ("dcterms:description", text(settings.description)),
        ("dcterms:identifier", ox.Literal(dataset)),
        ("dcterms:creator", iri(_publisher(settings))),
        ("dcterms:publisher", iri(_publisher(settings))),
        ("dcterms:license", iri(settings.licence)),
        ("dcterms:accessRights", iri("accessright:PUBLIC")),
        ("dcterms:conformsTo", iri(ONTOLOGY)),
        ("dcterms:issued", _issued(settings)),
        ("dcterms:modified", _issued(settings)),
        ("dcat:contactPoint", iri(_contact(settings))),
        ("dcat:landingPage", iri(settings.base)),
        ("dcterms:rights", iri(f"{dataset}/texts") if settings.texts_terms else None),
        ("dcat:version", text(settings.version) if settings.version else None),
        ("adms:versionNotes", text(settings.version_notes) if settings.version_notes else None),
        ("dcat:previousVersion", iri(settings.previous_version) if settings.previous_version else None),
        *(("dcat:theme", iri(name)) for name in authorities.SUBJECTS),
        *(("dcat:keyword", text(word)) for word in KEYWORDS),
        *(("dcterms:language", iri(code)) for code in _languages(found)),
    )
    if settings.texts_terms:
        yield from about(f"{dataset}/texts", ("rdf:type", iri("dcterms:RightsStatement")))
        yield from about(f"{dataset}/texts", ("rdfs:label", text(settings.texts_terms)))
    yield from about(ONTOLOGY, ("rdf:type", iri("dcterms:Standard")))
    yield from about(settings.base, ("rdf:type", iri("foaf:Document")))


def _agents(settings: Settings) -> Iterator[ox.Triple]:
    yield from about(
        _publisher(settings),
        ("rdf:type", iri("foaf:Agent")),
        ("foaf:name", text(settings.publisher)),
        ("dcterms:type", iri(f"publishertype:{settings.publisher_type}")),
    )
    yield from authorities.publisher_type(settings.publisher_type)
    yield from about(
        _contact(settings),
        ("rdf:type", iri("vcard:Kind")),
        ("vcard:fn", text(settings.contact or settings.publisher)),
        ("vcard:hasEmail", iri(f"mailto:{settings.contact_email}") if settings.contact_email else None),
        ("vcard:hasURL", iri(settings.base)),
    )


def _coverage(dataset: str, found: Statistics) -> Iterator[ox.Triple]:
    for first, last in found["coverage"]:
        if first:
            yield from about(dataset, ("dcterms:temporal", iri(f"{dataset}/period")))
            yield from about(
                f"{dataset}/period",
                ("rdf:type", iri("dcterms:PeriodOfTime")),
                ("dcat:startDate", typed(first, "xsd:date")),
                ("dcat:endDate", typed(last, "xsd:date")),
            )
    for place, label in found["places"]:
        yield from about(dataset, ("dcterms:spatial", iri(place)))
        yield from about(place, ("rdf:type", iri("dcterms:Location")), ("skos:prefLabel", text(label)))
        if centre := centroids().get(place.rpartition("/id/place/")[2]):
            yield from about(place, ("dcat:centroid", typed(centre.wkt, "gsp:wktLiteral")))
            yield from about(place, ("dcterms:source", iri(centre.source)))


def _run(dataset: str, found: Statistics) -> Iterator[ox.Triple]:
    for run, version, release in found["runs"]:
        software = f"{HOME}software/{version}"
        yield from about(dataset, ("prov:wasGeneratedBy", iri(run)), ("prov:wasDerivedFrom", iri(release)))
        yield from about(run, ("rdf:type", iri("prov:Activity")), ("rdf:type", iri("comm:ExtractionRun")))
        yield from about(run, ("prov:used", iri(release)), ("prov:wasAssociatedWith", iri(software)))
        yield from about(software, ("rdf:type", iri("prov:SoftwareAgent")))
        yield from about(software, ("rdfs:label", text(f"communique {version}")))


def _void(settings: Settings) -> Iterator[ox.Triple]:
    return about(
        f"{settings.base}dataset",
        ("void:uriSpace", ox.Literal(settings.base)),
        ("void:vocabulary", iri(ONTOLOGY)),
        ("void:dataDump", iri(f"{settings.base}data/communique.nq")),
    )


def _distribution(settings: Settings, file: PublishedFile) -> Iterator[ox.Triple]:
    dataset = f"{settings.base}dataset"
    node, address = f"{dataset}/distribution/{file.path}", f"{settings.base}data/{file.path}"
    yield from about(dataset, ("dcat:distribution", iri(node)))
    yield from about(
        node,
        ("rdf:type", iri("dcat:Distribution")),
        ("dcterms:title", text(file.path)),
        ("dcterms:description", text(authorities.purpose(file.path))),
        ("dcterms:license", iri(settings.licence)),
        ("dcterms:issued", _issued(settings)),
        ("dcat:accessURL", iri(address)),
        ("dcat:downloadURL", iri(address)),
        ("dcat:byteSize", typed(file.size, "xsd:nonNegativeInteger")),
        ("dcatap:availability", iri("availability:STABLE")),
    )
    yield from _type(node, file)
    yield from _checksum(node, file)


def _type(node: str, file: PublishedFile) -> Iterator[ox.Triple]:
    media_type, code = f"iana:{file.type.media_type}", f"filetype:{file.type.code}"
    yield from about(node, ("dcat:mediaType", iri(media_type)), ("dcterms:format", iri(code)))
    yield from about(media_type, ("rdf:type", iri("dcterms:MediaType")))
    yield from about(code, *authorities.file_type())


def _checksum(node: str, file: PublishedFile) -> Iterator[ox.Triple]:
    yield from about(node, ("spdx:checksum", iri(f"{node}/checksum")))
    yield from about(
        f"{node}/checksum",
        ("rdf:type", iri("spdx:Checksum")),
        ("spdx:algorithm", iri("spdx:checksumAlgorithm_sha256")),
        ("spdx:checksumValue", typed(file.sha256, "xsd:hexBinary")),
    )


def _publisher(settings: Settings) -> str:
    return settings.publisher_iri or f"{settings.base}publisher"


def _contact(settings: Settings) -> str:
    return f"{settings.base}contact"


def _issued(settings: Settings) -> ox.Literal | None:
    return typed(settings.issued, "xsd:date") if settings.issued else None


def _languages(found: Statistics) -> tuple[str, ...]:
    codes = {authorities.language(value) for (value,) in found["languages"]}
    return tuple(sorted(code for code in codes if code))
