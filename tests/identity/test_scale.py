"""Cost grows with the mentions, not with their square: counted in comparisons of names."""

from __future__ import annotations

import random

import pytest

from communique.identity import Decisions, people, resolve
from communique.identity.names import Name, likeness
from communique.model import Facts
from tests.identity.conftest import BODIES, Draft

SYLLABLES = [c + v for c in "bcdfghjklmnprstvz" for v in "aeiou"]


def releases(number: int) -> list[Facts]:
    """Releases with one official whom all name and two names drawn anew."""
    draw = random.Random(7)
    made = []
    for n in range(number):
        draft = Draft(f"{n}.txt", f"20{10 + n % 10}-05-01")
        draft.person("Vladimir Voronkov", ("Under-Secretary-General", "unoct"))
        for _ in range(2):
            words = ["".join(draw.choices(SYLLABLES, k=3)).title() for _ in range(2)]
            draft.person(" ".join(words), ("Director", "undp"))
        made.append(draft.facts())
    return made


def comparisons(number: int, decisions: Decisions, monkeypatch: pytest.MonkeyPatch) -> int:
    seen = 0

    def counted(one: Name, other: Name) -> float:
        nonlocal seen
        seen += 1
        return likeness(one, other)

    monkeypatch.setattr(people, "likeness", counted)
    resolve(releases(number), decisions, BODIES)
    return seen


def test_comparisons_grow_with_the_mentions(undecided: Decisions, monkeypatch: pytest.MonkeyPatch) -> None:
    # All pairs of 1,200 names would be 720,000; what is compared is fewer than one per mention.
    assert 0 < comparisons(600, undecided, monkeypatch) < 600
