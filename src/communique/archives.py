"""Files that hold texts packed: gzip and Zstandard, JSON Lines, web archives (WARC, ISO 28500).

A packed text is the text that comes out: its hash and all offsets are of that. A record of JSON Lines has its
words in `text` (or its page in `html`); what else it says in strings and numbers, such as `title`, `date` or
`url`, becomes front matter before them. From a web archive come the pages that were answered with 200.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email.message import Message
from importlib import import_module
from io import SEEK_END, BufferedReader, RawIOBase, StringIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from communique import remote
from communique.errors import CommuniqueError, UsageError

PACKED: Final = {".gz", ".zst"}
LINES: Final = {".jsonl", ".ndjson"}
WEB: Final = {".warc"}
_PLAIN: Final = {"text/plain": ".txt", "text/html": ".html", "application/xhtml+xml": ".html"}
_FIELD: Final = re.compile(r"[A-Za-z][\w .-]*")
_WORDS: Final = ("text", "html")
_NAMES: Final = ("name", "id")
# Bytes unpacked at a time, each of which may stand for some 32,000.
_STEP: Final = 1 << 10
_BLOCK: Final = 1 << 20
_ANEW: Final = "what is whole was read; get the file anew"
_EXTRA: Final = "pip install communique[archives]"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is still to be opened: the file it is in, and the name that its document goes by.

    `data` is what it holds where that was read already, as from standard input or an archive, `suffix` what
    kind of text that is; `problem` says why it cannot be had.
    """

    path: str
    name: str
    data: bytes | None = None
    suffix: str = ""
    problem: str = ""


def suffix_of(path: str) -> str:
    """What kind of file it is, packed or not: `.txt` for `a.txt.gz`."""
    suffix = Path(path).suffix.lower()
    return Path(Path(path).stem).suffix.lower() if suffix in PACKED else suffix


def holds_many(path: str) -> bool:
    """Whether a file is one of many texts."""
    return suffix_of(path) in LINES | WEB


def open_packed(path: str) -> BinaryIO:
    """A file open for reading, unpacked as it is read; `OSError` where it cannot be opened."""
    suffix = Path(path).suffix.lower()
    if suffix == ".gz":
        return BufferedReader(_Gzip(path))
    if suffix == ".zst":
        return BufferedReader(_Zstandard(path, _extra("zstandard", path)))
    return remote.opened(path)


class _Gzip(gzip.GzipFile):
    """A file of gzip, here or in a store, that closes what it opened."""

    def __init__(self, path: str) -> None:
        self._opened = remote.opened(path)
        super().__init__(fileobj=self._opened, mode="rb")

    def close(self) -> None:
        super().close()
        self._opened.close()


class _Zstandard(RawIOBase):
    """A file of Zstandard frames, unpacked a little at a time; `OSError` where it is none, `EOFError` where
    it breaks off, which the library's own reader passes over."""

    def __init__(self, path: str, library: Any) -> None:
        self._file = remote.opened(path)
        self._broken: type[Exception] = library.ZstdError
        self._begin: Callable[[], Any] = library.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._packed, self._ready = b"", b""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._more():
            pass
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _more(self) -> bool:
        self._packed = self._packed or self._file.read(_STEP)
        if not self._packed:
            if self._frame is not None:
                raise EOFError("the file breaks off")
            return False
        self._frame = self._frame or self._begin()
        try:
            self._ready = self._frame.decompress(self._packed)
        except self._broken as error:
            raise OSError(f"no Zstandard: {error}") from error
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True


