"""Put into docs/scaling.md what builds of many texts take, worked out from what was measured on a few.

python -m docs.cost

replaces what stands between the marker comments; a test holds that nothing is left to replace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).resolve().parent / "scaling.md"
SIZES: Final = (10**5, 10**6, 10**7, 10**8)
COLUMNS: Final = (
    "Texts", "Core hours", "of these in one process", "Memory of that", "Disk on the way", "The build",
    "From the store", "To the store", "Requests",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What a text took on average: milliseconds of one core in each stage, KB in and out, and the memory (MB)
    that the process of the command takes with none and (KB) with each more."""

    texts: int
    reading: float
    resolving: float
    making: float
    merging: float
    size: float
    kept: float
    packed: float
    left: float
    memory: float
    memory_each: float
    part_texts: int = 100


# benchmarks/stages.py over 3,000 White House releases; memory as docs/performance.md has it of identity over
# 10,000.
MEASURED: Final = Measured(
    texts=3_000,
    reading=26.6,
    resolving=4.4,
    making=34.9,
    merging=3.9,
    size=10.1,
    kept=401,
    packed=17.4,
    left=453,
    memory=90,
    memory_each=15,
)


def core_hours(number: int, of: Measured) -> tuple[float, float]:
    """The hours of a core that so many texts take, and how many of these no other core can share.

    Identity grows as n log n, everything else with the number of texts.
    """
    resolving = of.resolving * log(number) / log(of.texts)
    alone = resolving + of.merging
    return _hours(number * (of.reading + of.making + alone)), _hours(number * alone)


def _hours(milliseconds: float) -> float:
    return milliseconds / 3_600_000


def row(number: int, of: Measured) -> tuple[str, ...]:
    """One line of the table."""
    hours, alone = core_hours(number, of)
    memory = of.memory / 1_000 + number * of.memory_each / 1_000_000
    parts = number / of.part_texts
    sent = of.packed + of.left
    return (
        f"{number:,}",
        f"{_round(hours)}",
        f"{_round(alone)}",
        f"{_round(memory)} GB",
        *(f"{_round(number * each / 1_000_000)} GB" for each in (of.kept, of.left)),
        *(f"{_round(number * each / 1_000_000)} GB" for each in (of.size + of.packed, sent)),
        f"{_round(number + 2 * parts)}",
    )


def _round(value: float) -> str:
    """Two digits that tell, for more of them were not measured."""
    digits = max(0, 1 - int(f"{value:e}".partition("e")[2]))
    whole = float(f"{value:.1e}")
    return f"{whole:,.{digits}f}" if digits else f"{int(whole):,}"


def table(of: Measured = MEASURED) -> str:
    """The table in Markdown."""
    head = (" | ".join(COLUMNS), "|".join(["---:"] * len(COLUMNS)))
    lines = (f"| {head[0]} |", f"|{head[1]}|", *(f"| {' | '.join(row(n, of))} |" for n in SIZES))
    return "\n".join(lines)


def renewed(text: str) -> str:
    """The page with the table as it comes out now."""
    return re.sub(
        r"(<!-- cost -->\n).*?(<!-- /cost -->)",
        lambda found: f"{found[1]}{table()}\n{found[2]}",
        text,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
