"""What is read of one text is bounded, whatever it says, and where it ends is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from communique.cli import main
from communique.model import Document
from communique.reach import CLOSE_BY, bounded, within
from communique.reading import read
from communique.reading.read import scene_of
from communique.reading.scene import words
from communique.texts import parse_document
from communique.vocab import COMM
from tests.hardening.killing import FIRST, SECOND
from tests.reading.cases import document, lexicon
from tests.reading.test_hostile import LARGE, NAMED, OTHER, repeated

MOST = 1_000
KINDS = {"ordinary": repeated(FIRST), **NAMED, **OTHER}


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_and_signs_of_a_megabyte_that_are_handled_are_bounded(kind: str) -> None:
    part = within(bounded(document(KINDS[kind](LARGE), "2020-06-15"), MOST))
    # A blank line is one token more, and so may stand between any two that count.
    assert len(words(scene_of(part, lexicon())[0])) <= 2 * MOST + 2
    assert len(part.text) <= MOST * 101


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_beyond_the_limit_changes_nothing(kind: str) -> None:
    found = bounded(document(KINDS[kind](60_000), "2020-06-15"), MOST)
    text = found.text[: found.end or len(found.text)]
    alone, told = read(parse_document("a.txt", text, found.media_type), lexicon()), read(found, lexicon())
    assert told.document == found
    assert replace(told, document=alone.document) == alone


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("One two. Three four.", 0),
        ("One two. Three four. Five six.", 9),
        ("One two.\n\nThree four. Five six.", 10),
        ("One two\nthree four five six.", 19),
        ("(" * 7, 6),
        ("Onetwothreefourfivesixseven " * 3, 84),
    ],
)
def test_it_ends_with_a_paragraph_a_sentence_or_a_word(text: str, end: int) -> None:
    most = {0: 6, 9: 5, 10: 7, 19: 4, 6: 6, 84: 6}[end]
    assert bounded(parse_document("a.txt", text), most).end == (end if end < len(text) else 0)


def test_a_paragraph_far_off_is_not_gone_back_to() -> None:
    text = "One.\n\n" + "word " * CLOSE_BY
    assert bounded(parse_document("a.txt", text), 1_000).end == len("One.\n\n") + 5 * 998


def test_front_matter_does_not_count_and_stays() -> None:
    text = "---\ntitle: A title of five words\n---\nOne two. Three four."
    found = bounded(parse_document("a.md", text, "text/markdown"), 5)
    assert text[: found.end].endswith("\nOne two. ")
    assert read(found, lexicon()).header.title is not None


def test_markup_counts_a_stretch_and_is_not_cut() -> None:
    found = bounded(parse_document("a.html", "<p> </p> " * 1_000 + "<p>word</p>", "text/html"), 100)
    assert 0 < found.end < 1_000
    assert not any(span.start < found.end < span.end for span in found.hidden)
    assert within(found).hidden == tuple(span for span in found.hidden if span.end <= found.end)


@given(st.text(alphabet="a1.(, \n<>", max_size=60), st.integers(1, 20), st.sampled_from(["plain", "html"]))
def test_the_end_is_within_the_text_and_outside_of_markup(text: str, most: int, kind: str) -> None:
    found = bounded(parse_document("a.txt", text, f"text/{kind}"), most)
    assert found.body <= found.end <= len(text) or not found.end
    assert not any(span.start < found.end < span.end for span in found.hidden)
    assert bounded(within(found), most).end == 0


@lru_cache(maxsize=1)
def long_text() -> str:
    return f"{FIRST}\n" * 40


def build(folder: Path, most: int) -> Result:
    settings = folder / "my.toml"
    settings.write_text(f"max_text_tokens = {most}\n", encoding="utf-8")
    done = CliRunner().invoke(
        main, ["build", str(folder / "texts"), "--out", str(folder / "out"), "--settings", str(settings)]
    )
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "long.txt").write_text(long_text(), encoding="utf-8")
    (folder / "short.txt").write_text(SECOND, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def read_to(out: Path) -> dict[str, str]:
    """How far the data says that each text was read, by the text's IRI."""
    store = ox.Store()
    store.load(path=str(out / "communique.nq"), format=ox.RdfFormat.N_QUADS)
    found = store.quads_for_pattern(None, ox.NamedNode(str(COMM.readTo)), None, None)
    return {str(quad.subject): quad.object.value for quad in found}  # type: ignore[union-attr]


def test_the_data_and_the_report_say_how_far_a_text_was_read(texts: Path) -> None:
    done = build(texts.parent, 100)
    ((iri, end),) = read_to(texts.parent / "out").items()
    assert iri.endswith("/doc/long>")
    assert long_text()[: int(end)].endswith(f"{FIRST}\n")
    line = long_text().count("\n", 0, int(end) - 1) + 1
    told = f"long.txt:{line}: The text was read up to character {end} of {len(long_text()):,} alone"
    assert told in done.output
    assert "raise max_text_tokens" in done.output
    assert told.partition(": ")[2] in (texts.parent / "out" / "report.md").read_text(encoding="utf-8")
    checked = CliRunner().invoke(
        main, ["check", str(texts.parent / "out"), "--texts", str(texts), "--no-reasoner"]
    )
    assert checked.exit_code == 0, checked.output


def test_a_text_that_is_read_to_its_end_says_nothing_of_it(texts: Path) -> None:
    done = build(texts.parent, 10_000)
    assert read_to(texts.parent / "out") == {}
    assert "max_text_tokens" not in done.output


def test_explain_says_how_far_it_read(texts: Path) -> None:
    settings = texts.parent / "my.toml"
    settings.write_text("max_text_tokens = 100\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["explain", str(texts / "long.txt"), "--settings", str(settings)])
    assert done.exit_code == 0, done.output
    assert "raise max_text_tokens to read all" in done.output


def test_the_hash_is_that_of_the_whole_text() -> None:
    found = bounded(parse_document("a.txt", long_text()), 100)
    assert isinstance(found, Document)
    assert (found.sha256, found.text) == (parse_document("a.txt", long_text()).sha256, long_text())
