"""What identity costs as a corpus grows: time and memory for 200, 1,400 and 14,000 documents.

    python benchmarks/identity.py TEXTS... [--cache FACTS] [--sizes 200,1400,14000] [--repeat 3]

The texts are read once; their facts, without the words, go to the cache and serve the next run. Each size is
measured in a process of its own, on a sample of the documents: the processor time of `resolve` at best, and
the most memory that the process had, facts included. Beside it stands what growth as n log n from the size
before would come to.
"""

from __future__ import annotations

import pickle
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from time import process_time

import click

from communique import resources
from communique.identity import load_decisions, resolve
from communique.model import Document, Facts
from communique.pipeline import body_index
from communique.reading import read
from communique.reading.lexicon import load
from communique.settings import Settings
from communique.texts import read_documents

SEED = 7


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time and megabytes at most, for so many documents and mentions of people."""

    documents: int
    mentions: int
    seconds: float
    megabytes: int


@click.command()
@click.argument("texts", nargs=-1)
@click.option("--cache", type=click.Path(path_type=Path), help="Where the facts are kept.")
@click.option("--sizes", default="200,1400,14000", show_default=True, help="Documents, with commas between.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="The best of so many.")
@click.option("--only", is_flag=True, hidden=True, help="Measure what is in the cache, and print it bare.")
def main(texts: tuple[str, ...], cache: Path | None, sizes: str, repeat: int, only: bool) -> None:
    """Print what identity costs for samples of TEXTS, and how that grows."""
    if only and cache:
        click.echo(" ".join(map(str, _bare(measured(pickle.loads(cache.read_bytes()), repeat)))))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = cache or Path(folder) / "facts.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(list(facts(texts))))
        held: list[Facts] = pickle.loads(kept.read_bytes())
        wanted = sorted({min(int(size), len(held)) for size in sizes.split(",")})
        sample = Path(folder) / "sample.pickle"
        for row in rows([_apart(held, size, sample, repeat) for size in wanted]):
            click.echo(row)


def facts(texts: Sequence[str]) -> Iterator[Facts]:
    """The facts of each text, without its words."""
    lexicon = load(resources.mappings())
    for document in read_documents(texts, Settings()):
        if isinstance(document, Document):
            found = read(document, lexicon)
            yield replace(found, document=replace(document, text="", metadata=()))


def measured(documents: Sequence[Facts], repeat: int) -> Cost:
    """The cost of resolving the documents, at best of so many times."""
    lexicon, decisions = load(resources.mappings()), load_decisions(resources.mappings())
    bodies, best = body_index(lexicon), float("inf")
    for _ in range(repeat):
        start = process_time()
        resolve(documents, decisions, bodies)
        best = min(best, process_time() - start)
    return Cost(len(documents), sum(len(found.people) for found in documents), best, _most() // 1024)


def _most() -> int:
    """Kilobytes at most. What Linux says of the process begins anew with it; the other counts its parent."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    own = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
    return own or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _bare(cost: Cost) -> tuple[int, int, float, int]:
    return cost.documents, cost.mentions, cost.seconds, cost.megabytes


def _apart(held: Sequence[Facts], size: int, sample: Path, repeat: int) -> Cost:
    """The cost of one size, in a process that has done nothing else."""
    sample.write_bytes(pickle.dumps(random.Random(SEED).sample(held, size)))
    command = [sys.executable, __file__, "--cache", str(sample), "--only", "--repeat", str(repeat)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    documents, mentions, seconds, megabytes = done.stdout.split()
    return Cost(int(documents), int(mentions), float(seconds), int(megabytes))


def rows(costs: Sequence[Cost]) -> Iterator[str]:
    """A head, and a row for each size."""
    yield "documents  mentions   seconds  n log n   memory"
    for before, cost in zip([None, *costs], costs, strict=False):
        bound = f"{before.seconds * growth(before.documents, cost.documents):7.2f}" if before else "       "
        yield (
            f"{cost.documents:9,}  {cost.mentions:8,}   {cost.seconds:7.2f}  {bound}  {cost.megabytes:4,} MB"
        )


def growth(small: int, large: int) -> float:
    """By how much what grows as n log n is more for the larger n."""
    return large * log(large) / (small * log(small))


if __name__ == "__main__":
    main()
