"""The five releases, built once as `communique build` builds them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import pipeline, resources
from communique.publishing import store
from communique.settings import EvidenceMode, Settings

WORDED = replace(Settings(), evidence=EvidenceMode.QUOTE)


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
