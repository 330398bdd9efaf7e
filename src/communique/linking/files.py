"""Files that are never half written: whole, or as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from communique.errors import OutputError


def write_whole(path: Path, words: str) -> None:
    """Write a file beside its place, then move it there; `OutputError` where that cannot be done."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as stream:
            try:
                stream.write(words)
                stream.flush()
                os.fsync(stream.fileno())
                os.replace(stream.name, path)
            except BaseException:
                os.unlink(stream.name)
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
