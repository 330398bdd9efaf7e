"""Ontology and data that contradict each other, as HermiT and as OWL-RL see it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.checking import Severity, Source, dataset, known, owl
from communique.checking.dataset import Dataset
from communique.vocab import COMM, HOME

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
BOTH = "".join(f"<{HOME}id/a> {TYPE} <{kind}> .\n" for kind in (COMM.Evidence, COMM.ExtractionRun)).encode()
UNSATISFIABLE = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<{HOME}test> a owl:Ontology ; owl:imports <https://unreachable.example.org/> .
<{HOME}test#A> a owl:Class . <{HOME}test#B> a owl:Class ; owl:disjointWith <{HOME}test#A> .
<{HOME}test#C> a owl:Class ; rdfs:subClassOf <{HOME}test#A>, <{HOME}test#B> .
"""

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT needs Java: apt install default-jre-headless"
)


@pytest.fixture(scope="module")
def ontology(root: Path) -> Dataset:
    return known.load(root / "ontology")


@needs_java
def test_hermit_finds_ontology_and_data_consistent(ontology: Dataset, nquads: bytes) -> None:
    assert owl.check(dataset.union(dataset.load(nquads)), ontology) == owl.Verdict(())


@needs_java
def test_hermit_finds_an_individual_of_disjoint_classes(ontology: Dataset) -> None:
    (found,) = owl.check(BOTH, ontology).results
    assert (found.source, found.severity) == (Source.OWL, Severity.VIOLATION)
    assert "contradict" in found.message


@needs_java
def test_hermit_finds_a_class_that_nothing_can_be_in(tmp_path: Path) -> None:
    (tmp_path / "test.ttl").write_text(UNSATISFIABLE)
    found = owl.check(b"", known.load(tmp_path)).results
    assert [result.focus for result in found] == [HOME + "test#C"]


def test_without_java_owl_rl_finds_the_individual(ontology: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    verdict = owl.check(BOTH, ontology)
    assert verdict.notes == (owl.NO_JAVA,)
    assert HOME + "id/a" in {result.focus for result in verdict.results}


def test_without_java_what_is_consistent_stays_so(
    ontology: Dataset, nquads: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert owl.check(dataset.union(dataset.load(nquads)), ontology) == owl.Verdict((), (owl.NO_JAVA,))
