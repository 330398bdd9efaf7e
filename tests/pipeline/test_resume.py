"""A build that was stopped is taken up where it was, and believes nothing that does not hold any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from communique import pipeline, reading, resources
from communique.checking import Severity
from communique.model import Document, Facts
from communique.pipeline import Job, batches, build, parts
from communique.pipeline.kept import folder_of
from communique.reading.lexicon import Lexicon
from communique.settings import Settings

MANY = 7


@dataclass
class Counting:
    """Counts the texts that are read and the parts that are made, and stops where it is told to."""

    read: int = 0
    made: int = 0
    stops_after: Mapping[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        if getattr(self, what) == self.stops_after.get(what):
            raise KeyboardInterrupt
        setattr(self, what, getattr(self, what) + 1)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counter = Counting()
    really_read, really_make = reading.read, parts._make

    def read(document: Document, lexicon: Lexicon) -> Facts:
        counter.count("read")
        return really_read(document, lexicon)

    def make(part: parts.Part) -> parts.Done:
        counter.count("made")
        return really_make(part)

    monkeypatch.setattr(pipeline, "_BATCH", 2)
    monkeypatch.setattr(batches, "read", read)
    monkeypatch.setattr(parts, "_make", make)
    return counter


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(MANY):
        words = "Ana Exemplo, Secretary General of the Water Forum, met partners."
        (folder / f"{number}.txt").write_text(f"Lisbon, {number + 1} May 2021 - {words}\n")
    return folder


def job(texts: Path, *, resume: bool = False, mappings: Path | None = None) -> Job:
    settings = replace(Settings(), part_texts=3)
    return Job((str(texts),), texts.parent / "out", settings, mappings or resources.mappings(), resume=resume)


def files(out: Path) -> Mapping[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def stopped(texts: Path, counting: Counting, **stops_after: int) -> None:
    counting.stops_after = stops_after
    with pytest.raises(KeyboardInterrupt):
        build(job(texts))
    assert not (texts.parent / "out").exists()
    assert folder_of(texts.parent / "out").is_dir()
    counting.stops_after, counting.read, counting.made = {}, 0, 0


@pytest.mark.parametrize("stops_after", [{"read": 4}, {"made": 2}])
def test_what_was_done_is_not_done_again(
    texts: Path, counting: Counting, stops_after: Mapping[str, int]
) -> None:
    build(job(texts))
    whole, parts_made = files(texts.parent / "out"), counting.made
    shutil.rmtree(texts.parent / "out")
    counting.read = counting.made = 0
    stopped(texts, counting, **stops_after)
    build(job(texts, resume=True))
    assert counting.read == MANY - stops_after.get("read", MANY)
    assert counting.made == parts_made - stops_after.get("made", 0)
    assert files(texts.parent / "out") == whole
    assert not folder_of(texts.parent / "out").exists()


def test_without_being_asked_nothing_is_taken_up(texts: Path, counting: Counting) -> None:
    stopped(texts, counting, made=1)
    build(job(texts))
    assert counting.read == MANY


def test_a_text_that_changed_is_read_again(texts: Path, counting: Counting) -> None:
    stopped(texts, counting, made=1)
    with (texts / "3.txt").open("a") as file:
        file.write("The Director, Max Muster, met partners in Porto.\n")
    build(job(texts, resume=True))
    assert counting.read == 1
    assert "Max Muster" in (texts.parent / "out" / "communique.nt").read_text()


def test_other_mappings_read_everything_again(texts: Path, counting: Counting, tmp_path: Path) -> None:
    stopped(texts, counting, made=1)
    shutil.copytree(resources.mappings(), tmp_path / "mappings")
    with next((tmp_path / "mappings" / "lexicon").glob("*.yaml")).open("a") as file:
        file.write("\n")
    build(job(texts, resume=True, mappings=tmp_path / "mappings"))
    assert counting.read == MANY


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def written_over(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [cut_off, written_over])
@pytest.mark.parametrize("name", ["facts", "journal"])
def test_what_is_no_longer_whole_is_done_again(
    texts: Path, counting: Counting, harm: Callable[[Path], None], name: str
) -> None:
    build(job(texts))
    whole = files(texts.parent / "out")
    shutil.rmtree(texts.parent / "out")
    counting.read = counting.made = 0
    stopped(texts, counting, made=1)
    harm(folder_of(texts.parent / "out") / name)
    build(job(texts, resume=True))
    assert 0 < counting.read < MANY
    assert files(texts.parent / "out") == whole


def test_a_part_with_a_file_missing_is_made_again(texts: Path, counting: Counting) -> None:
    build(job(texts))
    whole, all_parts = files(texts.parent / "out"), counting.made
    shutil.rmtree(texts.parent / "out")
    counting.read = counting.made = 0
    stopped(texts, counting, made=2)
    (folder_of(texts.parent / "out") / "parts" / "documents-000000" / "quads.nq").unlink()
    build(job(texts, resume=True))
    assert counting.made == all_parts - 1
    assert files(texts.parent / "out") == whole


def test_a_fault_of_the_reader_names_its_text_and_ends_nothing(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document, lexicon: Lexicon) -> Facts:
        if document.name == "3.txt":
            raise IndexError("list index out of range")
        return reading.read(document, lexicon)

    monkeypatch.setattr(batches, "read", read)
    outcome = build(job(texts))
    assert outcome.documents == MANY - 1
    (found,) = (result for result in outcome.report.results if result.document == "3.txt")
    assert found.message == "The text met a fault of the reader: IndexError('list index out of range')."
    assert found.severity is Severity.VIOLATION
