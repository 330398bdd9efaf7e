"""Paths that are addresses in a store, such as `s3://bucket/texts`: found, read and written through fsspec.

What kind of store it is the head of the address says; an S3-compatible one takes `AWS_ENDPOINT_URL`,
`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` from the environment, as every client of S3 does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Final

from communique.errors import CommuniqueError, UsageError

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://")
_EXTRA: Final = "pip install communique[s3]"
# Bytes of a large file that go by themselves, and how many such pieces at a time; S3 takes 10,000 of a file.
_PIECE: Final = 16 << 20
_PIECES: Final = 4
_MOST: Final = 9_000
_KEYS: Final = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws"
# What an error of the store's library is called, and what to do then.
_REMEDIES: Final = {
    "NoCredentialsError": f"no credentials are known: {_KEYS}",
    "FileNotFoundError": "there is no such bucket or file",
    "PermissionError": f"the store refuses access with the credentials given: {_KEYS}",
    "EndpointConnectionError": "the store does not answer; is AWS_ENDPOINT_URL right?",
}


def is_remote(path: str) -> bool:
    """True for an address in a store, false for a path of this machine."""
    return bool(_ADDRESS.match(path))


def parts(address: str) -> tuple[str, ...]:
    """Bucket, folders and file of an address."""
    return tuple(part for part in address.partition("://")[2].split("/") if part)


def _store(address: str) -> tuple[Any, str]:
    """The store that an address is in, and the path there."""
    try:
        found: tuple[Any, str] = import_module("fsspec.core").url_to_fs(address)
    except ImportError as error:
        raise UsageError(f"{address} needs a library that is not installed: {_EXTRA}") from error
    except ValueError as error:
        raise UsageError(f"{address}: no store of this kind is known: {error}") from error
    return found


@contextmanager
def _telling(address: str) -> Iterator[None]:
    """Within it, whatever a store's library raises is an error that says what to do."""
    try:
        yield
    except CommuniqueError:
        raise
    except Exception as error:
        raise UsageError(f"{address}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return _REMEDIES.get(type(error).__name__, f"{type(error).__name__}: {error}")


def find(address: str) -> list[str]:
    """The files under an address, of a pattern, or the one that it is, sorted; `UsageError` where none is."""
    store, path = _store(address)
    head = address[: len(address) - len(address.partition("://")[2])]
    with _telling(address):
        # What an earlier run of this process saw there may have changed.
        store.invalidate_cache()
        found = store.glob(path) if re.search(r"[*?\[]", path) else store.find(path)
        if not found:
            raise FileNotFoundError(path)
    return sorted(head + name.lstrip("/") if head != "file://" else f"file://{name}" for name in found)


class _File(RawIOBase):
    """A file of a store, whose every error is an `OSError` that says what it is."""

    def __init__(self, address: str) -> None:
        self._address = address
        store, path = _store(address)
        with self._telling():
            self._file = store.open(path, "rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        with self._telling():
            return int(self._file.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        with self._telling():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise OSError(_reason(error)) from error


def opened(path: str) -> BinaryIO:
    """A file of this machine or of a store, open for reading; `OSError` where it cannot be read."""
    return BufferedReader(_File(path)) if is_remote(path) else open(path, "rb")


def heads(addresses: Sequence[str], size: int) -> Mapping[str, bytes]:
    """The first `size` bytes of files of one store, asked for at once; without those that cannot be had."""
    if not addresses:
        return {}
    store, _ = _store(addresses[0])
    paths = [store._strip_protocol(address) for address in addresses]
    try:
        found = store.cat_ranges(paths, 0, size, on_error="return")
    except Exception:  # Each is opened by itself then, and tells what is wrong.
        return {}
    return {at: data for at, data in zip(addresses, found, strict=True) if isinstance(data, bytes)}


def read(address: str) -> bytes:
    """All of a small file."""
    store, path = _store(address)
    with _telling(address):
        data: bytes = store.cat_file(path)
    return data


def write(address: str, data: bytes) -> None:
    """Put a small file there, in one step."""
    store, path = _store(address)
    with _telling(address):
        store.pipe_file(path, data)


def exists(address: str) -> bool:
    """Whether there is such a file."""
    store, path = _store(address)
    with _telling(address):
        store.invalidate_cache()
        return bool(store.exists(path))


def fetch(address: str, file: Path) -> None:
    """Bring a file here."""
    store, path = _store(address)
    with _telling(address):
        store.get_file(path, str(file))


def send(files: Mapping[str, Path]) -> None:
    """Put files of this machine at addresses of one store, and see that each is there in its length.

    At a time go so many small ones as are together no larger than a large one may be, or one large one in
    pieces, for what is on its way is in memory.
    """
    for address in list(files)[:1]:
        store, _ = _store(address)
        with _telling(address):
            for group in _groups(files):
                paths = {store._strip_protocol(at): str(files[at]) for at in group}
                piece = max(_PIECE, *(files[at].stat().st_size // _MOST + 1 for at in group))
                store.put(list(paths.values()), list(paths), chunksize=piece, max_concurrency=_PIECES)
                store.invalidate_cache()
                for path, file in paths.items():
                    if store.size(path) != Path(file).stat().st_size:
                        raise OSError(f"{path} did not arrive whole")


def _groups(files: Mapping[str, Path]) -> Iterator[list[str]]:
    """The addresses in groups of no more than `_PIECE * _PIECES` bytes; a larger file goes by itself."""
    group: list[str] = []
    left = _PIECE * _PIECES
    for address, file in files.items():
        size = file.stat().st_size
        if group and size > left:
            yield group
            group, left = [], _PIECE * _PIECES
        group.append(address)
        left -= size
    if group:
        yield group


def remove(address: str) -> None:
    """Take away all that lies under an address, if there is anything."""
    store, path = _store(address)
    with _telling(address):
        store.invalidate_cache()
        if store.exists(path):
            store.rm(path, recursive=True)