def _extra(name: str, path: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{path} needs {name}, which is not installed: {_EXTRA}") from error


def records(path: str, name: str, limit: int) -> Iterator[Text]:
    """The texts of a file of many, one after the other, each up to one byte more than `limit`.

    A file that breaks off gives what there is, and then a text that says so.
    """
    read = _lines if suffix_of(path) in LINES else _pages
    try:
        yield from read(path, name, limit)
    except CommuniqueError:
        raise
    except Exception as error:  # Whatever a library makes of a file in bad faith must not end the run.
        yield Text(path, name, problem=f"cannot be read to its end: {error}; {_ANEW}")


def _lines(path: str, name: str, limit: int) -> Iterator[Text]:
    with closing(open_packed(path)) as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            whole = line.endswith(b"\n") or len(line) <= limit
            while not whole and (rest := file.readline(limit)):
                if rest.endswith(b"\n"):
                    break
            if line.strip():
                yield (
                    _line(path, f"{name}/{number}", line)
                    if whole
                    else Text(path, f"{name}/{number}", problem=f"is larger than {limit:,} bytes")
                )


def _line(path: str, name: str, line: bytes) -> Text:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Text(path, name, problem=f"is no JSON: {error}")
    if not isinstance(found, dict) or not any(isinstance(found.get(key), str) for key in _WORDS):
        return Text(path, name, problem=f"has no words: a record has them in {' or '.join(_WORDS)}")
    known = next((str(found[key]) for key in _NAMES if isinstance(found.get(key), str | int)), "")
    called = f"{name.rpartition('/')[0]}/{known}" if known else name
    if isinstance(found.get("text"), str):
        words = found["text"]
        head = "" if words.startswith("---") else _front_matter(found)
        return Text(path, called, (head + words).encode("utf-8", "surrogatepass"), ".md" if head else ".txt")
    return Text(path, called, found["html"].encode("utf-8", "surrogatepass"), ".html")


def _front_matter(record: Mapping[str, object]) -> str:
    """What a record says besides its words; a value of JSON is one of YAML."""
    said = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in record.items()
        if key not in (*_WORDS, *_NAMES) and _FIELD.fullmatch(key) and _is_plain(value)
    ]
    return f"---\n{''.join(said)}---\n" if said else ""


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _pages(path: str, name: str, limit: int) -> Iterator[Text]:
    archive = _extra("warcio.archiveiterator", path).ArchiveIterator
    with open_packed(path) if path.endswith(".zst") else remote.opened(path) as file:
        found, last = archive(file), 0
        for number, record in enumerate(_quietly(found), 1):
            last = found.offset
            if record.rec_type not in ("response", "resource"):
                continue
            if record.http_headers and record.http_headers.get_statuscode() != "200":
                continue
            headers = record.http_headers or record.rec_headers
            suffix, encoding = _kind(headers.get_header("Content-Type") or "")
            if suffix:
                address = record.rec_headers.get_header("WARC-Target-URI") or str(number)
                data, called = record.content_stream().read(limit + 1), f"{name}/{_called(address)}"
                # Half a page would be read as if it were the whole one.
                if len(data) <= limit and record.raw_stream.limit > 0:
                    yield Text(path, called, problem=f"breaks off: {_ANEW}")
                else:
                    yield Text(path, called, _utf8(data, encoding), suffix)
        if found.err_count or _breaks_off(path, last):
            problem = f"has records that do not end where they say, or breaks off: {_ANEW}"
            yield Text(path, name, problem=problem)


def _breaks_off(path: str, last: int) -> bool:
    """Whether a web archive ends within a record; `last` is where the last one begins that was found.

    One that is not packed ends with an empty line; of one that is, record by record, what is left from there
    on is unpacked, for the library takes what it gets for the whole.
    """
    suffix = Path(path).suffix.lower()
    with remote.opened(path) as file:
        if suffix == ".gz":
            file.seek(last)
            return not _unpacks(file)
        if suffix in PACKED:
            return False  # as one stream, which tells by itself
        file.seek(max(0, file.seek(0, SEEK_END) - 3))
        return not file.read().endswith((b"\n\r\n", b"\n\n"))


def _unpacks(file: BinaryIO) -> bool:
    with gzip.GzipFile(fileobj=file, mode="rb") as packed:
        try:
            while packed.read(_BLOCK):
                pass
        except (EOFError, OSError, zlib.error):
            return False
    return True


def _quietly(archive: Any) -> Iterator[Any]:
    """The records of an archive; what the library would print of it may hold words of strangers."""
    records = iter(archive)
    while True:
        with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind(content_type: str) -> tuple[str, str]:
    """The suffix of a page that can be read, or nothing; and how its words are encoded."""
    message = Message()
    message["Content-Type"] = content_type
    return _PLAIN.get(
        message.get_content_type() if content_type else "", ""
    ), message.get_content_charset() or ""


def _called(address: str) -> str:
    """An address as the name of a document: its host and path."""
    return address.partition("://")[2].strip("/") or address


def _utf8(data: bytes, encoding: str) -> bytes:
    if encoding in ("", "utf-8", "utf8", "us-ascii"):
        return data
    try:
        return data.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return data  # and what is no UTF-8 then is said to be none
