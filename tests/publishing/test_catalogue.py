"""The catalogue of a build: DCAT-AP 3.0.1, VoID, PROV."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from pyshacl import validate
from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, SH, VOID, Graph, Literal, Namespace, URIRef

from communique import resources
from communique.publishing import catalogue, store
from communique.publishing.gazetteer import centroids
from communique.publishing.statements import turtle
from communique.settings import Settings

SHAPES = Path(__file__).parents[3] / "shared" / "standards" / "dcat-ap-3.0.1"
SPDX = Namespace("http://spdx.org/rdf/terms#")
SETTINGS = Settings(base="https://example.org/", contact_email="press@example.org", issued="2024-01-31")
DATA = """
<https://example.org/doc/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/communique/ontology#PressRelease> <https://example.org/doc/a> .
<https://example.org/doc/a> <http://purl.org/dc/terms/language> "en" <https://example.org/doc/a> .
<https://example.org/id/run/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/communique/ontology#ExtractionRun> <https://example.org/dataset> .
<https://example.org/id/run/1> <https://schema.org/softwareVersion> "7" <https://example.org/dataset> .
<https://example.org/id/place/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "Xanten" \
<https://example.org/dataset> .
<https://example.org/id/place/x> <http://www.w3.org/2002/07/owl#sameAs> \
<http://www.wikidata.org/entity/Q14890> <https://example.org/dataset> .
<https://example.org/id/meeting/m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/communique/ontology#Meeting> <https://example.org/doc/a> .
<https://example.org/id/meeting/m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/communique/ontology#Meeting> <https://example.org/doc/b> .
<https://example.org/id/meeting/m> <https://schema.org/location> <https://example.org/id/place/x> \
<https://example.org/doc/a> .
<https://example.org/id/meeting/m> <https://w3id.org/communique/ontology#heldOn> \
<https://example.org/id/date/1> <https://example.org/doc/a> .
<https://example.org/id/meeting/m> <https://w3id.org/communique/ontology#meetingStatus> \
<https://w3id.org/communique/scheme/meeting-status/held> <https://example.org/doc/a> .
<https://example.org/id/date/1> <http://www.w3.org/2006/time#inXSDDate> \
"2021-03-04"^^<http://www.w3.org/2001/XMLSchema#date> <https://example.org/doc/a> .
"""

QUERIES = resources.queries() / "statistics"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A build of two files, described."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "communique.nq").write_text(DATA, encoding="utf-8")
    (tmp_path / "tables" / "posts.csv").write_bytes(b"document,person\r\n")
    opened = store.load(tmp_path / "communique.nq")
    catalogue.write(catalogue.measure(opened, QUERIES), tmp_path, SETTINGS)
    return tmp_path


@pytest.fixture
def graph(out: Path) -> Graph:
    """The catalogue read back."""
    return Graph().parse(out / "catalogue.ttl")


@pytest.mark.skipif(not SHAPES.is_dir(), reason=f"the DCAT-AP shapes are not at {SHAPES}")
@pytest.mark.parametrize("name", ["html-shapes.ttl", "html-range.ttl"])
def test_conforms_to_dcat_ap(graph: Graph, name: str) -> None:
    conforms, _, words = validate(graph, shacl_graph=Graph().parse(SHAPES / name))
    assert conforms, words


@pytest.mark.skipif(not SHAPES.is_dir(), reason=f"the DCAT-AP shapes are not at {SHAPES}")
def test_a_catalogue_without_publisher_violates_dcat_ap(graph: Graph) -> None:
    graph.remove(
        (URIRef("https://example.org/catalogue"), URIRef("http://purl.org/dc/terms/publisher"), None)
    )
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES / "html-shapes.ttl"))[0]


@pytest.mark.skipif(not SHAPES.is_dir(), reason=f"the DCAT-AP shapes are not at {SHAPES}")
def test_values_come_from_the_controlled_vocabularies(graph: Graph) -> None:
    shapes = Graph().parse(SHAPES / "html-mdr-vocabularies.shape.ttl")
    _, report, words = validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    worst = (r for r in report.objects(None, SH.result) if report.value(r, SH.resultSeverity) == SH.Violation)
    # that shape asks for https://spdx.org, while the vocabulary's own IRIs begin with http://spdx.org
    assert {str(report.value(r, SH.resultPath)) for r in worst} <= {f"{SPDX}algorithm"}, words


def test_both_formats_hold_the_same_graph(out: Path) -> None:
    def triples(name: str, kind: ox.RdfFormat) -> set[ox.Triple]:
        return {quad.triple for quad in ox.parse(path=out / name, format=kind)}

    assert triples("catalogue.ttl", ox.RdfFormat.TURTLE) == triples("catalogue.jsonld", ox.RdfFormat.JSON_LD)


def test_each_file_has_a_distribution_with_its_size_and_checksum(out: Path, graph: Graph) -> None:
    found = {
        str(graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)): str(size)
        for node, size in graph.subject_objects(DCAT.byteSize)
    }
    files = [out / "communique.nq", out / "tables" / "posts.csv"]
    assert found == {hashlib.sha256(f.read_bytes()).hexdigest(): str(f.stat().st_size) for f in files}


def test_void_counts_a_triple_of_two_documents_once(graph: Graph) -> None:
    dataset = URIRef("https://example.org/dataset")
    assert graph.value(dataset, VOID.triples) == Literal(11)
    assert graph.value(dataset, VOID.entities) == Literal(5)
    meetings = graph.value(None, VOID["class"], URIRef("https://w3id.org/communique/ontology#Meeting"))
    assert graph.value(meetings, VOID.entities) == Literal(1)


def test_void_names_the_linkset(graph: Graph) -> None:
    links = graph.value(None, RDF.type, VOID.Linkset)
    target = graph.value(links, VOID.objectsTarget)
    assert str(graph.value(target, VOID.uriSpace)) == "http://www.wikidata.org/"
    assert graph.value(links, VOID.triples) == Literal(1)


def test_says_which_run_of_which_version_made_it_from_what(graph: Graph) -> None:
    run = graph.value(URIRef("https://example.org/dataset"), PROV.wasGeneratedBy)
    assert run == URIRef("https://example.org/id/run/1")
    assert graph.value(run, PROV.used) == URIRef("https://example.org/doc/a")
    software = graph.value(run, PROV.wasAssociatedWith)
    assert str(graph.value(software, RDFS.label)) == "communique 7"


def test_covers_the_days_and_places_of_the_meetings(graph: Graph) -> None:
    dataset = URIRef("https://example.org/dataset")
    period = graph.value(dataset, DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == str(graph.value(period, DCAT.endDate)) == "2021-03-04"
    assert graph.value(dataset, DCTERMS.spatial) == URIRef("https://example.org/id/place/x")


def test_a_city_of_coverage_has_its_centre_and_who_says_so(out: Path) -> None:
    found = dict(catalogue.measure(store.load(out / "communique.nq"), QUERIES))
    city, other = "https://example.org/id/place/brussels", "https://example.org/id/place/x"
    found["places"] = ((city, "Brussels"), (other, "Xanten"))
    graph = Graph().parse(data=turtle(catalogue.describe(SETTINGS, (), found)), format="turtle")
    wkt = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
    assert set(graph.subject_objects(DCAT.centroid)) == {
        (URIRef(city), Literal("POINT(4.34878 50.85045)", datatype=wkt))
    }
    assert graph.value(URIRef(city), DCTERMS.source) == URIRef("https://sws.geonames.org/2800866/")


def test_centres_are_of_cities_that_are_known_and_on_the_globe(root: Path) -> None:
    places = yaml.safe_load((root / "mappings/lexicon/places.yaml").read_bytes())
    found = centroids()
    assert len(found) > 400
    assert set(found) <= {row["id"] for row in places["cities"]}
    assert all(abs(float(c.latitude)) <= 90 and abs(float(c.longitude)) <= 180 for c in found.values())
    assert len({c.source for c in found.values()}) == len(found)


def test_has_no_blank_node_and_the_same_bytes_each_time(out: Path) -> None:
    before = (out / "catalogue.ttl").read_bytes(), (out / "catalogue.jsonld").read_bytes()
    found = catalogue.measure(store.load(out / "communique.nq"), QUERIES)
    paths = catalogue.write(found, out, SETTINGS)
    assert tuple(path.read_bytes() for path in paths) == before
    triples = ox.parse(before[0], format=ox.RdfFormat.TURTLE)
    assert not any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object))


def test_knows_no_date_where_none_is_set(out: Path) -> None:
    catalogue.write(catalogue.measure(store.load(out / "communique.nq"), QUERIES), out, Settings())
    assert "issued" not in (out / "catalogue.ttl").read_text(encoding="utf-8")


def test_version_services_and_terms_of_the_texts_are_said(tmp_path: Path) -> None:
    (tmp_path / "communique.nq").write_text(DATA, encoding="utf-8")
    told = Settings(
        base="https://example.org/",
        version="1.1.0",
        version_notes="Two more releases",
        previous_version="https://example.org/dataset/1.0.0",
        service="https://data.example.org/",
        publisher_type="PrivateIndividual(s)",
    )
    found = catalogue.measure(store.load(tmp_path / "communique.nq"), QUERIES)
    catalogue.write(found, tmp_path, told)
    graph = Graph().parse(tmp_path / "catalogue.ttl")
    dataset = URIRef("https://example.org/dataset")
    dcat = "http://www.w3.org/ns/dcat#"
    assert str(graph.value(dataset, URIRef(f"{dcat}version"))) == "1.1.0"
    assert str(graph.value(dataset, URIRef(f"{dcat}previousVersion"))) == told.previous_version
    assert str(graph.value(dataset, URIRef("http://www.w3.org/ns/adms#versionNotes"))) == told.version_notes
    rights = graph.value(dataset, URIRef("http://purl.org/dc/terms/rights"))
    assert str(graph.value(rights, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))) == told.texts_terms
    services = set(graph.objects(URIRef("https://example.org/catalogue"), URIRef(f"{dcat}service")))
    endpoints = {str(graph.value(service, URIRef(f"{dcat}endpointURL"))) for service in services}
    assert endpoints == {"https://data.example.org/sparql", "https://data.example.org/reconcile"}
    publisher = URIRef("https://example.org/publisher")
    kind = graph.value(publisher, URIRef("http://purl.org/dc/terms/type"))
    assert str(kind) == "http://purl.org/adms/publishertype/PrivateIndividual(s)"
