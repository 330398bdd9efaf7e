"""A folder written all or nothing: beside its place first, then moved there.

Whatever ends the work early, an error or Ctrl-C, the folder that stood there before stays whole.
"""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.errors import OutputError
from communique.texts import MARKERS


@contextmanager
def replacing(out: Path, force: bool = False, markers: Collection[str] = MARKERS) -> Iterator[Path]:
    """An empty folder to write into, which takes the place of `out` when the block ends well.

    `OutputError` where `out` cannot be written, or where it holds what was not made like this (it lacks
    one of the `markers`, files of a build by default) and `force` does not say to replace it all the same.
    """
    place = out.resolve()
    _restore(place)
    _may_replace(out, force, markers)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as work:
            fresh = Path(work, "new")
            fresh.mkdir()
            yield fresh
            _swap(fresh, place, Path(work, "old"))
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
    """Put back the folder that a run took away and was killed before it set the new one."""
    if place.exists():
        return
    kept = sorted(place.parent.glob(f".{glob.escape(place.name)}-*/old"))
    if kept:
        kept[-1].rename(place)


def _swap(fresh: Path, place: Path, old: Path) -> None:
    try:
        if place.exists():
            place.rename(old)
        fresh.rename(place)
    except BaseException:
        if old.exists() and not place.exists():
            old.rename(place)
        raise
