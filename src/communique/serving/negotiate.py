"""Content negotiation by the Accept header: RFC 9110, section 12.5.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

LONGEST: Final = 2_000  # characters of a header that are looked at
ALIASES: Final = {
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "application/json": "application/ld+json",
    "application/xhtml+xml": "text/html",
    "text/plain": "application/n-triples",
    "application/x-trig": "application/trig",
    "text/x-nquads": "application/n-quads",
    "application/xml": "application/rdf+xml",
}


class Range(NamedTuple):
    """A media range of a header with its weight, from 0 to 1."""

    type: str
    weight: float

    @property
    def precision(self) -> int:
        """How exactly it names a type: the more exact range decides."""
        return 0 if self.type == "*/*" else 1 if self.type.endswith("/*") else 2

    def fits(self, media_type: str) -> bool:
        """Whether a media type lies in it."""
        return self.type in ("*/*", media_type) or (
            self.type.endswith("/*") and media_type.startswith(self.type[:-1])
        )


def ranges(header: str) -> Iterator[Range]:
    """The media ranges of an Accept header; what cannot be read is left out."""
    for part in header[:LONGEST].split(","):
        words = [word.strip().lower() for word in part.split(";")]
        weight = next((_weight(word[2:]) for word in words[1:] if word.startswith("q=")), 1.0)
        if words[0].count("/") == 1:
            yield Range(words[0], weight)


def choose(header: str, offers: Sequence[str]) -> str:
    """The offer that a header likes best, the first of those it likes equally; empty where it takes none.

    No header means that anything will do. A common other name of a type counts where none of the offers
    is named as such.
    """
    wanted = list(ranges(header))
    if not header.strip():
        return offers[0]
    best = _best(wanted, offers)
    renamed = [Range(ALIASES.get(found.type, found.type), found.weight) for found in wanted]
    return best or _best(renamed, offers)


def _best(wanted: Sequence[Range], offers: Sequence[str]) -> str:
    scored = [(_liked(wanted, offer), -number, offer) for number, offer in enumerate(offers)]
    weight, _, offer = max(scored)
    return offer if weight > 0 else ""


def _liked(wanted: Sequence[Range], offer: str) -> float:
    fitting = [found for found in wanted if found.fits(offer)]
    return max(fitting, key=lambda found: (found.precision, found.weight)).weight if fitting else 0.0


def _weight(words: str) -> float:
    try:
        return min(max(float(words), 0.0), 1.0)
    except ValueError:
        return 0.0
