"""Dates and places of a clause, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.clauses import modifier
from communique.reading.dates import Found
from communique.reading.scene import Scene, Where
from communique.reading.tokens import Token

PLACES = frozenset(("place", "state", "region"))
BETWEEN_PLACES = frozenset(("comma", "and", "the", "to", "in", "date", "from"))
NAMING = frozenset(("cap", "portfolio", "instrumenthead", "acronym", "bodyhead"))
PLAIN = frozenset(("word", "eventadjective", "demonym"))
COSTLY = frozenset(("word", "instrumentverb", "discuss"))


def nearest_date(scene: Scene, first: int, last: int, around: int) -> Found | None:
    """The date expression among the tokens that stands nearest to token `around`; years count last."""
    fitting = [at for at in range(first, last) if scene.row[at].cls == "date" and _dates(scene, at)]
    if not fitting:
        return None
    best = min(fitting, key=lambda at: (*_distance(scene, first, at, around), at))
    return scene.dates[scene.row[best].start]


def _dates(scene: Scene, at: int) -> bool:
    found = scene.dates[scene.row[at].start]
    known = bool(found.start or found.kind in ("rel", "week"))
    return known and not _deadline(scene, at) and not (found.kind == "year" and _in_name(scene.row, at))


def _in_name(row: Sequence[Token], at: int) -> bool:
    """In "discussed the 2030 Roadmap" and "their 2027 Agenda" the year is part of a name."""
    led = at > 0 and row[at - 1].cls in ("the", "his", "poss")
    return led and at + 1 < len(row) and row[at + 1].cls in NAMING and row[at + 1].text[:1].isupper()


def _distance(scene: Scene, first: int, at: int, around: int) -> tuple[bool, int]:
    """How far a date is from `around`: words between count for more, one before for more than one after."""
    row = scene.row
    low, high = sorted((at, around))
    words = sum(t.cls in COSTLY for t in row[low + 1 : high])
    opening = at == first or (at < around and row[at - 1].cls in ("stop", "break"))
    tokens = 3 if opening else abs(at - around) + 4 * words + (6 if at < around else 0)
    return scene.dates[row[at].start].kind == "year", tokens


def _deadline(scene: Scene, at: int) -> bool:
    """Dates that are limits or ages, not times of events ("by 2030", "since Monday")."""
    before, lists = scene.row[at - 1].text.lower() if at else "", scene.lexicon.lists
    return before in lists.bound or (before in lists.limit and scene.row[at].text.isdigit())


def nearest_place(scene: Scene, first: int, last: int, around: int) -> Where | None:
    """The city, venue, state or region that "in", "at" or "to" leads in, nearest to token `around`."""
    fitting = [at for at in range(first, last) if is_place(scene, at) and _led_in(scene.row, at)]
    fitting = [at for at in fitting if scene.row[at].cls == "place" or not modifier(scene, at)]
    if not fitting:
        return None
    fitting = [at for at in fitting if not _talked_of(scene, at, first) and not _of_many(scene, at, last)]
    if not fitting:
        return None
    best = min(fitting, key=lambda at: (scene.row[at].cls != "place", abs(at - around), at))
    if best + 2 < last and scene.row[best + 1].cls == "in" and scene.row[best + 2].cls == "place":
        best += 2
    token = scene.row[best]
    return scene.places.key(token), token.start, token.end


def _of_many(scene: Scene, at: int, last: int) -> bool:
    """In "with mayors in Kansas, Louisiana and Ohio" the places are those of the mayors."""
    row, lands = scene.row, ("state", "region")
    if row[at].cls not in lands or at + 2 >= last or row[at + 1].cls not in ("comma", "and"):
        return False
    return row[at + 2].cls in lands and not _lies_in(scene, row[at], row[at + 2])


def _talked_of(scene: Scene, at: int, first: int) -> bool:
    """In "briefed them on the situation in Libya" and "an update on the bridge in X" the topic is there."""
    row, led = scene.row, at - 1
    while led > first and row[led].cls in ("the", "cap", "portfolio"):
        led -= 1
    noun = led - 1
    if row[led].cls != "in" or noun <= first or row[noun].cls != "word":
        return False
    while noun > first and row[noun].cls in PLAIN:
        noun -= 1
    topic = row[noun - 1].text.lower() in scene.lexicon.lists.talked_of
    return row[noun].cls == "the" and topic and noun > first


def last_day(scene: Scene, noun: int) -> bool:
    """In "wrapped up on Friday a two-day visit" the day is the end of the event at token `noun`."""
    lists, row = scene.lexicon.lists, scene.row
    if not any(t.text.lower() in lists.lasting for t in scene.parts[row[noun].start]):
        return False
    return any(set(t.text.lower().split()[:1]) & lists.ending for t in row[max(0, noun - 5) : noun])


def place_of_where(scene: Scene, first: int) -> Where | None:
    """The city in "met in Oslo, where the Summit opened": `first` is the token after "where"."""
    row, before = scene.row, first - 2
    if before < 1 or row[first - 1].text.lower() not in scene.lexicon.lists.where:
        return None
    before -= row[before].cls == "comma"
    token = row[before]
    return (scene.places.key(token), token.start, token.end) if token.cls == "place" else None


def city_of(scene: Scene, part: Sequence[Token]) -> Token | None:
    """The city, or the region of a state, in "the Bali conference"."""
    head = max(i for i, t in enumerate(part) if t.cls == "eventhead")
    region = next((t for t in part[:head] if t.cls == "region" and _of_state(scene, t)), None)
    return next((t for t in part if t.cls == "place"), region)


def _of_state(scene: Scene, region: Token) -> bool:
    known = scene.lexicon.known.get(f"place:{region.entry.value}") if region.entry else None
    state = scene.lexicon.known.get(known.parent) if known else None
    return state is not None and state.kind == "state"


def is_place(scene: Scene, at: int) -> bool:
    """Whether token `at` is a place, or a body whose house is one ("at the Palace" may be said of either)."""
    token = scene.row[at]
    if token.cls != "body":
        return token.cls in PLACES
    return f"place:{token.entry.value if token.entry else ''}" in scene.lexicon.known


def _led_in(row: Sequence[Token], at: int) -> bool:
    before = at - 1
    while before >= 0 and row[before].cls in ("the", "cap", "portfolio"):
        before -= 1
    if before < 0:
        return False
    return row[before].cls in ("in", "at") or (
        row[before].cls == "verb" and row[before].text.endswith((" in", " at"))
    )


def destinations(scene: Scene, first: int, last: int) -> list[Where]:
    """The places of a visit: what the verb or "to" leads in, and those listed with it; no state of a city."""
    found: list[Where] = []
    before: Token | None = None
    for at in range(first, last):
        token = scene.row[at]
        if token.cls in PLACES:
            if before is None or scene.row[at - 1].cls != "comma" or not _lies_in(scene, before, token):
                found.append((scene.places.key(token), token.start, token.end))
            before = token
        elif token.cls not in BETWEEN_PLACES:
            break
    return found


def towards(scene: Scene, first: int, last: int) -> list[Where]:
    """The places of a visit that somebody's name parts from it: "the visit of A to X"."""
    row = scene.row
    led = (i for i in range(first, last - 1) if row[i].cls == "to")
    start = next((i for i in led if row[i + 1 + (row[i + 1].cls == "the")].cls in PLACES), first)
    return destinations(scene, start, last)


