"""`communique explain`: what is read in one text, for whoever edits mappings/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import click

from communique import resources
from communique.cli.options import configure, mappings_option, settings_option
from communique.errors import BadDocument, UsageError
from communique.marks import Mark, marks
from communique.model import Document
from communique.terminal import printable
from communique.texts import read_documents

COLOURS = {
    "header": "bright_black",
    "people": "green",
    "holdings": "cyan",
    "bodies": "blue",
    "places": "yellow",
    "meetings": "magenta",
    "delegations": "bright_cyan",
    "participations": "bright_green",
    "agreements": "red",
    "initiatives": "bright_red",
    "quotations": "bright_yellow",
    "topics": "bright_blue",
    "dates": "white",
}
# Those that reading goes through, in order; the last is what a build publishes.
STEPS = ("words", "mentions", "clauses", "facts")
SHADES = {
    "official": "green",
    "body": "blue",
    "state": "blue",
    "place": "yellow",
    "region": "yellow",
    "event": "magenta",
    "instrument": "red",
    "quotation": "bright_yellow",
    "verb": "cyan",
    "clause": "cyan",
}


@click.command("explain")
@click.argument("text")
@mappings_option
@settings_option
@click.option("--kind", multiple=True, type=click.Choice(list(COLOURS)), help="Only this kind of fact.")
@click.option(
    "--step",
    type=click.Choice(STEPS),
    default="facts",
    show_default=True,
    help="The step of reading to show: the class of each word; mentions of people, bodies, places, dates, "
    "events and instruments; clauses with who does what to whom; the facts.",
)
def command(
    text: str, mappings: Path | None, settings_file: str | None, kind: tuple[str, ...], step: str
) -> None:
    """Show what is read in TEXT, line by line, with the rule of mappings/ that read it.

    \b
    Example:
      communique explain release.txt
      communique explain release.txt --kind holdings --mappings my-mappings/
      communique explain release.txt --step clauses
    """
    if kind and step != "facts":
        raise UsageError("--kind chooses among facts; leave it out with --step")
    document = _document(text, settings_file)
    for line in explained(document, _marks(document, mappings or resources.mappings(), kind, step)):
        click.echo(line)
    if document.end:
        told = f"read up to character {document.end:,} of {len(document.text):,}"
        click.secho(f"{told}; raise max_text_tokens to read all", err=True, fg="yellow")


def _marks(document: Document, mappings: Path, kind: tuple[str, ...], step: str) -> list[Mark]:
    from communique.reading import read
    from communique.reading.lexicon import load
    from communique.reading.steps import traced

    lexicon = load(mappings)
    if step != "facts":
        return [
            Mark(t.span, t.kind, t.content, "stated", 1.0, t.rule) for t in traced(document, lexicon, step)
        ]
    wanted = kind or tuple(COLOURS)
    return [mark for mark in marks(read(document, lexicon)) if mark.kind.partition(".")[0] in wanted]


def _document(text: str, settings_file: str | None) -> Document:
    found = list(read_documents([text], configure(settings_file).settings))
    if len(found) != 1:
        raise UsageError(f"{text} stands for {len(found)} texts; explain one at a time")
    if isinstance(found[0], BadDocument):
        raise UsageError(f"{found[0].path}: {found[0].reason}")
    return found[0]


def explained(document: Document, found: Iterable[Mark]) -> Iterator[str]:
    """Each line of the text that something was read in, and under it what."""
    known = list(found)
    ends = [0, *(i + 1 for i, char in enumerate(document.text) if char == "\n"), len(document.text)]
    for number, (start, end) in enumerate(pairwise(ends), 1):
        here = [mark for mark in known if start <= mark.span.start < end]
        if here:
            last = start + len(document.text[start:end].rstrip("\r\n"))
            yield f"{click.style(f'{number:>4}', dim=True)}  {_painted(document.text, start, last, known)}"
            yield from (_item(document.text, mark) for mark in here)


def _painted(text: str, start: int, end: int, found: list[Mark]) -> str:
    # Where spans overlap the shortest shows, as it says the most about its words.
    edges = {start, end}
    near = [mark for mark in found if mark.span.start < end and start < mark.span.end]
    for mark in near:
        edges |= {max(start, mark.span.start), min(end, mark.span.end)}
    return "".join(_stretch(text, a, b, near) for a, b in pairwise(sorted(edges)))


def _stretch(text: str, start: int, end: int, near: list[Mark]) -> str:
    over = [mark for mark in near if mark.span.start <= start and end <= mark.span.end]
    if not over:
        return printable(text[start:end])
    mark = min(over, key=lambda mark: (mark.span.end - mark.span.start, mark.kind))
    return click.style(printable(text[start:end]), fg=_colour(mark), underline=True)


def _item(text: str, mark: Mark) -> str:
    place = f"{mark.span.start}–{mark.span.end}"
    words = " ".join(text[mark.span.start : mark.span.end].split())
    shown = words if len(words) <= 60 else f"{words[:40]} … {words[-18:]}"
    how = "" if mark.derivation == "stated" else f" [{mark.derivation}]"
    sure = "" if mark.confidence == 1 else f" [{mark.confidence:.2f}]"
    rule = click.style(f"  ← {mark.rule}", dim=True) if mark.rule else ""
    kind = click.style(mark.kind, fg=_colour(mark), bold=True)
    return f"      {place:<12}{kind} {printable(f'“{shown}” {mark.content}')}{how}{sure}{rule}"


def _colour(mark: Mark) -> str:
    kind = mark.kind.partition(".")[0]
    return COLOURS.get(kind) or SHADES.get(kind, "white")
