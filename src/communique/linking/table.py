"""Proposals as a table to be filled in elsewhere, such as in OpenRefine, and its verdicts taken back in.

Tab-separated values in UTF-8 with a head; no cell holds a tab, a line break or a quotation mark at its
start, so no quoting is needed. The column `verdict` is to be filled in with accept, reject, unsure or
none; an empty one leaves the proposal open. Other columns may be added; they are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.cells import defused, restored
from communique.errors import ReviewError
from communique.linking.journal import Entry, Verdict
from communique.linking.proposals import Proposal
from communique.linking.subjects import told

COLUMNS: Final = (
    "proposal", "subject_id", "subject_label", "kind", "also_called", "known", "object_id", "object_label",
    "description", "types", "score", "match", "features", "page", "verdict", "comment",
)  # fmt: skip
ANSWERS: Final = {v.value: v for v in (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.NONE)}


@dataclass(frozen=True, slots=True)
class Filled:
    """A verdict of a table: on which proposal, with what comment, in which line."""

    proposal: Proposal
    verdict: Verdict
    comment: str
    line: int


def text(proposals: Iterable[Proposal]) -> str:
    """The table of some proposals, no verdict filled in."""
    rows = (COLUMNS, *(_row(proposal) for proposal in proposals))
    return "".join("\t".join(row) + "\n" for row in rows)


def _row(proposal: Proposal) -> tuple[str, ...]:
    values = {
        "proposal": proposal.id,
        "subject_id": f"id:{proposal.subject}",
        "subject_label": proposal.label,
        "kind": proposal.kind,
        "also_called": " | ".join(proposal.aliases),
        "known": " | ".join(told(fact) for fact in proposal.facts),
        "object_id": proposal.object,
        "object_label": proposal.object_label,
        "description": proposal.description,
        "types": " | ".join(proposal.types),
        "score": f"{proposal.score:g}",
        "match": "yes" if proposal.match else "no",
        "features": " | ".join(f"{name}={value}" for name, value in proposal.features),
        "page": proposal.page,
    }
    return tuple(_cell(values.get(column, "")) for column in COLUMNS)


def _cell(words: str) -> str:
    return defused(" ".join(words.split()).lstrip('"'))


def filled(path: Path, proposals: Mapping[str, Proposal], given: Mapping[str, Entry]) -> list[Filled]:
    """The verdicts of a table, all or none; `ReviewError` names line and column of a wrong one.

    `given` are the verdicts that stand, by proposal: no subject becomes two things.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(path, 0, f"cannot be read: {error}") from error
    columns = lines[0].split("\t") if lines else []
    for name in ("proposal", "verdict"):
        if name not in columns:
            raise ReviewError(path, 1, f"column {name} is missing")
    found = [item for item in _verdicts(path, lines, columns, proposals) if item]
    _one_each(path, found, given)
    return found


def _verdicts(
    path: Path, lines: list[str], columns: list[str], proposals: Mapping[str, Proposal]
) -> Iterator[Filled | None]:
    for number, line in enumerate(lines[1:], 2):
        cells = dict(zip(columns, (cell.strip('"') for cell in line.split("\t")), strict=False))
        said = cells.get("verdict", "").strip().lower()
        name = cells.get("proposal", "").strip()
        if said and said not in ANSWERS:
            raise ReviewError(path, number, f"column verdict: {said!r} is none of {', '.join(ANSWERS)}")
        if said and name not in proposals:
            raise ReviewError(path, number, f"column proposal: {name!r} is not in the queue")
        comment = restored(cells.get("comment", ""))
        yield Filled(proposals[name], ANSWERS[said], comment, number) if said else None


def _one_each(path: Path, found: Sequence[Filled], given: Mapping[str, Entry]) -> None:
    """No subject is two things: a second accept for it is refused."""
    changed = {item.proposal.id for item in found}
    accepted = {
        entry.subject: f"in the journal, as {entry.object}"
        for name, entry in given.items()
        if entry.verdict is Verdict.ACCEPT and name not in changed
    }
    for item in found:
        if item.verdict is Verdict.ACCEPT:
            subject = item.proposal.subject
            if subject in accepted:
                reason = f"column verdict: {subject} is accepted already, {accepted[subject]}"
                raise ReviewError(path, item.line, reason)
            accepted[subject] = f"in line {item.line}"
