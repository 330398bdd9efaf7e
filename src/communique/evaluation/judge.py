"""All the verdicts on one document."""

from __future__ import annotations

from collections.abc import Iterator

from communique.evaluation.events import judge_meetings
from communique.evaluation.found import Found, Row
from communique.evaluation.gold import Annotation, GoldQuotation
from communique.evaluation.instruments import judge_agreements
from communique.evaluation.likeness import SAME_PLACE, same, same_person, words
from communique.evaluation.officials import judge_people
from communique.evaluation.verdicts import Bench, Outcome, Verdict, match

OPENING = 4  # words of a quotation that are compared


def judge(gold: Annotation, found: Found) -> Iterator[Verdict]:
    """A verdict on each fact that is expected of a document or was found in it."""
    yield from _judge_document(gold, found)
    yield from judge_people(gold, found)
    yield from judge_meetings(gold, found)
    yield from judge_agreements(gold, found)
    yield from _judge_quotations(gold, found)


def _judge_document(gold: Annotation, found: Found) -> Iterator[Verdict]:
    if gold.published:
        read = found.documents[0]["published"] if found.documents else ""
        right = read[:10] == gold.published
        note = f"published {gold.published}" + ("" if right else f", not {read or 'nothing'}")
        yield Bench("documents", gold.document).holds(right, note, *found.documents[:1])


def _judge_quotations(gold: Annotation, found: Found) -> Iterator[Verdict]:
    bench = Bench("quotations", gold.document)
    matching = match(gold.quotations, found.quotations, _same_quotation)
    for quotation, row in matching.pairs:
        yield bench.says(Outcome.RIGHT, f"{quotation.speakers[0]}: {quotation.opening}", row)
    yield from bench.unpaired(
        matching,
        lambda quotation: f"{quotation.speakers[0]}: {quotation.opening}",
        lambda row: f"{row['name']}: {row['starts']}",
        lambda _row: False,
    )


def _same_quotation(quotation: GoldQuotation, row: Row) -> bool:
    opening = words(quotation.opening)[:OPENING]
    return words(row["starts"])[: len(opening)] == opening and (
        same_person(row["name"], quotation.speakers) or same(row["name"], quotation.speakers, SAME_PLACE)
    )
