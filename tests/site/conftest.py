"""The example releases, built once, and the site made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import resources
from communique.pipeline import Job, build
from communique.publishing import site
from communique.settings import EvidenceMode, Settings
from communique.texts import read_texts


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "build"
    settings = Settings(evidence=EvidenceMode.QUOTE)
    build(Job((str(root / "examples/texts"),), out, settings, resources.mappings()))
    return out


@pytest.fixture(scope="session")
def made(root: Path, built: Path) -> site.Site:
    settings = Settings()
    return site.opened(built, settings, read_texts([str(root / "examples/texts")], settings))


@pytest.fixture(scope="session")
def written(made: site.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public") / "site"
    folder.mkdir()
    site.write(made, folder, lambda *_: None)
    return folder
