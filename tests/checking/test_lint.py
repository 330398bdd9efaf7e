"""What is misspelt in a shape or a check is found, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import SH

from communique.checking import Options, Report, check_shapes, lint
from communique.errors import QueryError
from communique.vocab import PREFIXES

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + (
    "@prefix shapes: <https://w3id.org/communique/shapes#> .\n"
)
FINE = """shapes:A a sh:NodeShape ;
    sh:targetClass comm:Meeting ;
    sh:property shapes:A-b ;
    sh:message "Mend it."@en ;
    sh:severity sh:Violation .

shapes:A-b a sh:PropertyShape ;
    sh:path comm:heldOn ;
    sh:minCount 1 ;
    sh:class comm:DateExpression ;
    sh:message "Mend it."@en ;
    sh:severity sh:Warning .
"""
MISSPELT = [
    ("comm:Meeting ;", "comm:Meetings ;", "A", "target"),
    ("comm:Meeting ;", "foaf:Persona ;", "A", "class <"),
    ("comm:Meeting ;", "comm:heldOn ;", "A", "class <"),
    ("comm:heldOn", "comm:heldOnn", "A-b", "of the path"),
    ("comm:heldOn", "schema:locatoin", "A-b", "of the path"),
    ("comm:heldOn", "comm:Meeting", "A-b", "of the path"),
    ("comm:heldOn", "[ sh:inversePath comm:heldOnn ]", "A-b", "of the path"),
    ("sh:minCount 1", "sh:minCuont 1", "A-b", "no term of SHACL Core"),
    ("sh:minCount 1", "comm:minCount 1", "A-b", "no term of SHACL Core"),
    ("sh:minCount 1", "sh:datatype xsd:dat", "A-b", "datatype"),
    ("sh:minCount 1", "sh:lessThan comm:signedOnn", "A-b", "property"),
    ("sh:minCount 1", 'sh:sparql "SELECT"', "A-b", "no term of SHACL Core"),
    ("sh:minCount 1", "sh:hasValue meeting-status:hold", "A-b", "ontology/"),
    ("sh:minCount 1", "sh:node shapes:C", "A-b", "no shape"),
    ("comm:DateExpression", "comm:DateExpresion", "A-b", "class"),
    ("sh:property shapes:A-b", "sh:property shapes:A-c", "A", "no shape"),
    ("sh:property shapes:A-b", "sh:closed true", "A-b", "Give the shape a target"),
    ("sh:severity sh:Warning", "sh:severity sh:Warnning", "A-b", "no term of SHACL Core"),
    ('sh:message "Mend it."@en ;\n    sh:severity sh:W', "sh:severity sh:W", "A-b", "one sh:message"),
    (' ;\n    sh:severity sh:Warning', "", "A-b", "one sh:severity"),
    ("sh:minCount 1 ;\n    sh:class comm:DateExpression ;", "", "A-b", "a constraint"),
    ("a sh:PropertyShape", "a sh:PropertyShap", "A-b", "Type the shape"),
]  # fmt: skip


@pytest.fixture
def report(root: Path, tmp_path: Path) -> Report:
    return lint_of(root, tmp_path, FINE)


def lint_of(root: Path, folder: Path, shapes: str) -> Report:
    (folder / "some.ttl").write_text(HEAD + shapes, encoding="utf-8")
    return check_shapes(Options(root / "ontology", folder))


def test_nothing_to_find(report: Report) -> None:
    assert report.results == ()


@pytest.mark.parametrize(("right", "wrong", "shape", "message"), MISSPELT)
def test_misspelt(root: Path, tmp_path: Path, right: str, wrong: str, shape: str, message: str) -> None:
    assert right in FINE
    results = lint_of(root, tmp_path, FINE.replace(right, wrong, 1)).results
    found = [r for r in results if r.focus.endswith(f"shapes#{shape}") and message in r.message]
    assert found, results
    line = HEAD.count("\n") + (1 if shape == "A" else FINE[: FINE.index("shapes:A-b a")].count("\n") + 1)
    if wrong and "sh:PropertyShap" not in wrong:
        assert found[0].document == "some.ttl"
        assert abs(found[0].line - line) <= 1


def test_a_shape_without_a_name(root: Path, tmp_path: Path) -> None:
    nameless = FINE.replace("shapes:A-b ;", "[ sh:path comm:heldOn ; sh:minCount 1 ] ;", 1)
    messages = {result.message for result in lint_of(root, tmp_path, nameless).results}
    assert any(message.startswith("Name the shape") for message in messages)
    assert "Give the shape one sh:message." in messages


def test_a_term_misspelt_in_a_check(root: Path, tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "odd-violation.rq").write_text(
        "# Is it odd?\n# message: Mend it.\n# severity: Warning\n"
        f"PREFIX comm: <{PREFIXES['comm']}>\nSELECT ?focus WHERE {{ ?focus comm:heldOnn ?date }}\n"
    )
    (found,) = lint_of(root, tmp_path, FINE).results
    assert found.document == "odd-violation.rq"
    assert "heldOnn" in found.message


@pytest.mark.parametrize(
    ("term", "number"),
    [
        ("dcat:dataset", 0),
        ("dcat:datset", 1),
        ("schema:datePublished", 0),
        ("schema:datePublish", 1),
        ("mod:status", 0),
        ("comm:nothing", 1),
    ],
)
def test_a_term_misspelt_in_a_check_of_fair(root: Path, tmp_path: Path, term: str, number: int) -> None:
    (tmp_path / "fair").mkdir()
    (tmp_path / "fair" / "odd-violation.rq").write_text(
        "# Is it odd?\n# message: Mend it.\n# severity: Warning\n# source: FOOPS! ODD\n"
        f"PREFIX comm: <{PREFIXES['comm']}>\nPREFIX dcat: <http://www.w3.org/ns/dcat#>\n"
        "PREFIX schema: <https://schema.org/>\nPREFIX mod: <https://w3id.org/mod#>\n"
        f"SELECT ?focus WHERE {{ ?focus {term} ?any }}\n"
    )
    found = [r for r in lint_of(root, tmp_path, FINE).results if "does not exist" in r.message]
    assert [result.document for result in found] == ["odd-violation.rq"] * number


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT ?focus WHERE {}\n", 1),
        ("# Is it odd?\nSELECT ?focus WHERE {}\n", 2),
        ("# Is it odd?\n# message: Mend it.\n# severity: Grave\nSELECT ?focus WHERE {}\n", 2),
        ("# Is it odd?\n# message: Mend it.\n# severity: Info\nSELECT ?focus WHERE {\n", None),
        ("# Is it odd?\n# message: Mend it.\n# severity: Info\nASK {}\n", 0),
    ],
)
def test_a_check_that_is_none(root: Path, tmp_path: Path, text: str, line: int | None) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "odd-violation.rq").write_text(text)
    with pytest.raises(QueryError) as caught:
        lint_of(root, tmp_path, FINE)
    assert line is None or caught.value.line == line


def test_our_own_shapes(root: Path) -> None:
    assert check_shapes(Options(root / "ontology", root / "shapes")).results == ()


def test_the_list_of_terms_is_of_shacl() -> None:
    known = set(SH.__annotations__) | {"and", "class", "in", "not", "or"}
    listed = {term.removeprefix(str(SH)) for term in lint.shacl_terms()}
    assert listed <= known
    assert "sparql" not in listed
