"""Meetings, their dates, places and participants.

Several found meetings may be parts of one expected; each goes to the one it resembles most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.evaluation.found import Found, Row, distinct
from communique.evaluation.gold import Annotation, GoldMeeting, GoldParticipant
from communique.evaluation.likeness import (
    SAME_NAME,
    SAME_PLACE,
    closest,
    same,
    same_date,
    same_person,
    settled,
)
from communique.evaluation.verdicts import Bench, Matching, Outcome, Verdict, match

CHAIRING = frozenset({"chair", "co-chair", "convener", "co-convener", "host", "co-host", "organizer"})
# A label that agrees is 1, all the participants are 1; a meeting must reach about one of them.
DATE, TYPE, STATUS, OTHER_STATUS = 0.3, 0.2, 0.2, -0.3
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Event:
    """A found meeting and the rows of those who took part."""

    row: Row
    present: tuple[Row, ...]


def judge_meetings(gold: Annotation, found: Found) -> Iterator[Verdict]:
    """Each meeting, and for each its date, place and participants where they are asked for."""
    bench = Bench("meetings", gold.document)
    parts: dict[int, list[Event]] = {at: [] for at in range(len(gold.meetings))}
    for event in _events(found):
        at = _most_like(gold.meetings, event)
        if at is not None:
            parts[at].append(event)
            continue
        ignored = same(event.row["label"], gold.ignore, SAME_PLACE)
        yield bench.says(Outcome.IGNORED if ignored else Outcome.EXTRA, event.row["label"], event.row)
    for at, meeting in enumerate(gold.meetings):
        rows = [event.row for event in parts[at]]
        yield bench.says(Outcome.RIGHT if rows else Outcome.MISSED, meeting.labels[0], *rows)
        yield from _judge_date(gold.document, meeting, rows)
        yield from _judge_place(gold.document, meeting, rows)
        yield from _judge_participants(gold, meeting, [r for event in parts[at] for r in event.present])


def _events(found: Found) -> Iterator[Event]:
    present = distinct(found.participations, "meeting", "agent", "role")
    for row in distinct(found.meetings, "meeting"):
        yield Event(row, tuple(one for one in present if one["meeting"] == row["meeting"]))


def _most_like(meetings: tuple[GoldMeeting, ...], event: Event) -> int | None:
    best = max(range(len(meetings)), key=lambda at: _resemblance(meetings[at], event), default=None)
    return best if best is not None and _resemblance(meetings[best], event) >= ALIKE else None


def _resemblance(meeting: GoldMeeting, event: Event) -> float:
    return (
        closest(event.row["label"], meeting.labels)
        + _attendance(meeting, event)
        + DATE * same_date(event.row["start"], meeting.starts)
        + TYPE * (event.row["type"] == meeting.type)
        + (STATUS if (event.row["status"] or "held") == meeting.status else OTHER_STATUS)
    )


def _attendance(meeting: GoldMeeting, event: Event) -> float:
    came = sum(any(_same_agent(one, row) for row in event.present) for one in meeting.participants)
    return came / max(1, len(meeting.participants))


def _same_agent(expected: GoldParticipant, row: Row) -> bool:
    if expected.person != (row["agent_type"] == "person"):
        return False
    if expected.person:
        return same_person(row["name"], expected.names)
    return same(row["name"], expected.names, SAME_NAME)


def _judge_date(document: str, meeting: GoldMeeting, rows: list[Row]) -> Iterator[Verdict]:
    if settled(meeting.starts):
        right = any(same_date(row["start"], meeting.starts) for row in rows)
        yield _judge_part(Bench("dates", document), meeting, rows, "start", meeting.starts, right)


def _judge_place(document: str, meeting: GoldMeeting, rows: list[Row]) -> Iterator[Verdict]:
    if meeting.places:
        right = any(same(row["place"], meeting.places, SAME_PLACE) for row in rows)
        yield _judge_part(Bench("places", document), meeting, rows, "place", meeting.places, right)


def _judge_part(
    bench: Bench, meeting: GoldMeeting, rows: list[Row], column: str, accepted: tuple[str, ...], right: bool
) -> Verdict:
    """A part of a meeting that was missed is missed with it."""
    read = ", ".join(dict.fromkeys(row[column] for row in rows if row[column])) or "nothing"
    note = f"{meeting.labels[0]}: {accepted[0]}"
    if not rows:
        return bench.says(Outcome.MISSED, note)
    return bench.holds(right, note if right else f"{note}, not {read}", *rows)


def _judge_participants(gold: Annotation, meeting: GoldMeeting, present: list[Row]) -> Iterator[Verdict]:
    bench = Bench("participations", gold.document)
    matching = match(meeting.participants, distinct(present, "name"), _same_agent)
    yield from _judge_roles(bench, meeting, matching, present)
    yield from bench.unpaired(
        matching,
        lambda one: f"{meeting.labels[0]}: {one.names[0]} as {one.role}",
        lambda row: f"{meeting.labels[0]}: {row['name']} as {row['role']}",
        lambda row: same(row["name"], gold.ignore, SAME_PLACE),
    )


def _judge_roles(
    bench: Bench, meeting: GoldMeeting, matching: Matching[GoldParticipant], present: Iterable[Row]
) -> Iterator[Verdict]:
    """Who chairs is told from who does not."""
    for expected, row in matching.pairs:
        same_name = [one for one in present if one["name"] == row["name"]]
        roles = {one["role"] for one in same_name}
        right = (expected.role == "chair") == bool(roles & CHAIRING)
        wrong = "" if right else f", not {' and '.join(sorted(roles))}"
        note = f"{meeting.labels[0]}: {expected.names[0]} as {expected.role}{wrong}"
        yield bench.holds(right, note, row)
