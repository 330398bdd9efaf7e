"""How far a long command is: one line that moves on a terminal, a line a stage anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
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
        self.began = 0.0

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def show(self, stage: str, done: int, total: int) -> None:
        """Say that `stage` has done so many of a total, 0 where it is not counted."""
        self.check()
        if self.moving:
            self._clear()
            if stage != self.stage:
                self.began = monotonic()
            bar = f" {'█' * (20 * done // total):░<20} {done}/{total}" if total else f" {done or '…'}"
            self._write(f"{stage}{bar}{self._pace(done, total)}")
        elif stage != self.stage:
            self._write(f"{stage} {total} {self.unit}\n" if total else f"{stage}\n")
        self.stage = stage

    def _pace(self, done: int, total: int) -> str:
        """How many a second, and how long the rest takes at that pace; nothing in the first second."""
        passed = monotonic() - self.began
        if not done or passed < 1:
            return ""
        left = f", {_clock((total - done) * passed / done)} left" if total > done else ""
        return f"  {done / passed:,.0f}/s{left}"

    def _clear(self) -> None:
        if self.moving and self.stage:
            self._write("\r\x1b[K")

    def _write(self, words: str) -> None:
        click.echo(words, file=self.stream, nl=False)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
