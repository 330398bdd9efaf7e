"""Texts that change while they are read, cannot be read, are no text, or never end."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from communique import resources
from communique.cli import main
from communique.errors import BadDocument
from communique.reading import read
from communique.reading.lexicon import load as load_lexicon
from communique.settings import Settings
from communique.texts import find_texts, parse_document, read_documents
from tests.hardening.fuzzing import CASES
from tests.hardening.killing import FIRST


def reasons(*paths: Path) -> dict[str, str]:
    found = read_documents(paths, Settings())
    return {item.name: item.reason if isinstance(item, BadDocument) else "" for item in found}


def test_a_text_that_goes_away_after_it_was_found_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    found = read_documents([tmp_path], Settings())
    next(found)
    (tmp_path / "b.txt").unlink()
    gone = next(found)
    assert isinstance(gone, BadDocument)
    assert gone.reason == "cannot be read: No such file or directory"


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Path]:
    """A text that another process keeps adding to and cutting."""
    path, done = tmp_path / "texts" / "log.txt", threading.Event()
    path.parent.mkdir()
    path.write_text(FIRST, encoding="utf-8")

    def write() -> None:
        while not done.is_set():
            with path.open("a", encoding="utf-8") as stream:
                stream.writelines([FIRST] * 3)
            if path.stat().st_size > 2_000:
                path.write_text(FIRST, encoding="utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    yield path
    done.set()
    writer.join()


def test_a_text_that_changes_while_it_is_read_is_one_of_its_states(growing: Path, tmp_path: Path) -> None:
    """A text is read once, so its facts, proofs and hash are of the same bytes, whatever comes after."""
    (growing.parent / "other.txt").write_text(f"{FIRST}Another text.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(growing.parent), "--out", str(tmp_path / "out")])
    assert done.exit_code in (0, 1), done.output
    assert "do not resolve" not in done.output
    store = ox.Store()
    store.load(path=str(tmp_path / "out" / "communique.nq"), format=ox.RdfFormat.N_QUADS)
    objects = (quad.object for quad in store)
    found = {term.value for term in objects if isinstance(term, ox.Literal)}
    states = {sha256((FIRST * times).encode()).hexdigest() for times in range(1, 60)}
    # Between being cut and being written again it is empty for a moment, which is a state too.
    assert len(found & states) == 1 or "log.txt: The text is empty." in done.output


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "zeros.txt").write_bytes(b"\xff\x00" * 1000)
    (tmp_path / "utf-16.txt").write_bytes(FIRST.encode("utf-16"))
    with (tmp_path / "enormous.txt").open("wb") as stream:
        stream.truncate(2**40)  # a terabyte of holes
    found = reasons(tmp_path)
    assert found["dangling.txt"] == "cannot be read: No such file or directory"
    assert found["loop.txt"].startswith("cannot be read: Too many levels")
    assert found["zeros.txt"].startswith("is not UTF-8")
    assert found["utf-16.txt"].startswith("is not UTF-8")
    assert found["enormous.txt"].startswith("is larger than")


def test_a_loop_named_outright_is_named_as_bad(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert reasons(loop)["loop"].startswith("cannot be read")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    assert reasons(tmp_path) == {"a.txt": ""}


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder to nest others in, taken away by what can."""
    (tmp_path / "deep").mkdir()
    yield tmp_path / "deep"
    subprocess.run(["rm", "-rf", tmp_path / "deep"], check=True)


def nest(folder: Path, depth: int) -> None:
    """A text so many folders down."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with os.fdopen(os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as stream:
        stream.write(FIRST)
    os.close(here)


def test_folders_in_folders_without_end(deep: Path) -> None:
    nest(deep, 1_500)
    (found,) = find_texts([deep])
    assert found.endswith("/deep.txt")
    assert reasons(deep) == {"deep.txt": ""}


def test_folders_deeper_than_the_system_reaches_are_named(deep: Path) -> None:
    nest(deep, 2_500)
    assert list(reasons(deep).values()) == ["cannot be read: File name too long"]


@pytest.mark.parametrize("content", [b"\x00" * 100_000, bytes(range(128)) * 500, b"\x1b[2J\x07" * 10_000])
def test_binary_that_happens_to_be_utf_8_does_no_harm(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "binary.txt").write_bytes(content)
    (tmp_path / "texts" / "first.txt").write_text(FIRST, encoding="utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["build", str(tmp_path / "texts"), "--out", str(out)])
    assert done.exit_code in (0, 1), done.output
    checked = CliRunner().invoke(
        main, ["check", str(out), "--texts", str(tmp_path / "texts"), "--no-reasoner"]
    )
    assert checked.exit_code in (0, 1), checked.output


def test_an_address_in_the_markup_of_a_page_proves_nothing(tmp_path: Path) -> None:
    """It stands in no words, so a build with it as a proof would fail as a whole."""
    html = (
        f'<html><body><p><a href="https://a.example/">{FIRST}</a> See https://b.example/x.</p></body></html>'
    )
    facts = read(parse_document("a.html", html, "text/html"), load_lexicon(resources.mappings()))
    assert [address.value for address in facts.header.references] == ["https://b.example/x"]
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(tmp_path / "a.html"), "--out", str(tmp_path / "out")])
    assert done.exit_code in (0, 1)
    assert (tmp_path / "out" / "communique.nq").is_file(), done.output


@pytest.mark.parametrize(
    ("case", "kind", "reason"),
    [
        ("zstandard-that-is-none", ".jsonl.zst", "no Zstandard"),
        ("zstandard-that-breaks-off", ".jsonl.zst", "breaks off"),
        ("zstandard-that-breaks-off", ".txt.zst", "breaks off"),
        ("warc-that-is-none", ".warc", "cannot be read to its end"),
        ("warc-in-idna", ".warc", "is not UTF-8"),
    ],
)
def test_an_archive_that_is_broken_is_named_and_ends_nothing(
    tmp_path: Path, case: str, kind: str, reason: str
) -> None:
    content = (CASES / "archive" / case).read_bytes()[1:]
    (tmp_path / f"broken{kind}").write_bytes(content)
    (tmp_path / "whole.txt").write_text(FIRST, encoding="utf-8")
    found = reasons(tmp_path)
    assert found.pop("whole.txt") == ""
    assert [reason in said for said in found.values()] == [True]


def test_a_web_archive_that_breaks_off_is_named(tmp_path: Path) -> None:
    content = (CASES / "archive" / "warc-in-idna").read_bytes()[1:].replace(b"idna", b"utf8")
    for cut in (40, 80, 120, len(content) - 6):
        (tmp_path / f"{cut}.warc").write_bytes(content[:cut])
        said = " ".join(reasons(tmp_path / f"{cut}.warc").values())
        assert "breaks off" in said or "cannot be read to its end" in said, cut
