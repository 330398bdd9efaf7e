"""What docs/scaling.md says that many texts take is worked out from the figures beside it."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import stages
from docs.cost import MEASURED, PAGE, core_hours, renewed, row


def test_the_page_has_the_table_as_it_comes_out() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert renewed(text) == text
    assert renewed(text.replace("| 1,000,000 |", "| 1,000,001 |")) == text


@pytest.mark.parametrize(
    "words",
    [
        f"{MEASURED.reading} ms a text for reading",
        f"{MEASURED.resolving} ms for who is who",
        f"{MEASURED.making} ms for lifting",
        f"{MEASURED.merging} ms for merging",
        f"{MEASURED.size} KB on average",
        f"on disk {MEASURED.kept} KB a text",
        f"{MEASURED.left} KB in the end",
        f"{MEASURED.packed} KB",
        f"{MEASURED.memory} MB and {MEASURED.memory_each} KB a text",
    ],
)
def test_the_page_states_what_it_rests_on(words: str) -> None:
    assert words in " ".join(PAGE.read_text(encoding="utf-8").split())


def test_hours_are_worked_out() -> None:
    even = replace(MEASURED, texts=1_000, reading=10, resolving=5, making=20, merging=1)
    hours, alone = core_hours(1_000, even)
    assert isclose(hours, 1_000 * 36 / 3_600_000)
    assert isclose(alone, 1_000 * 6 / 3_600_000)
    # The logarithm of a million is twice that of a thousand.
    assert isclose(core_hours(1_000_000, even)[1], 1_000_000 * (2 * 5 + 1) / 3_600_000)


def test_a_line_is_worked_out() -> None:
    of = replace(MEASURED, size=10, kept=400, packed=20, left=500, memory=100, memory_each=15, part_texts=100)
    assert row(1_000_000, of)[3:] == ("15 GB", "400 GB", "500 GB", "30 GB", "520 GB", "1,000,000")


def test_the_stages_of_a_build_are_measured(root: Path) -> None:
    done = CliRunner().invoke(stages.main, [str(root / "examples" / "texts"), "--take", "2"])
    assert done.exit_code == 0, done.output
    lines = [line.split()[0] for line in done.output.splitlines()]
    assert lines == [
        "2",
        "loading",
        "opening",
        "reading",
        "resolving",
        "checking",
        "publishing",
        "kept",
        "parts,",
        "left",
    ]
