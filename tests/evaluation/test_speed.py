"""What `benchmarks/` compares and tells; how fast it is depends on the machine and is no test."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import reading, scale
from communique.model import Document, Facts
from communique.reading import read
from communique.reading.lexicon import Lexicon
from communique.texts import parse_document

DOCUMENT = parse_document("a.txt", "Ministers met in Vienna today.")


def test_patterns_are_cut_from_the_examples() -> None:
    examples = ["Jane Doe met with the ministers, again.", "", "Too short."]
    assert list(reading.patterns(examples, 2)) == [
        [{"IS_TITLE": True}, {"IS_TITLE": True}, {"LOWER": "met"}, {"LOWER": "with"}, {"LOWER": "the"}],
        [{"IS_TITLE": True}, {"LOWER": "met"}, {"LOWER": "with"}, {"LOWER": "the"}, {"LOWER": "ministers"}],
    ]


def test_each_way_reads_each_text_in_each_turn() -> None:
    seen: list[str] = []
    ways = {"one": lambda _document: seen.append("one"), "other": lambda _document: seen.append("other")}
    assert set(reading.measured(ways, [DOCUMENT, DOCUMENT], 2)) == {"one", "other"}
    assert seen == ["one", "one", "other", "other"] * 3


def test_rows_are_compared_with_the_first() -> None:
    rows = list(reading.compared({"communique": 0.1, "other": 0.4}, [DOCUMENT] * 2))
    assert rows == [
        "2 texts of 5 words on average, one core",
        "     20 texts/s  communique",
        "      5 texts/s  other  reading is 4.00 times as fast",
    ]


def test_it_says_when_there_is_nothing_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(reading, "import_module", missing)
    (tmp_path / "a.txt").write_text(DOCUMENT.text, encoding="utf-8")
    result = CliRunner().invoke(reading.main, [str(tmp_path / "a.txt"), "--repeat", "1"])
    assert result.exit_code == 0, result.output
    assert "spaCy is not installed" in result.stderr
    assert "texts/s  communique" in result.stdout


def test_a_run_over_an_archive_tells_what_went_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(DOCUMENT.text, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "c.txt").write_text("Ministers left.", encoding="utf-8")

    def reads(document: Document, lexicon: Lexicon) -> Facts:
        if "left" in document.text:
            raise ValueError(document.name)
        return read(document, lexicon)

    monkeypatch.setattr(scale, "read", reads)
    result = CliRunner().invoke(scale.main, [str(tmp_path)])
    assert result.exit_code == 1
    assert "failed: b.txt: is not UTF-8" in result.stdout
    assert "failed: c.txt: ValueError('c.txt')" in result.stdout
    assert result.stdout.startswith("2 texts, ")
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").unlink()
    assert CliRunner().invoke(scale.main, [str(tmp_path)]).exit_code == 0
