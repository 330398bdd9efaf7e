"""`communique evaluate`: how well a reading agrees with annotations of the same texts."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import click

from communique import resources
from communique.cli.options import configure, mappings_option, settings_option
from communique.cli.progress import Meter
from communique.cli.stopping import stoppable
from communique.errors import BadDocument, UsageError
from communique.evaluation import (
    Annotation,
    Found,
    Outcome,
    Score,
    Verdict,
    by_document,
    judge,
    load_gold,
    macro_f1,
    scores,
)
from communique.settings import EvidenceMode, Settings
from communique.terminal import printable
from communique.texts import find_texts, named

# Where `communique explain` shows each kind of fact.
SHOWN_AS = {
    "documents": ("header",),
    "people": ("people",),
    "posts": ("holdings",),
    "meetings": ("meetings",),
    "dates": ("meetings", "agreements", "initiatives"),
    "places": ("meetings", "places"),
    "participations": ("participations",),
    "agreements": ("agreements", "initiatives"),
    "parties": ("agreements", "initiatives"),
    "quotations": ("quotations",),
}
ERRORS = frozenset({Outcome.MISSED, Outcome.EXTRA, Outcome.WRONG})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The verdicts on the annotated texts, the files they stand in by name, and those unreadable."""

    verdicts: tuple[Verdict, ...]
    files: Mapping[str, str]
    bad: tuple[BadDocument, ...]


@click.command("evaluate")
@click.argument("texts", nargs=-1, required=True)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--errors", is_flag=True, help="List each error, with the command that shows its text as read.")
@click.option("--json", "as_json", is_flag=True, help="The figures, and with --errors the errors, as JSON.")
@click.option(
    "--min",
    "least",
    metavar="F1",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Exit 1 below this macro F1.",
)
@click.option("--min-confidence", metavar="X", help="Judge only what is read with a confidence of X or more.")
@settings_option
@mappings_option
@click.pass_context
def command(
    ctx: click.Context,
    texts: tuple[str, ...],
    gold: Path,
    errors: bool,
    as_json: bool,
    least: float,
    min_confidence: str | None,
    settings_file: str | None,
    mappings: Path | None,
) -> None:
    """Read TEXTS and give precision, recall and F1 by kind of fact against the annotations in GOLD.

    GOLD is a folder of annotations, one JSON file a text, or one such file; their format is described
    in docs/evaluation.md. Texts and annotations without each other are left out and named.

    \b
    Example:
      communique evaluate releases/ gold/
      communique evaluate releases/ gold/ --errors --min 0.9
    """
    settings = configure(settings_file, min_confidence=min_confidence).settings
    found = _evaluated(texts, gold, settings, mappings or resources.mappings())
    if as_json:
        click.echo(json.dumps(_figures(found, errors), ensure_ascii=False, indent=1))
    else:
        for line in (*(_listed(found) if errors else ()), *_table(found.verdicts)):
            click.echo(line)
    for item in found.bad:
        click.secho(printable(f"{item.path}: {item.reason}"), err=True, fg="red")
    ctx.exit(1 if found.bad or macro_f1(scores(found.verdicts)) < least else 0)


def _evaluated(texts: Sequence[str], gold: Path, settings: Settings, mappings: Path) -> Evaluation:
    from communique.pipeline import tabulate

    files = _files(texts)
    annotated = _annotated(load_gold(gold), files)
    worded = replace(settings, evidence=EvidenceMode.QUOTE)  # a quotation is known by its words
    with stoppable() as check, Meter(sys.stderr, check) as meter:
        tabled = tabulate(texts, worded, mappings, meter.show)
    found = by_document(tabled.tables)
    verdicts = (verdict for one in annotated for verdict in judge(one, found.get(one.document, Found())))
    return Evaluation(tuple(verdicts), files, tabled.bad)


def _files(texts: Sequence[str]) -> dict[str, str]:
    files: dict[str, str] = {}
    for file, name in named(find_texts(texts)):
        other = files.setdefault(PurePosixPath(name).name, file)
        if other != file:  # an annotation knows its text by the file's name alone
            raise UsageError(f"{other} and {file} have one name")
    return files


def _annotated(annotations: Sequence[Annotation], files: Mapping[str, str]) -> list[Annotation]:
    known = [one for one in annotations if one.document in files]
    if not known:
        raise UsageError("none of the annotations is of one of the texts")
    documents = {one.document for one in known}
    for one in annotations:
        if one.document not in documents:
            click.echo(f"note: {printable(one.document)} is annotated, but not among the texts", err=True)
    for name in sorted(set(files) - documents):
        click.echo(f"note: {printable(name)} is not annotated", err=True)
    return known


def _wrong(found: Evaluation) -> list[Verdict]:
    return [verdict for verdict in found.verdicts if verdict.outcome in ERRORS]


def _listed(found: Evaluation) -> Iterator[str]:
    for verdict in _wrong(found):
        outcome = click.style(f"{verdict.outcome:7}", fg="yellow")
        yield f"{verdict.kind:14} {outcome} {printable(verdict.note)}"
        yield click.style(f"{'':23}{printable(_explain(verdict, found.files))}", dim=True)


def _explain(verdict: Verdict, files: Mapping[str, str]) -> str:
    kinds = " ".join(f"--kind {kind}" for kind in SHOWN_AS[verdict.kind])
    return f"communique explain {shlex.quote(files[verdict.document])} {kinds}"


def _table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield f"{'':14} {'precision':>9} {'recall':>7} {'F1':>7} {'right':>7} {'false':>6} {'missed':>7}"
    found = scores(verdicts)
    for kind, score in found.items():
        shares = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f}"
        yield f"{kind:14} {shares} {score.right:7} {score.false:6} {score.missed:7}"
    yield f"macro F1 {macro_f1(found):.3f} over {len({verdict.document for verdict in verdicts})} texts"


def _figures(found: Evaluation, errors: bool) -> dict[str, object]:
    scored = scores(found.verdicts)
    figures: dict[str, object] = {
        "macro_f1": round(macro_f1(scored), 4),
        "kinds": {kind: _shares(score) for kind, score in scored.items()},
    }
    if errors:
        figures["errors"] = [_error(verdict, found.files) for verdict in _wrong(found)]
    return figures


def _shares(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "right": score.right,
        "false": score.false,
        "missed": score.missed,
    }


def _error(verdict: Verdict, files: Mapping[str, str]) -> dict[str, str]:
    return {
        "kind": verdict.kind,
        "outcome": verdict.outcome,
        "document": verdict.document,
        "fact": verdict.note,
        "explain": _explain(verdict, files),
    }
