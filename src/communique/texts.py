"""Paths to documents: files, folders, patterns, addresses in a store and `-`.

Each text is exactly as it stands in its file.
A text that cannot be read becomes a `BadDocument` in its turn, and the others go on. Text is UTF-8;
a byte order mark stays the first code point, so that offsets and hash are those of the file.
"""

from __future__ import annotations

import glob
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from communique import remote
from communique.archives import LINES, PACKED, WEB, Text, holds_many, open_packed, records, suffix_of
from communique.decoding import BOM, decoded
from communique.errors import BadDocument, UsageError
from communique.frontmatter import read_front_matter
from communique.markup import read_markup
from communique.model import Document
from communique.reach import bounded, has_words
from communique.settings import Settings

STDIN = "-"
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
# A folder that holds both is what an earlier build left, not texts to read.
MARKERS = frozenset({"catalogue.ttl", "communique.trig"})


def read_documents(paths: Iterable[str | Path], settings: Settings) -> Iterator[Document | BadDocument]:
    """Each text under `paths` in the order of their names; the same text twice under one name counts once.

    A path that does not exist, or paths without any text, raise `UsageError` before any is read.
    """
    seen: set[tuple[str, str]] = set()
    for text in list_texts(find_texts(paths), settings):
        document = open_text(text, settings)
        if isinstance(document, Document):
            same = (Path(text.path).name, document.sha256)
            if same in seen:
                continue
            seen.add(same)
        yield document


def list_texts(files: Iterable[str], settings: Settings) -> Iterator[Text]:
    """The texts of the files that `find_texts` found; none is opened but standard input and archives."""
    for path, name in named(files):
        if path == STDIN:
            yield Text(path, name, sys.stdin.buffer.read(settings.max_text_bytes + 1))
        elif holds_many(path):
            yield from records(path, name, settings.max_text_bytes)
        else:
            yield Text(path, name)


def find_texts(paths: Iterable[str | Path]) -> list[str]:
    """The files that `paths` stand for, each once, sorted by name and then by folder."""
    asked = [str(path) for path in paths]
    files = {place_of(file): file for path in asked for file in _expand(path)}
    if not files:
        kinds = ", ".join((*MEDIA_TYPES, *sorted(LINES | WEB)))
        raise UsageError(f"no texts ({kinds}) in {', '.join(asked) or 'nothing'}")
    return sorted(files.values(), key=lambda file: (Path(file).name, file))


