"""A reconciliation service: its manifest, and queries with their candidates, asked in batches.

What was answered is kept on disk, query by query, so a run that was stopped asks only for the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.errors import ServiceError
from communique.linking.answer import Candidate, candidates, results
from communique.linking.cache import Cache
from communique.linking.manifest import Manifest, manifest
from communique.linking.query import Query, as_json, batch
from communique.linking.wire import PassingError, Reply, Wire

FAILURES: Final = 3
_MANIFEST: Final = "manifest"


@dataclass(frozen=True, slots=True)
class Answered:
    """The candidates for a query, or why there is no answer."""

    query: Query
    candidates: tuple[Candidate, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The service at `endpoint`; without a wire, only what is on disk can be had."""

    endpoint: str
    cache: Cache
    wire: Wire | None
    size: int

    def manifest(self) -> Manifest:
        """What the service says of itself, asked anew where there is a wire."""
        if self.wire is None:
            known = self.cache.get(self.endpoint, _MANIFEST)
            if known is None:
                raise ServiceError(f"{self.endpoint}: nothing of it is on disk; run once without --offline")
            return manifest(self.endpoint, known)
        value = self.wire.get(self.endpoint, _parsed)
        found = manifest(self.endpoint, value)
        self.cache.put(self.endpoint, _MANIFEST, value)
        return found

    def ask(self, queries: Sequence[Query]) -> Iterator[Answered]:
        """Each query with its answer: first those on disk, then the others as the batches come back.

        After three batches in a row that fail, the rest is left for another time.
        """
        open_ones: list[Query] = []
        for query in queries:
            kept = self.cache.get(self.endpoint, _question(query))
            if kept is None:
                open_ones.append(query)
            else:
                yield _read(query, kept)
        yield from self._ask_all(open_ones)

    def _ask_all(self, queries: Sequence[Query]) -> Iterator[Answered]:
        failed = 0
        for start in range(0, len(queries), self.size):
            some = queries[start : start + self.size]
            if self.wire is None:
                answers = [Answered(query, failure="not on disk") for query in some]
            elif failed == FAILURES:
                answers = [Answered(query, failure="not asked: the service failed before") for query in some]
            else:
                answers = self._ask_some(self.wire, some)
                failed = failed + 1 if all(answer.failure for answer in answers) else 0
            yield from answers

    def _ask_some(self, wire: Wire, queries: Sequence[Query]) -> list[Answered]:
        try:
            value = wire.post(self.endpoint, {"queries": batch(queries)}, _parsed)
            found = results(value, len(queries))
        except ServiceError as error:
            return [Answered(query, failure=str(error)) for query in queries]
        answers = []
        for query, result in zip(queries, found, strict=True):
            answers.append(_read(query, result))
            if not answers[-1].failure:
                self.cache.put(self.endpoint, _question(query), result)
        return answers


def _question(query: Query) -> str:
    return json.dumps(as_json(query), ensure_ascii=False, sort_keys=True)


def _read(query: Query, result: Any) -> Answered:
    try:
        return Answered(query, candidates(result))
    except ServiceError as error:
        return Answered(query, failure=str(error))


def _parsed(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        cut = " and breaks off" if reply.body[:1] in (b"{", b"[") else ""
        raise PassingError(f"the answer is {reply.media_type}, which is no JSON{cut}") from error
