"""The five releases, built once as `communique build` builds them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from communique import pipeline, resources
from communique.publishing import store
from communique.settings import EvidenceMode, Settings
from tests.corpus.asking import Ask, rows

WORDED = replace(Settings(), evidence=EvidenceMode.QUOTE)
HERE = Path(__file__).parent


def build(texts: Path, out: Path) -> pipeline.Outcome:
    """A build that may show the wording, as the scorer needs it."""
    return pipeline.build(pipeline.Job((str(texts),), out, WORDED, resources.mappings()))


@pytest.fixture(scope="session")
def outcome(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[pipeline.Outcome, Path]:
    out = tmp_path_factory.mktemp("corpus") / "out"
    return build(shared / "corpus", out), out


@pytest.fixture(scope="session")
def built(outcome: tuple[pipeline.Outcome, Path]) -> Path:
    """The folder that the build of the five left."""
    return outcome[1]


@pytest.fixture(scope="session")
def published(built: Path) -> ox.Store:
    """The N-Quads that the build of the five left, open for questions."""
    return store.load(built / "communique.nq")


@pytest.fixture(scope="session")
def answer(published: ox.Store) -> Ask:
    """The answer to a SELECT query over the five."""
    return lambda query: rows(published, query)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is listed in `known_gaps.yaml` is expected to fail, and to be taken off when it does not."""
    gaps: dict[str, str] = yaml.safe_load((HERE / "known_gaps.yaml").read_text(encoding="utf-8"))
    for item in items:
        if item.path.parent == HERE and (reason := gaps.get(f"{item.path.stem}: {item.name}")):
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
