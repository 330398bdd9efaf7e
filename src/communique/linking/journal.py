"""Every verdict in the order given, appended and on the disk before the next question is asked.

A line that was cut off by a kill is no verdict: nobody was told that it was taken. It is cut away
before the next one is written; any other line that cannot be read stops the review.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from communique.errors import ReviewError
from communique.linking.files import append_line, writing
from communique.linking.proposals import Proposal


class Verdict(StrEnum):
    """What can be said of a proposal. `none` is of the subject: none of the candidates is it."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    NONE = "none"
    UNDO = "undo"


class How(StrEnum):
    """How a verdict was come by: looked at, by a threshold, or filled into a table."""

    HAND = "hand"
    THRESHOLD = "threshold"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict, with all that its row of `mappings/` needs; `at` is a time in ISO 8601."""

    at: str
    proposal: str
    verdict: Verdict
    by: str
    how: How
    subject: str
    label: str
    predicate: str
    object: str
    object_label: str
    service: str
    score: float
    comment: str = ""


def entry(proposal: Proposal, verdict: Verdict, by: str, at: str, how: How = How.HAND) -> Entry:
    """The entry for a verdict on a proposal."""
    return Entry(
        at,
        proposal.id,
        verdict,
        by,
        how,
        proposal.subject,
        proposal.label,
        proposal.predicate,
        proposal.object,
        proposal.object_label,
        proposal.service,
        proposal.score,
    )


def append(path: Path, made: Entry) -> None:
    """Write an entry; when this returns it is on the disk."""
    append_line(path, json.dumps(asdict(made), ensure_ascii=False))


def mend(path: Path) -> bool:
    """Cut away a last line that was not finished; true where there was one."""
    if not path.exists():
        return False
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        with writing(path):
            os.truncate(path, whole)
    return whole < len(content)


def read(path: Path) -> tuple[Entry, ...]:
    """The finished entries of a journal; `ReviewError` names the line that is none."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(path, 0, f"cannot be read: {error}") from error
    return tuple(_entries(path, content.split("\n")[:-1]))


def _entries(path: Path, lines: list[str]) -> Iterator[Entry]:
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
            value["verdict"], value["how"] = Verdict(value["verdict"]), How(value["how"])
            yield Entry(**value)
        except (TypeError, ValueError, KeyError, RecursionError) as error:
            raise ReviewError(path, number, f"is no verdict: {error}") from error


def standing(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The last verdict on each proposal that was not taken back, by the proposal's name, oldest first."""
    given: dict[str, list[tuple[int, Entry]]] = {}
    for place, item in enumerate(entries):
        if item.verdict is not Verdict.UNDO:
            given.setdefault(item.proposal, []).append((place, item))
        elif given.get(item.proposal):
            given[item.proposal].pop()
    last = sorted((items[-1] for items in given.values() if items), key=lambda found: found[0])
    return {item.proposal: item for _, item in last}
