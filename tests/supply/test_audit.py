"""`make audit ADVISORIES=…` finds what a copy of PyPA's advisory database knows of a locked version."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.version import Version

from docs import audit

HASH = "    --hash=sha256:" + "0" * 64


def advisory(*events: Mapping[str, str], versions: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    affected = {
        "package": {"name": "Water.Forum", "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}] if events else [],
        "versions": list(versions),
    }
    return {"id": "PYSEC-2021-7", "aliases": ["CVE-2021-7", "GHSA-a"], "affected": [affected], **more}


def database(folder: Path, *known: Mapping[str, Any]) -> Path:
    (folder / "vulns/water-forum").mkdir(parents=True)
    for number, said in enumerate(known):
        (folder / f"vulns/water-forum/PYSEC-2021-{number}.yaml").write_text(yaml.safe_dump(said))
    return folder


def lock(folder: Path, *entries: str) -> Path:
    (folder / "requirements.lock").write_text("".join(f"{entry} \\\n{HASH}\n" for entry in entries))
    return folder / "requirements.lock"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return database(tmp_path / "checkout", advisory({"introduced": "0"}, {"fixed": "1.10"}))


RANGES: Mapping[str, tuple[Sequence[Mapping[str, str]], Sequence[str], Sequence[str]]] = {
    "from the first to before the mended one": (
        [{"introduced": "0"}, {"fixed": "1.10"}],
        ["0.dev1", "1.9", "1.10rc1", "1.9.post1"],
        ["1.10", "1.10.0", "2.0"],
    ),
    "to the last affected": (
        [{"introduced": "1.2"}, {"last_affected": "1.4"}],
        ["1.2", "1.4", "1.4.0"],
        ["1.1", "1.2rc1", "1.4.post1", "1.5"],
    ),
    "in two lines of releases, in any order": (
        [{"fixed": "3.2"}, {"introduced": "3.0"}, {"fixed": "2.5"}, {"introduced": "2.0"}],
        ["2.0", "2.4.9", "3.0", "3.1"],
        ["1.9", "2.5", "2.99", "3.2"],
    ),
    "without an end": ([{"introduced": "2"}], ["2.0", "1!0.1"], ["1.9"]),
    "to an end that is no version": ([{"introduced": "0"}, {"fixed": "0.2.0-n653"}], ["0.1", "9"], []),
    "from a beginning that is no version": ([{"introduced": "2004d"}, {"fixed": "3"}], ["0.1", "2.9"], ["3"]),
}


@pytest.mark.parametrize("name", RANGES)
def test_a_range_has_the_versions_that_it_means(name: str) -> None:
    events, inside, outside = RANGES[name]
    (one,) = audit.advisories([yaml.safe_dump(advisory(*events)).encode()])
    assert [version for version in inside if not one.affects(Version(version))] == []
    assert [version for version in outside if one.affects(Version(version))] == []


def test_a_listed_version_is_affected_however_it_is_written() -> None:
    said = advisory(versions=["1.0", "v2", "2019-09-12"])
    (one,) = audit.advisories([yaml.safe_dump(said).encode()])
    assert one.affects(Version("1"))
    assert one.affects(Version("2.0.0"))
    assert not one.affects(Version("1.0.1"))


@pytest.mark.parametrize(
    "change",
    [
        {"withdrawn": "2023-11-08T00:54:24Z"},
        {"affected": [{"package": {"name": "water-forum", "ecosystem": "npm"}, "versions": ["1.9"]}]},
        {
            "affected": [
                {
                    "package": {"name": "water-forum", "ecosystem": "PyPI"},
                    "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}],
                }
            ]
        },
    ],
    ids=["withdrawn", "another registry's", "commits alone"],
)
def test_what_is_none_of_a_version_is_left_out(change: Mapping[str, Any]) -> None:
    said = {**advisory({"introduced": "0"}), **change}
    known = list(audit.advisories([yaml.safe_dump(said).encode()]))
    assert list(audit.findings([("water-forum", Version("1.9"))], known)) == []


def test_each_finding_names_its_faults_and_where_they_are_mended(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = ('water_forum==1.9 ; python_version < "3.12"', "Water-Forum[all]==1.10", "bridges==3")
    assert audit.main(lock(tmp_path, *entries), faulty) == 1
    assert capsys.readouterr().out.splitlines() == [
        "water-forum 1.9: PYSEC-2021-7 (CVE-2021-7, GHSA-a), fixed in 1.10",
        "3 packages, 1 advisories as of no known day, 1 of them on 1 of the packages: 1 found",
    ]
    assert audit.main(lock(tmp_path, "water_forum==1.10"), faulty) == 0


def test_what_is_mended_nowhere_says_so() -> None:
    said = advisory({"introduced": "0"}, aliases=[])
    known = list(audit.advisories([yaml.safe_dump(said).encode()]))
    found = list(audit.findings([("water-forum", Version("1"))], known))
    assert found == ["water-forum 1: PYSEC-2021-7, no fixed version"]


@pytest.mark.parametrize("bare", [False, True], ids=["checkout", "bare"])
def test_a_repository_tells_its_day(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], bare: bool
) -> None:
    environment = os.environ | {"GIT_COMMITTER_DATE": "2021-05-04T12:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull}
    git = ("git", "-C", faulty, "-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "Faults")):
        subprocess.run((*git, *command), check=True, env=environment)
    subprocess.run(("git", "clone", "--quiet", "--bare", faulty, tmp_path / "bare"), check=True)
    assert audit.main(lock(tmp_path, "water_forum==1.9"), tmp_path / "bare" if bare else faulty) == 1
    assert "as of 2021-05-04" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_that_is_no_database_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit) as stopped:
        audit.main(lock(tmp_path, "water_forum==1.9"), tmp_path / name)
    assert stopped.value.code == 2
    assert f"{tmp_path / name} is no advisory database" in capsys.readouterr().err


def test_a_lock_without_packages_is_told(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        audit.main(lock(tmp_path), faulty)
    assert "names no package" in capsys.readouterr().err


def test_make_audit_takes_the_folder(root: Path) -> None:
    command = ("make", "--dry-run", "audit", "ADVISORIES=/srv/advisories")
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    assert "-m docs.audit requirements.lock /srv/advisories" in said
    assert "pip-audit" not in said


def test_all_that_is_locked_is_looked_at(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(audit.locked(text)) == len(entries)
