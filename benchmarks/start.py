"""How long `communique` takes to start: the least of so many runs of each command, turn by turn.

    python -m benchmarks.start TEXT

Beside them Python itself, which the second column counts in, and the import of rdflib and pySHACL. The
processor time of the process and the least of it are told, for other work on the machine counts less there.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import MappingProxyType
from typing import Final, NamedTuple

import click

_OURS: Final = ("-m", "communique.cli")
COMMANDS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "python -c pass": ("-c", "pass"),
        "import rdflib, pyshacl": ("-c", "import rdflib, pyshacl"),
        "communique --help": (*_OURS, "--help"),
        "communique --version": (*_OURS, "--version"),
        "communique build TEXT": (*_OURS, "build"),
    }
)


class Taken(NamedTuple):
    """Seconds of processor, and seconds."""

    processor: float
    passed: float


def run(words: Sequence[str]) -> Taken:
    """What one run of Python with these arguments takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run([sys.executable, *words], capture_output=True, check=False)
    passed, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise click.ClickException(done.stderr.decode())
    return Taken(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, passed)


def least(text: Path, times: int) -> Mapping[str, Taken]:
    """The least that each command takes, all of them run in turn so many times."""
    found: dict[str, list[Taken]] = {name: [] for name in COMMANDS}
    for _ in range(times):
        for name, words in COMMANDS.items():
            with TemporaryDirectory() as folder:
                more = (str(text), "--out", f"{folder}/out") if words[-1] == "build" else ()
                found[name].append(run((*words, *more)))
    return {name: Taken(*map(min, zip(*runs, strict=True))) for name, runs in found.items()}


@click.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--times", default=10, show_default=True, help="How often each command is run.")
def main(text: Path, times: int) -> None:
    """Tell in Markdown what the start of each command takes, with TEXT for the build."""
    found = least(text, times)
    (python, *_) = (taken.processor for taken in found.values())
    click.echo("| What | Processor (s) | so many times Python's | Seconds |")
    click.echo("|---|---:|---:|---:|")
    for name, taken in found.items():
        click.echo(
            f"| {name} | {taken.processor:.3f} | {taken.processor / python:.1f} | {taken.passed:.3f} |"
        )


if __name__ == "__main__":
    main()
