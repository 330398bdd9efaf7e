"""`communique show`: a resource by address, by its end or by name, with the sentence that proves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def address(run: Run, built: Path) -> str:
    query = "SELECT ?p { ?p a foaf:Person ; skos:prefLabel 'Jane Doe' } ORDER BY ?p LIMIT 1"
    return run("query", built, "--inline", query, "-f", "csv").stdout.splitlines()[1]


def test_a_resource_by_its_address_or_the_end_of_it(run: Run, built: Path, address: str) -> None:
    whole = run("show", built, address)
    assert whole.exit_code == 0, whole.output
    assert whole.stdout.startswith(f"{address}\n")
    assert "skos:prefLabel  Jane Doe" in whole.stdout
    assert run("show", built, address.partition("/id/")[2]).stdout == whole.stdout


def test_who_points_to_it_is_shown_too(run: Run, built: Path, address: str) -> None:
    assert "← cv:hasParticipant of " in run("show", built, address).stdout


def test_the_sentence_is_shown_where_the_texts_are_given(run: Run, built: Path, address: str) -> None:
    sentence = (
        "The Dialogue was co-chaired by Ms. Jane Doe, Director for Water Policy at the European Commission"
    )
    assert sentence not in run("show", built, address).stdout
    shown = " ".join(run("show", built, address, "--texts", built.parent / "texts").stdout.split())
    assert sentence in shown


def test_what_is_not_there(run: Run, built: Path) -> None:
    for words, reason in (
        ("Nobody at All", "nothing is called 'Nobody at All'"),
        ("https://a.example/b", "nothing is said of https://a.example/b"),
    ):
        result = run("show", built, words)
        assert (result.exit_code, reason in result.stderr) == (2, True), result.output


def test_a_name_of_several_asks_which(run: Run, built: Path) -> None:
    result = run("show", built, "position")
    assert result.exit_code == 2
    assert "resources are called 'position'; name one by its address" in result.stderr


def test_a_release_is_shown_without_every_span_of_it(run: Run, built: Path) -> None:
    shown = run("show", built, "doc/first").stdout
    assert "comm:fileName  first.txt" in shown
    assert "oa:hasSource" not in shown
