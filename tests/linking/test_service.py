"""Batches, what is kept on disk, and a service that fails for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import ServiceError
from communique.linking.cache import Cache
from communique.linking.query import Query
from communique.linking.service import Service
from communique.linking.wire import Wire
from tests.linking.conftest import (
    MANIFEST,
    Handle,
    Scripted,
    candidate,
    queries_of,
    reconciling,
    saying,
    serving,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

QUERIES = [Query(name, "Q5") for name in ("Ann", "Ben", "Cy", "Dee", "Eve")]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_queries_go_in_batches_and_come_back_in_order(wire: Wire, cache: Cache) -> None:
    with serving(reconciling) as server:
        found = list(Service(server.url, cache, wire, 2).ask(QUERIES))
        sizes = [len(queries_of(body)) for _, _, body in server.seen]
    assert sizes == [2, 2, 1]
    assert [answer.query for answer in found] == QUERIES
    assert [answer.candidates[0].name for answer in found] == ["Ann", "Ben", "Cy", "Dee", "Eve"]
    assert found[0].candidates[0].features == (("P39", 50.0), ("exact", True))


def test_what_was_answered_is_not_asked_again(wire: Wire, cache: Cache) -> None:
    with serving(reconciling) as server:
        service = Service(server.url, cache, wire, 2)
        first = list(service.ask(QUERIES[:3]))
        asked = len(server.seen)
        again = list(service.ask(QUERIES))
        later = [queries_of(body) for _, _, body in server.seen[asked:]]
    assert again[:3] == first
    assert [query["query"] for some in later for query in some.values()] == ["Dee", "Eve"]


def test_without_a_wire_only_what_is_on_disk_is_given(wire: Wire, cache: Cache) -> None:
    with serving(reconciling) as server:
        list(Service(server.url, cache, wire, 2).ask(QUERIES[:1]))
        Service(server.url, cache, wire, 2).manifest()
        url = server.url
    offline = Service(url, cache, None, 2)
    assert offline.manifest().name == MANIFEST["name"]
    assert [answer.failure for answer in offline.ask(QUERIES[:2])] == ["", "not on disk"]


def test_without_a_wire_a_service_never_met_is_an_error(cache: Cache) -> None:
    with pytest.raises(ServiceError, match="nothing of it is on disk; run once without --offline"):
        Service("https://example.org/api", cache, None, 2).manifest()


def test_a_file_cut_short_counts_as_absent(wire: Wire, cache: Cache) -> None:
    with serving(reconciling) as server:
        service = Service(server.url, cache, wire, 5)
        list(service.ask(QUERIES[:1]))
        (path,) = cache.folder.iterdir()
        path.write_text(path.read_text()[:20])
        assert next(service.ask(QUERIES[:1])).candidates
        assert len(server.seen) == 2


def test_after_three_failing_batches_the_rest_is_left(wire: Wire, cache: Cache) -> None:
    refused: Handle = lambda handler: handler.send(403, b"")  # noqa: E731
    with serving(refused) as server:
        found = list(Service(server.url, cache, wire, 1).ask(QUERIES))
        assert len(server.seen) == 3
    assert ["HTTP 403" in answer.failure for answer in found] == [True] * 3 + [False] * 2
    assert found[4].failure == "not asked: the service failed before"


def test_a_failing_batch_costs_only_itself(wire: Wire, cache: Cache) -> None:
    error = {"status": "error", "message": "invalid query", "details": "no SPARQL today"}
    with serving(saying(error), reconciling) as server:
        found = list(Service(server.url, cache, wire, 2).ask(QUERIES[:4]))
    assert [bool(answer.candidates) for answer in found] == [False, False, True, True]
    assert found[0].failure == "the service says: invalid query"


def test_a_candidate_that_is_none_costs_only_its_query(wire: Wire, cache: Cache) -> None:
    mixed = {"q0": {"result": [{"id": "Q1"}]}, "q1": {"result": [candidate("Ben")]}}
    with serving(saying(mixed)) as server:
        found = list(Service(server.url, cache, wire, 2).ask(QUERIES[:2]))
    assert [answer.failure for answer in found] == ["a candidate has no name", ""]
    assert len(list(cache.folder.iterdir())) == 1


def test_an_answer_belongs_to_its_service(cache: Cache) -> None:
    cache.put("https://a.example/", "question", 1)
    assert cache.get("https://a.example/", "question") == 1
    assert cache.get("https://b.example/", "question") is None


def test_a_manifest_of_another_version_is_refused_and_not_kept(wire: Wire, cache: Cache) -> None:
    def old(handler: Scripted) -> None:
        saying(MANIFEST | {"versions": ["0.1"]})(handler)

    with serving(old) as server, pytest.raises(ServiceError, match=r"does not speak version 0\.2"):
        Service(server.url, cache, replace(wire), 2).manifest()
    assert not cache.folder.exists()
