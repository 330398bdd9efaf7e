"""One run at a time where files are written.

The lock is the system's (POSIX record locks; a byte range on Windows): it ends with the process that holds
it, however that ends, and children do not inherit it. So what a killed run leaves of the file blocks nobody.
The file says who holds it, for whoever has to wait. The holder must not open it a second time: the system
gives a record lock up as soon as its process closes the file once.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from communique.errors import OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_held: Final[set[Path]] = set()
_BEYOND: Final = 1 << 30  # Windows lets nobody read what is locked, so a byte after the words is.


@contextmanager
def held(path: Path, what: Path) -> Iterator[None]:
    """Hold the lock file `path` within the block; `OutputError` where another run writes `what`."""
    place = path.resolve()
    if place in _held:
        raise OutputError(f"{what} is being written by this very process already")
    descriptor = _taken(place, what)
    _held.add(place)
    try:
        yield
    finally:
        _held.discard(place)
        with suppress(OSError):
            place.unlink()  # While it is held: whoever opened it before sees that it is gone.
        os.close(descriptor)


def _taken(place: Path, what: Path) -> int:
    while True:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise OutputError(f"{what} cannot be written: {error.strerror}: {place}") from error
        if not _locks(descriptor):
            os.close(descriptor)
            raise OutputError(_busy(place, what))
        if _stands(descriptor, place):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode())
            return descriptor
        os.close(descriptor)


def _locks(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _stands(descriptor: int, place: Path) -> bool:
    """Whether the file is still the one at its place; its last holder may have taken it away."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(place))
    except FileNotFoundError:
        return False


def _busy(place: Path, what: Path) -> str:
    try:
        process, _, host = place.read_text(encoding="utf-8").strip().partition(" ")
    except (OSError, UnicodeDecodeError):
        process, host = "", ""
    if not process.isdigit():
        return f"{what} is being written by another run; wait until it ends"
    there = f" on {host}" if host != socket.gethostname() else ""
    return (
        f"{what} is being written by another run, process {process}{there};"
        f" wait until it ends, or stop it with `kill {process}`{there}"
    )
