"""What `make` builds, made once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from communique import resources
from communique.pipeline import Job, build
from communique.publishing import store
from communique.settings import EvidenceMode, Settings


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of `examples/texts`."""
    out = tmp_path_factory.mktemp("build") / "example"
    settings = Settings(evidence=EvidenceMode.QUOTE)
    build(Job((str(root / "examples" / "texts"),), out, settings, resources.mappings()))
    return out


@pytest.fixture(scope="session")
def example(built: Path) -> ox.Store:
    """The build, opened for questions."""
    return store.load(built / "communique.nq")
