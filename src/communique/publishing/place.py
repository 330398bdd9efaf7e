"""A folder written all or nothing: beside its place first, then moved there.

Whatever ends the work early, an error, Ctrl-C or a kill, the folder that stood there before stays whole.
One run at a time writes a place; what a killed run left beside it is cleared away by the next.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from communique.errors import OutputError
from communique.publishing.lock import held
from communique.texts import MARKERS

FRESH: Final = "new"
OLD: Final = "old"
# Where a run may keep, beside the new folder, what it needs until it ends.
WORK: Final = "work"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux, renameat2(2)


@contextmanager
def replacing(out: Path, force: bool = False, markers: Collection[str] = MARKERS) -> Iterator[Path]:
    """An empty folder to write into, which takes the place of `out` when the block ends well.

    `OutputError` where `out` cannot be written, where another run writes it, or where it holds what was
    not made like this (it lacks one of the `markers`, files of a build by default) and `force` does not
    say to replace it all the same.
    """
    place = out.resolve()
    try:
        with held(place.parent / f".{place.name}.lock", out):
            _restore(place)
            _may_replace(out, force, markers)
            with TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as work:
                fresh = Path(work, FRESH)
                fresh.mkdir()
                yield fresh
                _swap(fresh, place, Path(work, OLD))
    except OSError as error:
        if not _concerns(error, place):
            raise
        raise OutputError(f"{out} cannot be written: {error.strerror or error}") from error


def _concerns(error: OSError, place: Path) -> bool:
    # A full disk names no file; an error about another file, such as a text, is not ours to explain.
    named = Path(error.filename or place)
    beside = any(part.startswith(f".{place.name}-") for part in named.parts)
    return beside or named == place or named in place.parents


def _may_replace(out: Path, force: bool, markers: Collection[str]) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; name a folder")
    made = all((out / marker).is_file() for marker in markers)
    if out.is_dir() and any(out.iterdir()) and not made and not force:
        raise OutputError(f"{out} holds files that no build made; empty it, or replace it with --force")


def _restore(place: Path) -> None:
    """Put back the folder that a run took away and was killed before it set the new one; clear the rest.

    The lock is held, so whoever left these folders is dead.
    """
    left = list(_left(place))
    kept = sorted(
        (path / OLD for path in left if (path / OLD).is_dir()), key=lambda path: path.stat().st_mtime
    )
    if kept and not place.exists():
        kept[-1].rename(place)
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _left(place: Path) -> Iterator[Path]:
    """Folders that were made beside a place: by their name, and by holding nothing else than we put there."""
    ours = re.compile(rf"\.{re.escape(place.name)}-[a-z0-9_]{{8}}")
    for path in sorted(place.parent.iterdir()):
        plain = ours.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        if plain and {item.name for item in path.iterdir()} <= {FRESH, OLD, WORK}:
            yield path


def _swap(fresh: Path, place: Path, old: Path) -> None:
    if place.exists() and _exchanged(fresh, place):
        return
    try:
        if place.exists():
            place.rename(old)
        fresh.rename(place)
    except BaseException:
        if old.exists() and not place.exists():
            old.rename(place)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that a kill finds one of them there; false where the
    system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # here alone

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
