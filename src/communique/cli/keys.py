"""Keys as they are pressed, without Enter; from a pipe, its characters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

if sys.platform != "win32":
    import termios
    import tty


@contextmanager
def pressed(stream: TextIO) -> Iterator[Iterator[str]]:
    """The keys of a terminal or the characters of a pipe. What is typed ahead is not lost, Ctrl-C
    stops as ever, and the terminal is as before when the block ends."""
    if not stream.isatty():
        yield _each(lambda: stream.read(1))
    elif sys.platform == "win32":
        yield _each(click.getchar)
    else:
        before = termios.tcgetattr(stream)
        try:
            tty.setcbreak(stream, termios.TCSADRAIN)
            yield _each(lambda: stream.read(1))
        finally:
            termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _each(read: Callable[[], str]) -> Iterator[str]:
    while key := read():
        yield key
