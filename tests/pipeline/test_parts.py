"""A build in parts holds the same as one in a piece, whoever made the parts and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import pipeline, resources
from communique.pipeline import Job, build, plan, runs
from communique.publishing import catalogue, store
from communique.settings import EvidenceMode, Settings

# Pairs of texts of which the second contradicts the first: what one document alone does not show.
CONTRADICTING = {
    "held.txt": "Lisbon, 3 May 2021 - The second Lisbon-Oslo Dialogue on Water was held in Lisbon on "
    "3 May 2021. It was chaired by Ms. Ana Exemplo, Secretary General of the Water Forum.\n",
    "held-earlier.txt": "Oslo, 7 May 2022 - The third Lisbon-Oslo Dialogue on Water was held in Oslo on "
    "2 April 2021. It was chaired by Ms. Anna Exemplo, Secretary General of the Water Forum.\n",
}
WHOLE = Settings(evidence=EvidenceMode.QUOTE, one_file_texts=100)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for path in (root / "examples" / "texts").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, words in CONTRADICTING.items():
        (folder / name).write_text(words)
    return folder


def built(texts: Path, out: Path, settings: Settings, jobs: int = 1) -> Mapping[str, bytes]:
    build(Job((str(texts),), out, settings, resources.mappings(), jobs=jobs))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return built(texts, tmp_path_factory.mktemp("whole") / "out", WHOLE)


@pytest.mark.parametrize(("size", "full", "jobs"), [(1, 2_000_000, 1), (3, 2_000_000, 2), (4, 20_000, 1)])
def test_the_same_bytes_in_any_number_of_parts_by_any_number_of_workers(
    texts: Path,
    tmp_path: Path,
    whole: Mapping[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    full: int,
    jobs: int,
) -> None:
    monkeypatch.setattr(pipeline, "_BATCH", 2)
    monkeypatch.setattr(plan, "_FULL", full)
    monkeypatch.setattr(runs, "_OPEN", 3)
    monkeypatch.setattr(runs, "_TAKEN", 2_000)
    parted = built(texts, tmp_path / "out", replace(WHOLE, part_texts=size), jobs)
    assert [name for name in whole if parted.get(name) != whole[name]] == []
    assert parted.keys() == whole.keys()
    assert not list(tmp_path.glob(".*")), "the parts are gone"


def test_beyond_a_number_of_texts_turtle_and_jsonld_are_shards(
    texts: Path, tmp_path: Path, whole: Mapping[str, bytes]
) -> None:
    settings = replace(WHOLE, part_texts=3, one_file_texts=4)
    found = built(texts, tmp_path / "out", settings)
    names = sorted(name for name in found if name.startswith("shards/"))
    assert not {"communique.ttl", "communique.jsonld"} & found.keys()
    assert {name.rpartition("-")[0] for name in names} == {
        "shards/documents",
        "shards/things",
        "shards/noticed",
    }
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD):
        parts = [found[name] for name in names if name.endswith(form.file_extension)]
        triples = {quad.triple for part in parts for quad in ox.parse(part, form)}
        assert triples == {quad.triple for quad in ox.parse(whole["communique.nt"], ox.RdfFormat.N_TRIPLES)}
    catalogue = found["catalogue.ttl"].decode()
    assert all(f"data/{name}>" in catalogue for name in names)
    assert found["communique.nq"] == whole["communique.nq"]


def test_what_is_counted_while_merging_is_what_the_queries_count(
    texts: Path, tmp_path: Path, whole: Mapping[str, bytes]
) -> None:
    out = tmp_path / "out"
    built(texts, out, replace(WHOLE, part_texts=3))
    dataset = out / "communique.nq"
    found = catalogue.measure(store.load(dataset), resources.queries() / "statistics")
    # The store makes one of two numbers that differ in their datatype alone.
    objects = {quad.object for quad in ox.parse(path=dataset)}
    ((triples, subjects, _),) = found["triples"]
    catalogue.write({**found, "triples": ((triples, subjects, str(len(objects))),)}, out, WHOLE)
    assert (out / "catalogue.ttl").read_bytes() == whole["catalogue.ttl"]
