"""How long a megabyte takes that was written to be slow: `python -m benchmarks.hostile [--whole] [KIND ...]`.

Processor time of reading as far as `max_text_tokens` goes (`--whole`: to the end), the best of three, and how
many times that of an ordinary text of the same size it is. The tests hold that what is read is bounded
(`tests/hardening/test_limits.py`) and that time grows with that alone (`tests/reading/test_hostile.py`); how
long it is depends on the machine.
"""

from __future__ import annotations

import argparse

from communique.settings import Settings
from tests.hardening.killing import FIRST
from tests.reading.test_hostile import LARGE, NAMED, OTHER, cpu, repeated

ORDINARY = "an ordinary text"
KINDS = {ORDINARY: repeated(FIRST), **NAMED, **OTHER}


def main() -> None:
    """A line for each kind, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true", help="read the texts to their ends")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="; ".join(KINDS))
    given = parser.parse_args()
    most = LARGE if given.whole else Settings().max_text_tokens
    asked = dict.fromkeys((ORDINARY, *(given.kinds or KINDS)))
    taken = {kind: min(cpu(KINDS[kind](LARGE), most) for _ in range(3)) for kind in asked}
    for kind, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{kind:<22}{seconds:>8.2f} s{seconds / taken[ORDINARY]:>8.2f}")  # noqa: T201
    slow = sum(seconds >= 1 for seconds in taken.values())
    print(f"{len(taken)} kinds of {LARGE:,} characters, {slow} of them a second or more")  # noqa: T201


if __name__ == "__main__":
    main()
