"""A report as its two files have it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from communique.checking import Report, rendering


def turtle(report: Report, base: str) -> bytes:
    return _written(report, base, "report.ttl")


def markdown(report: Report) -> str:
    return _written(report, "https://data.example/", "report.md").decode("utf-8")


def _written(report: Report, base: str, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        rendering.write(report, base, Path(folder))
        return Path(folder, name).read_bytes()
