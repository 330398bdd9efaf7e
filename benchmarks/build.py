"""A whole build against the script that one would write instead, on the same texts and the same shapes.

    python -m benchmarks.build TEXTS [--sizes 200,1000] [--jobs 2] [--script 200]

Each size is a sample of the texts under TEXTS (copies under other names where these are too few), built in a
process of its own: wall-clock and processor time, the most memory of the main process and of any worker. On
sizes of at most `--script` texts two others run in the same run: the script (`script.py`), which makes fewer
statements, and rdflib and pySHACL given the build's own statements (`libraries.py`), which is the same work
but for the reading.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import click

from communique.pipeline.workers import cores

SEED = 7
_MEASURED = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit:
    pass
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print("measured", used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds on the clock and of processors, and megabytes of the process and its largest
    worker; the statements that it made."""

    texts: int
    clock: float
    processors: float
    megabytes: int
    worker: int
    statements: int


@click.command()
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sizes", default="200,1000", show_default=True, help="Texts, with commas between.")
@click.option(
    "--jobs", type=click.IntRange(1), default=cores, help="Processes of a build; all cores by default."
)
@click.option("--script", default=200, show_default=True, help="The most texts that the others are given.")
def main(texts: Path, sizes: str, jobs: int, script: int) -> None:
    """Print what builds of samples of TEXTS cost, and the others on the smallest."""
    found = sorted(path for path in texts.rglob("*") if path.suffix in (".txt", ".md") and path.is_file())
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sizes.split(",")):
            sample = Path(folder, f"texts-{size}")
            _sampled(found, size, sample)
            options = ("communique.cli", "build", sample, "--out", Path(folder, "out"), "--jobs", jobs)
            ours = _measured(size, *map(str, options))
            _print("communique", ours)
            if size <= script:
                quads, scratch = str(Path(folder, "out", "communique.nq")), str(Path(folder, "others"))
                _compare("the script", ours, _measured(size, "benchmarks.script", str(sample), scratch))
                _compare("rdflib and pySHACL", ours, _measured(size, "benchmarks.libraries", quads, scratch))
            shutil.rmtree(Path(folder, "out"), ignore_errors=True)
            shutil.rmtree(sample)


def _sampled(found: Sequence[Path], size: int, folder: Path) -> None:
    """So many texts: each once, then again under other names and with other words at their end."""
    order = list(found)
    random.Random(SEED).shuffle(order)
    folder.mkdir()
    for number in range(size):
        path, again = order[number % len(order)], number // len(order)
        words = path.read_text(encoding="utf-8")
        (folder / f"{number:07}-{path.name}").write_text(f"{words}\n({again})\n" if again else words, "utf-8")


def _measured(texts: int, *command: str) -> Cost:
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command], capture_output=True, text=True, check=False
    )
    clock = perf_counter() - began
    used = re.findall(r"^measured (\S+) (\d+)$", done.stdout, re.MULTILINE)
    made = re.search(r"([\d,]+) statements|^(\d+)$", done.stdout, re.MULTILINE)
    if not used or not made:
        raise click.ClickException(f"{' '.join(command)} did not end well\n{done.stdout}{done.stderr}")
    (own, peak), (others, largest) = used
    statements = int((made[1] or made[2]).replace(",", ""))
    return Cost(texts, clock, float(own) + float(others), int(peak), int(largest), statements)


def _compare(name: str, ours: Cost, theirs: Cost) -> None:
    _print(name, theirs)
    click.echo(f"the build is {theirs.clock / ours.clock:.1f} times as fast")


def _print(name: str, cost: Cost) -> None:
    click.echo(
        f"{name}: {cost.texts:,} texts in {cost.clock:.1f} s ({cost.texts / cost.clock:.1f} a second; "
        f"{cost.processors / cost.texts * 1000:.1f} ms of processor a text), {cost.statements:,} statements, "
        f"at most {cost.megabytes} MB, {cost.worker} MB the largest worker"
    )


if __name__ == "__main__":
    main()
