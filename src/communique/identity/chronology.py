"""Dates worked out from other dates: a missing year, with the premises that leave only one.

A document whose date lacks the year was published after every past date that it states; a meeting of
a series was held after the meetings of lower number and before those of higher number; and whoever
holds a post that one holds at a time is named after the holders before and before those after. Where
these constraints leave one year, that year is inferred; `intervals` then narrows dates of meetings.
Nothing comes from outside the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from communique.entities import Inference, Reading
from communique.identity.dates import bounds, day, in_year, yearless
from communique.identity.intervals import HELD, Bound, Interval, intervals, narrowed
from communique.identity.keys import slug
from communique.identity.tenure import Tenures
from communique.identity.wording import Wording
from communique.model import DateExpression, Facts, Key, Meeting, PostHolding

_SIGNED = ("signed", "adopted", "launched", "in-force")
_ROUNDS = 5
_ONE_DAY = "dialogue"

_Series = Mapping[Key, Sequence[tuple[int, date, Reading]]]


def narrow(docs: Sequence[Facts], wording: Wording) -> tuple[tuple[Inference, ...], Mapping[Key, Interval]]:
    """The inferences on documents and meetings, where one may lead to the next; and between which days
    each meeting was, as far as the texts say."""
    tenures = Tenures(docs, wording)
    open_docs = {n for n, facts in enumerate(docs) if _printed(facts)}
    years: dict[int, int] = {}
    made: list[Inference] = []
    for _ in range(_ROUNDS):
        numbered = _numbered(docs, years)
        left = sorted(open_docs - years.keys())
        news = [(n, found) for n in left if (found := _year(docs[n], numbered, tenures))]
        if not news:
            break
        for number, (year, premises) in news:
            years[number] = year
            made.extend(_inferences(docs[number], year, premises))
    known = intervals(docs, {i.document: i.value for i in made if not i.subject})
    made.extend(narrowed(docs, known, made))
    return tuple(sorted(made, key=lambda inference: inference.key)), known


def _printed(facts: Facts) -> DateExpression | None:
    published = facts.header.published
    return published if published and yearless(published.start) else None


def _numbered(docs: Sequence[Facts], years: Mapping[int, int]) -> _Series:
    """For each series its meetings' numbers and days, as far as both are known, in order of number."""
    found: dict[Key, list[tuple[int, date, Reading]]] = defaultdict(list)
    for number, facts in enumerate(docs):
        for meeting in facts.meetings:
            when = _day(meeting, years.get(number))
            if when and meeting.series_key and meeting.ordinal and meeting.status in HELD and meeting.date:
                value = f"{when.isoformat()} (number {meeting.ordinal.value})"
                reading = Reading(value, facts.document.name, meeting.date.proof)
                found[meeting.series_key].append((meeting.ordinal.value, when, reading))
    return {key: sorted(dated, key=lambda d: (d[0], d[1], d[2].document)) for key, dated in found.items()}


def _day(meeting: Meeting, year: int | None) -> date | None:
    if not meeting.date:
        return None
    if yearless(meeting.date.start):
        return in_year(meeting.date.start, year) if year else None
    known = bounds(meeting.date.start)
    return known[0] if known and known[0] == known[1] else None


def _year(facts: Facts, numbered: _Series, tenures: Tenures) -> tuple[int, tuple[Reading, ...]] | None:
    """The one year that the constraints leave, and the premises used."""
    printed = _printed(facts)
    after, before = _after(facts, numbered, tenures), _before(facts, numbered, tenures)
    if not printed or not after or not before:
        return None
    left = [
        year
        for year in range(after.day.year, before.day.year + 1)
        if (at := in_year(printed.start, year)) and after.day <= at < before.day
    ]
    return (left[0], (*after.premises, *before.premises)) if len(left) == 1 else None


def _after(facts: Facts, numbered: _Series, tenures: Tenures) -> Bound | None:
    stated = (Bound(when, (_reading(facts, d),)) for d, when in _past_days(facts))
    listed = (
        Bound(when, (_own_number(facts, meeting), reading))
        for meeting, number in _of_the_day(facts)
        for other, when, reading in numbered.get(meeting.series_key, ())
        if other < number
    )
    held = (
        Bound(other.day, (other.reading, own.reading, _holder(facts, holding)))
        for holding in facts.holdings
        for other, own in tenures.before(holding)
    )
    return max(chain(stated, listed, held), key=lambda b: b.day, default=None)


