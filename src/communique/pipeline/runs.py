"""Sorted files → their lines in order, a block at a time, so that little of each is in memory.

Each block is sorted as one list, which Python does in C and quickly for lists that are made of sorted runs;
`heapq.merge` takes each line in Python.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO, TypeAlias

from communique.publishing.store import Row

Key: TypeAlias = Callable[[str], Row]

# Files that are open at a time; more runs than these are merged in rounds.
_OPEN: Final = 200
# So much of each file is read at a time.
_TAKEN: Final = 1 << 16
_WRITTEN: Final = 1 << 20


def new(path: Path) -> TextIO:
    """A file of lines to write."""
    return path.open("w", encoding="utf-8", newline="", buffering=_WRITTEN)


def blocks(runs: Sequence[Path], scratch: Path, key: Key | None = None) -> Iterator[list[str]]:
    """The lines of sorted files in the order of their `key`, in lists; `scratch` is where runs are put
    together when they are many."""
    with TemporaryDirectory(prefix="runs-", dir=scratch) as folder:
        while len(runs) > _OPEN:
            path = Path(folder, str(len(runs)))
            with new(path) as file:
                file.writelines(chain.from_iterable(_blocks(runs[:_OPEN], key)))
            runs = [*runs[_OPEN:], path]
        yield from _blocks(runs, key)


def merged(runs: Sequence[Path], scratch: Path, key: Key | None = None) -> Iterator[str]:
    """The lines of sorted files in the order of their `key`."""
    return chain.from_iterable(blocks(runs, scratch, key))


def distinct(found: Iterable[list[str]]) -> Iterator[list[str]]:
    """Sorted blocks of lines with each line once."""
    last = ""
    for block in found:
        fresh = [line for before, line in pairwise((last, *block)) if line != before]
        last = block[-1]
        yield fresh


class _Run:
    """A sorted file and the lines of it that were read and not taken yet."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.lines: list[str] = []
        self.more = True

    def filled(self) -> bool:
        """Read on where nothing is left; whether there are lines now."""
        if not self.lines and self.more:
            self.lines = self._file.readlines(_TAKEN)
            self.more = bool(self.lines)
        return bool(self.lines)

    def take(self, bound: str, key: Key | None) -> list[str]:
        """The lines up to and with those that are as `bound`."""
        end = (
            bisect_right(self.lines, bound) if key is None else bisect_right(self.lines, key(bound), key=key)
        )
        taken, self.lines = self.lines[:end], self.lines[end:]
        return taken


def _blocks(paths: Sequence[Path], key: Key | None) -> Iterator[list[str]]:
    with ExitStack() as stack:
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in paths]
        runs = list(map(_Run, opened))
        while runs := [run for run in runs if run.filled()]:
            # What is not read yet of any run comes after this.
            bound = min((run.lines[-1] for run in runs), key=key)
            block = list(chain.from_iterable(run.take(bound, key) for run in runs))
            block.sort(key=key)
            yield block
