"""Texts come in exactly as they stand in their files, and a bad one harms no other."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadDocument, UsageError
from communique.model import Document
from communique.settings import Settings
from communique.texts import media_type_of, parse_document, read_documents

SETTINGS = Settings()
CONVERT = "convert it to UTF-8, such as with iconv"
GIVE = "give its words as UTF-8"


def read(*paths: str | Path, settings: Settings = SETTINGS) -> list[Document | BadDocument]:
    return list(read_documents(paths, settings))


def names(found: list[Document | BadDocument]) -> list[str]:
    return [item.name for item in found]


def document(path: Path) -> Document:
    (found,) = read(path)
    assert isinstance(found, Document), found
    return found


def bad(path: Path, settings: Settings = SETTINGS) -> BadDocument:
    (found,) = read(path, settings=settings)
    assert isinstance(found, BadDocument), found
    return found


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_is_what_the_file_holds(tmp_path: Path) -> None:
    raw = "Zürich – 1 May\r\n\r\nThe ministers met.\n".encode()
    found = document(write(tmp_path / "a.txt", raw))
    assert found.text.encode() == raw
    assert found.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_byte_order_mark_counts_in_offset_and_hash_but_is_no_word(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfThe ministers met."
    found = document(write(tmp_path / "a.txt", raw))
    assert found.sha256 == hashlib.sha256(raw).hexdigest()
    assert found.text[found.body :] == "The ministers met."


def test_folders_files_and_patterns_in_order_of_names(tmp_path: Path) -> None:
    write(tmp_path / "b" / "one.txt", "1")
    write(tmp_path / "a" / "two.md", "2")
    write(tmp_path / "a" / "three.html", "3")
    write(tmp_path / "a" / "notes.pdf", "no text")
    write(tmp_path / "a" / ".hidden.txt", "no text")
    write(tmp_path / "extra.text", "named outright, so read")
    assert names(read(tmp_path)) == ["one.txt", "three.html", "two.md"]
    assert names(read(tmp_path / "extra.text", str(tmp_path / "*" / "t*"))) == [
        "extra.text",
        "three.html",
        "two.md",
    ]


def test_same_name_in_two_folders_is_two_texts_and_the_same_text_twice_is_one(tmp_path: Path) -> None:
    write(tmp_path / "a" / "release.txt", "first")
    write(tmp_path / "b" / "release.txt", "second")
    write(tmp_path / "c" / "release.txt", "second")
    found = [(item.name, item.text) for item in read(tmp_path, tmp_path / "a") if isinstance(item, Document)]
    assert found == [("a/release.txt", "first"), ("b/release.txt", "second")]


def test_a_file_named_in_two_ways_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", "text")
    assert names(read("a.txt", "./a.txt", tmp_path)) == ["a.txt"]


def test_what_an_earlier_build_left_is_no_text(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "text")
    for name in ("communique.trig", "catalogue.ttl", "report.md", "links/quickstatements.txt"):
        write(tmp_path / "out" / name, "made")
    assert names(read(tmp_path)) == ["a.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "text")
    os.symlink(tmp_path, tmp_path / "loop")
    assert names(read(tmp_path)) == ["a.txt"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"Caf\xe9 talks", f"is not UTF-8: byte 0xe9 at offset 3; {CONVERT}"),
        ("Talks".encode("utf-16"), f"is not UTF-8 but UTF-16: byte 0xff at offset 0; {CONVERT}"),
        ("Talks".encode("utf-32"), f"is not UTF-8 but UTF-32: byte 0xff at offset 0; {CONVERT}"),
        (
            "Talks".encode("utf-16-le"),
            f"is binary: 5 of its 10 characters are control characters, as UTF-16 has them; {CONVERT}",
        ),
        (
            "Talks".encode("utf-16-be"),
            f"is binary: 5 of its 10 characters are control characters, as UTF-16 has them; {CONVERT}",
        ),
        (b"\1\2", f"is binary: 2 of its 2 characters are control characters; {GIVE}"),
        (b"\0" * 9, f"is binary: 9 of its 9 characters are control characters; {GIVE}"),
        (b"%PDF-1.4\n1 0 obj\n", f"is a PDF document; {GIVE}"),
        (b"\x89PNG\r\n\x1a\n\0\0", f"is a PNG image; {GIVE}"),
        (b"PK\3\4\x14\0", f"is a ZIP archive or an office document; {GIVE}"),
        (b"{\\rtf1 Talks}", f"is an RTF document; {GIVE}"),
        ("\u00a0\u3000 -- …\n".encode(), "holds no words; leave it out, or give its words"),
        (b"---\n---\n", "holds no words; leave it out, or give its words"),
    ],
)
def test_a_bad_text_is_named_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = write(tmp_path / "bad.txt", content)
    assert bad(path) == BadDocument("bad.txt", str(path), reason)


def test_a_page_of_markup_alone_holds_no_words(tmp_path: Path) -> None:
    path = write(tmp_path / "bad.html", b"<script>var words = 1</script><p> </p><p>-</p>")
    assert bad(path).reason == "holds no words; leave it out, or give its words"


@pytest.mark.parametrize("content", [b"Talks\0 in Vienna.", b"\fPage one\f", b"7", "会談".encode()])
def test_a_stray_control_character_makes_no_text_bad(tmp_path: Path, content: bytes) -> None:
    assert document(write(tmp_path / "a.txt", content)).text == content.decode()


def test_front_matter_alone_is_a_text(tmp_path: Path) -> None:
    found = document(write(tmp_path / "a.md", b"---\ntitle: Talks in Vienna\n---\n"))
    assert [entry.value for entry in found.metadata] == ["Talks in Vienna"]


def test_a_text_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert bad(path).reason == "is larger than 20,000,000 bytes"


def test_the_largest_text_is_a_setting(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "12345")
    assert bad(path, Settings(max_text_bytes=4)).reason == "is larger than 4 bytes"
    assert isinstance(read(path, settings=Settings(max_text_bytes=5))[0], Document)


def test_an_unreadable_file_among_good_ones(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "good")
    os.symlink(tmp_path / "nowhere", tmp_path / "b.txt")
    write(tmp_path / "c.txt", "good too")
    found = read(tmp_path)
    assert names(found) == ["a.txt", "b.txt", "c.txt"]
    assert [type(item) for item in found] == [Document, BadDocument, Document]
    assert isinstance(found[1], BadDocument)
    assert "No such file" in found[1].reason


def test_what_does_not_exist_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "good")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match=r"no such file or folder: .*missing"):
        read(tmp_path, tmp_path / "missing")
    with pytest.raises(UsageError, match=r"no texts \(\.txt"):
        read(empty)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"The ministers met.")

    monkeypatch.setattr("sys.stdin", Stdin())
    (found,) = read("-")
    assert (found.name, isinstance(found, Document) and found.text) == ("stdin", "The ministers met.")


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("The ministers met.", "text/plain"),
        ("---\ntitle: A\n---\nText", "text/markdown"),
        ("\n <!DOCTYPE html><p>", "text/html"),
    ],
)
def test_standard_input_is_known_by_its_first_words(text: str, media_type: str) -> None:
    assert media_type_of("-", text) == media_type


FRONT_MATTER = """---
date: '2021-03-04'
tags:
  - readouts
  - "talks"
