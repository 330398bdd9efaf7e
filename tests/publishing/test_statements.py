"""Triples written as compact IRIs, and the documents made of them."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from communique.publishing.statements import about, expand, iri, jsonld, shrink, text, turtle, typed


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("dcat:Dataset", "http://www.w3.org/ns/dcat#Dataset"),
        ("comm:PressRelease", "https://w3id.org/communique/ontology#PressRelease"),
        ("filetype:RDF_N_QUADS", "http://publications.europa.eu/resource/authority/file-type/RDF_N_QUADS"),
    ],
)
def test_a_compact_name_and_its_iri_are_each_others_inverse(short: str, long: str) -> None:
    assert expand(short) == long
    assert shrink(long) == short


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "https://www.iana.org/assignments/media-types/text/csv"]
)
def test_an_iri_that_no_prefix_fits_stays_whole(address: str) -> None:
    assert expand(address) == shrink(address) == address


def test_a_pair_without_value_is_left_out() -> None:
    found = list(about("https://example.org/a", ("dcterms:title", text("A")), ("dcterms:issued", None)))
    assert [triple.predicate.value for triple in found] == ["http://purl.org/dc/terms/title"]


def test_order_and_repetition_make_no_difference() -> None:
    triples = [
        *about("https://example.org/b", ("dcterms:title", text("B")), ("rdf:type", iri("dcat:Dataset"))),
        *about("https://example.org/a", ("dcat:byteSize", typed(3, "xsd:nonNegativeInteger"))),
    ]
    assert turtle(triples) == turtle([*triples[::-1], *triples])
    assert jsonld(triples) == jsonld([*triples[::-1], *triples])


def test_each_kind_of_value_in_jsonld() -> None:
    document = json.loads(
        jsonld(
            about(
                "https://example.org/a",
                ("rdf:type", iri("dcat:Dataset")),
                ("dcat:byteSize", typed(3, "xsd:nonNegativeInteger")),
                ("dcterms:title", text("A")),
                ("dcterms:identifier", ox.Literal("a")),
                ("dcat:distribution", iri("https://example.org/b")),
            )
        )
    )
    assert document["@graph"] == [
        {
            "@id": "https://example.org/a",
            "@type": ["dcat:Dataset"],
            "dcterms:identifier": [{"@value": "a"}],
            "dcterms:title": [{"@language": "en", "@value": "A"}],
            "dcat:byteSize": [{"@type": "xsd:nonNegativeInteger", "@value": "3"}],
            "dcat:distribution": [{"@id": "https://example.org/b"}],
        }
    ]
    assert set(document["@context"]) == {"dcat", "dcterms", "rdf", "xsd"}
