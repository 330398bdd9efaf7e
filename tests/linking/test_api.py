"""Queries, answers and manifests against the schemas and examples of the API itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from communique.errors import ServiceError
from communique.linking.answer import Candidate, candidates, results
from communique.linking.manifest import manifest
from communique.linking.query import Query, Value, batch

QUERIES = [
    Query("Jane Example"),
    Query("Åsa “Example”", "Q5", limit=3),
    Query("Jane", "Q5", (("P39", (Value("Director", "Q1"), Value("Head"))), ("P27", (Value("Iceland"),)))),
]
# What is wrong with them lies in parts of a manifest that are not used here.
UNUSED = {
    "bad-authentication", "feature-view", "invalid-documentation", "ror-invalid-view-pattern",
    "slub-invalid-property-setting",
}  # fmt: skip


@pytest.fixture(scope="session")
def api(shared: Path) -> Path:
    folder = shared / "standards" / "reconciliation-api-0.2"
    if not folder.is_dir():
        pytest.skip("the API's schemas and examples are not beside this clone")
    return folder


def _validate(api: Path, name: str, value: object) -> None:
    schema = json.loads((api / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(value)


def _examples(api: Path, name: str) -> dict[str, Any]:
    found = {path.stem: path for path in sorted((api / "examples" / name).glob("*.json"))}
    return {stem: json.loads(path.read_text(encoding="utf-8")) for stem, path in found.items()}


def test_our_batches_are_valid(api: Path) -> None:
    made = json.loads(batch(QUERIES))
    _validate(api, "reconciliation-query-batch", made)
    assert list(made) == ["q0", "q1", "q2"]


def test_a_query_carries_type_properties_and_entities() -> None:
    assert json.loads(batch(QUERIES[2:]))["q0"] == {
        "query": "Jane",
        "limit": 5,
        "type": "Q5",
        "type_strict": "should",
        "properties": [
            {"pid": "P39", "v": [{"id": "Q1", "name": "Director"}, "Head"]},
            {"pid": "P27", "v": "Iceland"},
        ],
    }


def test_the_schema_would_refuse_what_the_api_does_not_know(api: Path) -> None:
    for example in _examples(api, "reconciliation-query-batch/invalid").values():
        with pytest.raises(jsonschema.ValidationError):
            _validate(api, "reconciliation-query-batch", example)


def test_the_valid_results_are_read_with_their_features(api: Path) -> None:
    for example in _examples(api, "reconciliation-result-batch/valid").values():
        _validate(api, "reconciliation-result-batch", example)
        found = [candidates(result["result"]) for result in example.values()]
        assert [[c.id for c in some] for some in found] == [
            ["120333937", "1127147390"],
            ["123064325", "116362988X"],
        ]
        first = found[0][0]
        assert first.features == (
            ("name_tfidf", 378.239), ("pagerank", -3.1209), ("type_match", 10.329), ("deprecated", False)
        )  # fmt: skip
        assert first.types == ("Normdatenressource", "Individualisierte Person")
        assert [c.match for c in found[1]] == [True, False]


def test_the_invalid_results_are_refused(api: Path) -> None:
    for name, example in _examples(api, "reconciliation-result-batch/invalid").items():
        renamed = {f"q{number}": value for number, value in enumerate(example.values())}
        with pytest.raises(ServiceError):
            [candidates(result) for result in results(renamed, len(renamed))]
        assert name in {"missing-id", "no-result", "root-array"}


def test_a_single_candidate_of_the_api_is_read(api: Path) -> None:
    (example,) = _examples(api, "reconciliation-candidate/valid").values()
    (found,) = candidates([example])
    assert (found.name, found.match, len(found.features)) == ("Urbaniak, Hans-Eberhard", True, 4)


def test_the_valid_manifests_are_read(api: Path) -> None:
    examples = _examples(api, "manifest/valid")
    assert len(examples) > 10
    for name, example in examples.items():
        assert manifest(name, example).space == example["identifierSpace"]
    wikidata = manifest("w", examples["wikidata"])
    assert wikidata.iri("Q1065") == "http://www.wikidata.org/entity/Q1065"
    assert wikidata.page("Q1065") == "https://www.wikidata.org/wiki/Q1065"


def test_the_invalid_manifests_are_refused(api: Path) -> None:
    examples = _examples(api, "manifest/invalid")
    assert set(examples) > UNUSED
    for name, example in examples.items():
        if name not in UNUSED:
            with pytest.raises(ServiceError):
                manifest(name, example)


@pytest.mark.parametrize("value", [None, [], {}, "x", {"name": "a", "identifierSpace": 1, "schemaSpace": ""}])
def test_what_is_no_manifest_is_refused(value: object) -> None:
    with pytest.raises(ServiceError, match=r"https://example\.org/: "):
        manifest("https://example.org/", value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "no object of results"),
        ({"q0": {"result": []}}, "no result for q1"),
        ({"q0": {"result": {}}, "q1": {"result": []}}, "no result for q0"),
        ({"status": "error", "message": "invalid query"}, "the service says: invalid query"),
    ],
)
def test_what_is_no_answer_is_told(value: object, words: str) -> None:
    with pytest.raises(ServiceError, match=words):
        results(value, 2)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("Q1", "is no object"),
        ({"name": "A", "score": 1}, "has no id"),
        ({"id": "Q1", "score": 1}, "has no name"),
        ({"id": "Q1", "name": "A", "score": "9"}, "Q1 has no score"),
        ({"id": "Q1", "name": "A", "score": True}, "Q1 has no score"),
    ],
)
def test_what_is_no_candidate_is_told(item: object, words: str) -> None:
    with pytest.raises(ServiceError, match=words):
        candidates([item])


def test_what_may_be_missing_is_empty_and_the_best_comes_first() -> None:
    found = candidates(
        [{"id": "b", "name": "B", "score": 1, "type": ["Q5"]}, {"id": "a", "name": "A", "score": 2}]
    )
    assert found == (Candidate("a", "A", 2.0), Candidate("b", "B", 1.0, types=("Q5",)))
