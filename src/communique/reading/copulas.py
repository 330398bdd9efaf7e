"""The day and place of an event that a mere "is" tells: "their last meeting was in Oslo on 4 May"."""

from __future__ import annotations

from communique.reading.dates import Found
from communique.reading.nearby import is_place, nearest_date, nearest_place
from communique.reading.scene import Scene, Where

PASSING = frozenset("will of the state demonym body group word with between and".split())
TITLED = frozenset(
    "word eventadjective for of on the and portfolio cap instrumenthead place state body region".split()
)
LED = frozenset(("in", "at", "on", "for"))
REACH = 8


def told_of(scene: Scene, at: int, last: int) -> tuple[Found | None, Where | None]:
    """Day and place of the event at token `at`: "the next one is planned for May", "it was in Oslo"."""
    headed = _headed(scene, at, last)
    if headed is not None:
        token = scene.row[headed]
        return scene.dates[scene.row[headed + 2].start], (scene.places.key(token), token.start, token.end)
    first = _predicate(scene, at, last)
    if first is None or _open(scene, at, first):
        return None, None
    end = next((i for i in range(first, last) if scene.row[i].cls in ("verb", "which", "semicolon")), last)
    if scene.row[first].cls == "date" or scene.row[first + 1].cls == "date" or _at_place(scene, first):
        return nearest_date(scene, first, end, at), nearest_place(scene, first, end, first)
    return None, None


def _predicate(scene: Scene, at: int, last: int) -> int | None:
    """Where day or place may begin after "is", "will be" or "is planned"; None where no such verb follows."""
    row, here = scene.row, at + 1
    while here < last and here - at < REACH and row[here].cls in PASSING and row[here].cls != "be":
        here += 1
    if here >= last or row[here].cls != "be":
        return None
    here += 1
    while here < last and (row[here].cls == "planned" or row[here].text in scene.lexicon.lists.fixed):
        here += 1
    return here if here + 1 < last and (row[here].cls in LED or row[here].cls == "date") else None


def _headed(scene: Scene, at: int, last: int) -> int | None:
    """Where day or place begins after the colon of "Summit on water: Oslo, 4 May"; None where none does."""
    row, here = scene.row, at + 1
    while here < last and here - at < REACH and row[here].cls in TITLED:
        here += 1
    follows = [t.cls for t in row[here : min(last, here + 4)]]
    return here + 1 if follows == ["colon", "place", "comma", "date"] else None


def _open(scene: Scene, at: int, end: int) -> bool:
    """ "whether the next one would be in May": nothing is told by that."""
    would = any(t.text.lower() in scene.lexicon.lists.would for t in scene.row[at:end])
    return would or any(t.cls == "if" for t in scene.row[max(0, at - 2) : at])


def _at_place(scene: Scene, led: int) -> bool:
    """Whether a place follows "in" or "at", with or without an article; "in Norway's interest" is none."""
    row = scene.row
    place = led + 1 + (row[led + 1].cls == "the")
    return row[led].cls in ("in", "at") and is_place(scene, place) and row[place + 1].cls != "poss"
