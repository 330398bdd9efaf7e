"""What the package is built from: bounded, locked with hashes, and under licences that go together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from docs import licences

PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "MIT", "PSF-2.0", "W3C-20150513"}
# Used as a library beside ours, which anybody can exchange.
LIBRARY = {"LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-2.0"}


@pytest.fixture(scope="module")
def project(root: Path) -> Mapping[str, object]:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    found: Mapping[str, object] = tomllib.loads(text)["project"]
    return found


def required(project: Mapping[str, object], *extras: str) -> list[Requirement]:
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    found = [project["dependencies"], *(optional[extra] for extra in extras or optional)]
    lines = [line for group in found if isinstance(group, list) for line in group]
    return [Requirement(line) for line in lines if not line.startswith("communique[")]


@pytest.fixture(scope="module")
def locked(root: Path) -> dict[str, tuple[Version, int]]:
    """Each package of the lock with its version and the number of its hashes."""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    entry = r"^([\w.-]+)==([^\s;\\]+)[^\n]*\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)*)"
    entries = re.findall(entry, text, re.MULTILINE)
    return {str(canonicalize_name(name)): (Version(v), hashes.count("--hash")) for name, v, hashes in entries}


def test_every_dependency_is_bounded(project: Mapping[str, object]) -> None:
    loose = [str(one) for one in required(project) if not {"<", "=="} & {s.operator for s in one.specifier}]
    assert loose == []


def test_the_lock_holds_every_dependency_within_its_bounds(
    project: Mapping[str, object], locked: Mapping[str, tuple[Version, int]]
) -> None:
    for one in required(project, "dev", "browser", "archives"):
        version, _ = locked[canonicalize_name(one.name)]
        assert one.specifier.contains(version), f"{one} is locked at {version}; `make lock`"


def test_all_that_is_locked_has_hashes(root: Path, locked: Mapping[str, tuple[Version, int]]) -> None:
    assert [name for name, (_, hashes) in locked.items() if not hashes] == []
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert len(re.findall(r"^[\w.-]+==", text, re.M)) == len(locked)
    assert not re.search(r"file:|--index|--find-links|://", text)


def test_the_lock_and_the_constraints_agree(root: Path, locked: Mapping[str, tuple[Version, int]]) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").split()
    pairs = (line.split("==") for line in lines)
    pinned = {str(canonicalize_name(name)): Version(version) for name, version in pairs}
    assert {name: v for name, (v, _) in locked.items() if pinned.get(name, v) != v} == {}


def test_licences_are_listed_as_installed() -> None:
    page = licences.PAGE.read_text(encoding="utf-8")
    rows = {one.name: f"| {one.name} | {one.licence} |\n" for one in licences.installed()}
    missing = [name for name, row in rows.items() if row not in page]
    assert missing == [], "`python -m docs.licences` writes the page anew"
    assert page.startswith(licences.HEAD)


def test_licences_go_together_with_ours() -> None:
    page = licences.PAGE.read_text(encoding="utf-8").partition("|---|---|\n")[2]
    found = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in page.splitlines()]
    assert len(found) > 15
    assert [(name, said) for name, said in found if not compatible(said)] == []
    others = [name for name, said in found if not set(re.split(r" OR | AND ", said)) & PERMISSIVE]
    assert others == ["owlready2"]


def compatible(expression: str) -> bool:
    """One of those that may be chosen, and all that must hold together."""
    return any(set(choice.split(" AND ")) <= PERMISSIVE | LIBRARY for choice in expression.split(" OR "))


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "unknown"])
def test_a_licence_that_does_not_fit_is_seen(said: str) -> None:
    assert not compatible(said)
