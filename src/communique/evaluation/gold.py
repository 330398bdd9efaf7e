"""What careful readers found in one text, in the format that docs/evaluation.md describes.

Wherever more than one wording is right, all are given, the fullest first. An empty date says that the
text settles none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.errors import GoldError, UsageError
from communique.evaluation.goldfile import Node, read

TYPES = ("person", "organization")
ROLES = ("chair", "participant", "party")
STATUSES = ("held", "planned", "past", "cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A post under its acceptable titles, and the bodies it may be said to be in (none: any will do)."""

    titles: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """A named human with the posts held at the time."""

    names: tuple[str, ...]
    posts: tuple[GoldPost, ...]


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """Who took part in a meeting."""

    names: tuple[str, ...]
    person: bool
    role: str


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """An event at which parties met or talked."""

    labels: tuple[str, ...]
    type: str
    status: str
    starts: tuple[str, ...]
    places: tuple[str, ...]
    participants: tuple[GoldParticipant, ...]


@dataclass(frozen=True, slots=True)
class GoldAgreement:
    """An instrument or programme."""

    labels: tuple[str, ...]
    dates: tuple[str, ...]
    amount: float | None
    currency: str
    parties: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """Direct speech by its first words."""

    speakers: tuple[str, ...]
    opening: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one text is held to say; what it would `ignore` is neither right nor wrong."""

    document: str
    published: str
    people: tuple[GoldPerson, ...]
    meetings: tuple[GoldMeeting, ...]
    agreements: tuple[GoldAgreement, ...]
    quotations: tuple[GoldQuotation, ...]
    ignore: tuple[str, ...]


def load_gold(path: Path) -> tuple[Annotation, ...]:
    """The annotations of a file, or of the `.json` files of a folder by name; `UsageError` for none."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    found = tuple(_annotation(read(file)) for file in files)
    if not found:
        raise UsageError(f"no annotations (.json) in {path}")
    names = [one.document for one in found]
    for file, name in zip(files, names, strict=True):
        if names.count(name) > 1:
            raise GoldError(file, 0, f"annotates {name}, as another file does")
    return found


def _annotation(root: Node) -> Annotation:
    given = root.fields(("document", "published", "people", "meetings", "agreements", "quotations", "ignore"))
    return Annotation(
        given["document"].needed()[0],
        given["published"].text(),
        tuple(_person(node) for node in given["people"].items()),
        tuple(_meeting(node) for node in given["meetings"].items()),
        tuple(_agreement(node) for node in given["agreements"].items()),
        tuple(_quotation(node) for node in given["quotations"].items()),
        given["ignore"].texts(),
    )


def _person(node: Node) -> GoldPerson:
    given = node.fields(("name", "posts"))
    return GoldPerson(given["name"].needed(), tuple(_post(post) for post in given["posts"].items()))


def _post(node: Node) -> GoldPost:
    given = node.fields(("post", "organization"))
    return GoldPost(given["post"].needed(), given["organization"].texts())


def _meeting(node: Node) -> GoldMeeting:
    given = node.fields(("label", "type", "status", "start", "end", "place", "ordinal", "participants"))
    return GoldMeeting(
        given["label"].needed(),
        given["type"].needed()[0],
        given["status"].one_of(STATUSES),
        _dates(given["start"]),
        given["place"].texts(),
        tuple(_participant(one) for one in given["participants"].items()),
    )


def _participant(node: Node) -> GoldParticipant:
    given = node.fields(("agent", "type", "role"))
    kind = given["type"].one_of(TYPES)
    return GoldParticipant(given["agent"].needed(), kind == "person", given["role"].one_of(ROLES))


def _agreement(node: Node) -> GoldAgreement:
    given = node.fields(("label", "type", "status", "date", "parties", "signatories", "amount", "currency"))
    return GoldAgreement(
        given["label"].needed(),
        _dates(given["date"]),
        given["amount"].number(),
        given["currency"].text(),
        tuple(party.needed() for party in given["parties"].items()),
    )


def _quotation(node: Node) -> GoldQuotation:
    given = node.fields(("speaker", "starts"))
    return GoldQuotation(given["speaker"].needed(), given["starts"].needed()[0])


def _dates(node: Node) -> tuple[str, ...]:
    return node.texts() if isinstance(node.value, list) else (node.text(),)
