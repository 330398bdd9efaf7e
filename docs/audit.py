"""Known faults of what is locked, by a copy of PyPA's advisory database, without a network.

python -m docs.audit requirements.lock ADVISORIES

ADVISORIES is a checkout or a bare repository of https://github.com/pypa/advisory-database. Its files are in
the Open Source Vulnerability format (https://ossf.github.io/osv-schema/), their versions those of PEP 440.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An entry of a lock, with or without extras, marker and hashes.
LOCKED: Final = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
NONE: Final = (
    "is no advisory database: give a checkout or a bare repository of github.com/pypa/advisory-database"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Where a range begins (`introduced`) or ends (`fixed`, `last_affected`); None is before all."""

    kind: str
    version: Version | None


@dataclass(frozen=True, slots=True)
class Advisory:
    """What is known of a fault of one package."""

    id: str
    package: str
    aliases: tuple[str, ...]
    versions: frozenset[Version]
    ranges: tuple[tuple[Event, ...], ...]

    def affects(self, version: Version) -> bool:
        """Whether a version has the fault: it is listed, or within a range."""
        return version in self.versions or any(within(version, events) for events in self.ranges)

    def fixed(self, version: Version) -> list[Version]:
        """The versions after one in which the fault is mended, oldest first."""
        ends = (event.version for events in self.ranges for event in events if event.kind == "fixed")
        return sorted({end for end in ends if end is not None and end > version})


def within(version: Version, events: Iterable[Event]) -> bool:
    """Whether the events up to a version leave it affected, as the OSV schema evaluates them."""
    affected = False
    for event in sorted(events, key=_place):
        if event.kind == "introduced" and (event.version is None or version >= event.version):
            affected = True
        elif event.version is not None and (
            (event.kind == "fixed" and version >= event.version)
            or (event.kind == "last_affected" and version > event.version)
        ):
            affected = False
    return affected


def _place(event: Event) -> tuple[bool, Version]:
    return event.version is not None, event.version or Version("0")


def advisories(files: Iterable[bytes]) -> Iterator[Advisory]:
    """Those of PyPI that were not withdrawn, out of the database's files."""
    for content in files:
        said: Mapping[str, Any] = yaml.load(content, Loader=Loader)
        if said.get("withdrawn"):
            continue
        for affected in said.get("affected", ()):
            if affected["package"]["ecosystem"] == "PyPI":
                yield _advisory(said, affected)


def _advisory(said: Mapping[str, Any], affected: Mapping[str, Any]) -> Advisory:
    ranges = (one["events"] for one in affected.get("ranges", ()) if one["type"] == "ECOSYSTEM")
    listed = (_version(version) for version in affected.get("versions", ()))
    return Advisory(
        str(said["id"]),
        str(canonicalize_name(affected["package"]["name"])),
        tuple(said.get("aliases", ())),
        frozenset(version for version in listed if version is not None),
        tuple(tuple(_events(events)) for events in ranges),
    )


def _events(events: Iterable[Mapping[str, str]]) -> Iterator[Event]:
    """A version that PEP 440 does not know ends no range, and one that begins there begins before all."""
    for event in events:
        for kind, said in event.items():
            yield Event(kind, None if kind == "introduced" and said == "0" else _version(said))


def _version(said: str) -> Version | None:
    try:
        return Version(said)
    except InvalidVersion:
        return None


def files(folder: Path) -> Iterator[bytes]:
    """Each advisory of a checkout, or else of a repository's newest commit; exits where there is none."""
    if (folder / "vulns").is_dir():
        yield from (path.read_bytes() for path in sorted(folder.glob("vulns/*/*.yaml")))
        return
    with tarfile.open(fileobj=io.BytesIO(_git(folder, "archive", "--format=tar", "HEAD", "vulns"))) as packed:
        for member in packed:
            opened = packed.extractfile(member) if member.name.endswith(".yaml") else None
            if opened is not None:
                yield opened.read()


def _git(folder: Path, *command: str) -> bytes:
    """What git says of a repository; exits where that is none."""
    done = subprocess.run(("git", "-C", folder, *command), capture_output=True, check=False)
    if done.returncode:
        _refuse(f"{folder} {NONE}\n{done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def locked(text: str) -> list[tuple[str, Version]]:
    """Each package of a lock with its version."""
    return [(str(canonicalize_name(name)), Version(version)) for name, version in LOCKED.findall(text)]


def findings(packages: Iterable[tuple[str, Version]], known: Sequence[Advisory]) -> Iterator[str]:
    """A line for each package and fault that it has."""
    for name, version in packages:
        for one in known:
            if one.package == name and one.affects(version):
                also = f" ({', '.join(one.aliases)})" if one.aliases else ""
                fixed = ", ".join(map(str, one.fixed(version)))
                mended = f"fixed in {fixed}" if fixed else "no fixed version"
                yield f"{name} {version}: {one.id}{also}, {mended}"


def main(lock: Path, folder: Path) -> int:
    """Print what is found, and what was looked at; 1 where there is a finding."""
    if not folder.is_dir():
        _refuse(f"{folder} {NONE}")
    packages = locked(lock.read_text(encoding="utf-8"))
    known = list(advisories(files(folder)))
    if not packages or not known:
        _refuse(f"{lock} names no package" if known else f"{folder} {NONE}")
    found = list(findings(packages, known))
    for line in found:
        print(line)  # noqa: T201
    on = {name for name, _ in packages} & {one.package for one in known}
    about = sum(one.package in on for one in known)
    looked = f"{len(packages)} packages, {len(known)} advisories as of {_day(folder)}"
    print(f"{looked}, {about} of them on {len(on)} of the packages: {len(found)} found")  # noqa: T201
    return 1 if found else 0


def _day(folder: Path) -> str:
    """The day of the newest commit, where the folder is a repository."""
    if (folder / ".git").exists() or (folder / "HEAD").is_file():
        return _git(folder, "log", "-1", "--format=%cs").decode().strip()
    return "no known day"


def _refuse(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)  # noqa: T201
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
