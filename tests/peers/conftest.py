"""Strangers to our code, in an environment of their own: `make peers` sets it up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def peers(root: Path) -> Path:
    """The folder of the peers' programs."""
    folder = root / ".peers" / ("Scripts" if os.name == "nt" else "bin")
    if not (folder / "sssom").exists() or not (folder / "csv-reconcile").exists():
        pytest.skip("csv-reconcile and sssom are not installed: `make peers` installs them into .peers")
    return folder
