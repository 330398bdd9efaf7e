"""Whether reading holds over a whole archive: what fails, what is slow, and whether memory stays flat.

    python benchmarks/scale.py TEXTS... [--limit 1.0]

One process on one core, a text after the other, nothing kept. Exits 1 where a text could not be read, made
reading raise an error, or took longer than `--limit` seconds.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import process_time

import click

from communique import resources
from communique.errors import BadDocument
from communique.model import Document
from communique.reading import read
from communique.reading.lexicon import Lexicon, load
from communique.settings import Settings
from communique.texts import find_texts, read_documents

PARTS = 10  # how often memory is looked at


@dataclass(slots=True)
class Run:
    """What a run over an archive came to. Times are seconds of processor time, memory the peak in MB."""

    texts: int = 0
    characters: int = 0
    seconds: float = 0.0
    facts: int = 0
    slowest: tuple[float, str] = (0.0, "")
    slow: list[tuple[float, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def over(documents: Iterable[Document | BadDocument], lexicon: Lexicon, total: int, limit: float) -> Run:
    """Read every document."""
    run = Run()
    for number, item in enumerate(documents, 1):
        if isinstance(item, BadDocument):
            run.failed.append((item.name, item.reason))
        else:
            _one(run, item, lexicon, limit)
        if number % max(1, total // PARTS) == 0:
            run.memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return run


def _one(run: Run, document: Document, lexicon: Lexicon, limit: float) -> None:
    start = process_time()
    try:
        facts = read(document, lexicon)
        run.facts += len(facts.people) + len(facts.meetings) + len(facts.participations)
    except Exception as error:  # whatever it is, the archive has to be gone through
        run.failed.append((document.name, repr(error)))
    took = process_time() - start
    run.texts, run.characters = run.texts + 1, run.characters + len(document.text)
    run.seconds += took
    run.slowest = max(run.slowest, (took, document.name))
    if took > limit:
        run.slow.append((took, document.name))


def told(run: Run, limit: float) -> Iterator[str]:
    """The run in words."""
    yield f"{run.texts} texts, {run.characters / 1e6:.1f} million characters"
    yield f"{run.facts} people, meetings and participations"
    speed = run.characters / run.seconds / 1e6
    yield f"{run.texts / run.seconds:.0f} texts/s, {speed:.2f} million characters/s"
    yield f"slowest {run.slowest[0]:.2f} s: {run.slowest[1]}"
    yield f"{len(run.slow)} over {limit:g} s, {len(run.failed)} failed"
    yield "peak memory by tenths, MB: " + " ".join(map(str, run.memory))
    yield from (f"over {limit:g} s: {path} ({took:.2f} s)" for took, path in run.slow)
    yield from (f"failed: {path}: {reason}" for path, reason in run.failed)


def _total(texts: Sequence[str]) -> int:
    return sum(1 for _ in find_texts(texts))


@click.command()
@click.argument("texts", nargs=-1, required=True)
@click.option("--limit", type=float, default=1.0, show_default=True, help="Seconds that a text may take.")
def main(texts: tuple[str, ...], limit: float) -> None:
    """Read TEXTS and print what came of it."""
    run = over(read_documents(texts, Settings()), load(resources.mappings()), _total(texts), limit)
    for line in told(run, limit):
        click.echo(line)
    sys.exit(1 if run.slow or run.failed else 0)


if __name__ == "__main__":
    main()
