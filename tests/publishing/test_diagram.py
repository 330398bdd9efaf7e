"""The picture of the data model shows what the ontology says."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from communique.publishing.diagram import diagram

SMALL = """
@prefix comm: <https://w3id.org/communique/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
comm:speaker a owl:ObjectProperty ; rdfs:domain comm:Quotation ; rdfs:range foaf:Agent .
schema:funder a owl:ObjectProperty ; schema:domainIncludes comm:Initiative ; schema:rangeIncludes foaf:Agent .
comm:meetingStatus a owl:ObjectProperty ; rdfs:domain comm:Meeting ; rdfs:range skos:Concept .
comm:ordinal a owl:DatatypeProperty ; rdfs:domain comm:Meeting .
comm:evidence a owl:ObjectProperty ; rdfs:range comm:Evidence .
"""
DRAWN = """classDiagram
    class Initiative["Initiative"]
    class Meeting["Meeting"] {
        meetingStatus
        ordinal
    }
    class Quotation["Quotation"]
    class foaf_Agent["foaf:Agent"]
    Initiative --> foaf_Agent : funder
    Quotation --> foaf_Agent : speaker
"""


def test_a_small_ontology_is_drawn() -> None:
    assert diagram(Graph().parse(data=SMALL)) == DRAWN


@pytest.mark.parametrize(
    "arrow", ["Meeting --> Participation : hasParticipation", "PostHolding --> org_Post : post"]
)
def test_the_ontology_is_drawn(root: Path, arrow: str) -> None:
    drawn = diagram(Graph().parse(root / "ontology" / "communique.ttl"))
    assert f"    {arrow}\n" in drawn
