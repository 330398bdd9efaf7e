"""Sets that grow by union: places in a home part two items as saying so of each pair does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import resources
from communique.identity import load_decisions, resolve
from communique.identity.clusters import Clusters
from communique.model import Document, Facts, Meeting, Proof, Span

SEATS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=12)


@given(SEATS, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_places_part_as_pairs_do(seats: list[tuple[int, int]], unions: list[tuple[int, int]]) -> None:
    by_place, by_pair = Clusters(len(seats), seats), Clusters(len(seats))
    for (a, one), (b, other) in combinations(enumerate(seats), 2):
        if one[0] == other[0] and one[1] != other[1]:
            by_pair.apart(a, b)
    for one_item, other_item in unions:
        a, b = one_item % len(seats), other_item % len(seats)
        assert by_place.joinable(a, b) == by_pair.joinable(a, b)
        assert by_place.join(a, b) == by_pair.join(a, b)
    assert list(by_place) == list(by_pair)


class Asked(Sequence[Facts]):
    """Facts that count how often one is asked for, as on disk each costs its decoding."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self.times = 0

    @overload
    def __getitem__(self, at: int) -> Facts: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Facts]: ...

    def __getitem__(self, at: int | slice) -> Facts | Sequence[Facts]:
        self.times += 1
        return self.facts[at]

    def __iter__(self) -> Iterator[Facts]:
        self.times += len(self.facts)
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)


def asked(meetings: int) -> int:
    """How often the facts of a text with so many meetings are asked for."""
    document, proof = Document("a.txt", "Talks.", "0" * 64), Proof((Span(0, 5),))
    made = tuple(Meeting(f"meeting:{n}", f"Talks {n}", "meeting", "held", proof) for n in range(meetings))
    facts = Asked([Facts(document, meetings=made)])
    resolve(facts, load_decisions(resources.mappings()), {})
    return facts.times


@pytest.mark.parametrize("meetings", [10, 100])
def test_a_text_is_not_got_again_for_each_of_its_meetings(meetings: int) -> None:
    assert asked(meetings) == asked(1)
