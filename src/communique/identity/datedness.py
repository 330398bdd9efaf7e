"""Dates that contradict each other, or that a text can hardly mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from communique.entities import Discrepancy, Inference, Reading
from communique.identity.dates import bounds, compatible, day, yearless
from communique.identity.keys import slug
from communique.identity.resolved import published
from communique.model import Agreement, DateExpression, Facts, Key, Meeting, Span

_FAR = 5
_HELD = ("held", "past")


def dates(docs: Sequence[Facts], inferences: Sequence[Inference]) -> Iterator[Discrepancy]:
    """Planned too far ahead, held after the release, two days for one meeting, numbers out of order."""
    years = {i.document: i.value for i in inferences if not i.subject}
    for facts in docs:
        yield from _against_release(facts, years.get(facts.document.name) or published(facts))
    yield from _two_days(docs)
    yield from _out_of_order(docs)


def _against_release(facts: Facts, issued: str) -> Iterator[Discrepancy]:
    known = bounds(issued)
    seen: set[tuple[Span, ...]] = set()
    for record, expression in _dated(facts) if known else ():
        when = bounds(expression.start)
        # Where it is held the next day may have begun.
        late = bool(when and known and when[0] > known[1] + timedelta(days=1))
        note = _doubt(record, when[0].year - known[1].year, late) if when and known else ""
        if note and expression.proof.spans not in seen:
            # Two events planned for one printed date share one doubt.
            seen.add(expression.proof.spans)
            yield _discrepancy(facts, record.key, expression, issued, note)


def _dated(facts: Facts) -> Iterator[tuple[Meeting | Agreement, DateExpression]]:
    records: tuple[Meeting | Agreement, ...] = (*facts.meetings, *facts.agreements)
    for record in records:
        if record.date:
            yield record, record.date


def _doubt(record: Meeting | Agreement, years_ahead: int, later: bool) -> str:
    if record.status == "planned":
        return f"planned {years_ahead} years ahead of the release" if years_ahead > _FAR else ""
    if record.status in (*_HELD, "signed") and later:
        return "reported as past, and later than the release"
    return ""


def _discrepancy(
    facts: Facts, subject: Key, expression: DateExpression, issued: str, note: str
) -> Discrepancy:
    readings = [Reading(day(expression.start), facts.document.name, expression.proof)]
    if facts.header.published:
        readings.append(Reading(day(issued), facts.document.name, facts.header.published.proof))
    stem = slug(facts.document.name.rpartition(".")[0] or facts.document.name)
    key = f"discrepancy/date-{stem}-{subject.partition('/')[2]}"
    return Discrepancy(key, "date", subject, tuple(readings), note)


def _two_days(docs: Sequence[Facts]) -> Iterator[Discrepancy]:
    found: dict[Key, dict[str, Reading]] = defaultdict(dict)
    for facts in docs:
        for meeting in facts.meetings:
            if meeting.date and meeting.status in _HELD:
                reading = Reading(day(meeting.date.start), facts.document.name, meeting.date.proof)
                found[meeting.key].setdefault(reading.value, reading)
    for key, readings in sorted(found.items()):
        values = sorted(readings)
        if any(not compatible(values[0], value) and not _vague(value) for value in values[1:]):
            yield Discrepancy(
                f"discrepancy/date-{key.partition('/')[2]}",
                "date",
                key,
                tuple(readings[value] for value in values),
                "one meeting is dated to different days",
            )


def _vague(value: str) -> bool:
    return yearless(value) or not bounds(value)


def _out_of_order(docs: Sequence[Facts]) -> Iterator[Discrepancy]:
    """A meeting of higher number before one of lower number in its series."""
    numbered: dict[Key, dict[int, tuple[Key, Reading]]] = defaultdict(dict)
    for facts in docs:
        for meeting in facts.meetings:
            known = bounds(meeting.date.start) if meeting.date else None
            if meeting.series_key and meeting.ordinal and meeting.date and known and known[0] == known[1]:
                reading = Reading(day(meeting.date.start), facts.document.name, meeting.date.proof)
                numbered[meeting.series_key].setdefault(meeting.ordinal.value, (meeting.key, reading))
    for by_number in numbered.values():
        for low, high in pairwise(sorted(by_number)):
            (_, before), (key, after) = by_number[low], by_number[high]
            if after.value < before.value:
                yield Discrepancy(
                    f"discrepancy/date-order-{key.partition('/')[2]}",
                    "date",
                    key,
                    (before, after),
                    f"number {high} of the series is dated before number {low}",
                )
