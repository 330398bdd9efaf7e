"""What each stage of a whole build costs a text: processor, memory, disk and what goes to and from a store.

    python benchmarks/stages.py TEXTS [--take 2000]

One process does everything, so that what it takes of the processor is all there is. Prints one line a stage,
and what is left on disk; docs/cost.py works out from such figures what more texts take.
"""

from __future__ import annotations

import random
import resource
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import click

from communique import resources
from communique.pipeline import Job, build
from communique.pipeline.kept import PARTS
from communique.pipeline.kept import folder_of as unfinished
from communique.settings import Settings
from communique.texts import find_texts


@dataclass(slots=True)
class Stages:
    """Seconds of processor and the memory so far (MB) at the end of each stage, and bytes on disk before the
    parts are merged."""

    out: Path
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    packed: int = 0
    _stage: str = ""
    _since: float = field(default_factory=process_time)

    def show(self, stage: str, _done: int, _total: int) -> None:
        """Hear of a stage, as a build tells of it."""
        if stage != self._stage:
            self.end()
            self._stage = stage
            if stage == "publishing":
                self._look()
                self._since = process_time()

    def end(self) -> None:
        """End the last stage."""
        if self._stage:
            now = process_time()
            self.seconds[self._stage] = now - self._since
            self.memory[self._stage] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            self._since = now

    def _look(self) -> None:
        folder = unfinished(self.out)
        self.kept = size(path for path in folder.rglob("*") if path.is_file())
        with TemporaryDirectory() as work:
            file = Path(work, "parts.zip")
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                for path in sorted(path for path in (folder / PARTS).rglob("*") if path.is_file()):
                    packed.write(path, path.relative_to(folder))
            self.packed = file.stat().st_size


def size(files: Iterable[Path]) -> int:
    """The bytes of some files."""
    return sum(path.stat().st_size for path in files)


def measured(texts: list[str], work: Path) -> tuple[Stages, int]:
    """The stages of a build of some texts, and the bytes of what it leaves."""
    stages = Stages(work / "out")
    build(Job(tuple(texts), stages.out, Settings(), resources.mappings()), stages.show)
    stages.end()
    return stages, size(path for path in stages.out.rglob("*") if path.is_file())


@click.command()
@click.argument("texts", nargs=-1, required=True)
@click.option("--take", default=2_000, show_default=True, help="How many of them, drawn by chance.")
def main(texts: tuple[str, ...], take: int) -> None:
    """Build a sample and print what it took."""
    found = find_texts(texts)
    drawn = sorted(random.Random(7).sample(found, min(take, len(found))))
    characters = size(map(Path, drawn))
    with TemporaryDirectory() as work:
        stages, left = measured(drawn, Path(work))
    number = len(drawn)
    click.echo(f"{number:,} texts of {characters / number / 1000:.1f} KB")
    for stage, seconds in stages.seconds.items():
        said = f"{stage:<12} {1000 * seconds / number:7.2f} ms a text {stages.memory[stage]:6,} MB so far"
        click.echo(said)
    for what, much in (("kept on the way", stages.kept), ("parts, packed", stages.packed), ("left", left)):
        click.echo(f"{what:<15} {much / number / 1000:8.1f} KB a text")


if __name__ == "__main__":
    main()