def _lies_in(scene: Scene, place: Token, state: Token) -> bool:
    """Whether "Tokyo, Japan" is one place; a place that no list knows lies where the text says."""
    if place.cls != "place" or state.cls == "place" or place.entry is None or state.entry is None:
        return False
    known = scene.lexicon.known.get(f"place:{place.entry.value}")
    return known is None or known.parent == state.entry.value or state.cls == "region"


def lies_within(scene: Scene, key: str, places: Sequence[Where]) -> bool:
    """Whether a place is a city of one of the states among `places`."""
    concepts = {thing.key: thing.concept for thing in scene.places.all()}
    known = scene.lexicon.known.get(f"place:{concepts.get(key, '')}")
    return known is not None and known.parent in {concepts.get(p[0], "-") for p in places}


def place_before(scene: Scene, at: int) -> Where | None:
    """The place in "will be in Oslo to attend the Conference", "was in Oslo today for the Conference"."""
    where = _purposed(scene, at)
    if where is not None and scene.row[where].cls == "date":
        where -= 1
    if (
        where is not None
        and where > 1
        and scene.row[where].cls != "place"
        and scene.row[where - 1].cls == "comma"
    ):
        where -= 2 if scene.row[where - 2].cls == "place" else 0
    if where is None or where < 0 or not is_place(scene, where):
        return None
    token = scene.row[where]
    own = token.cls == "place" or not modifier(scene, where)
    return (scene.places.key(token), token.start, token.end) if own else None


def date_before(scene: Scene, at: int) -> Found | None:
    """The day in "was in Oslo today for the Conference"."""
    day = _purposed(scene, at)
    if day is None or day < 1 or scene.row[day].cls != "date" or not is_place(scene, day - 1):
        return None
    return scene.dates[scene.row[day].start] if _dates(scene, day) else None


def _purposed(scene: Scene, at: int) -> int | None:
    """The token before "for the Conference" or "to attend the Conference"."""
    row, before = scene.row, at - 1
    if before > 0 and row[before].cls == "verb":
        before -= 1
    during = before > 1 and row[before].text in scene.lexicon.lists.meanwhile
    if during and scene.parts[row[at].start][0].cls == "the":
        return before - 1 - (row[before - 1].cls == "comma")
    return before - 1 if before >= 1 and row[before].cls in ("to", "for") else None
