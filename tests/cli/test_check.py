"""`communique check`: a build, a file, an ontology, shapes; and what it says of each that is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique import resources
from tests.cli.conftest import Run


def test_a_build_with_its_texts(run: Run, built: Path) -> None:
    result = run("check", built, "--texts", built.parent / "texts", "--no-reasoner")
    assert result.exit_code == 0, result.output
    assert f"{built}: conforms" in result.stdout


def test_without_texts_it_says_what_it_left_out(run: Run, built: Path) -> None:
    result = run("check", built, "--no-reasoner")
    assert result.exit_code == 0, result.output
    assert "No texts were given" in result.stderr


def test_an_altered_text_is_found(run: Run, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built.parent / "texts", tmp_path / "texts")
    with (tmp_path / "texts" / "first.txt").open("a") as file:
        file.write("One word more.\n")
    result = run("check", built, "--texts", tmp_path / "texts", "--no-reasoner")
    assert result.exit_code == 1
    assert "no text at hand has it" in result.stderr


@pytest.mark.parametrize("suffix", ["nq", "nt", "ttl", "trig", "jsonld"])
def test_every_format_of_a_build_is_data(run: Run, built: Path, suffix: str) -> None:
    result = run("check", built / f"communique.{suffix}", "--no-reasoner")
    assert result.exit_code == 0, result.output


def test_data_that_breaks_a_shape(run: Run, built: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.nt"
    lines = (built / "communique.nt").read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join(line for line in lines if "hasParticipant>" not in line), encoding="utf-8")
    result = run("check", data, "--no-reasoner")
    assert result.exit_code == 1
    assert "violation: " in result.stderr


def test_data_that_is_none(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("@prefix a: <https://a.example/> .\na:b a a:c\n")
    result = run("check", data)
    assert result.exit_code == 2
    assert f"{data}:" in result.stderr


def test_the_ontology_is_consistent(run: Run) -> None:
    result = run("check", resources.ontology())
    assert result.exit_code == 0, result.output


def test_without_java_it_says_so_and_reasons_all_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = run("check", resources.ontology())
    assert result.exit_code == 0, result.output
    assert "Java is missing" in result.stderr


def test_an_ontology_with_a_syntax_error(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "communique.ttl"
    broken.write_text("@prefix a: <https://a.example/> .\n\na:b a a:c\na:d a:e .\n")
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert f"{broken}:4: " in result.stderr


def test_the_shapes_name_only_what_exists(run: Run, tmp_path: Path) -> None:
    assert run("check", resources.shapes()).exit_code == 0
    shapes = tmp_path / "shapes"
    shutil.copytree(resources.shapes(), shapes)
    meetings = shapes / "meetings.ttl"
    meetings.write_text(
        meetings.read_text(encoding="utf-8").replace("comm:Meeting ", "comm:Meting "), encoding="utf-8"
    )
    result = run("check", shapes)
    assert result.exit_code == 1
    assert "Meting" in result.stderr


def test_a_folder_of_neither(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert "holds no build, no ontology and no shapes" in result.stderr


def test_what_ships_is_fair(run: Run, root: Path) -> None:
    result = run("check", root / "dist", "--fair")
    assert result.exit_code == 0, result.output
    assert "foops-OM1       FOOPS! OM1                    passed" in result.stdout


def test_a_build_without_a_date_of_issue_is_not_fair(run: Run, built: Path) -> None:
    result = run("check", built, "--fair")
    assert result.exit_code == 1
    assert [line.split()[-1] for line in result.stdout.splitlines() if "failed: 1" in line] == [
        "http://purl.org/dc/terms/issued"
    ]


def test_a_catalogue_without_licence_is_not_fair(run: Run, built: Path, tmp_path: Path) -> None:
    lines = (built / "catalogue.ttl").read_text(encoding="utf-8").splitlines(keepends=True)
    bare = "".join(line for line in lines if "dcterms:license" not in line)
    (tmp_path / "catalogue.ttl").write_text(bare, encoding="utf-8")
    result = run("check", tmp_path, "--fair")
    assert result.exit_code == 1
    assert "F-UJI FsF-R1.1-01M            failed: 1" in result.stdout


def test_fair_is_asked_of_a_build(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path, "--fair").exit_code == 2


def test_fair_takes_no_texts(run: Run, built: Path) -> None:
    answer = run("check", built, "--fair", "--texts", built)
    assert answer.exit_code == 2
    assert "leave out --texts" in answer.output
