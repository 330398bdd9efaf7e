"""How sure each rule may be: what it read, held against annotated texts.

    python benchmarks/calibrate.py TEXTS GOLD

The first table bins all facts by confidence, the second gives each rule with the confidence that it
deserves, to be written into mappings/. Both are Markdown, as docs/evaluation.md shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from communique import resources
from communique.evaluation import Found, Verdict, by_document, judge, load_gold
from communique.evaluation.calibration import miscalibration, proposal, reliability, tenth
from communique.evaluation.proofs import Judged, judged
from communique.pipeline import tabulate
from communique.settings import EvidenceMode, Settings


@click.command()
@click.argument("texts", nargs=-1, required=True)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--mappings", type=click.Path(exists=True, path_type=Path))
def main(texts: tuple[str, ...], gold: Path, mappings: Path | None) -> None:
    """Print the reliability of TEXTS' reading against GOLD, by confidence and by rule."""
    _, facts = evaluated(texts, gold, mappings or resources.mappings())
    for line in (*by_confidence(facts), "", *by_rule(facts)):
        click.echo(line)


def evaluated(texts: tuple[str, ...], gold: Path, mappings: Path) -> tuple[list[Verdict], list[Judged]]:
    """The verdicts on the annotated texts, and what was found with the rules that read it."""
    tabled = tabulate(texts, Settings(evidence=EvidenceMode.QUOTE), mappings)
    facts = {PurePosixPath(one.document.name).name: one for one in tabled.corpus.documents}
    found = by_document(tabled.tables)
    annotations = [one for one in load_gold(gold) if one.document in facts]
    verdicts = [verdict for one in annotations for verdict in judge(one, found.get(one.document, Found()))]
    return verdicts, list(judged(verdicts, facts))


def by_confidence(facts: list[Judged]) -> Iterator[str]:
    """The reliability table: a bin of confidence a row."""
    yield "| Confidence | Facts | Mean confidence | Right | 95 % interval |"
    yield "|---|---:|---:|---:|---|"
    for lower, found in sorted(reliability(facts, tenth).items()):
        name = "1" if lower == 1 else f"{lower:.1f}–{lower + 0.1:.1f}"
        low, high = found.interval
        shares = f"{found.confidence:.3f} | {found.share:.3f} | {low:.2f}–{high:.2f}"
        yield f"| {name} | {found.count} | {shares} |"
    yield f"\nMean distance of confidence from what is right: {miscalibration(facts):.3f}"


def by_rule(facts: list[Judged], at_least: int = 1) -> Iterator[str]:
    """Each rule of each kind of fact that read so many facts, the least reliable first."""
    kinds = reliability(facts, lambda fact: fact.kind)
    rules = reliability(facts, lambda fact: (fact.kind, fact.rule))
    yield "| Kind | Rule | Facts | Right | 95 % interval | Confidence now | Deserved |"
    yield "|---|---|---:|---:|---|---:|---:|"
    for (kind, rule), found in sorted(
        rules.items(), key=lambda item: (item[1].share, -item[1].count, item[0])
    ):
        if found.count < at_least:
            continue
        low, high = found.interval
        shares = f"{found.count} | {found.share:.3f} | {low:.2f}–{high:.2f}"
        deserved = proposal(found, kinds[kind])
        yield f"| {kind} | {rule} | {shares} | {found.confidence:.2f} | {deserved:.2f} |"


if __name__ == "__main__":
    main()
