"""`communique link`: ask a reconciliation service what the people, bodies and places of a build are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from communique import resources
from communique.cli.options import configure, mappings_option, review_option, settings_option
from communique.cli.progress import Meter
from communique.cli.stopping import stoppable
from communique.errors import UsageError
from communique.publishing.inventory import dataset
from communique.terminal import printable


@click.command("link")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@review_option
@click.option("--endpoint", metavar="URL", help="The service to ask, in place of the one of the settings.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["person", "body", "place"]))
@click.option("--again", is_flag=True, help="Ask also about what was looked for in vain before.")
@click.option("--offline", is_flag=True, help="Use what is on disk alone; open no connection.")
@click.option("--within", is_flag=True, help="Propose instead who and what of OUT may be one; ask nobody.")
@settings_option
@mappings_option
@click.pass_context
def command(
    ctx: click.Context,
    out: Path,
    review: Path,
    endpoint: str | None,
    kinds: tuple[str, ...],
    again: bool,
    offline: bool,
    within: bool,
    settings_file: str | None,
    mappings: Path | None,
) -> None:
    """Ask what the people, bodies and places of the build OUT are elsewhere, in Wikidata at first.

    The service speaks the Entity Reconciliation API 0.2. Its answers become proposals in the review
    folder, never data: `communique review` decides on them. What is linked, or was looked for in
    vain, is not asked about. Answers are kept on disk, so a run that was stopped goes on where it was.

    \b
    Example:
      communique link build
      communique link build --kind person --offline
      communique link build --within
      communique link build --endpoint http://localhost:5000/reconcile
    """
    from communique.linking import run
    from communique.linking.files import alone
    from communique.publishing import store

    settings = configure(settings_file, reconcile_endpoint=endpoint).settings
    folder = mappings or resources.mappings()
    queries = resources.queries() / "linking"
    job = run.Job(store.load(dataset(out)), review, folder, queries, settings, kinds, again)
    if within:
        if endpoint or again or offline:
            raise UsageError("--within asks no service: leave out --endpoint, --again and --offline")
        with alone(review):
            made = run.within(job)
        click.echo(printable(f"{review}: {len(made)} proposals within {out}{_next(made, review)}"))
        return
    with stoppable() as check, alone(review), Meter(sys.stderr, check, "subjects") as meter:
        line = None if offline else run.wire(settings, lambda words: click.echo(printable(words), err=True))
        outcome = run.link(job, line, lambda done, total: meter.show("asking about", done, total))
    for reason, count in run.reasons(outcome.failures):
        click.secho(f"no answer for {count}: {printable(reason)}", err=True, fg="yellow")
    click.echo(
        printable(
            f"{review}: {outcome.asked} asked about, {outcome.answered} answered, "
            f"{len(outcome.found)} proposals{_next(outcome.found, review)}"
        )
    )
    if outcome.failures:
        click.echo("Run it again to ask for the rest; what was answered is kept.", err=True)
    ctx.exit(1 if outcome.failures else 0)


def _next(made: Sequence[object], review: Path) -> str:
    return f"; look at them with `communique review {review}`" if made else ""
