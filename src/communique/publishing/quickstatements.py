"""Facts to give back to Wikidata, as QuickStatements (https://www.wikidata.org/wiki/Help:QuickStatements).

Only what a text states, and only of things that are the same as a Wikidata item on both ends. An
editor reads the list before it is run: each line carries its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from communique.entities import Corpus
from communique.model import Derivation, Facts, Key, Proof

Items = Mapping[Key, str]
Statement = tuple[Key, str, Key, Proof, tuple[str, ...]]
"""Subject, Wikidata property, value, proof, qualifiers."""

PARTICIPANT: Final = "P710"
ORGANIZER: Final = "P664"
SIGNATORY: Final = "P1891"
POSITION: Final = "P39"
POINT_IN_TIME: Final = "P585"
_REFERENCE_URL: Final = "S854"
_PUBLISHED: Final = "S577"
_TITLE: Final = "S1476"

_PRECISION: Final = {4: "9", 7: "10", 10: "11"}
_ROLES: Final = {"convener": ORGANIZER, "host": ORGANIZER}


def commands(corpus: Corpus, items: Items) -> list[str]:
    """One command a line, sorted, each statement once for each release that makes it."""
    return sorted(set(chain.from_iterable(_of_document(facts, items) for facts in corpus.documents)))


def _of_document(facts: Facts, items: Items) -> Iterator[str]:
    reference = tuple(_reference(facts))
    statements = chain(_positions(facts), _participants(facts), _signatories(facts))
    for subject, name, value, proof, qualifiers in statements:
        if proof.derivation is Derivation.STATED and subject in items and value in items:
            yield "\t".join((items[subject], name, items[value], *qualifiers, *reference))


def _positions(facts: Facts) -> Iterator[Statement]:
    """Who held which post; the release's date is a time at which it was held, not its start."""
    day = _time(facts.header.published.start) if facts.header.published else ""
    qualifiers = (POINT_IN_TIME, day) if day else ()
    for holding in facts.holdings:
        yield holding.person, POSITION, holding.post, holding.proof, qualifiers


def _participants(facts: Facts) -> Iterator[Statement]:
    held = {meeting.key for meeting in facts.meetings if meeting.status in ("held", "past")}
    for part in facts.participations:
        if part.meeting in held:
            yield part.meeting, _ROLES.get(part.role, PARTICIPANT), part.agent, part.proof, ()
    for meeting in facts.meetings:
        if meeting.key in held:
            yield from ((meeting.key, PARTICIPANT, party.key, party.proof, ()) for party in meeting.parties)


def _signatories(facts: Facts) -> Iterator[Statement]:
    for agreement in facts.agreements:
        signed = agreement.parties if agreement.status == "signed" else ()
        for signer in (*agreement.signatories, *signed):
            yield agreement.key, SIGNATORY, signer.key, signer.proof, ()


def _reference(facts: Facts) -> Iterator[str]:
    header = facts.header
    if header.source and header.source.value.startswith(("http://", "https://")):
        yield from (_REFERENCE_URL, _string(header.source.value))
    if header.title:
        yield from (_TITLE, f"{header.language}:{_string(header.title.value)}")
    if header.published and (day := _time(header.published.start)):
        yield from (_PUBLISHED, day)


def _string(value: str) -> str:
    """A quoted string; QuickStatements has no way to escape a quotation mark inside."""
    return '"' + " ".join(value.split()).replace('"', "'") + '"'


def _time(value: str) -> str:
    """A date in Wikidata's notation with its precision; empty where no year is given."""
    if value.startswith("-") or len(value) not in _PRECISION:
        return ""
    return f"+{value}{'-00' * ((10 - len(value)) // 3)}T00:00:00Z/{_PRECISION[len(value)]}"
