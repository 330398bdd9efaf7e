"""The checks of FOOPS!, OOPS! and F-UJI: what ships passes, and each finds what it is there to find."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from communique import resources
from communique.checking import crossrecord, fair
from communique.errors import QueryError

CHECKS = fair.load(resources.folder("shapes/fair"))
PREFIXES = """
@prefix : <https://w3id.org/example/> .
@prefix bad: <https://example.org/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
ONTOLOGY = ":o a owl:Ontology ."
CLASS = f"{ONTOLOGY} :A a owl:Class ; rdfs:isDefinedBy :o ."
DATASET = ":d a dcat:Dataset ."
FAILING = {
    "foops-DOC1": CLASS,
    "foops-FIND1": CLASS,
    "foops-OM1": ONTOLOGY,
    "foops-OM2": ONTOLOGY,
    "foops-OM3": CLASS,
    "foops-OM4.1": ONTOLOGY,
    "foops-OM5.1": ONTOLOGY,
    "foops-OM5.2": ONTOLOGY,
    "foops-PURL1": "bad:o a owl:Ontology .",
    "foops-RDF1": DATASET,
    "foops-URI2": ":o a owl:Ontology ; owl:versionIRI bad:o .",
    "foops-VER1": ":o a owl:Ontology ; owl:versionIRI :o .",
    "foops-VOC1": ":o a owl:Ontology ; rdfs:label 'O' .",
    "foops-VOC2": CLASS,
    "foops-VOC3": CLASS,
    "foops-VOC4": CLASS,
    "fuji-A1-01M": DATASET,
    "fuji-A1.1-01MD": ":f dcat:downloadURL <ftp://example.org/file> .",
    "fuji-A1.2-01MD": ":s dcat:endpointURL <gopher://example.org/sparql> .",
    "fuji-F1-01MD": "[] a dcat:Dataset .",
    "fuji-F1-02MD": "bad:d a dcat:Dataset .",
    "fuji-F2-01M": DATASET,
    "fuji-F3-01M": DATASET,
    "fuji-F4-01M": DATASET,
    "fuji-I1-01M": ONTOLOGY,
    "fuji-I2-01M": DATASET,
    "fuji-I3-01M": DATASET,
    "fuji-R1-01M": ":f a dcat:Distribution .",
    "fuji-R1.1-01M": DATASET,
    "fuji-R1.2-01M": DATASET,
    "fuji-R1.3-01M": ":d a void:Dataset ; void:dataDump :file .",
    "fuji-R1.3-02D": DATASET,
    "oops-P02": f"{CLASS} :B owl:equivalentClass :A ; rdfs:isDefinedBy :o .",
    "oops-P03": f"{ONTOLOGY} :p a owl:ObjectProperty ; rdfs:isDefinedBy :o ; rdfs:label 'is a' .",
    "oops-P04": CLASS,
    "oops-P05": ":p owl:inverseOf :q ; rdfs:domain :A . :q rdfs:range :B .",
    "oops-P06": ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .",
    "oops-P07": f"{ONTOLOGY} :A rdfs:label 'style and period' ; a owl:Class ; rdfs:isDefinedBy :o .",
    "oops-P10": CLASS,
    "oops-P11": f"{ONTOLOGY} :p a owl:ObjectProperty ; rdfs:isDefinedBy :o ; rdfs:domain :A .",
    "oops-P13": f"{ONTOLOGY} :p a owl:ObjectProperty ; rdfs:isDefinedBy :o .",
    "oops-P19": ":p rdfs:domain :A , :B .",
    "oops-P20": f"{ONTOLOGY} :A rdfs:label 'a' ; rdfs:comment 'A' ; rdfs:isDefinedBy :o .",
    "oops-P21": ':A a owl:Class ; rdfs:label "Other thing" .',
    "oops-P22": f"{ONTOLOGY} :A_B a owl:Class ; rdfs:isDefinedBy :o .",
    "oops-P24": ":A owl:equivalentClass [ owl:unionOf ( :B :A ) ] .",
    "oops-P25": ":p owl:inverseOf :p .",
    "oops-P26": ":p a owl:SymmetricProperty ; owl:inverseOf :q .",
    "oops-P28": ":p a owl:SymmetricProperty ; rdfs:domain :A ; rdfs:range :B .",
    "oops-P29": ":p a owl:TransitiveProperty ; rdfs:domain :A ; rdfs:range :B .",
    "oops-P32": ':A a owl:Class ; rdfs:label "a" . :B a owl:Class ; rdfs:label "a" .',
    "oops-P33": ":p owl:propertyChainAxiom ( :q ) .",
    "oops-P34": ":A a owl:Class ; rdfs:subClassOf :B .",
    "oops-P35": ":p rdfs:domain :A .",
    "oops-P36": "<https://w3id.org/example/o.owl> a owl:Ontology .",
    "oops-P38": ":A a owl:Class .",
    "oops-P39": "[] a owl:Ontology .",
    "oops-P40": f"{ONTOLOGY} bad:A a owl:Class ; rdfs:isDefinedBy :o .",
}


def named(check: crossrecord.Check) -> str:
    return check.path.name.removesuffix(crossrecord.SUFFIX)


def test_every_check_has_its_case() -> None:
    assert {named(check) for check in CHECKS} == set(FAILING)


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_finds_its_case_and_names_its_source(check: crossrecord.Check) -> None:
    store = Store()
    store.load(PREFIXES + FAILING[named(check)], format=RdfFormat.TURTLE)
    assert list(crossrecord.run(store, (check,)))
    assert check.source.startswith(("FOOPS! ", "OOPS! ", "F-UJI FsF-"))


def test_what_ships_passes(root: Path) -> None:
    report = fair.check(root / "dist", resources.ontology(), CHECKS)
    assert report.results == ()
    assert {failed for _, failed, _ in fair.failures(report, CHECKS)} == {0}


def test_failures_are_counted_by_check(tmp_path: Path) -> None:
    (tmp_path / fair.CATALOGUE).write_text(PREFIXES + DATASET, encoding="utf-8")
    report = fair.check(tmp_path, resources.ontology(), CHECKS)
    failed = {named(check): count for check, count, _ in fair.failures(report, CHECKS) if count}
    assert failed["fuji-F2-01M"] == 7
    assert failed["fuji-R1.1-01M"] == 1
    assert not report.conforms


def test_a_check_without_a_source_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy(CHECKS[0].path, tmp_path))
    path.write_text(path.read_text("utf-8").replace("# source:", "# origin:"), encoding="utf-8")
    with pytest.raises(QueryError, match="source"):
        fair.load(tmp_path)
