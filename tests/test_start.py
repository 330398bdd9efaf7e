"""What is loaded before there is anything to do; how long that takes is for `benchmarks/start.py`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import start

# What takes long to load, and a build of one text has no use for.
HEAVY = {
    "rdflib",
    "pyshacl",
    "owlready2",
    "owlrl",
    "multiprocessing",
    "concurrent.futures.process",
    "ctypes",
    "distributed",
    "fsspec",
    "jinja2",
    "starlette",
    "uvicorn",
}
AFTER = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=open(sys.argv[1], "w")))
from communique.cli import main
main(sys.argv[2:], prog_name="communique")
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules that a command has loaded by its end."""
    listed = folder / "modules.json"
    done = subprocess.run(
        [sys.executable, "-c", AFTER, str(listed), *words], capture_output=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return set(json.loads(listed.read_text(encoding="utf-8")))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_no_room(tmp_path: Path, option: str) -> None:
    ours = {name for name in loaded(tmp_path, option) if name.startswith("communique.")}
    assert ours == {"communique.cli", "communique.errors", "communique.terminal"}


def test_the_help_of_build_loads_no_pipeline(tmp_path: Path) -> None:
    assert "communique.pipeline" not in loaded(tmp_path, "build", "--help")


def test_a_build_of_one_text_loads_what_it_needs_alone(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Press release\n\nMinisters of Ruritania and Sylvania met in Vienna today.\n", "utf-8")
    modules = loaded(tmp_path, "build", str(text), "--out", str(tmp_path / "out"))
    assert "communique.pipeline.merging" in modules
    assert modules & HEAVY == set()


def test_the_benchmark_tells_each_command(root: Path) -> None:
    text = root / "examples" / "texts" / "01-first-dialogue.txt"
    done = CliRunner().invoke(start.main, [str(text), "--times", "1"])
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines()[2:]]
    assert [row[0] for row in rows] == list(start.COMMANDS)
    assert float(rows[0][2]) == 1
    assert all(float(row[1]) > 0 for row in rows)
