"""What changed between two builds: added, removed, changed, and a patch that turns one into the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import resources
from communique.cli import main
from communique.errors import UsageError
from communique.pipeline import Job, build
from communique.publishing import changes
from communique.settings import Settings

TEXT = """Ministers meet

Vienna, 4 March 2021 – Foreign Minister Jane Doe of Austria met with Foreign Minister John Roe of Norway in
Vienna on 3 March 2021.
"""
SECOND = """Iceland and Malta speak of their harbours

Oslo, 6 May 2022 – Foreign Minister Ann Poe of Iceland met with Defence Minister Max Moe of Malta in Oslo
today.
"""


def made(folder: Path, name: str, **texts: str) -> Path:
    source = folder / f"{name}-texts"
    source.mkdir()
    for stem, text in texts.items():
        (source / f"{stem}.txt").write_text(text, encoding="utf-8")
    build(Job((str(source),), folder / name, Settings(), resources.mappings()))
    return folder / name


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("changes")
    corrected = TEXT.replace("Austria met", "Iceland met")
    return made(folder, "old", a=TEXT), made(folder, "new", a=corrected, b=SECOND)


def test_nothing_differs_from_itself(builds: tuple[Path, Path]) -> None:
    old, _ = builds
    assert list(changes.facts(old, old)) == []
    assert list(changes.patch(old, old)) == ["TX .", "TC ."]
    done = CliRunner().invoke(main, ["diff", str(old), str(old), "--exit-code"])
    assert (done.exit_code, done.output) == (0, "No fact differs.\n")


def test_facts_are_added_changed_and_removed(builds: tuple[Path, Path]) -> None:
    old, new = builds
    found = list(changes.facts(old, new))
    assert {"added", "changed"} <= {change.kind for change in found}
    added = {change.after["name"] for change in found if change.table == "posts" and change.kind == "added"}
    assert added == {"Ann Poe", "Max Moe"}
    assert {c.kind for c in changes.facts(new, old)} >= {"removed"}


def test_a_change_is_told_in_a_line(builds: tuple[Path, Path]) -> None:
    old, new = builds
    done = CliRunner().invoke(main, ["diff", str(old), str(new), "--exit-code"])
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert any(
        line.startswith("+ documents: Iceland and Malta speak of their harbours (b)") for line in lines
    )
    assert any(line.startswith("~ documents: ") and "sha256" in line for line in lines)
    assert any(line.startswith("~ posts: Jane Doe") and "Austria → Iceland" in line for line in lines)


def test_the_patch_turns_the_old_into_the_new(builds: tuple[Path, Path]) -> None:
    old, new = builds
    before = set((old / "communique.nq").read_text(encoding="utf-8").splitlines())
    lines = CliRunner().invoke(main, ["diff", str(old), str(new), "-f", "patch"]).output.splitlines()
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    for line in lines[1:-1]:
        sign, _, quad = line.partition(" ")
        if sign == "D":
            before.remove(quad)
        else:
            assert quad not in before
            before.add(quad)
    assert before == set((new / "communique.nq").read_text(encoding="utf-8").splitlines())


def test_trig_stands_in_for_n_quads(builds: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = builds
    shutil.copytree(old, tmp_path / "old")
    (tmp_path / "old/communique.nq").unlink()
    assert list(changes.patch(tmp_path / "old", new)) == list(changes.patch(old, new))


def test_a_folder_that_is_no_build_is_refused(builds: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(changes.facts(builds[0], tmp_path))
    with pytest.raises(UsageError):
        list(changes.patch(tmp_path, builds[0]))
