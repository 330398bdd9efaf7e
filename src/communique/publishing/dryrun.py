"""What the QuickStatements would do, for the person who decides whether to run them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from communique.entities import Corpus
from communique.model import Key
from communique.publishing.quickstatements import (
    ORGANIZER,
    PARTICIPANT,
    POSITION,
    SIGNATORY,
    Items,
    Offer,
    Reason,
    commands,
)
from communique.terminal import printable

MISSING_SHOWN: Final = 10
_NAMES: Final = {
    PARTICIPANT: "participant",
    ORGANIZER: "organizer",
    SIGNATORY: "signatory",
    POSITION: "position held",
}


def summary(corpus: Corpus, offers: Sequence[Offer], items: Items) -> str:
    """Markdown: how many statements of which kind, each with its place, and what was left out and why."""
    labels = {entity.key: entity.label for entity in corpus.entities}
    lines = (*_head(offers), *_given(offers, labels), *_left_out(offers), *_missing(offers, labels, items))
    return "".join(f"{line}\n" for line in lines)


def _head(offers: Sequence[Offer]) -> Iterator[str]:
    lines = commands(offers)
    yield "# Statements for Wikidata"
    yield ""
    if not lines:
        yield "None: `quickstatements.txt` is empty. Why is below."
        return
    yield f"`quickstatements.txt` holds {len(lines)}. Look at each before you run them: nothing was sent."
    yield ""
    counted = Counter(line.split("\t")[1] for line in lines)
    for name, count in sorted(counted.items()):
        yield f"- {_NAMES[name]} ({name}): {count}"


def _given(offers: Sequence[Offer], labels: Mapping[Key, str]) -> Iterator[str]:
    given = [offer for offer in offers if offer.command]
    if given:
        yield from ("", "## Would be stated", "")
        yield "| Subject | Property | Value | In Wikidata | Where it stands |"
        yield "|---|---|---|---|---|"
        yield from sorted({_row(offer, labels) for offer in given})


def _row(offer: Offer, labels: Mapping[Key, str]) -> str:
    subject, name, value = offer.command.split("\t")[:3]
    cells = (
        _cell(labels.get(offer.subject, offer.subject)),
        _NAMES[offer.property],
        _cell(labels.get(offer.value, offer.value)),
        f"{subject} {name} {value}",
        ", ".join(f"{_cell(offer.file)} {span.start}–{span.end}" for span in offer.proof.spans),
    )
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", printable(" ".join(words.split())))


def _left_out(offers: Sequence[Offer]) -> Iterator[str]:
    reasons = Counter(offer.reason for offer in offers if offer.reason)
    if reasons:
        yield from ("", "## Left out", "")
        yield from (f"- {reasons[reason]}: {reason}" for reason in Reason if reasons[reason])


def _missing(offers: Sequence[Offer], labels: Mapping[Key, str], items: Items) -> Iterator[str]:
    """What has no item, most wanted first."""
    lacking = (offer for offer in offers if offer.reason is Reason.NO_ITEM)
    ends = Counter(
        end for offer in lacking for end in (offer.subject, offer.value) if end and end not in items
    )
    if ends:
        yield from ("", "Without an item, and named most often in what was left out:", "")
        for end, count in sorted(ends.items(), key=lambda found: (-found[1], found[0]))[:MISSING_SHOWN]:
            yield f"- {_cell(labels.get(end, end))} (`{end}`): {count}"
