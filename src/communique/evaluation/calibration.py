"""Whether a confidence means what it says: of the facts read with 0.9, nine in ten should be right.

The table is a reliability table (M. H. DeGroot, S. E. Fienberg, The Comparison and Evaluation of
Forecasters, The Statistician 32, 1983); the interval is Wilson's (JASA 22, 1927), which holds for
shares near 1 and for few cases.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import TypeVar

from communique.evaluation.proofs import Judged

Group = TypeVar("Group", bound=Hashable)

# A rule seen a few times is held to be as good as its kind of fact, with the weight of so many cases.
PRIOR = 5
HIGHEST = 0.99  # nothing measured on a sample is certain
NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Reliability:
    """How many facts of a group there are, how sure their reading was on average, and how many are right."""

    count: int
    confidence: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % probability."""
        n, z = self.count, NORMAL_95
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def reliability(facts: Iterable[Judged], group: Callable[[Judged], Group]) -> dict[Group, Reliability]:
    """The reliability of each group of facts, in the order in which they first occur."""
    parts: dict[Group, list[Judged]] = {}
    for fact in facts:
        parts.setdefault(group(fact), []).append(fact)
    return {name: _reliability(part) for name, part in parts.items()}


def _reliability(facts: list[Judged]) -> Reliability:
    mean = fmean(fact.confidence for fact in facts)
    return Reliability(len(facts), mean, sum(fact.right for fact in facts))


def tenth(fact: Judged) -> float:
    """The lower end of the bin of a confidence; 1 stands for itself."""
    return int(fact.confidence * 10 + 1e-9) / 10


def proposal(rule: Reliability, kind: Reliability) -> float:
    """The confidence a rule's facts deserve: its share, drawn to that of its kind where few were seen."""
    drawn = (rule.right + PRIOR * kind.share) / (rule.count + PRIOR)
    return min(HIGHEST, round(drawn, 2))


def miscalibration(facts: Iterable[Judged]) -> float:
    """The mean distance between confidence and share over the bins, by their size (ECE)."""
    bins = reliability(facts, tenth).values()
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.share) for one in bins) / total if total else 0.0
