"""`communique build`: texts in, a dataset out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique import resources
from communique.cli.options import configure, mappings_option, settings_option
from communique.cli.progress import Meter
from communique.cli.results import exit_code, print_results
from communique.cli.stopping import stoppable
from communique.errors import UsageError
from communique.remote import is_remote
from communique.terminal import printable


@click.command("build")
@click.argument("texts", nargs=-1, required=True)
@click.option(
    "--out", required=True, metavar="OUT", help="The folder to write, or an address such as s3://bucket/out."
)
@click.option(
    "--evidence",
    type=click.Choice(["quote", "position"]),
    help="Repeat the words that prove a fact, or give their position alone (the default).",
)
@click.option(
    "--min-confidence",
    metavar="X",
    help="Leave out what is read with less confidence than X, from 0 to 1.",
)
@click.option(
    "--with",
    "earlier",
    metavar="OUT",
    help="An earlier build whose IRIs are kept; TEXTS are the old texts and the new ones.",
)
@settings_option
@mappings_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes work at it; as many as there are cores where not given.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Let the workers of this Dask scheduler do it, such as tcp://10.0.0.5:8786.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Take up what a build of OUT that was stopped has done, where it still holds.",
)
@click.option("--force", is_flag=True, help="Replace OUT even if it holds files that no build made.")
@click.pass_context
def command(
    ctx: click.Context,
    texts: tuple[str, ...],
    out: str,
    evidence: str | None,
    min_confidence: str | None,
    settings_file: str | None,
    mappings: Path | None,
    force: bool,
    earlier: str | None,
    jobs: int | None,
    scheduler: str,
    resume: bool,
) -> None:
    """Read TEXTS and write the checked dataset to OUT, whole or not at all.

    TEXTS are files, folders, patterns, addresses in a store (s3://...) or - for standard input; .txt,
    .md (front matter is read) and .html, also packed (.gz, .zst), and .jsonl and .warc with many texts
    each. A text that cannot be read is named, and the others go on.

    \b
    Example:
      communique build releases/ more/*.html --out build
      curl -s https://www.example.org/release | communique build - --out build
      communique build releases/ new.txt --with build --out build
    """
    from communique.pipeline import Job, build
    from communique.pipeline.delivery import stage
    from communique.pipeline.kept import folder_of as unfinished
    from communique.pipeline.workers import cores

    found = configure(settings_file, evidence=evidence, min_confidence=min_confidence).settings
    place, target = (stage(out), out) if is_remote(out) else (Path(out), "")
    job = Job(
        texts,
        place,
        found,
        mappings or resources.mappings(),
        force,
        _earlier(earlier),
        jobs or cores(),
        resume,
        scheduler,
        target,
    )
    with stoppable() as check, Meter(sys.stderr, check) as meter:
        try:
            outcome = build(job, meter.show)
        except KeyboardInterrupt:
            if unfinished(place).exists():
                click.echo(
                    "\nWhat was done so far is kept: the same command with --resume goes on.", err=True
                )
            raise
    print_results(outcome.report, f"{outcome.place}/report.md")
    counts = (
        _count(outcome.documents, "text", "texts"),
        _count(outcome.resources, "resource", "resources"),
        _count(outcome.statements, "statement", "statements"),
        _count(outcome.discrepancies, "discrepancy", "discrepancies"),
        _count(outcome.inferences, "inferred date", "inferred dates"),
    )
    click.echo(printable(f"{outcome.place}: {', '.join(counts)}"))
    ctx.exit(exit_code(outcome.report))


def _earlier(given: str | None) -> Path | str | None:
    if given is None or is_remote(given):
        return given
    if not Path(given).is_dir():
        raise UsageError(f"no such folder: {given}")
    return Path(given)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
