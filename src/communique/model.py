"""The records that travel between the rooms.

Reading makes one `Facts` per document. Its keys (`Key`) are local to the document, such as
`person:2`. Identity rewrites them to keys that hold across documents, such as
`person/vladimir-voronkov`, and adds one `Entity` per key. Every fact carries its `Proof`.

Spans count Unicode code points of the text exactly as read, half-open. Dates are ISO 8601, as
precise as the text: `2020`, `2020-12`, `2020-12-02`, `--05-25`; the empty string where unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Key: TypeAlias = str


class Derivation(StrEnum):
    """How a fact was come by: in the words themselves, by looking up another, or by reasoning."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, in code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a fact stands and how it was read; `rule` names the line of `mappings/` that read it."""

    spans: tuple[Span, ...]
    derivation: Derivation = Derivation.STATED
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a document with their proof."""

    value: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer from one record to another, proved by itself."""

    key: Key
    proof: Proof


@dataclass(frozen=True, slots=True)
class Number:
    """An ordinal or a count as resolved from its words."""

    value: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class Metadata:
    """One entry of a document's front matter or HTML head."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text exactly as read. `name` is the file's name, `sha256` the hash of its UTF-8 bytes.

    `body` is where the text proper begins (after front matter), `hidden` the stretches of
    markup that are no words (tags, script, style), `end` where reading ends: 0 for all of the text.
    """

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    metadata: tuple[Metadata, ...] = ()
    body: int = 0
    hidden: tuple[Span, ...] = ()
    end: int = 0


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed (`surface`) and as resolved (`start`, and `end` of a range)."""

    surface: str
    start: str
    end: str
    proof: Proof
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the press may ask."""

    name: str
    organization: str
    email: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself; `kind` is how it names itself, such as "Press release"."""

    title: Text | None = None
    dateline: Text | None = None
    places: tuple[Reference, ...] = ()
    published: DateExpression | None = None
    identifier: Text | None = None
    publisher: Reference | None = None
    language: str = "en"
    contacts: tuple[Contact, ...] = ()
    source: Text | None = None
    kind: Text | None = None
    references: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A human named in the text; `name` is the fullest form there, `surfaces` each form once."""

    key: Key
    name: str
    honorific: str
    surfaces: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, state or body; `concept` is its id in `mappings/lexicon`, or empty."""

    key: Key
    name: str
    short: str
    concept: str
    surfaces: tuple[Text, ...]
    parent: Key = ""
    established: DateExpression | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A city, venue, country or region; `concept` is its id in `mappings/lexicon`, or empty."""

    key: Key
    name: str
    concept: str
    surfaces: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PostHolding:
    """A person in a post, as the document attests it. `post` is empty until identity names it."""

    key: Key
    person: Key
    title: str
    organization: Key
    proof: Proof
    acting: bool = False
    post: Key = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event at which parties met or talked.

    `type`: dialogue, meeting, visit, call, summit, conference, briefing, signing, other.
    `status`: held, planned, past, cancelled, postponed. `series` is the recurring event's name.
    """

    key: Key
    label: str
    type: str
    status: str
    proof: Proof
    date: DateExpression | None = None
    place: Reference | None = None
    series: Text | None = None
    series_key: Key = ""
    ordinal: Number | None = None
    part_of: Reference | None = None
    occasion: Reference | None = None
    parties: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """A group attending together, with its leader and the number of members as stated."""

    key: Key
    meeting: Key
    label: str
    leader: Key
    count: Number | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, in which role (chair, convener, host, participant, party, lead) and post."""

    key: Key
    meeting: Key
    agent: Key
    role: str
    proof: Proof
    holding: Key = ""
    on_behalf_of: Key = ""
    delegation: Key = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217)."""

    amount: str
    currency: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument between parties.

    `type`: agreement, framework, memorandum, declaration, statement, treaty, contribution,
    partnership, other. `status`: signed, adopted, launched, announced, in-force, planned, mentioned.
    """

    key: Key
    label: str
    type: str
    status: str
    proof: Proof
    date: DateExpression | None = None
    money: Money | None = None
    meeting: Reference | None = None
    finances: Reference | None = None
    parties: tuple[Reference, ...] = ()
    signatories: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie of an initiative to an agent or meeting: funder, manager, partner, launched at."""

    kind: str
    key: Key
    proof: Proof


@dataclass(frozen=True, slots=True)
class Initiative:
    """A programme, facility, project or partnership scheme; `type` and `status` as Agreement's."""

    key: Key
    label: str
    type: str
    status: str
    proof: Proof
    date: DateExpression | None = None
    money: Money | None = None
    part_of: Reference | None = None
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech. `span` holds the words between the marks, `designation` how the text
    names the speaker there."""

    key: Key
    speaker: Key
    designation: str
    span: Span
    proof: Proof


@dataclass(frozen=True, slots=True)
class Topic:
    """What a meeting discussed, and the regions named with it. `meeting` may be empty, or the key
    of an agreement that is about it."""

    key: Key
    meeting: Key
    label: str
    proof: Proof
    regions: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one document says."""

    document: Document
    header: Header = field(default_factory=Header)
    people: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    places: tuple[Place, ...] = ()
    holdings: tuple[PostHolding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    participations: tuple[Participation, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    topics: tuple[Topic, ...] = ()
    dates: tuple[DateExpression, ...] = ()