title: "Readout of the Minister\\u2019s Call with\\
  \\ her\\_Colleague"
contact: {email: press@example.org}
empty:
note: |
  Two
  lines
---
The ministers met.
"""


def entries(found: Document) -> list[tuple[str, str, str]]:
    return [(m.name, m.value, found.text[m.span.start : m.span.end]) for m in found.metadata]


def test_front_matter_gives_each_value_and_where_it_is_written() -> None:
    found = parse_document("a.md", FRONT_MATTER, "text/markdown")
    assert found.text[found.body :] == "The ministers met.\n"
    assert entries(found) == [
        ("date", "2021-03-04", "2021-03-04"),
        ("tags", "readouts", "readouts"),
        ("tags", "talks", "talks"),
        (
            "title",
            "Readout of the Minister’s Call with her\u00a0Colleague",
            "Readout of the Minister\\u2019s Call with\\\n  \\ her\\_Colleague",
        ),
        ("contact.email", "press@example.org", "press@example.org"),
        ("note", "Two\nlines", "Two\n  lines"),
    ]


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    text = "---\ntitle: Talks: a start\ndate: '2021-03-04'\n---\nText"
    found = parse_document("a.txt", text)
    assert entries(found) == [
        ("title", "Talks: a start", "Talks: a start"),
        ("date", "2021-03-04", "2021-03-04"),
    ]
    assert found.text[found.body :] == "Text"


@pytest.mark.parametrize(
    "text", ["---\nA line between rules\n---\nText", "No matter", "---\nnever closed: x\n"]
)
def test_text_without_front_matter_begins_at_its_start(text: str) -> None:
    found = parse_document("a.md", text, "text/markdown")
    assert (found.metadata, found.body) == ((), 0)


def test_a_value_that_contains_itself_ends() -> None:
    found = parse_document("a.md", "---\na: &x [*x, one]\n---\n", "text/markdown")
    assert entries(found) == [("a", "one", "one")]


HTML = """<!DOCTYPE html>
<html lang="en"><head><title> Ministers &amp; talks </title>
<meta property='article:published_time' content="2021-03-04"><style>p > a {}</style>
<script>if (a < b) document.write("<p>never</p>")</script></head>
<body><nav><a href="/">Home</a></nav><!-- a note -->
<p title="a > b">Ministers &amp; envoys met; 3 < 4.</p></BODY></html>
"""


def test_html_hides_what_is_no_word_and_moves_nothing() -> None:
    found = parse_document("a.html", HTML, "text/html")
    seen, end = "", 0
    for span in found.hidden:
        seen, end = seen + found.text[end : span.start], span.end
    assert found.text == HTML
    assert (seen + found.text[end:]).split() == ["Ministers", "&amp;", "envoys", "met;", "3", "<", "4."]
    assert entries(found) == [
        ("language", "en", "en"),
        ("title", "Ministers & talks", "Ministers &amp; talks"),
        ("article:published_time", "2021-03-04", "2021-03-04"),
    ]


@given(st.text(alphabet="<>/!-'\"= abp&;\n", max_size=80))
def test_hidden_spans_are_in_order_and_apart(text: str) -> None:
    edges = [
        edge for span in parse_document("a.html", text, "text/html").hidden for edge in (span.start, span.end)
    ]
    assert edges == sorted(set(edges))
    assert not edges or edges[-1] <= len(text)


@given(st.text(max_size=120))
def test_any_front_matter_leaves_spans_inside_the_block(matter: str) -> None:
    found = parse_document("a.md", f"---\n{matter}\n---\nText", "text/markdown")
    assert all(0 < item.span.start < item.span.end < found.body for item in found.metadata)
