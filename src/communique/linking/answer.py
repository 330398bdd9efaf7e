"""Reconciliation results (Reconciliation Service API 0.2, section 4.3): candidates with their features.

Read as strictly as the schema of the API: what is not as it should be is told, not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from communique.errors import ServiceError

Feature = tuple[str, float | bool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a service offers for a query. `score` is on the service's own scale, `match` its own
    verdict; `features` are what it scored by."""

    id: str
    name: str
    score: float
    match: bool = False
    description: str = ""
    types: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()


def results(value: Any, count: int) -> tuple[Sequence[Any], ...]:
    """The raw results of q0 … q(count - 1) in a batch's answer; `ServiceError` says what is wrong."""
    if not isinstance(value, dict):
        raise ServiceError("the answer is no object of results")
    if value.get("status") == "error" and "q0" not in value:
        raise ServiceError(f"the service says: {value.get('message') or value.get('details')}")
    return tuple(_result(value, f"q{number}") for number in range(count))


def _result(value: dict[str, Any], name: str) -> Sequence[Any]:
    found = value.get(name)
    if not isinstance(found, dict) or not isinstance(found.get("result"), list):
        raise ServiceError(f"the answer has no result for {name}")
    result: list[Any] = found["result"]
    return result


def candidates(result: Sequence[Any]) -> tuple[Candidate, ...]:
    """The candidates of one query, best first; `ServiceError` where one lacks id, name or score."""
    found = [_candidate(item) for item in result]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.id)))


def _candidate(item: Any) -> Candidate:
    if not isinstance(item, dict):
        raise ServiceError("a candidate is no object")
    for key in ("id", "name"):
        if not isinstance(item.get(key), str):
            raise ServiceError(f"a candidate has no {key}")
    if not _is_number(item.get("score")):
        raise ServiceError(f"candidate {item['id']} has no score")
    return Candidate(
        item["id"],
        item["name"],
        float(item["score"]),
        item.get("match") is True,
        str(item.get("description") or ""),
        tuple(_types(item.get("type"))),
        tuple(_features(item.get("features"))),
    )


def _types(value: Any) -> Iterator[str]:
    for kind in value if isinstance(value, list) else ():
        if isinstance(kind, str):
            yield kind
        elif isinstance(kind, dict) and "id" in kind:
            yield str(kind.get("name") or kind["id"])


def _features(value: Any) -> Iterator[Feature]:
    for feature in value if isinstance(value, list) else ():
        found = feature.get("value") if isinstance(feature, dict) else None
        if isinstance(found, bool) or _is_number(found):
            yield str(feature.get("id", "")), found


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
