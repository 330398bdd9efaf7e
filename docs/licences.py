"""Write docs/licences.md anew: the licence of each package that is installed to run ours, from its metadata.

python -m docs.licences
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "licences.md"
# What metadata says in words of its own, as SPDX says it; no version of theirs is another.
SPDX: Final = {
    "Apache 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "W3C-20150513": "W3C-20150513",
}
HEAD: Final = """# Licences

All that is installed to run `communique` (with its extra `archives`), and the licence that its own metadata
names, as an SPDX identifier. `python -m docs.licences` writes this page; a test holds it against what is
installed, and against the licences that go together with ours (Apache-2.0).

- MIT, BSD, Apache-2.0, PSF-2.0, CNRI-Python and W3C are permissive: they ask to keep their notices.
- LGPL-3.0 (owlready2) allows use as a library from a program under another licence, as long as it can be
  exchanged for another version: it is installed beside this package and imported by `check` alone.
- GPL and AGPL are none of them: a program built on those would have to be under them.

| Package | Licence |
|---|---|
"""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package and the SPDX expression of its licence."""

    name: str
    licence: str


def installed() -> Iterator[Licensed]:
    """What the package needs to run and is installed here, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["archives"]]
    found: dict[str, Distribution] = {}
    waiting = [Requirement(line).name for line in asked]
    while waiting:
        try:
            package = distribution(waiting.pop())
        except PackageNotFoundError:
            continue
        if package.name.lower() not in found:
            found[package.name.lower()] = package
            waiting += _needed(package)
    yield from (Licensed(found[name].name, licence(found[name])) for name in sorted(found))


def _needed(package: Distribution) -> Iterator[str]:
    for needed in map(Requirement, package.requires or ()):
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield needed.name


def licence(package: Distribution) -> str:
    """The SPDX expression that the metadata has, or that its words and classifiers stand for."""
    said = package.metadata.json
    if expression := said.get("license_expression"):
        return str(expression)
    words = " ".join(str(said.get("license", "")).split())
    if re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:OR|AND) [A-Za-z0-9.+-]+)*", words):
        return words
    classifiers = package.metadata.get_all("Classifier") or []
    named = [line.rsplit(" :: ", 1)[-1] for line in classifiers if line.startswith("License ::")]
    return next((SPDX[name] for name in (words, *named) if name in SPDX), words or "unknown")


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(f"| {item.name} | {item.licence} |\n" for item in installed())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
