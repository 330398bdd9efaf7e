"""Agreements and programmes, their dates, amounts and parties."""

from __future__ import annotations

from collections.abc import Iterator

from communique.evaluation.found import Found, Row, distinct
from communique.evaluation.gold import Annotation, GoldAgreement
from communique.evaluation.likeness import SAME_NAME, SAME_PLACE, closest, same, same_date, settled
from communique.evaluation.verdicts import Bench, Outcome, Verdict, match

SAME_LABEL = 0.7


def judge_agreements(gold: Annotation, found: Found) -> Iterator[Verdict]:
    """Each instrument, and for each its date, amount and parties where they are asked for."""
    bench = Bench("agreements", gold.document)
    matching = match(gold.agreements, distinct(found.agreements, "agreement"), _alike)
    for agreement, row in matching.pairs:
        yield bench.says(Outcome.RIGHT, agreement.labels[0], row)
        yield from _judge_parts(gold, agreement, row, found)
    for agreement in matching.missed:
        yield from _judge_parts(gold, agreement, None, found)
    yield from bench.unpaired(
        matching,
        lambda agreement: agreement.labels[0],
        lambda row: row["label"],
        lambda row: same(row["label"], gold.ignore, SAME_PLACE),
    )


def _alike(agreement: GoldAgreement, row: Row) -> float:
    alike = closest(row["label"], agreement.labels)
    return alike if alike >= SAME_LABEL else 0.0


def _judge_parts(
    gold: Annotation, agreement: GoldAgreement, row: Row | None, found: Found
) -> Iterator[Verdict]:
    label = agreement.labels[0]
    if settled(agreement.dates):
        yield _judge_date(Bench("dates", gold.document), agreement, row)
    if agreement.amount:
        note = f"{label}: {agreement.amount:,} {agreement.currency}"
        rows = () if row is None else (row,)
        yield Bench("agreements", gold.document).holds(_same_amount(agreement, row), note, *rows)
    parties = [one for one in found.parties if row is not None and one["agreement"] == row["agreement"]]
    yield from _judge_parties(Bench("parties", gold.document), agreement, distinct(parties, "party"))


def _judge_date(bench: Bench, agreement: GoldAgreement, row: Row | None) -> Verdict:
    note = f"{agreement.labels[0]}: {agreement.dates[0]}"
    if row is None:
        return bench.says(Outcome.MISSED, note)
    right = same_date(row["date"], agreement.dates)
    return bench.holds(right, note if right else f"{note}, not {row['date'] or 'nothing'}", row)


def _same_amount(agreement: GoldAgreement, row: Row | None) -> bool:
    if row is None or not row["amount"]:
        return False
    return float(row["amount"]) == agreement.amount and row["currency"] == agreement.currency


def _judge_parties(bench: Bench, agreement: GoldAgreement, rows: list[Row]) -> Iterator[Verdict]:
    matching = match(agreement.parties, rows, lambda party, row: same(row["name"], party, SAME_NAME))
    for party, row in matching.pairs:
        yield bench.says(Outcome.RIGHT, f"{agreement.labels[0]}: {party[0]}", row)
    yield from bench.unpaired(
        matching,
        lambda party: f"{agreement.labels[0]}: {party[0]}",
        lambda row: f"{agreement.labels[0]}: {row['name']}",
        # Parties are annotated only where the text states them.
        lambda _row: not agreement.parties,
    )
