"""Records kept on disk, in a file that only this run reads, and decoded each time they are asked for.

Who is who takes all documents at once, and a million of them fit in no memory. A `Spool` is a sequence
like any other; a record of it costs its bytes on disk (MessagePack) and eight bytes in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar, overload

import msgspec

Record = TypeVar("Record")


class _Sequence(Sequence[Record], Generic[Record]):
    """A sequence whose records are got one at a time."""

    def _record(self, number: int) -> Record:
        raise NotImplementedError

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Record, ...]: ...

    def __getitem__(self, at: int | slice) -> Record | tuple[Record, ...]:
        if isinstance(at, slice):
            return tuple(self._record(number) for number in range(*at.indices(len(self))))
        return self._record(range(len(self))[at])


class Spool(_Sequence[Record]):
    """A sequence on disk that grows at its end. Not safe to use from two threads at once."""

    def __init__(self, path: Path, kind: type[Record], ends: Iterable[int] = ()) -> None:
        """A new spool at `path`, or the one there whose records have these `ends` in the file."""
        self._ends = array("Q", [0, *ends])
        self._file = path.open("r+b" if len(self) else "w+b")
        self._file.truncate(self._ends[-1])
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._flushed = True  # and so the next record is written where the last one ends

    def append(self, record: Record) -> None:
        """Add a record at the end."""
        self.append_encoded(self._encode(record))

    def extend(self, records: Iterable[Record]) -> Spool[Record]:
        """Add records at the end; the spool itself."""
        for record in records:
            self.append(record)
        return self

    def refilled(self, records: Iterable[Record]) -> Spool[Record]:
        """These records in place of those that were there; the spool itself."""
        self._file.truncate(0)
        self._ends = array("Q", [0])
        self._flushed = True
        return self.extend(records)

    def append_encoded(self, data: bytes) -> None:
        """Add a record that was encoded elsewhere."""
        if self._flushed:
            self._file.seek(self._ends[-1])
            self._flushed = False
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def encoded(self, number: int) -> bytes:
        """A record as it is on disk."""
        if not self._flushed:
            self._file.flush()
            self._flushed = True
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number])

    @property
    def end(self) -> int:
        """How many bytes all records take."""
        return self._ends[-1]

    def size(self, number: int) -> int:
        """How many bytes a record takes."""
        return self._ends[number + 1] - self._ends[number]

    def flush(self) -> None:
        """Leave to the system what was added, so that it is there should this run be killed."""
        self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _record(self, number: int) -> Record:
        return self._decode(self.encoded(number))


@contextmanager
def shelf(folder: Path) -> Iterator[Callable[[Iterable[Mapping[str, str]]], Sequence[Mapping[str, str]]]]:
    """What puts maps on disk, in a folder in this one that goes at the end."""
    with TemporaryDirectory(prefix="keys-", dir=folder) as place, ExitStack() as stack:
        names = map(str, count())

        def put(maps: Iterable[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
            spool = Spool[Mapping[str, str]](Path(place, next(names)), dict[str, str])
            return stack.enter_context(closing(spool)).extend(maps)

        yield put


class Selected(_Sequence[Record]):
    """Some records of a sequence, in an order of their own."""

    def __init__(self, records: Sequence[Record], numbers: Sequence[int]) -> None:
        self._records = records
        self._numbers = array("Q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _record(self, number: int) -> Record:
        return self._records[self._numbers[number]]


class ByName(Mapping[str, Record], Generic[Record]):
    """The records of a sequence by their names, each got when it is asked for."""

    def __init__(self, records: Sequence[Record], numbers: Mapping[str, int]) -> None:
        self._records = records
        self._numbers = numbers

    def __getitem__(self, name: str) -> Record:
        return self._records[self._numbers[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