def named(files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file with the name its document goes by: as much of the path's end as tells it from the others."""
    parts = {file: _steps(file) for file in files}
    depths = range(1, max(map(len, parts.values()), default=0) + 1)
    shared = Counter(path[-depth:] for path in parts.values() for depth in depths if depth <= len(path))
    for file, path in parts.items():
        depth = next((depth for depth in depths if shared[path[-depth:]] == 1), len(path))
        yield file, "stdin" if file == STDIN else "/".join(path[-depth:])


def _steps(file: str) -> tuple[str, ...]:
    return remote.parts(file) if remote.is_remote(file) else Path(os.path.abspath(file)).parts


def place_of(file: str) -> str:
    """The whole path of a file, whatever the working directory; an address as it is."""
    return file if remote.is_remote(file) else os.path.abspath(file)


def _expand(path: str) -> Iterator[str]:
    if remote.is_remote(path):
        yield from _in_store(path)
    elif path == STDIN or (os.path.lexists(path) and not os.path.isdir(path)):
        yield path
    elif os.path.isdir(path):
        yield from _walk(path)
    elif matches := glob.glob(path, recursive=True):
        for match in matches:
            yield from _expand(match)
    else:
        raise UsageError(f"no such file or folder: {path}")


def _in_store(address: str) -> Iterator[str]:
    """The texts under an address; the file that it is, whatever that is called."""
    found = remote.find(address)
    if found == [address]:
        yield address
        return
    folders = Counter(file.rpartition("/")[0] for file in found if file.rpartition("/")[2] in MARKERS)
    built = {folder for folder, markers in folders.items() if markers == len(MARKERS)}
    for file in found:
        inside = file.removeprefix(address.rstrip("/"))
        hidden = "/." in inside
        if not hidden and _known(file) and not any(file.startswith(f"{folder}/") for folder in built):
            yield file


def _walk(folder: str) -> Iterator[str]:
    # Links to folders are not followed, so a loop of them ends here; nor does depth end the walk.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            yield here  # Reading it will tell why it cannot be read.
            continue
        if not {entry.name for entry in found} >= MARKERS:
            waiting += (entry.path for entry in found if entry.is_dir(follow_symlinks=False))
            yield from (entry.path for entry in found if _is_text(Path(entry.path)))


def _is_text(path: Path) -> bool:
    return _known(str(path)) and (path.is_file() or not os.path.exists(path))


def _known(path: str) -> bool:
    return suffix_of(path) in MEDIA_TYPES or holds_many(path)


def open_text(text: Text, settings: Settings) -> Document | BadDocument:
    """The document that a text is, or what is wrong with it where it cannot be read."""
    path, name, limit = text.path, text.name, settings.max_text_bytes
    if text.problem:
        return BadDocument(name, path, text.problem)
    try:
        data = _bytes(path, limit + 1) if text.data is None else text.data
    except OSError as error:
        return BadDocument(name, path, f"cannot be read: {error.strerror or error}")
    except (EOFError, zlib.error) as error:
        return BadDocument(name, path, f"cannot be unpacked: {error}; get the file anew")
    if len(data) > limit:
        return BadDocument(name, path, f"is larger than {limit:,} bytes")
    words, reason = decoded(data)
    if reason:
        return BadDocument(name, path, reason)
    document = parse_document(name, words, media_type_of(text.suffix or path, words))
    if not (document.metadata or has_words(document)):
        return BadDocument(name, path, "holds no words; leave it out, or give its words")
    return bounded(document, settings.max_text_tokens)


def at_hand(texts: Sequence[Text], settings: Settings) -> list[Text]:
    """The texts, with the words of those in a store, which are asked for all at once."""
    far = [text for text in texts if text.data is None and not text.problem and remote.is_remote(text.path)]
    plain = [text.path for text in far if Path(text.path).suffix.lower() not in PACKED]
    found = remote.heads(plain, settings.max_text_bytes + 1)
    return [replace(text, data=found.get(text.path, text.data), suffix=text.suffix) for text in texts]


def _bytes(path: str, at_most: int) -> bytes:
    with closing(open_packed(path)) as file:
        return file.read(at_most)


def media_type_of(path: str, text: str) -> str:
    """The media type that the file's suffix tells, or the text's first words for standard input."""
    if path != STDIN:
        return MEDIA_TYPES.get(suffix_of(path) or path, "text/plain")
    start = text.lstrip(BOM + " \t\r\n")[:15].lower()
    if start.startswith(("<!doctype html", "<html")):
        return "text/html"
    return "text/markdown" if start.startswith("---") else "text/plain"


def parse_document(name: str, text: str, media_type: str = "text/plain") -> Document:
    """The document that a text is: its metadata, where its words begin, and what is hidden in it."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    body = len(text) - len(text.removeprefix(BOM))
    if media_type == "text/html":
        metadata, hidden = read_markup(text)
        return Document(name, text, digest, media_type, metadata, body, hidden)
    metadata, end = read_front_matter(text)
    return Document(name, text, digest, media_type, metadata, max(body, end))


def read_texts(patterns: Iterable[str], settings: Settings) -> Iterator[Document]:
    """The texts that can be read, as `read_documents` does; none where no pattern is given."""
    given = tuple(patterns)
    found = read_documents(given, settings) if given else iter(())
    return (item for item in found if isinstance(item, Document))
