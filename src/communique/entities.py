"""What identity makes of the facts of many documents: entities, and what was noticed across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Facts, Key, Proof


@dataclass(frozen=True, slots=True)
class Link:
    """A decided tie to another dataset; `predicate` is a CURIE such as `owl:sameAs`.

    `justification` is in words, `method` the term of semapv for how it was come by; who decided it
    when, how surely and what the target is called there are empty where not recorded.
    """

    predicate: str
    target: str
    justification: str
    method: str = "semapv:ManualMappingCuration"
    label: str = ""
    confidence: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing under the key that all documents share.

    `kind` is the first part of the key: person, body, place, post, series, meeting, agreement,
    initiative, topic. `within` is the key of what contains it: a body's parent, a post's body; `names` are
    (language, name) in other languages, known from `mappings/` and not from the texts.
    """

    key: Key
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    within: Key = ""
    links: tuple[Link, ...] = ()
    type: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings that disagree, and where it stands."""

    value: str
    document: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Readings that disagree, or one that cannot be right. `kind`: spelling, date, count, title,
    chair, holder, frequency. `subject` is the key concerned, `preferred` the chosen reading or empty,
    `decided` who chose it, when and why."""

    key: Key
    kind: str
    subject: Key
    readings: tuple[Reading, ...]
    note: str
    preferred: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """A date worked out from other facts: of `subject` (a meeting's key) or of the document
    itself (`subject` empty), with its premises."""

    key: Key
    document: str
    subject: Key
    printed: str
    value: str
    premises: tuple[Reading, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents' facts under shared keys, the entities, and what was noticed across them.

    `replaced`: keys that an earlier build published and that others took the place of. `stems`: for
    each document what keys of its own begin with. `addresses`: the keys under `doc/` that an earlier
    build gave to documents, by name and hash.
    """

    documents: Sequence[Facts]
    entities: tuple[Entity, ...]
    discrepancies: tuple[Discrepancy, ...] = ()
    inferences: tuple[Inference, ...] = ()
    replaced: tuple[tuple[Key, Key], ...] = ()
    stems: tuple[str, ...] = ()
    addresses: tuple[tuple[tuple[str, str], Key], ...] = ()
