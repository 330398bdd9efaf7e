"""The example's tables and catalogue against their standards."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

from csvw import CSVW
from pyshacl import validate
from rdflib import DCAT, Graph, Namespace, URIRef

from communique.vocab import HOME

SPDX = Namespace("http://spdx.org/rdf/terms#")


def test_tables_are_valid_csvw(built: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the library collects the warnings that it finds invalid
        found = CSVW(str(built / "tables" / "csv-metadata.json"), validate=True)
        assert found.is_valid, [str(warning.message) for warning in found.warnings]


def test_catalogue_conforms_to_dcat_ap(built: Path, shared: Path) -> None:
    shapes = Graph().parse(shared / "standards" / "dcat-ap-3.0.1" / "html-shapes.ttl")
    conforms, _, words = validate(Graph().parse(built / "catalogue.ttl"), shacl_graph=shapes)
    assert conforms, words


def test_catalogue_lists_every_file_with_its_checksum(built: Path) -> None:
    graph = Graph().parse(built / "catalogue.ttl")
    found = {
        str(address).removeprefix(f"{HOME}data/"): str(
            graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
        )
        for node, address in graph.subject_objects(URIRef(DCAT.downloadURL))
    }
    files = (path for path in built.rglob("*") if path.is_file() and path.stem != "catalogue")
    assert found == {
        path.relative_to(built).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
