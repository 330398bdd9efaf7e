"""Between which days a meeting was, by all that the texts say of it.

What a release tells as held was held by the day of the release; what it tells as planned was not
held before it. A meeting of a series was not before those of lower number, nor after those of
higher number. A date that a plan names binds nothing: plans change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from communique.entities import Discrepancy, Inference, Reading
from communique.identity.dates import bounds, day, in_year, yearless
from communique.identity.keys import slug
from communique.identity.resolved import published
from communique.model import DateExpression, Facts, Key, Meeting, Span

HELD = ("held", "past")
RELEASED = "released"
# Where a meeting is held the next day may have begun.
_NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """A day before or after which something was, and the readings that say so."""

    day: date
    premises: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and the last day that something may have been on; None where nothing says so. Whether a text
    gives its number."""

    first: Bound | None = None
    last: Bound | None = None
    numbered: bool = False

    def within(self, other: Interval) -> Interval:
        """Both intervals at once: the later first day and the earlier last day."""
        firsts = [b for b in (self.first, other.first) if b]
        lasts = [b for b in (self.last, other.last) if b]
        first = max(firsts, key=lambda b: b.day, default=None)
        last = min(lasts, key=lambda b: b.day, default=None)
        return Interval(first, last, self.numbered or other.numbered)


def intervals(docs: Sequence[Facts], years: Mapping[str, str]) -> dict[Key, Interval]:
    """For each meeting what the texts leave; `years` are inferred dates of documents by their names."""
    found: dict[Key, Interval] = defaultdict(Interval)
    numbers: dict[Key, dict[int, tuple[Key, Reading]]] = defaultdict(dict)
    for facts in docs:
        for meeting in facts.meetings:
            told = replace(_told(facts, meeting, years), numbered=meeting.ordinal is not None)
            found[meeting.key] = found[meeting.key].within(told)
            if meeting.series_key and meeting.ordinal:
                value = f"number {meeting.ordinal.value} of its series"
                reading = Reading(value, facts.document.name, meeting.ordinal.proof)
                numbers[meeting.series_key].setdefault(meeting.ordinal.value, (meeting.key, reading))
    for by_number in numbers.values():
        _in_order([by_number[number] for number in sorted(by_number)], found)
    return dict(found)


def _told(facts: Facts, meeting: Meeting, years: Mapping[str, str]) -> Interval:
    issued = _issued(facts, years)
    if meeting.status not in HELD:
        planned = meeting.status == "planned" and issued
        return Interval(first=Bound(issued[0], (issued[2],))) if planned and issued else Interval()
    own = bounds(meeting.date.start) if meeting.date else None
    told = Interval(last=Bound(issued[1], (issued[2],))) if issued else Interval()
    if own and meeting.date:
        reading = Reading(day(meeting.date.start), facts.document.name, meeting.date.proof)
        told = told.within(Interval(Bound(own[0], (reading,)), Bound(own[1], (reading,))))
    return told


def _issued(facts: Facts, years: Mapping[str, str]) -> tuple[date, date, Reading] | None:
    value = years.get(facts.document.name) or published(facts)
    known = bounds(value)
    if not known or not facts.header.published:
        return None
    return *known, Reading(f"{RELEASED} {day(value)}", facts.document.name, facts.header.published.proof)


def _in_order(series: Sequence[tuple[Key, Reading]], found: dict[Key, Interval]) -> None:
    """Hand first days up the numbers of a series, and last days down."""
    for (low, a), (high, b) in pairwise(series):
        first = found[low].first
        if first and low != high:
            found[high] = found[high].within(Interval(first=Bound(first.day, (*first.premises, a, b))))
    for (low, a), (high, b) in reversed(list(pairwise(series))):
        last = found[high].last
        if last and low != high:
            found[low] = found[low].within(Interval(last=Bound(last.day, (*last.premises, a, b))))


def narrowed(
    docs: Sequence[Facts], known: Mapping[Key, Interval], done: Sequence[Inference]
) -> Iterator[Inference]:
    """Dates of meetings held that come out more exact than any text prints them."""
    whole = {
        m.key for f in docs for m in f.meetings if m.date and len(day(m.date.start)) == len("2020-12-02")
    }
    seen = {inference.subject for inference in done}
    for facts in docs:
        for meeting in facts.meetings:
            if meeting.date and meeting.status in HELD and meeting.key not in whole | seen:
                made = _narrowed(facts, meeting.key, meeting.date, known[meeting.key])
                if made:
                    seen.add(meeting.key)
                    yield made


def _narrowed(facts: Facts, key: Key, printed: DateExpression, known: Interval) -> Inference | None:
    value = _value(printed.start, known)
    if not value or not known.first or not known.last:
        return None
    own = Reading(day(printed.start), facts.document.name, printed.proof)
    premises = tuple(dict.fromkeys((own, *known.first.premises, *known.last.premises)))
    if any(p.document == own.document and p.value.startswith(RELEASED) for p in premises):
        # "This month" may be told of what is still to come: the day of its own release bounds nothing.
        return None
    stem = slug(facts.document.name.rpartition(".")[0] or facts.document.name)
    note = f"between {known.first.day} and {known.last.day}, by what the texts say together"
    name = f"inference/{stem}-{key.partition('/')[2]}"
    return Inference(name, facts.document.name, key, printed.surface, value, premises, note)


def _value(printed: str, known: Interval) -> str:
    """The most exact date that holds all days left, if more exact than the one printed."""
    if not known.first or not known.last or known.first.day > known.last.day:
        return ""
    first, last = known.first.day, known.last.day
    if yearless(printed):
        days = [at for year in range(first.year, last.year + 1) if (at := in_year(printed, year))]
        left = [at for at in days if first <= at <= last]
        return left[0].isoformat() if len(left) == 1 else ""
    one, other = first.isoformat(), last.isoformat()
    size = next((n for n in (10, 7, 4) if one[:n] == other[:n]), 0)
    return one[:size] if size > len(day(printed)) and one.startswith(day(printed)) else ""


def contradictions(known: Mapping[Key, Interval], told: Sequence[Discrepancy]) -> Iterator[Discrepancy]:
    """Meetings that must have been after a day and before an earlier one; not what was `told` already.

    Where there is neither a date nor a number, the days of releases alone rather tell of two meetings of one
    name.
    """
    seen = [_places(discrepancy.readings) for discrepancy in told]
    for key, found in sorted(known.items()):
        if found.first and found.last and found.first.day > found.last.day + _NEXT:
            readings = tuple(dict.fromkeys((*found.first.premises, *found.last.premises)))
            if not found.numbered and all(reading.value.startswith(RELEASED) for reading in readings):
                continue
            if not any(places <= _places(readings) for places in seen):
                seen.append(_places(readings))
                note = f"not before {found.first.day} and not after {found.last.day}: a reading is wrong"
                name = f"discrepancy/date-range-{key.partition('/')[2]}"
                yield Discrepancy(name, "date", key, readings, note)


def _places(readings: Sequence[Reading]) -> set[tuple[str, tuple[Span, ...]]]:
    return {(reading.document, reading.proof.spans) for reading in readings}
