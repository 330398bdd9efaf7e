"""A folder written all or nothing: beside its place first, then moved there.

Whatever ends the work early, an error or Ctrl-C, the folder that stood there before stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.errors import OutputError
from communique.texts import MARKERS


@contextmanager
def replacing(out: Path, force: bool = False) -> Iterator[Path]:
    """An empty folder to write into, which takes the place of `out` when the block ends well.

    `OutputError` where `out` cannot be written, or where it holds what is no build and `force` does
    not say to replace it all the same.
    """
    place = out.resolve()
    _may_replace(out, force)
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


def is_build(folder: Path) -> bool:
    """Whether a folder holds what an earlier build left there."""
    return all((folder / marker).is_file() for marker in MARKERS)


def _concerns(error: OSError, place: Path) -> bool:
    # A full disk names no file; an error about another file, such as a text, is not ours to explain.
    named = Path(error.filename or place)
    beside = any(part.startswith(f".{place.name}-") for part in named.parts)
    return beside or named == place or named in place.parents


def _may_replace(out: Path, force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; name a folder")
    if out.is_dir() and any(out.iterdir()) and not is_build(out) and not force:
        raise OutputError(f"{out} holds files that no build made; empty it, or replace it with --force")


def _swap(fresh: Path, place: Path, old: Path) -> None:
    try:
        if place.exists():
            place.rename(old)
        fresh.rename(place)
    except BaseException:
        if old.exists() and not place.exists():
            old.rename(place)
        raise
