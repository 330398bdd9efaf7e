"""`communique query`: named, from a file and inline, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from communique import resources
from communique.cli.query import FORMATS
from communique.publishing import answers
from tests.cli.conftest import Run

NAMES = "SELECT DISTINCT ?name { ?person a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name"


def test_the_formats_are_those_there_are() -> None:
    assert tuple(answers.FORMATS) == FORMATS


def test_the_named_questions_are_listed_in_words(run: Run, built: Path) -> None:
    listed = run("query", built).stdout.splitlines()
    folder = resources.queries()
    joined = (f"federated/{p.stem}" for p in sorted(folder.glob("federated/*.rq")))
    assert [line.split("  ")[0] for line in listed] == [*sorted(p.stem for p in folder.glob("*.rq")), *joined]
    assert any(line.startswith("who-met-whom  Who met whom") for line in listed)


def test_every_named_question_can_be_asked(run: Run, built: Path) -> None:
    for path in resources.queries().glob("*.rq"):
        result = run("query", built, path.stem)
        assert result.exit_code == 0, (path.stem, result.output)


def test_a_question_from_a_file_and_from_standard_input(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_text(NAMES)
    wanted = run("query", built, "--inline", NAMES).stdout
    assert run("query", built, "--file", tmp_path / "names.rq").stdout == wanted
    assert run("query", built, "--file", "-", input=NAMES).stdout == wanted


def test_a_table_a_csv_and_json(run: Run, built: Path) -> None:
    table, separated, document = (
        run("query", built, "--inline", NAMES, "-f", form).stdout for form in ("table", "csv", "json")
    )
    rows = [row["name"] for row in csv.DictReader(io.StringIO(separated))]
    assert "Jane Doe" in rows
    assert table.splitlines()[2:] == rows
    bindings = json.loads(document)["results"]["bindings"]
    assert [binding["name"]["value"] for binding in bindings] == rows


def test_turtle_of_what_was_constructed(run: Run, built: Path) -> None:
    query = "CONSTRUCT { ?p a foaf:Person } { ?p a foaf:Person }"
    result = run("query", built, "--inline", query, "-f", "turtle")
    asked = run("query", built, "--inline", NAMES, "-f", "csv")
    assert len(Graph().parse(data=result.stdout)) == len(asked.stdout.splitlines()) - 1


def test_yes_or_no(run: Run, built: Path) -> None:
    assert run("query", built, "--inline", "ASK { ?p a foaf:Person }", "-f", "csv").stdout == "answer\ntrue\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--inline", "SELECT ?a\n{ ?a nonsense }"], "--inline:2: is no SPARQL: "),
        (["--inline", NAMES, "-f", "turtle"], "turtle is for CONSTRUCT and DESCRIBE"),
        (["who-met-whom", "--inline", NAMES], "give one of NAME, --file and --inline"),
        (["who-met-nobody"], "no such query: who-met-nobody"),
    ],
)
def test_a_slip_is_named(run: Run, built: Path, arguments: list[str], reason: str) -> None:
    result = run("query", built, *arguments)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_folder_that_is_no_build(run: Run, tmp_path: Path) -> None:
    result = run("query", tmp_path, "--inline", NAMES)
    assert result.exit_code == 2
    assert "is no build: it has neither communique.nq nor communique.trig" in result.stderr


def test_a_triple_of_several_releases_counts_once(run: Run, built: Path) -> None:
    answer = run("query", str(built), "--inline", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-f", "csv")
    triples = len((built / "communique.nt").read_text(encoding="utf-8").splitlines())
    assert answer.output.split() == ["n", str(triples)]
