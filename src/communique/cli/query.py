"""`communique query`: a question to a build, and its answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique import resources
from communique.errors import UsageError
from communique.publishing.inventory import dataset
from communique.terminal import printable_lines

FORMATS = ("table", "csv", "json", "turtle")


@click.command("query")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("name", required=False)
@click.option("--file", "file", metavar="F", help="A file with a SPARQL query; - for standard input.")
@click.option("--inline", metavar="Q", help="A SPARQL query.")
@click.option("--service", metavar="URL", help="Ask this endpoint in place of the one a query names.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def command(
    out: Path, name: str | None, file: str | None, inline: str | None, service: str | None, form: str
) -> None:
    """Ask the build in the folder OUT a question: one of queries/ by NAME, a file or an inline query.

    Without any, the named questions are listed. The query sees the union of all documents; GRAPH ?g
    tells them apart. The usual prefixes are known. The questions under federated/ join with Wikidata
    by SERVICE: they open a connection, to ask about the items that the build is linked to.

    \b
    Example:
      communique query build who-met-whom
      communique query build federated/dates-of-birth
      communique query build --inline 'SELECT ?name { ?p a foaf:Person ; skos:prefLabel ?name }' -f csv
    """
    from communique.publishing import answers, federation, store

    if [name, file, inline].count(None) == 3:
        for question in answers.questions(resources.queries()):
            click.echo(f"{click.style(question.name, bold=True)}  {question.words}")
        return
    query, source = _query(name, file, inline)
    query = federation.redirected(query, service) if service else query
    found = answers.ask(store.merged(dataset(out)), query, source)
    text = answers.FORMATS[form](found)
    click.echo(printable_lines(text) if sys.stdout.isatty() else text, nl=False)


def _query(name: str | None, file: str | None, inline: str | None) -> tuple[str, str]:
    if [name, file, inline].count(None) != 2:
        raise UsageError("give one of NAME, --file and --inline")
    if inline is not None:
        return inline, "--inline"
    if file == "-":
        return sys.stdin.read(), "standard input"
    path = Path(file) if file else resources.queries() / f"{name}.rq"
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"no such query: {name or file}; `communique query OUT` lists them") from error