def _before(facts: Facts, numbered: _Series, tenures: Tenures) -> Bound | None:
    listed = (
        Bound(when, (_own_number(facts, meeting), reading))
        for meeting, number in _of_the_day(facts)
        for other, when, reading in numbered.get(meeting.series_key, ())
        if other > number
    )
    held = (
        Bound(other.day, (_holder(facts, holding), own.reading, other.reading))
        for holding in facts.holdings
        for other, own in tenures.after(holding)
    )
    return min(chain(listed, held), key=lambda b: b.day, default=None)


def _holder(facts: Facts, holding: PostHolding) -> Reading:
    return Reading(f"{holding.title} at the time", facts.document.name, holding.proof)


def _past_days(facts: Facts) -> Iterator[tuple[DateExpression, date]]:
    """The past dates that the text states, each with the first day it may mean."""
    planned = {m.date.proof.spans for m in facts.meetings if m.date and m.status not in HELD}
    met = (m.date for m in facts.meetings if m.status in HELD and m.date)
    signed = (a.date for a in facts.agreements if a.status in _SIGNED and a.date)
    begun = (i.date for i in facts.initiatives if i.status in _SIGNED and i.date)
    for expression in (*facts.dates, *met, *signed, *begun):
        known = bounds(expression.start)
        if known and expression.proof.spans not in planned:
            yield expression, known[0]


def _of_the_day(facts: Facts) -> Iterator[tuple[Meeting, int]]:
    """Numbered meetings that the document reports on: of its own day, the occasion of one of that
    day, or told as held without a date of their own."""
    printed = _printed(facts)
    today = [m for m in facts.meetings if m.date and printed and day(m.date.start) == day(printed.start)]
    tied = {tie.key for m in today for tie in (m.occasion, m.part_of) if tie}
    for meeting in facts.meetings:
        near = meeting in today or meeting.key in tied or (meeting.status == "held" and not meeting.date)
        if near and meeting.series_key and meeting.ordinal and meeting.status in HELD:
            yield meeting, meeting.ordinal.value


def _reading(facts: Facts, expression: DateExpression) -> Reading:
    return Reading(day(expression.start), facts.document.name, expression.proof)


def _own_number(facts: Facts, meeting: Meeting) -> Reading:
    proof = meeting.ordinal.proof if meeting.ordinal else meeting.proof
    number = meeting.ordinal.value if meeting.ordinal else 0
    return Reading(f"number {number} of its series", facts.document.name, proof)


def _inferences(facts: Facts, year: int, premises: tuple[Reading, ...]) -> Iterator[Inference]:
    printed = _printed(facts)
    name = facts.document.name
    stem = slug(name.rpartition(".")[0] or name)
    if printed:
        note = f"{year} is the only year in which this day is after and before what the texts state"
        yield _inference(f"{stem}-published", name, "", printed, year, premises, note)
        base = (Reading(f"{year}{printed.start[1:]}", name, printed.proof), *premises)
        for meeting in facts.meetings:
            if meeting.date and yearless(meeting.date.start) and meeting.status in HELD:
                tail = f"{stem}-{meeting.key.partition('/')[2]}"
                yield _inference(
                    tail, name, meeting.key, meeting.date, year, base, "the year of its document"
                )
                yield from _of_its_occasion(facts, meeting, meeting.date, stem, year, base)


def _of_its_occasion(
    facts: Facts, meeting: Meeting, when: DateExpression, stem: str, year: int, base: tuple[Reading, ...]
) -> Iterator[Inference]:
    """The day of a dialogue that has none: that of the meeting on its occasion."""
    tie = meeting.occasion
    other = next((m for m in facts.meetings if tie and m.key == tie.key), None)
    if tie and other and other.type == _ONE_DAY and not other.date and other.status in HELD:
        name = facts.document.name
        premises = (*base, Reading("a meeting on its occasion", name, tie.proof))
        note = "the day of the meeting on its occasion"
        tail = f"{stem}-{other.key.partition('/')[2]}"
        yield _inference(tail, name, other.key, when, year, premises, note)


def _inference(
    tail: str,
    name: str,
    subject: Key,
    printed: DateExpression,
    year: int,
    premises: Iterable[Reading],
    note: str,
) -> Inference:
    value = f"{year}{printed.start[1:]}"
    return Inference(f"inference/{tail}", name, subject, printed.surface, value, tuple(premises), note)
