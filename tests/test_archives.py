"""Texts that stand packed, or many in one file: what comes out of each, and what of a broken one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from communique import archives
from communique.errors import BadDocument, UsageError
from communique.model import Document
from communique.settings import Settings
from communique.texts import read_documents

WORDS = "Lisbon, 3 May 2021 – The Water Forum met.\n"


def zstd(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("zstandard").compress(data)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd}


def read(path: Path, limit: int = 10_000) -> list[Document | BadDocument]:
    return list(read_documents([path], Settings(max_text_bytes=limit)))


def good(path: Path) -> list[Document]:
    found = read(path)
    assert [item for item in found if isinstance(item, BadDocument)] == []
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_packed_text_is_the_text_that_comes_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"release.txt{suffix}"
    path.write_bytes(PACKERS[suffix](WORDS.encode()))
    (found,) = good(tmp_path)
    assert (found.text, found.media_type) == (WORDS, "text/plain")
    assert found.sha256 == sha256(WORDS.encode()).hexdigest()


def test_a_packed_page_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "release.html.gz"
    path.write_bytes(gzip.compress(b"<html><title>Met</title><p>Words.</p></html>"))
    assert good(path)[0].media_type == "text/html"


@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_lines_of_json_are_texts_with_what_they_say_in_front(tmp_path: Path, suffix: str) -> None:
    rows = [
        {"id": 7, "title": "The forum: it met", "url": "https://www.example.org/7", "text": WORDS},
        {"text": "---\ntitle: Own\n---\nWords of its own.\n", "title": "not asked"},
        {"name": "page", "html": "<html><p>Words on a page.</p></html>"},
    ]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path = tmp_path / f"all.jsonl{suffix}"
    path.write_bytes(PACKERS[suffix](data) if suffix else data)
    first, second, third = good(tmp_path)
    names = [item.name.removeprefix(f"{path.name}/") for item in (first, second, third)]
    assert names == ["7", "2", "page"]
    assert first.text[first.body :].lstrip() == WORDS
    assert {item.name: item.value for item in first.metadata} == {
        "title": "The forum: it met",
        "url": "https://www.example.org/7",
    }
    assert [item.value for item in second.metadata] == ["Own"]
    assert third.media_type == "text/html"


def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    lines = (
        *("{broken", "[]", '{"title": "no words"}', "", json.dumps({"text": "x" * 200})),
        *('{"text": 1}', json.dumps({"text": WORDS})),
    )
    path.write_text("\n".join(lines))
    found = read(path, limit=150)
    assert [
        (item.name, item.reason.partition(":")[0]) for item in found if isinstance(item, BadDocument)
    ] == [
        ("all.jsonl/1", "is no JSON"),
        ("all.jsonl/2", "has no words"),
        ("all.jsonl/3", "has no words"),
        ("all.jsonl/5", "is larger than 150 bytes"),
        ("all.jsonl/6", "has no words"),
    ]
    assert [item.text for item in found if isinstance(item, Document)] == [WORDS]


@pytest.mark.parametrize("name", ["release.txt.gz", "all.jsonl.gz"])
def test_a_file_that_breaks_off_is_named(tmp_path: Path, name: str) -> None:
    row = json.dumps({"text": WORDS, "noise": [sha256(bytes([n])).hexdigest() for n in range(200)]})
    (tmp_path / name).write_bytes(gzip.compress(row.encode())[:-20])
    (found,) = read(tmp_path, limit=100_000)
    assert isinstance(found, BadDocument)
    assert "unpacked" in found.reason or "to its end" in found.reason


def test_what_grows_without_end_is_refused_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(50_000_000)))
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + b"a" * 50_000_000 + b'"}'))
    found = read(tmp_path)
    assert all(isinstance(item, BadDocument) and "is larger than" in item.reason for item in found)
    assert len(found) == 2


def answered(address: str, status: str, kind: str, body: bytes) -> bytes:
    """A record of a web archive as ISO 28500 lays it out, packed by itself."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-05-03T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, address)}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="warcio is not installed: pip install communique[archives]")
    records = (
        ("https://www.example.org/news/1", "200 OK", "text/html; charset=utf-8", b"<html><p>One.</p></html>"),
        ("https://www.example.org/news/2", "404 Not Found", "text/html", b"<html><p>None.</p></html>"),
        ("https://www.example.org/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://www.example.org/3", "200 OK", "text/plain; charset=iso-8859-1", "Café.".encode("latin-1")),
    )
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(answered(*record) for record in records))
    found = good(tmp_path)
    assert [(item.name, item.media_type) for item in found] == [
        ("crawl.warc.gz/www.example.org/news/1", "text/html"),
        ("crawl.warc.gz/www.example.org/3", "text/plain"),
    ]
    assert found[1].text == "Café."


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("lost", [0, 1, 9, 30, 120])
def test_a_web_archive_that_breaks_off_is_named_and_half_a_page_is_none(
    tmp_path: Path, suffix: str, lost: int
) -> None:
    pytest.importorskip("warcio", reason="warcio is not installed: pip install communique[archives]")
    bodies = [sha256(bytes([n])).hexdigest().encode() for n in range(3)]
    pages = (answered(f"http://a.example/{n}", "200 OK", "text/plain", b) for n, b in enumerate(bodies))
    whole = b"".join(page if suffix else gzip.decompress(page) for page in pages)
    (tmp_path / f"crawl.warc{suffix}").write_bytes(whole[: len(whole) - lost])
    found = read(tmp_path)
    texts = [item.text.encode() for item in found if isinstance(item, Document)]
    assert texts in (bodies, bodies[:2])
    assert texts == bodies or lost
    told = [
        item.reason for item in found if isinstance(item, BadDocument) and item.name == f"crawl.warc{suffix}"
    ]
    assert len(told) == bool(lost)
    assert all("breaks off: what is whole was read; get the file anew" in reason for reason in told)


def test_what_is_not_installed_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(archives, "import_module", missing)
    (tmp_path / "a.txt.zst").write_bytes(b"")
    with pytest.raises(UsageError, match=r"needs zstandard, .*: pip install communique\[archives\]"):
        read(tmp_path)
