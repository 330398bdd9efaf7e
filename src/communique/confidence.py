"""Leave out what was read with too little confidence, and whatever then hangs in the air."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, fields, replace
from typing import TypeAlias, TypeVar

from communique.model import (
    Agreement,
    Delegation,
    Facts,
    Initiative,
    Key,
    Meeting,
    Participation,
    PostHolding,
    Proof,
    Quotation,
    Topic,
)

Record: TypeAlias = (
    PostHolding | Meeting | Delegation | Participation | Agreement | Initiative | Quotation | Topic
)
Some = TypeVar("Some", bound=Record)

# The records that are left out as wholes.
KINDS = (
    "holdings",
    "meetings",
    "delegations",
    "participations",
    "agreements",
    "initiatives",
    "quotations",
    "topics",
)
# Without these a record says nothing; any other pointer to what was left out is emptied.
NEEDED = ("meeting", "agent", "person", "speaker")


def at_least(facts: Facts, least: float) -> Facts:
    """The facts read with a confidence of `least` or more, with no pointer to one left out."""
    if least <= 0:
        return facts
    lost = _lost(facts, least)

    def kept(records: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple(_cleaned(record, least, lost) for record in records if record.key not in lost)

    return replace(
        facts,
        holdings=kept(facts.holdings),
        meetings=kept(facts.meetings),
        delegations=kept(facts.delegations),
        participations=kept(facts.participations),
        agreements=kept(facts.agreements),
        initiatives=kept(facts.initiatives),
        quotations=kept(facts.quotations),
        topics=kept(facts.topics),
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was left out: its kind, such as `meetings` or `meetings.date`, and its proof; `hanging` is
    what was sure enough but says nothing without something that was left out."""

    kind: str
    proof: Proof
    hanging: bool = False


def left_out(facts: Facts, least: float) -> Iterator[Doubt]:
    """What `at_least` leaves out of the facts, record by record."""
    lost = _lost(facts, least)
    for name in KINDS:
        for record in getattr(facts, name):
            if record.key in lost:
                yield Doubt(name, record.proof, record.proof.confidence >= least)
            else:
                yield from _parts_left_out(name, record, least)


def _parts_left_out(name: str, record: Record, least: float) -> Iterator[Doubt]:
    for item in fields(record):
        value = getattr(record, item.name)
        for part in value if isinstance(value, tuple) else (value,):
            proof = getattr(part, "proof", None)
            if isinstance(proof, Proof) and proof.confidence < least:
                yield Doubt(f"{name}.{item.name}", proof)


def _records(facts: Facts) -> tuple[Record, ...]:
    return tuple(record for name in KINDS for record in getattr(facts, name))


def _lost(facts: Facts, least: float) -> Set[Key]:
    records = _records(facts)
    lost = {record.key for record in records if record.proof.confidence < least}
    before = -1
    while before != len(lost):
        before = len(lost)
        lost |= {r.key for r in records if any(getattr(r, name, "") in lost for name in NEEDED)}
    return lost


def _cleaned(record: Some, least: float, lost: Set[Key]) -> Some:
    values = {item.name: _value(getattr(record, item.name), least, lost) for item in fields(record)}
    return replace(record, **values)  # type: ignore[arg-type]


def _value(value: object, least: float, lost: Set[Key]) -> object:
    if isinstance(value, tuple):
        return tuple(item for item in value if not _doubtful(item, least, lost))
    if isinstance(value, str):
        return "" if value in lost else value
    return None if _doubtful(value, least, lost) else value


def _doubtful(value: object, least: float, lost: Set[Key]) -> bool:
    proof = getattr(value, "proof", None)
    return proof is not None and (proof.confidence < least or getattr(value, "key", "") in lost)
