"""Concepts of others that the catalogue refers to, each described as far as DCAT-AP asks.

Their tables: https://op.europa.eu/en/web/eu-vocabularies (file type, language, data theme, access
right, planned availability).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import Final

import pyoxigraph as ox

from communique.publishing.statements import Pair, about, iri, text

SUBJECTS: Final = ("theme:GOVE", "theme:INTR")

_CONCEPTS: Final = (
    ("theme:GOVE", "Government and public sector", "authority:data-theme"),
    ("theme:INTR", "International issues", "authority:data-theme"),
    ("accessright:PUBLIC", "public", "authority:access-right"),
    ("availability:STABLE", "stable", "authority:planned-availability"),
)

# ISO 639-1 to the table's own codes: the official languages of the EU and of the UN
_LANGUAGES: Final = {
    "ar": "ARA", "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG",
    "es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN",
    "it": "ITA", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR",
    "ro": "RON", "ru": "RUS", "sk": "SLK", "sl": "SLV", "sv": "SWE", "zh": "ZHO",
}  # fmt: skip

_PURPOSES: Final = (
    ("communique.*", "The whole dataset"),
    ("context.jsonld", "The JSON-LD context of the dataset"),
    ("tables/csv-metadata.json", "The meaning of the tables' columns, as CSV on the Web metadata"),
    ("tables/*", "One kind of fact as a table"),
    ("ontology/*", "The ontology that the dataset is described with"),
    ("shapes/*", "The shapes that the dataset is checked against"),
    ("links/*", "Links to Wikidata"),
    ("report.*", "The report of the checks"),
    ("discrepancies.md", "What disagrees or cannot be right, for editors"),
    ("*", "A file of the dataset"),
)


def purpose(path: str) -> str:
    """What a file of a build is for, in a line."""
    return next(words for pattern, words in _PURPOSES if fnmatch(path, pattern))


def language(code: str) -> str:
    """The compact IRI of a language in the EU table, such as `language:ENG`; empty where unknown."""
    found = _LANGUAGES.get(code.partition("-")[0])
    return f"language:{found}" if found else ""


def publisher_type(name: str) -> Iterator[ox.Triple]:
    """A concept of the ADMS publisher types, as far as DCAT-AP asks."""
    return about(
        f"publishertype:{name}",
        ("rdf:type", iri("skos:Concept")),
        ("skos:prefLabel", text(name)),
        ("skos:inScheme", iri("publishertype:1.0")),
    )


def file_type() -> tuple[Pair, ...]:
    """What is said of each file type of the EU table."""
    return (
        ("rdf:type", iri("dcterms:MediaTypeOrExtent")),
        ("skos:inScheme", iri("authority:file-type")),
    )


def described(licence: str, languages: Iterable[str]) -> Iterator[ox.Triple]:
    """The themes, rights, availability, licence and languages that the catalogue refers to."""
    for name, label, scheme in _CONCEPTS:
        yield from about(name, ("rdf:type", iri("skos:Concept")), ("skos:prefLabel", text(label)))
        yield from about(name, ("skos:inScheme", iri(scheme)))
    yield from about("accessright:PUBLIC", ("rdf:type", iri("dcterms:RightsStatement")))
    yield from about("authority:data-theme", ("rdf:type", iri("skos:ConceptScheme")))
    yield from about("authority:data-theme", ("dcterms:title", text("Data theme")))
    yield from about(licence, ("rdf:type", iri("dcterms:LicenseDocument")))
    yield from about("spdx:checksumAlgorithm_sha256", ("rdf:type", iri("spdx:ChecksumAlgorithm")))
    for code in sorted({"language:ENG", *languages}):
        yield from about(code, ("rdf:type", iri("dcterms:LinguisticSystem")))
        yield from about(code, ("skos:inScheme", iri("authority:language")))
