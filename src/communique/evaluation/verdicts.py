"""Verdicts on facts, and the pairing of what is expected with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from communique.evaluation.found import Row

KINDS = (
    "documents",
    "people",
    "posts",
    "meetings",
    "dates",
    "places",
    "participations",
    "agreements",
    "parties",
    "quotations",
)
Gold = TypeVar("Gold")


class Outcome(StrEnum):
    """What became of a fact. A wrong one was found and expected, but otherwise: it counts against
    both precision and recall. An ignored one counts for nothing."""

    RIGHT = "right"
    MISSED = "missed"
    EXTRA = "extra"
    WRONG = "wrong"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one fact of a document; `rows` are those of the tables that it judges."""

    kind: str
    document: str
    outcome: Outcome
    note: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching(Generic[Gold]):
    """What was expected with the row found for it, what has none, and the rows left over."""

    pairs: tuple[tuple[Gold, Row], ...]
    missed: tuple[Gold, ...]
    extra: tuple[Row, ...]


def match(
    expected: Sequence[Gold], rows: Sequence[Row], like: Callable[[Gold, Row], float]
) -> Matching[Gold]:
    """Pair each expected fact with at most one row and the reverse, the likest first; 0 is unlike."""
    ranked = sorted((-like(gold, row), i, j) for i, gold in enumerate(expected) for j, row in enumerate(rows))
    taken: dict[int, int] = {}
    for unlikeness, i, j in ranked:
        if unlikeness < 0 and i not in taken and j not in taken.values():
            taken[i] = j
    return Matching(
        tuple((expected[i], rows[j]) for i, j in sorted(taken.items())),
        tuple(gold for i, gold in enumerate(expected) if i not in taken),
        tuple(row for j, row in enumerate(rows) if j not in taken.values()),
    )


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the facts of one kind in one document are judged."""

    kind: str
    document: str

    def says(self, outcome: Outcome, note: str, *rows: Row) -> Verdict:
        """A verdict of this bench."""
        return Verdict(self.kind, self.document, outcome, note, rows)

    def holds(self, right: bool, note: str, *rows: Row) -> Verdict:
        """Right or wrong."""
        return self.says(Outcome.RIGHT if right else Outcome.WRONG, note, *rows)

    def unpaired(
        self,
        matching: Matching[Gold],
        gold_note: Callable[[Gold], str],
        row_note: Callable[[Row], str],
        ignored: Callable[[Row], bool],
    ) -> Iterator[Verdict]:
        """The verdicts on what was missed and on what was found besides."""
        for gold in matching.missed:
            yield self.says(Outcome.MISSED, gold_note(gold))
        for row in matching.extra:
            yield self.says(Outcome.IGNORED if ignored(row) else Outcome.EXTRA, row_note(row), row)
