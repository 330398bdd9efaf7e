"""How long a megabyte takes that was written to be slow: `python -m benchmarks.hostile [KIND ...]`.

Processor time of reading, the best of two, beside an ordinary text of the same size. The tests hold that time
grows with the text alone (`tests/reading/test_hostile.py`); how long it is depends on the machine.
"""

from __future__ import annotations

import sys

from tests.hardening.killing import FIRST
from tests.reading.test_hostile import LARGE, NAMED, OTHER, cpu, repeated

ORDINARY = "an ordinary text"


def main() -> None:
    """A line for each kind, the slowest first."""
    kinds = {ORDINARY: repeated(FIRST), **NAMED, **OTHER}
    asked = sys.argv[1:] or list(kinds)
    taken = {kind: min(cpu(kinds[kind](LARGE)) for _ in range(2)) for kind in asked}
    for kind, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{kind:<22}{seconds:>8.2f} s")  # noqa: T201
    slow = sum(seconds >= 1 for seconds in taken.values())
    print(f"{len(taken)} kinds of {LARGE:,} characters, {slow} of them a second or more")  # noqa: T201


if __name__ == "__main__":
    main()
