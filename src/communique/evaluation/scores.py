"""Precision, recall and F1 (C. J. van Rijsbergen, Information Retrieval, 1979, chapter 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from communique.evaluation.verdicts import KINDS, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were found right, found in error, and not found."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return _share(self.right, self.false)

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 where nothing was expected."""
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0


def scores(verdicts: Iterable[Verdict]) -> dict[str, Score]:
    """The score of each kind of fact that there is a verdict on."""
    counts = Counter((verdict.kind, verdict.outcome) for verdict in verdicts)
    found = {kind: _score(kind, counts) for kind in KINDS}
    return {kind: score for kind, score in found.items() if score.right + score.false + score.missed}


def _score(kind: str, counts: Mapping[tuple[str, Outcome], int]) -> Score:
    wrong = counts[kind, Outcome.WRONG]
    return Score(
        counts[kind, Outcome.RIGHT],
        counts[kind, Outcome.EXTRA] + wrong,
        counts[kind, Outcome.MISSED] + wrong,
    )


def macro_f1(found: Mapping[str, Score]) -> float:
    """The mean F1 of the kinds of fact, each counting the same; 0 where there is none."""
    return fmean([score.f1 for score in found.values()] or [0.0])
