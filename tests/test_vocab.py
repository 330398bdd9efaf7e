"""The closed namespaces hold what the ontology's files hold, and every IRI stands in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import yaml
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from communique import reused
from communique.vocab import COMM, CV, HOME, OA, PREFIXES, SCHEMA, SCHEMES, TIME, Namespace, concept

# The default base and licence are settings; the catalogue's own namespaces are a second closed list.
# The last has the address that the server listens at by default.
ADDRESSES = {"vocab.py", "settings.py", "publishing/prefixes.py", "serving/state.py"}


def own_terms(root: Path) -> set[str]:
    graph = Graph().parse(root / "ontology" / "communique.ttl")
    return {str(term) for term in graph.subjects(RDF.type) if str(term).startswith(PREFIXES["comm"])}


def test_the_namespace_is_the_ontology(root: Path) -> None:
    assert {str(COMM[name]) for name in COMM.__annotations__} == own_terms(root)


def test_the_schemes_are_the_file_of_schemes(root: Path) -> None:
    graph = Graph().parse(root / "ontology" / "schemes.ttl")
    found = {str(term) for term in graph.subjects(RDF.type, SKOS.Concept)}
    assert {str(concept(scheme, name)) for scheme, names in SCHEMES.items() for name in names} == found
    assert {f"{HOME}scheme/{name}" for name in SCHEMES} == {
        str(scheme) for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }


def test_every_kind_of_body_in_the_lexicon_is_a_concept(root: Path) -> None:
    lexicon = yaml.safe_load((root / "mappings" / "lexicon" / "bodies.yaml").read_text("utf-8"))
    assert set(lexicon["kinds"]) | {"state"} == set(SCHEMES["body-kind"])


@pytest.mark.parametrize("namespace", [COMM, CV, OA, TIME, SCHEMA])
def test_a_misspelt_term_fails(namespace: Namespace) -> None:
    with pytest.raises(AttributeError, match="heldUpon"):
        namespace["heldUpon"]


SPACES = {name: space for name, space in vars(reused).items() if type(space) is Namespace}


@pytest.mark.parametrize("name", SPACES)
def test_what_is_reused_exists(name: str) -> None:
    terms = [SPACES[name][term.rstrip("_")] for term in SPACES[name].__annotations__]
    assert [term for term in terms if term not in getattr(rdflib, name)] == []
    assert str(SPACES[name]) == str(getattr(rdflib, name))


def test_a_namespace_has_its_terms_alone() -> None:
    assert reused.SH["class"] == f"{reused.SH}class"
    assert reused.SH["class"] in reused.SH
    assert COMM.heldOn in COMM
    assert f"{COMM}heldUpon" not in COMM
    assert "heldOn" not in COMM


def test_a_concept_is_an_iri() -> None:
    assert concept("agreement-status", "in-force") == HOME + "scheme/agreement-status/in-force"


def test_an_unknown_concept_names_those_known() -> None:
    with pytest.raises(ValueError, match="'boss' is no role; known are chair, convener"):
        concept("role", "boss")


def addresses(tree: ast.Module) -> Iterator[str]:
    """The string literals of a module that hold an IRI; docstrings may cite one."""
    cited = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in cited:
            yield from re.findall(r"https?://\w\S*", node.value)


def test_no_module_has_iris_of_its_own(root: Path) -> None:
    folder = root / "src" / "communique"
    found = {
        path.relative_to(folder).as_posix(): list(addresses(ast.parse(path.read_text("utf-8"))))
        for path in sorted(folder.rglob("*.py"))
    }
    assert {name: iris for name, iris in found.items() if iris and name not in ADDRESSES} == {}


def test_an_iri_in_code_is_seen() -> None:
    tree = ast.parse('"""See https://a.example/x."""\nNAME = "https://b.example/y"\n')
    assert list(addresses(tree)) == ["https://b.example/y"]
