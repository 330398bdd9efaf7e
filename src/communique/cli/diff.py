"""`communique diff`: what changed between two builds."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from communique.terminal import printable


@click.command("diff")
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(["words", "patch"]), default="words", show_default=True
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything differs.")
@click.pass_context
def command(ctx: click.Context, old: Path, new: Path, form: str, exit_code: bool) -> None:
    """Show which facts of the build OLD were added, removed or changed in NEW.

    In words, each fact a line (+ added, - removed, ~ changed), or as an RDF Patch, which a store applies.

    \b
    Example:
      communique diff dist build
      communique diff dist build -f patch > changes.rdfp
    """
    from communique.publishing import changes

    if form == "patch":
        lines = list(changes.patch(old, new))
        for item in lines:
            click.echo(printable(item) if sys.stdout.isatty() else item)
        differs = len(lines) > 2
    else:
        found = list(changes.facts(old, new))
        for change in found:
            click.echo(printable(changes.words(change)))
        counted = Counter(change.kind for change in found)
        told = ", ".join(f"{counted[kind]} {kind}" for kind in ("added", "removed", "changed"))
        click.echo(f"{told}" if found else "No fact differs.", err=bool(found))
        differs = bool(found)
    ctx.exit(1 if differs and exit_code else 0)
