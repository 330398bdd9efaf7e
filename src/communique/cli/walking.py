"""The walk through open proposals: which key does what, what is skipped, and what undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import click

from communique.linking.journal import Verdict
from communique.linking.proposals import Proposal
from communique.linking.session import Session
from communique.terminal import printable

SKIP: Final = "skip"
STOP: Final = "stop"
# The left hand's keys and the right hand's.
KEYS: Final = {
    "a": Verdict.ACCEPT, "r": Verdict.REJECT, "d": Verdict.UNSURE, "x": Verdict.NONE, "z": Verdict.UNDO,
    "j": Verdict.ACCEPT, "l": Verdict.REJECT, "k": Verdict.UNSURE, "n": Verdict.NONE, "u": Verdict.UNDO,
    "s": SKIP, "o": SKIP, "q": STOP, "p": STOP, "\x04": STOP,
}  # fmt: skip
HELP: Final = "a/j accept  r/l reject  d/k unsure  s/o skip  x/n none of these  z/u undo  q/p stop"
STOPPED: Final = ("\x03",)
_SAID: Final = {
    Verdict.ACCEPT: ("accepted", "green"),
    Verdict.REJECT: ("rejected", "red"),
    Verdict.UNSURE: ("unsure", "yellow"),
    Verdict.NONE: ("none of the candidates", "red"),
}


@dataclass(slots=True)
class Walk:
    """What is walked through, and what was done on the way: skips, and verdicts given in this walk."""

    session: Session
    kind: str = ""
    again: tuple[Verdict, ...] = ()
    skipped: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def left(self) -> list[Proposal]:
        """What is still to be looked at; what was decided as unsure in this walk does not come again."""
        found = self.session.open(self.again)
        return [p for p in found if p.kind in (self.kind or p.kind) and p.id not in self.steps]

    def skip(self, proposal: Proposal) -> None:
        """Leave a proposal open."""
        self.steps.append(proposal.id)
        self.skipped.append(proposal.id)

    def decide(self, proposal: Proposal, verdict: Verdict) -> None:
        """Take a verdict."""
        self.session.decide(proposal, verdict)
        self.steps.append(proposal.id)

    def undo(self) -> str:
        """Take back the last step, of this walk or of one before; gives what it was, or nothing."""
        if self.steps and self.steps[-1] in self.skipped:
            self.skipped.remove(self.steps[-1])
            self.steps.pop()
            return SKIP
        last = self.session.undo()
        if self.steps:
            self.steps.pop()
        return f"{last.verdict} {last.label}" if last else ""


def walk(path: Walk, keys: Iterator[str], show: Callable[[Proposal, str], None]) -> None:
    """Show each open proposal and take a verdict, until none is left or the keys end."""
    while left := path.left():
        show(left[0], f"{len(left)} open")
        act = _pressed(keys)
        if act == STOP:
            return
        _act(path, left[0], act)


def _pressed(keys: Iterator[str]) -> str:
    """The first key that means something; Ctrl-C stops like everywhere."""
    for key in keys:
        if key in STOPPED:
            raise KeyboardInterrupt
        if key.lower() in KEYS:
            return KEYS[key.lower()]
        if not key.isspace():
            click.echo(f"{key!r} does nothing. {HELP}")
    return STOP


def _act(path: Walk, proposal: Proposal, act: str) -> None:
    if act == SKIP:
        path.skip(proposal)
        click.echo("skipped\n")
    elif act == Verdict.UNDO:
        click.echo(f"taken back: {printable(path.undo() or 'there is nothing')}\n")
    else:
        verdict = Verdict(act)
        path.decide(proposal, verdict)
        words, colour = _SAID[verdict]
        click.secho(printable(f"{words}: {proposal.label} = {proposal.object_label}") + "\n", fg=colour)
