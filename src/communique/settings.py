"""What a person can set: its default, its meaning, and the checks that a given value must pass.

Values come in layers (`layers.py`), later ones win, and `resolve` tells where each came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from math import inf
from typing import TypeVar
from urllib.parse import urlsplit

from communique.errors import SettingsError
from communique.vocab import HOME, WIKIDATA_RECONCILIATION

Value = TypeVar("Value")


# The concepts of http://purl.org/adms/publishertype/1.0
PUBLISHER_TYPES = (
    *(
        "Academia-ScientificOrganisation",
        "Company",
        "IndustryConsortium",
        "LocalAuthority",
        "NationalAuthority",
    ),
    *("NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)", "RegionalAuthority"),
    *("StandardisationBody", "SupraNationalAuthority"),
)


class EvidenceMode(StrEnum):
    """Whether evidence repeats the words it points to, or gives their position alone."""

    QUOTE = "quote"
    POSITION = "position"


def _of(default: Value, meaning: str) -> Value:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run, checked."""

    base: str = _of(HOME, "what every IRI begins with; ends in / or #")
    evidence: EvidenceMode = _of(
        EvidenceMode.POSITION, "quote repeats the words that prove a fact, position only points to them"
    )
    min_confidence: float = _of(0.0, "facts read with less confidence than this (0 to 1) are left out")
    quote_context: int = _of(32, "characters before and after a quoted span")
    title: str = _of("Press releases as linked open data", "the dataset's title in the catalogue")
    description: str = _of(
        "Officials, posts, meetings, agreements and quotations that press releases name, with their proof.",
        "the dataset's description in the catalogue",
    )
    publisher: str = _of("The communique contributors", "who publishes the dataset")
    publisher_iri: str = _of("", "the publisher's IRI; made from the base where empty")
    publisher_type: str = _of(
        "NonProfitOrganisation",
        "what the publisher is: a word of the ADMS publisher types",
    )
    licence: str = _of("https://creativecommons.org/licenses/by/4.0/", "IRI of the data's licence")
    contact: str = _of("", "whom to ask about the data; the publisher where empty")
    contact_email: str = _of("", "where to ask about the data")
    texts_terms: str = _of(
        "The wording of each release belongs to its publisher, whose terms hold; "
        "the data gives positions in it.",
        "the terms of the texts themselves, which are not those of the data",
    )
    version: str = _of("", "the dataset's version, such as 1.2.0; left out where empty")
    version_notes: str = _of("", "what is new in this version")
    previous_version: str = _of("", "IRI of the version before this one")
    service: str = _of(
        "", "where `communique serve` runs, ending in /: the catalogue then names its services"
    )
    issued: str = _of("", "day of issue, YYYY-MM-DD; left out where empty")
    pyshacl_limit: int = _of(0, "triples up to which pySHACL, not pyshifty, judges a part of a build")
    part_texts: int = _of(
        100, "texts that are lifted, checked and written at a time; more make several parts"
    )
    one_file_texts: int = _of(
        1_000, "texts up to which Turtle and JSON-LD are one file each; one a part beyond"
    )
    max_text_bytes: int = _of(20_000_000, "texts larger than this are refused")
    max_text_tokens: int = _of(
        25_000, "words and signs that are read of a text; of a longer one the data says how far it was read"
    )
    reconcile_endpoint: str = _of(
        WIKIDATA_RECONCILIATION, "the service that `link` asks (Entity Reconciliation API 0.2)"
    )
    reconcile_batch: int = _of(10, "queries that go to the service in one request")
    reconcile_candidates: int = _of(5, "candidates to ask for each query")
    reconcile_interval: float = _of(1.0, "seconds from one request to the next, at least")
    reconcile_timeout: float = _of(60.0, "seconds to wait for an answer")
    reconcile_patience: float = _of(120.0, "seconds to wait at most where the service asks to come later")
    reconcile_tries: int = _of(4, "times to try a request that fails for a passing reason")
    reviewer: str = _of("", "whom decisions of `review` are by")


@dataclass(frozen=True, slots=True)
class Given:
    """A value as someone gave it, and where: `source` is a file, a variable or an option."""

    name: str
    value: object
    source: str
    line: int = 0

    def wrong(self, reason: str) -> SettingsError:
        """The error that says where the value stands and what is the matter with it."""
        return SettingsError(self.source, self.line, reason)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a run, and for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def names() -> tuple[str, ...]:
    """Every setting's name, in the order they are declared and shown."""
    return tuple(item.name for item in fields(Settings))


