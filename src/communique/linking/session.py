"""A review: which proposals are open, and what a verdict or taking one back does to them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from communique.identity.decisions import OURS
from communique.linking import journal
from communique.linking.journal import Entry, How, Verdict
from communique.linking.proposals import Proposal

CLOSING: Final = (Verdict.ACCEPT, Verdict.NONE)


@dataclass(slots=True)
class Session:
    """The proposals, the journal they are decided in, and who decides; `now` gives a time in ISO 8601."""

    proposals: tuple[Proposal, ...]
    path: Path
    by: str
    now: Callable[[], str]
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        journal.mend(self.path)
        self.entries = list(journal.read(self.path))

    def open(self, again: Collection[Verdict] = ()) -> list[Proposal]:
        """What is still to be decided: no verdict, or one of `again`, and the subject neither linked
        nor given up."""
        standing = journal.standing(self.entries)
        closed = {_closed(item) for item in standing.values() if item.verdict in CLOSING}
        done = {name for name, item in standing.items() if item.verdict not in again}
        return [p for p in self.proposals if p.id not in done and (p.subject, p.inner) not in closed]

    def decide(self, proposal: Proposal, verdict: Verdict, how: How = How.HAND, comment: str = "") -> Entry:
        """Take a verdict; when this returns it is on the disk. None of the candidates within the dataset is a
        No to each: that something is by itself needs no row."""
        if proposal.inner and verdict is Verdict.NONE:
            others = [p for p in self.open() if p.inner and p.subject == proposal.subject and p != proposal]
            for other in others:
                self.decide(other, Verdict.REJECT, how, comment)
            verdict = Verdict.REJECT
        made = journal.entry(proposal, verdict, self.by, self.now(), how)
        return self._keep(replace(made, comment=comment))

    def undo(self) -> Entry | None:
        """Take back the last verdict that stands, and return it; None where there is none."""
        last = next(iter([*journal.standing(self.entries).values()][::-1]), None)
        if last is not None:
            self._keep(replace(last, verdict=Verdict.UNDO, by=self.by, at=self.now()))
        return last

    def accept_above(self, threshold: float) -> list[Entry]:
        """Accept each open proposal whose score is that high, where no other of its subject is."""
        high: dict[str, list[Proposal]] = {}
        for proposal in self.open():
            if proposal.score >= threshold:
                high.setdefault(proposal.subject, []).append(proposal)
        comment = f"threshold {threshold:g}"
        return [
            self.decide(found[0], Verdict.ACCEPT, How.THRESHOLD, comment)
            for found in high.values()
            if len(found) == 1
        ]

    def _keep(self, made: Entry) -> Entry:
        journal.append(self.path, made)
        self.entries.append(made)
        return made


def _closed(entry: Entry) -> tuple[str, bool]:
    """What a verdict closes: the subject's place elsewhere, or its place within the dataset."""
    return entry.subject, entry.object.startswith(OURS)
