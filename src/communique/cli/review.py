"""`communique review`: decide on proposals, one key at a time; every verdict is on disk at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from communique import resources
from communique.cli.keys import pressed
from communique.cli.options import configure, mappings_option, settings_option, texts_option
from communique.cli.sheet import shown
from communique.cli.walking import Walk, walk
from communique.errors import OutputError, UsageError
from communique.identity import load_decisions
from communique.linking import decide, proposals, table
from communique.linking.files import alone, write_whole
from communique.linking.journal import Entry, How, Verdict, standing
from communique.linking.run import JOURNAL, QUEUE
from communique.linking.session import Session
from communique.model import Document
from communique.terminal import printable
from communique.texts import read_documents


@click.command("review")
@click.argument("folder", default="review", type=click.Path(file_okay=False, path_type=Path))
@click.option("--author", metavar="NAME", help="Whom the decisions are by; the setting reviewer else.")
@click.option("--kind", type=click.Choice(["person", "body", "place"]), help="Only proposals on these.")
@click.option("--unsure", is_flag=True, help="Show again what was left as unsure.")
@click.option(
    "--accept-above",
    type=float,
    metavar="SCORE",
    help="Accept without asking what scores so high and has no rival as high, then stop.",
)
@click.option(
    "--export", metavar="FILE", type=Path, help="Write the open proposals as a table (TSV), then stop."
)
@click.option(
    "--import", "filled", metavar="FILE", type=Path, help="Take the verdicts of such a table, then stop."
)
@texts_option
@settings_option
@mappings_option
def command(
    folder: Path,
    author: str | None,
    kind: str | None,
    unsure: bool,
    accept_above: float | None,
    export: Path | None,
    filled: Path | None,
    texts: tuple[str, ...],
    settings_file: str | None,
    mappings: Path | None,
) -> None:
    """Decide on the proposals of FOLDER (review, where `communique link` left them).

    Both sides are shown with what is known of them. Keys, under the left hand or the right:
    a/j accept, r/l reject, d/k unsure, s/o skip, x/n none of the candidates, z/u undo, q/p stop.
    Every verdict is on disk before the next question; a review that was stopped goes on where it was.
    At the end the decisions are rows of SSSOM files in mappings: a Yes in wikidata.sssom.tsv, a No in
    wikidata-negative.sssom.tsv. The next build publishes what was accepted.

    \b
    Example:
      communique review --author "Jane Example" --mappings mappings --texts releases/
      communique review --accept-above 95 --author "Jane Example" --mappings mappings
      communique review --export open.tsv
    """
    queue = proposals.read(folder / QUEUE)
    if not queue:
        raise UsageError(f"{folder} holds no proposals; `communique link` makes them")
    if export:
        _export(folder, queue, export)
        return
    by = author or configure(settings_file).settings.reviewer
    if not by:
        raise UsageError("a decision has an author: --author NAME, or reviewer in the settings")
    place = _writable(mappings)
    load_decisions(place)  # A corrupt row is told before anybody takes the trouble to decide.
    again = (Verdict.UNSURE,) if unsure else ()
    with alone(folder):
        session = Session(tuple(proposals.read(folder / QUEUE)), folder / JOURNAL, by, _now)
        try:
            if filled:
                _import(session, filled)
            elif accept_above is not None:
                _accept(session, accept_above)
            else:
                _walk(session, kind, again, texts)
        finally:
            _settle(session, place)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _writable(mappings: Path | None) -> Path:
    place = mappings or resources.mappings()
    if not mappings and resources.PACKAGE in place.parents:
        raise UsageError("the shipped mappings are not yours to change; name your own with --mappings")
    if not os.access(place, os.W_OK):
        raise OutputError(f"{place} cannot be written")
    return place


def _export(folder: Path, queue: tuple[proposals.Proposal, ...], target: Path) -> None:
    session = Session(queue, folder / JOURNAL, "", _now)
    found = session.open()
    write_whole(target, table.text(found))
    click.echo(
        printable(f"{target}: {len(found)} open proposals; fill in the column verdict and --import it")
    )


def _import(session: Session, filled: Path) -> None:
    known = {proposal.id: proposal for proposal in session.proposals}
    given = standing(session.entries)
    found = table.filled(filled, known, given)
    new = [item for item in found if not _given(item, given)]
    for item in new:
        session.decide(item.proposal, item.verdict, How.TABLE, " ".join(item.comment.split()))
    click.echo(printable(f"{filled}: {len(found)} verdicts, {len(new)} of them new"))


def _given(item: table.Filled, given: Mapping[str, Entry]) -> bool:
    return item.proposal.id in given and given[item.proposal.id].verdict is item.verdict


def _accept(session: Session, threshold: float) -> None:
    for made in session.accept_above(threshold):
        pair = f"{made.label} = {made.object_label} ({made.object}, score {made.score:g})"
        click.echo(f"accepted: {printable(pair)}")


def _walk(session: Session, kind: str | None, again: tuple[Verdict, ...], texts: tuple[str, ...]) -> None:
    known = dict(_documents(texts))
    wanted = Walk(session, kind or "", again)
    with pressed(sys.stdin) as keys:
        walk(wanted, keys, lambda proposal, place: click.echo(shown(proposal, place, known)))


def _documents(texts: tuple[str, ...]) -> Iterator[tuple[str, Document]]:
    if texts:
        for found in read_documents(texts, configure(None).settings):
            if isinstance(found, Document):
                yield found.sha256, found


def _settle(session: Session, place: Path) -> None:
    """Bring the SSSOM files up to the journal, and say what there is."""
    with alone(place):
        for path in decide.write(session.entries, place):
            click.echo(printable(f"{path}: written"))
    counts: Mapping[str, int] = _counted(session)
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    click.echo(f"{said or 'no verdicts'}; {len(session.open())} open")


def _counted(session: Session) -> dict[str, int]:
    words = {
        Verdict.ACCEPT: "accepted",
        Verdict.REJECT: "rejected",
        Verdict.UNSURE: "unsure",
        Verdict.NONE: "none found",
    }
    valid = [item.verdict for item in standing(session.entries).values()]
    return {said: valid.count(verdict) for verdict, said in words.items()}
