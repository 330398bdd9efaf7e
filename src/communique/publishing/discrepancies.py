"""What disagrees or cannot be right, as a list for an editor (Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from communique.entities import Corpus, Discrepancy, Inference, Reading
from communique.model import Facts, Key
from communique.spool import ByName
from communique.terminal import printable

Documents = Mapping[str, Facts]
Labels = Mapping[Key, str]

HEADINGS: Final = {
    "chair": "Who was in the chair",
    "count": "Numbers that do not add up",
    "date": "Dates",
    "frequency": "Annual, and yet not every year",
    "holder": "One post, two holders at a time",
    "spelling": "Spellings",
    "title": "Titles",
}


def markdown(corpus: Corpus) -> str:
    """The discrepancies by kind, then the inferred dates, each reading with its file and line."""
    asked = {item.subject for item in corpus.discrepancies} | {item.subject for item in corpus.inferences}
    labels = {entity.key: entity.label for entity in corpus.entities if entity.key in asked}
    numbers: dict[str, int] = {}
    for number, facts in enumerate(corpus.documents):
        numbers[facts.document.name] = number
        labels.update((group.key, group.label) for group in facts.delegations if group.key in asked)
    return "\n".join(_lines(corpus, ByName(corpus.documents, numbers), labels)) + "\n"


def _lines(corpus: Corpus, documents: Documents, labels: Labels) -> Iterator[str]:
    found = sorted(corpus.discrepancies, key=lambda d: (d.kind, d.subject, d.key))
    yield "# What disagrees or cannot be right"
    yield ""
    yield (
        f"{_number(len(found), 'discrepancy', 'discrepancies')} and "
        f"{_number(len(corpus.inferences), 'inferred date', 'inferred dates')} in "
        f"{_number(len(documents), 'release', 'releases')}. Nothing was corrected: the dataset keeps each "
        "reading as printed."
    )
    for kind, group in groupby(found, lambda d: d.kind):
        yield from ("", f"## {HEADINGS.get(kind, kind.capitalize())}")
        for discrepancy in group:
            yield from _discrepancy(discrepancy, documents, labels)
    if corpus.inferences:
        yield from ("", "## Inferred dates")
    for inference in sorted(corpus.inferences, key=lambda i: (i.document, i.key)):
        yield from _inference(inference, documents, labels)


def _discrepancy(item: Discrepancy, documents: Documents, labels: Labels) -> Iterator[str]:
    files = ", ".join(sorted({reading.document for reading in item.readings}))
    yield from ("", f"### {_safe(_subject(item.subject, labels) or files)}", "")
    for reading in item.readings:
        chosen = " ← preferred" if reading.value == item.preferred else ""
        yield f"- {_reading(reading, documents)}{chosen}"
    if item.preferred and all(reading.value != item.preferred for reading in item.readings):
        yield f"- preferred: **{_safe(item.preferred)}**"
    if item.note:
        yield from ("", _sentence(item.note))
    if item.decided:
        yield from ("", f"Decided by {_safe(item.decided).rstrip('.')}.")


def _inference(item: Inference, documents: Documents, labels: Labels) -> Iterator[str]:
    subject = _subject(item.subject, labels) or "date of the release"
    yield from ("", f"### {_safe(item.document)}: {_safe(subject)}", "")
    yield f"Printed **{_safe(item.printed)}**, inferred **{_safe(item.value)}**, because:"
    yield ""
    for premise in item.premises:
        yield f"- {_reading(premise, documents)}"
    if item.note:
        yield from ("", _sentence(item.note))


def _reading(reading: Reading, documents: Documents) -> str:
    return f"**{_safe(reading.value)}** in {_safe(reading.document)}{_line(reading, documents)}"


def _line(reading: Reading, documents: Documents) -> str:
    facts, spans = documents.get(reading.document), reading.proof.spans
    if facts is None or not spans:
        return ""
    return f", line {facts.document.text.count(chr(10), 0, spans[0].start) + 1}"


def _subject(key: Key, labels: Labels) -> str:
    """The name of what a key stands for; the words of the key where it has none."""
    return labels.get(key) or key.partition("/")[2].replace("-", " ")


def _sentence(words: str) -> str:
    safe = _safe(words)
    return f"{safe[:1].upper()}{safe[1:].rstrip('.')}."


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _safe(words: str) -> str:
    """Words of a text as plain Markdown: on one line, no mark of theirs read as markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", printable(" ".join(words.split())))
