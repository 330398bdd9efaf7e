"""An instrument while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.dates import Found
from communique.reading.money import Sum
from communique.reading.scene import Where

STATUS_RANK = {
    "mentioned": 0,
    "announced": 1,
    "planned": 2,
    "in-force": 3,
    "adopted": 4,
    "launched": 4,
    "signed": 5,
}


@dataclass(slots=True)
class Deed:
    """An instrument while it is read; stretches are view offsets.

    `people` are those whose states or bodies it is between, with the words that say so.
    """

    key: str
    label: str
    type: str
    kind: str
    status: str
    start: int
    end: int
    date: Found | None = None
    money: Sum | None = None
    place: Where | None = None
    parties: dict[str, tuple[int, int]] = field(default_factory=dict)
    signatories: dict[str, tuple[int, int]] = field(default_factory=dict)
    relations: list[tuple[str, str, int, int]] = field(default_factory=list)
    finances: Where | None = None
    short: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    meeting: str = ""
    people: tuple[tuple[str, ...], int, int] | None = None

    def rise(self, status: str) -> None:
        """Take a status that says more than the one so far ("signed" after "announced")."""
        if STATUS_RANK.get(status, 0) > STATUS_RANK.get(self.status, 0):
            self.status = status