def meaning(name: str) -> str:
    """What a setting does, in one line."""
    return next(str(item.metadata["meaning"]) for item in fields(Settings) if item.name == name)


def resolve(given: Iterable[Given]) -> Configuration:
    """The settings that hold when every value is given in turn, the last one winning."""
    values: dict[str, str | float] = {}
    origins = dict.fromkeys(names(), "default")
    for item in given:
        values[item.name] = _checked(item)
        origins[item.name] = f"{item.source}:{item.line}" if item.line else item.source
    return Configuration(Settings(**values), origins)  # type: ignore[arg-type]


def _checked(given: Given) -> str | float:
    if given.name not in CHECKS:
        close = get_close_matches(given.name, CHECKS, 1)
        hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(CHECKS)}"
        raise given.wrong(f"unknown setting {given.name!r}{hint}")
    return CHECKS[given.name](given)


def _words(given: Given) -> str:
    if not isinstance(given.value, str):
        raise given.wrong(f"{given.name} takes words, not {given.value!r}")
    return given.value


def _iri(given: Given) -> str:
    words = _words(given)
    parts = urlsplit(words)
    if words and (not parts.scheme or not parts.netloc or re.search(r"""[\s<>"{}|\\^`]""", words)):
        raise given.wrong(f"{given.name} is no absolute IRI: {words!r}")
    return words


def _base(given: Given) -> str:
    base = _iri(given)
    if not base.endswith(("/", "#")):
        raise given.wrong(f"base must end in / or #: {base!r}")
    return base


def _service(given: Given) -> str:
    service = _iri(given)
    if service and not service.endswith("/"):
        raise given.wrong(f"service must end in /: {service!r}")
    return service


def _publisher_type(given: Given) -> str:
    words = _words(given)
    if words not in PUBLISHER_TYPES:
        raise given.wrong(f"publisher_type is one of {', '.join(PUBLISHER_TYPES)}, not {words!r}")
    return words


def _day(given: Given) -> str:
    words = str(given.value)
    try:
        return date.fromisoformat(words).isoformat() if words else words
    except ValueError as error:
        raise given.wrong(f"{given.name} is no day like 2024-05-31: {words!r}") from error


def _evidence(given: Given) -> EvidenceMode:
    try:
        return EvidenceMode(str(given.value))
    except ValueError as error:
        raise given.wrong(f"evidence is quote or position, not {given.value!r}") from error


def _number(given: Given) -> float:
    try:
        return float(str(given.value))
    except ValueError as error:
        raise given.wrong(f"{given.name} takes a number, not {given.value!r}") from error


def _share(given: Given) -> float:
    number = _number(given)
    if not 0 <= number <= 1:
        raise given.wrong(f"{given.name} lies between 0 and 1, not at {given.value}")
    return number


def _whole(given: Given) -> int:
    number = _number(given)
    if not number.is_integer() or number < 0:
        raise given.wrong(f"{given.name} takes a whole number from 0, not {given.value}")
    return int(number)


def _counted(given: Given) -> int:
    number = _whole(given)
    if not number:
        raise given.wrong(f"{given.name} is 1 at least")
    return number


def _seconds(given: Given) -> float:
    number = _number(given)
    if not 0 <= number < inf:
        raise given.wrong(f"{given.name} takes seconds from 0, not {given.value}")
    return number


CHECKS: Mapping[str, Callable[[Given], str | float]] = dict.fromkeys(names(), _words) | {
    "base": _base,
    "evidence": _evidence,
    "min_confidence": _share,
    "quote_context": _whole,
    "publisher_iri": _iri,
    "licence": _iri,
    "previous_version": _iri,
    "service": _service,
    "publisher_type": _publisher_type,
    "issued": _day,
    "pyshacl_limit": _whole,
    "part_texts": _counted,
    "one_file_texts": _whole,
    "max_text_bytes": _whole,
    "max_text_tokens": _counted,
    "reconcile_endpoint": _iri,
    "reconcile_batch": _counted,
    "reconcile_candidates": _counted,
    "reconcile_interval": _seconds,
    "reconcile_timeout": _seconds,
    "reconcile_patience": _seconds,
    "reconcile_tries": _counted,
}
