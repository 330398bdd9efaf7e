"""The wheel holds what it should and nothing else, and builds a dataset far from the checkout.

pip runs in a process of its own and may use the package index; the socket block of the tests holds
for this process alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

DATA = ("mappings", "ontology", "queries", "shapes")
TEXT = "Vienna, 4 March 2021 – Ms. Jane Doe, Director for Water Policy, met Mr. John Roe in Vienna today.\n"


def run(*command: str | Path, cwd: Path) -> str:
    # Neither the checkout nor this environment's packages may help the wheel.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the source distribution, as an index would get it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


def tracked(root: Path) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z", "src/communique", *DATA],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in listed.stdout.split("\0") if name and (root / name).is_file()}


def in_wheel(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.relative_to("src")) if path.parts[0] == "src" else f"communique/_data/{name}"


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert held == {in_wheel(name) for name in tracked(root)}
    assert len(licences) == 1


def test_a_clean_environment_builds_with_it_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "venv", cwd=tmp_path)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = binaries / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    said = run(binaries / "communique", "build", "release.txt", "--out", "out", cwd=tmp_path)
    assert said.startswith("out: 1 text, ")
    assert "Jane Doe" in (tmp_path / "out" / "tables" / "posts.csv").read_text(encoding="utf-8")
    assert "_data" in run(python, "-c", FOLDER, cwd=tmp_path)


FOLDER = "from communique.resources import folder; print(folder('ontology'))"
