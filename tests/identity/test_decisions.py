"""Decisions: read, applied, and refused where a row is corrupt."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.entities import Link
from communique.errors import MappingError
from communique.identity import Decisions, load_decisions
from communique.identity.sssom import COLUMNS
from tests.identity.conftest import Draft, Resolver, keys

HEADER = """# curie_map:
#   id: https://example.org/id/
#   owl: http://www.w3.org/2002/07/owl#
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
#   sssom: https://w3id.org/sssom/
#   wd: http://www.wikidata.org/entity/
"""
GOOD = {
    "subject_id": "id:person/joanneke-balfourt",
    "predicate_id": "owl:sameAs",
    "object_id": "id:person/joanneke-balfoort",
    "object_label": "Joanneke Balfoort",
    "mapping_justification": "semapv:ManualMappingCuration",
    "confidence": "0.9",
    "author_label": "an editor",
    "mapping_date": "2026-11-22",
}
LINK = {**GOOD, "object_id": "wd:Q1", "object_label": "", "comment": "seen in a list"}


def rows(*cells: dict[str, str]) -> str:
    lines = ["\t".join(row.get(column, "") for column in COLUMNS) for row in cells]
    return HEADER + "\n".join(["\t".join(COLUMNS), *lines]) + "\n"


def decisions(root: Path, folder: Path, **files: str) -> Decisions:
    (folder / "identity.yaml").write_bytes((root / "mappings" / "identity.yaml").read_bytes())
    for name, content in files.items():
        (folder / f"{name.replace('_', '-')}.sssom.tsv").write_text(content, encoding="utf-8")
    return load_decisions(folder)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"subject_id": ""}, "subject_id"),
        ({"subject_id": "person/x"}, "subject_id"),
        ({"subject_id": "wd:Q1"}, "subject_id"),
        ({"object_id": "nowhere:Q1"}, "object_id"),
        ({"object_id": "id:body/joanneke"}, "object_id"),
        ({"predicate_id": "owl:differentFrom"}, "predicate_id"),
        ({"predicate_modifier": "No"}, "predicate_modifier"),
        ({"predicate_modifier": "Not"}, "predicate_modifier"),
        ({"mapping_justification": "skos:guess"}, "mapping_justification"),
        ({"confidence": "high"}, "confidence"),
        ({"confidence": "1.5"}, "confidence"),
        ({"confidence": "nan"}, "confidence"),
        ({"mapping_date": "22 November"}, "mapping_date"),
        ({"author_label": ""}, "author_label"),
    ],
)
def test_a_corrupt_row_is_refused_where_it_stands(
    root: Path, tmp_path: Path, changed: dict[str, str], column: str
) -> None:
    other = {**GOOD, "subject_id": "id:person/someone"}
    with pytest.raises(MappingError, match=rf"identity\.sssom\.tsv:10: column {column}: "):
        decisions(root, tmp_path, identity=rows(other, {**GOOD, **changed}))


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (HEADER, r":7: the line with the names of the columns is missing"),
        ("# no: [\n", r":\d: the header is not YAML"),
        ("# license: x\nsubject_id\n", r":1: the header has no curie_map"),
        (HEADER + "subject_id\tcolour\n", r":8: column 2: 'colour' is unknown"),
        (HEADER + "subject_id\tsubject_id\n", r":8: column 2: 'subject_id' is unknown or stands here twice"),
        (HEADER + "subject_id\n", r":8: column predicate_id is missing"),
        (rows() + "id:person/x\towl:sameAs\n", r":9: column 2: 2 cells in the row, 13 in the head"),
        (rows(GOOD, GOOD), r":10: column subject_id: was decided on in a row above"),
    ],
)
def test_a_corrupt_file_is_refused(root: Path, tmp_path: Path, content: str, where: str) -> None:
    with pytest.raises(MappingError, match=where):
        decisions(root, tmp_path, identity=content)


def test_a_file_that_is_not_utf8_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "wikidata.sssom.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(MappingError, match="cannot be read"):
        decisions(root, tmp_path)


def test_a_circle_is_refused(root: Path, tmp_path: Path) -> None:
    back = {**GOOD, "subject_id": GOOD["object_id"], "object_id": GOOD["subject_id"]}
    with pytest.raises(MappingError, match=":10: column object_id: leads back"):
        decisions(root, tmp_path, identity=rows(GOOD, back))


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [
        ("identity_negative", {**GOOD, "predicate_modifier": "Not"}, "says the opposite"),
        ("identity_negative", GOOD, "a No stands in the -negative file"),
        ("wikidata_negative", {**LINK, "object_id": "sssom:NoTermFound"}, "has a link in the positive file"),
        ("wikidata_negative", {**LINK, "predicate_modifier": "Not"}, "says the opposite"),
    ],
)
def test_a_no_that_contradicts_a_yes_is_refused(
    root: Path, tmp_path: Path, name: str, row: dict[str, str], reason: str
) -> None:
    yes = {"identity": rows(GOOD), "wikidata": rows(LINK)}
    with pytest.raises(MappingError, match=reason):
        decisions(root, tmp_path, **yes, **{name: rows(row)})


@pytest.mark.parametrize("kind", ["post", "meeting", "series", "agreement"])
def test_only_individuals_are_the_same_as_items(root: Path, tmp_path: Path, kind: str) -> None:
    row = {**LINK, "subject_id": f"id:{kind}/x"}
    with pytest.raises(MappingError, match="owl:sameAs is for persons, bodies and places only"):
        decisions(root, tmp_path, wikidata=rows(row))
    close = {**row, "predicate_id": "skos:closeMatch"}
    assert (
        decisions(root, tmp_path, wikidata=rows(close)).links(f"{kind}/x")[0].predicate == "skos:closeMatch"
    )


def test_a_decision_names_and_links(root: Path, tmp_path: Path, resolved: Resolver) -> None:
    link = {**LINK, "subject_id": GOOD["object_id"]}
    made = decisions(root, tmp_path, identity=rows(GOOD), wikidata=rows(link))
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2022-04-08")
    one.person("Joanneke Balfourt", ("Director", "eeas"))
    other.person("Joanneke Balfourt", ("Head", "undp"))
    (person,) = (e for e in resolved(one, other, decisions=made).entities if e.kind == "person")
    assert (person.key, person.label) == ("person/joanneke-balfoort", "Joanneke Balfoort")
    (found,) = person.links
    assert found == Link(
        "owl:sameAs", "http://www.wikidata.org/entity/Q1", "seen in a list", confidence="0.9",
        author="an editor", date="2026-11-22",
    )  # fmt: skip


def test_a_decision_joins_what_no_rule_would(root: Path, tmp_path: Path, resolved: Resolver) -> None:
    row = {**GOOD, "subject_id": "id:person/tony-blinken", "object_id": "id:person/antony-blinken"}
    made = decisions(root, tmp_path, identity=rows({**row, "object_label": "Antony Blinken"}))
    one, other = Draft("a.txt", "2022-12-03"), Draft("b.txt", "2022-04-08")
    one.person("Tony Blinken")
    other.person("Antony Blinken")
    assert len(keys(resolved(one, other), "person")) == 2
    assert keys(resolved(one, other, decisions=made), "person") == ["person/antony-blinken"]


def test_a_no_parts_what_a_rule_would_join(root: Path, tmp_path: Path, resolved: Resolver) -> None:
    no = {**GOOD, "predicate_modifier": "Not"}
    made = decisions(root, tmp_path, identity_negative=rows(no))
    one, other = Draft("a.txt", "2020-12-03"), Draft("b.txt", "2022-04-08")
    one.person("Joanneke Balfourt", ("Director", "eeas"))
    other.person("Joanneke Balfoort", ("Director", "eeas"))
    assert len(keys(resolved(one, other), "person")) == 1
    assert len(keys(resolved(one, other, decisions=made), "person")) == 2


def test_the_projects_own_decisions_are_sound(root: Path) -> None:
    made = load_decisions(root / "mappings")
    assert made.links("body/un")
    assert made.canonical("person/joanneke-balfourt") == "person/joanneke-balfoort"
    linked = {d.subject for d in made.rows if d.object.startswith("wd:") and not d.negative}
    assert all(made.links(key) for key in linked)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("colours: [red]\n", r"identity\.yaml:1: unknown key 'colours'"),
        ("male: [mr]\nfemale: ms\n", r":2: a list of words is expected"),
        ("sounds: [a]\n", r":1: a mapping of word to word is expected"),
        ("- mr\n", r":1: a mapping of sections is expected"),
        ("male: [mr\n", r":\d: no valid YAML"),
    ],
)
def test_words_are_checked(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "identity.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(MappingError, match=reason):
        load_decisions(tmp_path)
