"""Files that are never half written: whole, or as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from communique.errors import OutputError
from communique.publishing.lock import held

# Within a folder, for the folder may be ours to write where the one around it is not.
LOCK: Final = ".lock"
_HALF: Final = ".half"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the one run that writes a folder; what killed ones left half written there is cleared away."""
    with held(folder / LOCK, folder):
        for left in folder.rglob(f".*{_HALF}"):
            left.unlink(missing_ok=True)
        yield


def write_whole(path: Path, words: str) -> None:
    """Write a file beside its place, then move it there; `OutputError` where that cannot be done."""
    half = path.with_name(f".{path.name}-{os.getpid()}{_HALF}")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with half.open("w", encoding="utf-8", newline="") as stream:
                stream.write(words)
                stream.flush()
                os.fsync(stream.fileno())
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise


def append_line(path: Path, words: str) -> None:
    """Add a line to a file and do not return before it is on the disk."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(words + "\n")
            stream.flush()
            os.fsync(stream.fileno())


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Within it, an error of the system becomes an `OutputError` that names the file."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
