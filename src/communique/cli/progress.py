"""How far a long command is: one line that moves on a terminal, a line a stage anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

import click


class Meter:
    """Shows stages on a stream, in so many of a `unit`, calling `check` at each step; as a context
    manager it leaves a terminal's line clean."""

    def __init__(self, stream: TextIO, check: Callable[[], None] = lambda: None, unit: str = "texts") -> None:
        self.stream = stream
        self.check = check
        self.unit = unit
        self.moving = stream.isatty()
        self.stage = ""

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def show(self, stage: str, done: int, total: int) -> None:
        """Say that `stage` has done so many of a total, 0 where it is not counted."""
        self.check()
        if self.moving:
            self._clear()
            bar = f" {'█' * (20 * done // total):░<20} {done}/{total}" if total else " …"
            self._write(f"{stage}{bar}")
        elif stage != self.stage:
            self._write(f"{stage} {total} {self.unit}\n" if total else f"{stage}\n")
        self.stage = stage

    def _clear(self) -> None:
        if self.moving and self.stage:
            self._write("\r\x1b[K")

    def _write(self, words: str) -> None:
        click.echo(words, file=self.stream, nl=False)
