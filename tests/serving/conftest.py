"""The example releases behind a server that is asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import resources
from communique.pipeline import Job, build
from communique.publishing import site
from communique.serving.app import make
from communique.serving.sparql import Limits
from communique.serving.state import Serving
from communique.settings import EvidenceMode, Settings
from communique.texts import read_texts


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("serving") / "build"
    settings = Settings(evidence=EvidenceMode.QUOTE)
    build(Job((str(root / "examples/texts"),), out, settings, resources.mappings()))
    return out


@pytest.fixture(scope="session")
def serving(root: Path, built: Path) -> Serving:
    limits = Limits(seconds=5, rows=5_000, processes=2, patience=0.5)
    return Serving(built, Settings(), (str(root / "examples/texts"),), None, limits, "http://testserver/")


@pytest.fixture(scope="session")
def made(serving: Serving) -> site.Site:
    return site.opened(serving.out, serving.settings, read_texts(serving.texts, serving.settings))


@pytest.fixture(scope="module")
def client(serving: Serving) -> Iterator[TestClient]:
    with TestClient(make(serving), follow_redirects=False) as found:
        yield found
