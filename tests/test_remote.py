"""Texts in a store: found and read like those of a disk, and told of when they cannot be."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from communique import remote
from communique.errors import BadDocument, UsageError
from communique.model import Document
from communique.pipeline.batches import Batch, read_batch
from communique.resources import mappings
from communique.settings import Settings
from communique.texts import MARKERS, at_hand, find_texts, list_texts, named, read_documents

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install communique[s3]")
WORDS = "Oslo, 3 May 2021 - Ana Exemplo met partners.\n"


@pytest.fixture
def store() -> Iterator[Any]:
    """A store that is in memory, and empty."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    found.pseudo_dirs[:] = [""]
    yield found
    found.store.clear()


def put(store: Any, **files: bytes | str) -> None:
    for name, data in files.items():
        store.pipe(f"/b/{name}", data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    ("path", "expected"),
    [("s3://b/a.txt", True), ("memory://b", True), ("a.txt", False), ("C:/a", False), ("-", False)],
)
def test_an_address_is_told_from_a_path(path: str, expected: bool) -> None:
    assert remote.is_remote(path) is expected


def test_texts_are_found_as_on_a_disk(store: Any) -> None:
    built = {f"old/{marker}": "x" for marker in MARKERS}
    put(store, **{"a.txt": WORDS, "deep/b.md": WORDS, "c.pdf": "x", ".d.txt": "x", ".e/f.txt": "x"})
    put(store, **built, **{"old/g.txt": "x", "old/deep/h.txt": "x"})
    assert find_texts(["memory://b"]) == ["memory://b/a.txt", "memory://b/deep/b.md"]
    assert find_texts(["memory://b/*.txt"]) == ["memory://b/a.txt"]
    # What is named itself is read, whatever it is called.
    assert find_texts(["memory://b/c.pdf"]) == ["memory://b/c.pdf"]


def test_texts_of_one_name_are_told_apart_by_their_folders(store: Any) -> None:
    put(store, **{"one/a.txt": WORDS, "two/a.txt": WORDS, "b.txt": WORDS})
    names = [name for _, name in named(find_texts(["memory://b"]))]
    assert names == ["one/a.txt", "two/a.txt", "b.txt"]


def test_a_text_is_the_same_from_a_store_and_from_a_disk(store: Any, tmp_path: Path) -> None:
    files = {"a.txt": WORDS.encode(), "b.md.gz": gzip.compress(b"---\ntitle: A\n---\n" + WORDS.encode())}
    files["c.jsonl"] = json.dumps({"id": "n", "text": WORDS}).encode() + b"\n"
    put(store, **files)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    there, here = (list(read_documents([path], Settings())) for path in ("memory://b", tmp_path))
    assert there == here
    assert all(isinstance(item, Document) for item in there)


def test_a_batch_is_asked_for_at_once(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, **{f"{n}.txt": WORDS for n in range(3)}, **{"z.txt.gz": gzip.compress(WORDS.encode())})
    texts = tuple(list_texts(find_texts(["memory://b"]), Settings()))
    asked: list[int] = []
    once = type(store).cat_ranges

    def counted(self: Any, paths: list[str], *rest: Any, **more: Any) -> Any:
        asked.append(len(paths))
        return once(self, paths, *rest, **more)

    monkeypatch.setattr(type(store), "cat_ranges", counted)
    found = at_hand(texts, Settings())
    assert asked == [3]
    assert [text.data is not None for text in found] == [True, True, True, False]
    batch = Batch(texts, Settings(), mappings())
    assert not any(isinstance(item, BadDocument) for item in read_batch(batch))


def test_no_more_of_a_text_is_read_than_the_limit(store: Any) -> None:
    put(store, **{"a.txt": "x" * 100, "b.txt": ""})
    settings = Settings(max_text_bytes=10)
    found = at_hand(list(list_texts(find_texts(["memory://b"]), settings)), settings)
    assert [len(text.data or b"") for text in found] == [11, 0]
    reasons = [
        item.reason for item in read_documents(["memory://b"], settings) if isinstance(item, BadDocument)
    ]
    assert reasons == ["is larger than 10 bytes", "is empty"]


def test_a_text_that_is_gone_is_named(store: Any) -> None:
    put(store, **{"a.txt": WORDS, "b.txt": WORDS})
    texts = tuple(list_texts(find_texts(["memory://b"]), Settings()))
    store.rm("/b/b.txt")
    one, gone = read_batch(Batch(texts, Settings(), mappings()))
    assert not isinstance(one, BadDocument)
    assert isinstance(gone, BadDocument)
    assert (gone.name, gone.reason) == ("b.txt", "cannot be read: there is no such bucket or file")


def test_files_go_in_groups_that_fit_in_memory(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_PIECE", 10)
    monkeypatch.setattr(remote, "_PIECES", 2)
    sizes = {"a": 12, "b": 8, "c": 1, "d": 50, "e": 3}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(b"x" * size)
    sent: list[list[str]] = []
    once = type(store).put

    def counted(self: Any, here: list[str], there: list[str], **more: Any) -> Any:
        sent.append([Path(path).name for path in here])
        return once(self, here, there, **more)

    monkeypatch.setattr(type(store), "put", counted)
    remote.send({f"memory://b/{name}": tmp_path / name for name in sizes})
    assert sent == [["a", "b"], ["c"], ["d"], ["e"]]
    assert {name: store.size(f"/b/{name}") for name in sizes} == sizes


def test_nothing_there_is_told(store: Any) -> None:
    assert store.ls("/") == []
    with pytest.raises(UsageError, match="memory://b: there is no such bucket or file"):
        find_texts(["memory://b"])


@pytest.mark.parametrize("missing", ["fsspec", "s3fs"])
def test_a_library_that_is_missing_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in (missing, f"{missing}.core"):
        monkeypatch.setitem(sys.modules, name, None)
    if missing == "s3fs":
        known = import_module("fsspec.registry")._registry
        monkeypatch.delitem(known, "s3", raising=False)
    with pytest.raises(UsageError, match=r"pip install communique\[s3\]"):
        find_texts(["s3://bucket/texts"])
