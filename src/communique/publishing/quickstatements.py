"""Facts to give back to Wikidata, as QuickStatements (https://www.wikidata.org/wiki/Help:QuickStatements).

Only what a text states, and only of things that are the same as a Wikidata item on both ends, each with
the release's address and date as its reference. An editor reads the summary before the list is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from communique.entities import Corpus
from communique.model import Derivation, Facts, Header, Key, Proof

Items = Mapping[Key, str]
Claim = tuple[Key, str, Key, Proof, tuple[str, ...]]
"""Subject, Wikidata property, value, proof, qualifiers."""

PARTICIPANT: Final = "P710"
ORGANIZER: Final = "P664"
SIGNATORY: Final = "P1891"
POSITION: Final = "P39"
POINT_IN_TIME: Final = "P585"
_REFERENCE_URL: Final = "S854"
_PUBLISHED: Final = "S577"
_TITLE: Final = "S1476"

# QuickStatements takes | for a tab and || for the end of a line, in a string too.
_SEPARATES: Final = re.compile(r"\|")
_ADDRESS: Final = re.compile(r"https?://[^\s\"|<>]+")

_PRECISION: Final = {4: "9", 7: "10", 10: "11"}
_ROLES: Final = {"convener": ORGANIZER, "host": ORGANIZER}


class Reason(StrEnum):
    """Why a fact is not given back."""

    NOT_STATED = "no text states it in so many words"
    NO_ITEM = "one of its ends has no Wikidata item"
    NO_ADDRESS = "the release gives no web address to refer to"
    NO_DATE = "the release gives no date to refer to"


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact that could be given back: its command in QuickStatements, or why it is not given."""

    file: str
    subject: Key
    property: str
    value: Key
    proof: Proof
    command: str = ""
    reason: Reason | None = None


def commands(offers: Iterable[Offer]) -> list[str]:
    """One command a line, sorted, each statement once for each release that makes it."""
    return sorted({offer.command for offer in offers if offer.command})


def offers(corpus: Corpus, items: Items) -> Iterator[Offer]:
    """Each fact of a kind that Wikidata knows, document by document."""
    for facts in corpus.documents:
        for claim in chain(_positions(facts), _participants(facts), _signatories(facts)):
            yield _offer(facts, claim, items)


def _offer(facts: Facts, claim: Claim, items: Items) -> Offer:
    subject, name, value, proof, qualifiers = claim
    reason = _reason(facts.header, claim, items)
    line = ""
    if reason is None:
        line = "\t".join((items[subject], name, items[value], *qualifiers, *_reference(facts.header)))
    return Offer(facts.document.name, subject, name, value, proof, line, reason)


def _reason(header: Header, claim: Claim, items: Items) -> Reason | None:
    subject, _, value, proof, _ = claim
    if proof.derivation is not Derivation.STATED:
        return Reason.NOT_STATED
    if subject not in items or value not in items:
        return Reason.NO_ITEM
    if not _address(header):
        return Reason.NO_ADDRESS
    return None if _day(header) else Reason.NO_DATE


def _positions(facts: Facts) -> Iterator[Claim]:
    """Who held which post; the release's date is a time at which it was held, not its start."""
    day = _day(facts.header)
    qualifiers = (POINT_IN_TIME, day) if day else ()
    for holding in facts.holdings:
        yield holding.person, POSITION, holding.post, holding.proof, qualifiers


def _participants(facts: Facts) -> Iterator[Claim]:
    held = {meeting.key for meeting in facts.meetings if meeting.status in ("held", "past")}
    for part in facts.participations:
        if part.meeting in held:
            yield part.meeting, _ROLES.get(part.role, PARTICIPANT), part.agent, part.proof, ()
    for meeting in facts.meetings:
        if meeting.key in held:
            yield from ((meeting.key, PARTICIPANT, party.key, party.proof, ()) for party in meeting.parties)


def _signatories(facts: Facts) -> Iterator[Claim]:
    for agreement in facts.agreements:
        signed = agreement.parties if agreement.status == "signed" else ()
        for signer in (*agreement.signatories, *signed):
            yield agreement.key, SIGNATORY, signer.key, signer.proof, ()


def _reference(header: Header) -> Iterator[str]:
    yield from (_REFERENCE_URL, _string(_address(header)))
    if header.title and not _SEPARATES.search(header.title.value):
        yield from (_TITLE, f"{header.language}:{_string(header.title.value)}")
    yield from (_PUBLISHED, _day(header))


def _address(header: Header) -> str:
    found = header.source.value if header.source else ""
    return found if _ADDRESS.fullmatch(found) else ""


def _day(header: Header) -> str:
    return _time(header.published.start) if header.published else ""


def _string(value: str) -> str:
    """A quoted string; QuickStatements has no way to escape a quotation mark inside."""
    return '"' + " ".join(value.split()).replace('"', "'") + '"'


def _time(value: str) -> str:
    """A date in Wikidata's notation with its precision; empty where no year is given."""
    if value.startswith("-") or len(value) not in _PRECISION:
        return ""
    return f"+{value}{'-00' * ((10 - len(value)) // 3)}T00:00:00Z/{_PRECISION[len(value)]}"
