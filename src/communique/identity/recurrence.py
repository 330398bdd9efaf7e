"""Series that a text calls annual, and that leave a year out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.entities import Discrepancy, Reading
from communique.identity.dates import bounds, day
from communique.identity.intervals import HELD
from communique.identity.keys import words
from communique.identity.wording import Wording
from communique.model import Facts, Key, Meeting, Proof


def gaps(docs: Sequence[Facts], wording: Wording) -> Iterator[Discrepancy]:
    """Two successive numbers of a yearly series whose years are not successive."""
    called: dict[Key, Reading] = {}
    held: dict[Key, dict[int, tuple[int, Reading]]] = defaultdict(dict)
    for facts in docs:
        for meeting in facts.meetings:
            if meeting.series_key:
                for word, proof in _yearly(meeting, wording):
                    called.setdefault(meeting.series_key, Reading(word, facts.document.name, proof))
                for number, year, reading in _dated(facts, meeting):
                    held[meeting.series_key].setdefault(number, (year, reading))
    for series in sorted(called.keys() & held.keys()):
        yield from _missing(series, called[series], held[series])


def _yearly(meeting: Meeting, wording: Wording) -> Iterator[tuple[str, Proof]]:
    names = [meeting.series] if meeting.series else []
    for text in names:
        yield from ((word, text.proof) for word in words(text.value) if word in wording.yearly)
    yield from ((word, meeting.proof) for word in words(meeting.label) if word in wording.yearly)


def _dated(facts: Facts, meeting: Meeting) -> Iterator[tuple[int, int, Reading]]:
    known = bounds(meeting.date.start) if meeting.date else None
    if known and meeting.ordinal and meeting.date and meeting.status in HELD:
        value = f"{day(meeting.date.start)} (number {meeting.ordinal.value})"
        yield (
            meeting.ordinal.value,
            known[0].year,
            Reading(value, facts.document.name, meeting.date.proof),
        )


def _missing(series: Key, called: Reading, held: dict[int, tuple[int, Reading]]) -> Iterator[Discrepancy]:
    for low, high in pairwise(sorted(held)):
        (year, before), (later, after) = held[low], held[high]
        if high == low + 1 and later > year + 1:
            yield Discrepancy(
                f"discrepancy/frequency-{series.partition('/')[2]}-{low}",
                "frequency",
                series,
                (called, before, after),
                f"called {called.value}, and number {high} came {later - year} years after number {low}",
            )
