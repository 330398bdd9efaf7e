"""What tests of several rooms share: where the repository is, and what may stand beside it."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

# Imported before any lexicon, which freezes what is there: Hypothesis would take its generators for gone.
assert hypothesis
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and standards beside the repository; most clones have none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared (source texts and standards) is not beside this clone")
    return folder
