"""Whether an event that a noun names is held, past, planned, postponed or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.calendar import day
from communique.reading.clause import ahead as ahead_verb
from communique.reading.clause import of_week
from communique.reading.dates import LOOSE, Found
from communique.reading.drafts import Draft
from communique.reading.scene import Scene
from communique.reading.story import Story, by_date
from communique.reading.tokens import Token

CALLED_OFF = frozenset(("cancelled", "postponed"))
FAR = 60  # days: so long ago it would be told with its year
AHEAD = frozenset(("will", "verb", "instrumentverb"))
BEFORE_NOUN = frozenset(("word", "a", "eventadjective", "cap", "hyphen"))


def status_of_noun(
    story: Story, at: int, sentence: tuple[int, int], part: Sequence[Token], date: Found | None
) -> str:
    """The status that the words around the noun give it, else its date."""
    row, (first, last) = story.scene.row, sentence
    near = {t.cls for t in (*part, *row[max(first, at - 4) : at])}
    off = _called_off(story.scene, at, first, last)
    if off:
        return off
    if date is not None and date.begin in {t.start for t in part} and over(story, date):
        return "past"
    later = date is not None and _later(story.scene, date)
    to_come = later or _looks_ahead(story.scene, at, first) or _will(story.scene, at, first, last)
    if "planned" in near or to_come or _still_to_come(row, at, last):
        return "planned"
    today = date is not None and date.start == story.published != ""
    if ("past" in near or _looks_back(row, at, first)) and not today:
        return "past"
    return by_date(story.published, date.start if date else "", week=of_week(story.scene, date))


def _called_off(scene: Scene, at: int, first: int, last: int) -> str:
    """ "postponed", "cancelled": said of the event where neither another one nor a verb stands between."""
    row = scene.row
    if scene.classes[first].isdisjoint(CALLED_OFF):
        return ""
    for other in (*range(at + 1, last), *range(at - 1, first - 1, -1)):
        if row[other].cls not in CALLED_OFF:
            continue
        low, high = sorted((at, other))
        if all(_passing(scene, i) or (i == high - 1 and row[i].cls == "verb") for i in range(low + 1, high)):
            return str(row[other].cls)
        return ""
    return ""


def _passing(scene: Scene, at: int) -> bool:
    """Whether a token may stand between an event and the word that it is put off: no verb, no other event."""
    token = scene.row[at]
    auxiliary = token.text.lower() in scene.lexicon.lists.had
    return auxiliary or token.cls not in ("event", "verb", "semicolon")


def settle_status(story: Story) -> None:
    """An event whose day became known only later is past or planned by it.

    A day printed in full may be a day off; one counted from the release ("tomorrow") is as it says.
    """
    for draft in story.drafts.live():
        if draft.status == "planned" and over(story, draft.date):
            _settle_planned(story, draft)
        if draft.status == "held" and draft.date is not None:
            draft.status = by_date(story.published, draft.date.start, week=of_week(story.scene, draft.date))
            if draft.date.anchored and draft.date.start[:10] > story.published[: len(draft.date.start)] != "":
                draft.status = "planned"


def _settle_planned(story: Story, draft: Draft) -> None:
    """An event to come whose time seems past: a month without its year is next year's, a day tells that
    it has been, and a month or year that is told is that of something else.
    """
    date, base = draft.date, day(story.published)
    if date is None or base is None:
        return
    first = day(date.start) or day(f"{date.start}-15")
    if date.anchored and date.kind not in LOOSE and first is not None and (base - first).days > FAR:
        ahead = str(first.year + 1)
        draft.date = replace(date, start=ahead + date.start[4:], end=date.end and ahead + date.end[4:])
    elif day(date.start) is not None:
        draft.status = by_date(story.published, date.start)
    else:
        draft.date = None


def over(story: Story, date: Found | None) -> bool:
    """Whether a day, month or year is past on the day of publication."""
    start = date.start if date is not None else ""
    return "" < start < story.published[: len(start)] and not start.startswith("--")


def _still_to_come(row: Sequence[Token], at: int, last: int) -> bool:
    """ "the Dialogue and the Week, both planned for 2020"."""
    for token in row[at + 1 : min(last, at + 12)]:
        if token.cls in ("verb", "stop", "which", "discuss"):
            return False
        if token.cls == "planned":
            return True
    return False


def intended(scene: Scene, at: int, first: int) -> bool:
    """ "agreed to hold a …": an event that is only meant to be."""
    row, lists = scene.row, scene.lexicon.lists
    before = at - 1
    while before > first and at - before < 5 and row[before].cls in BEFORE_NOUN:
        if row[before].text.lower() in lists.intended:
            break
        before -= 1
    if row[before].text.lower() in lists.intended:
        return row[before - 1].cls in ("to", "will") or row[before - 1].text.endswith(" to")
    return row[before].cls == "for" and row[before - 1].text.lower() in lists.planning


def _later(scene: Scene, date: Found) -> bool:
    """ "later this year", "next week": still to come."""
    lists, words = scene.lexicon.lists, scene.view.text[max(0, date.begin - 6) : date.finish].lower()
    own = words[-(date.finish - date.begin) :]
    later = any(f"{word} " in words for word in lists.later)
    return later or (date.anchored and any(f"{word} " in own for word in lists.coming))


def _looks_ahead(scene: Scene, at: int, first: int) -> bool:
    """ "looked forward to further talks on a Summit": the Summit is still to come."""
    for token in reversed(scene.row[first:at]):
        if token.cls in ("verb", "which", "semicolon", "speech"):
            return False
        if token.cls not in ("event", "planned"):
            continue
        part = scene.parts[token.start] if token.cls == "event" else (token,)
        ahead_of = next((t for t in part if t.cls == "planned"), None)
        if ahead_of is not None:
            return ahead_of.text.lower().split()[0] in scene.lexicon.lists.looking
    return False


def _looks_back(row: Sequence[Token], at: int, first: int) -> bool:
    """ "The meeting followed X and Y": what comes after such a word lies in the past."""
    for token in reversed(row[first + 1 : at]):
        if token.cls in ("verb", "which", "semicolon", "speech"):
            return False
        if token.cls == "past":
            return True
    return False


def _will(scene: Scene, at: int, first: int, last: int) -> bool:
    """Whether the clause of token `at` speaks of the future."""
    row = scene.row
    if scene.classes[first].isdisjoint(AHEAD):
        return False
    start, end = _clause_around(row, at, first, last)
    if _already(row, at, first):
        return False
    before = zip(row[start - 2 : at], row[start - 1 : at], strict=False)
    if any(a.cls == "to" and b.cls in ("verb", "instrumentverb") for a, b in before):
        return True
    ahead = start - 1
    while ahead > first and row[ahead - 1].cls in ("date", "word", "will", "be"):
        ahead -= 1
    if any(t.cls == "will" for t in row[max(first, min(ahead, start - 2)) : end + 1]):
        return True
    if row[end].cls == "verb" and end > at and ahead_verb(scene, row[end]):
        return True
    which = at + 1 < last and row[at + 1].cls == "which"
    return which and any(t.cls == "will" for t in row[at + 1 : at + 3])


def _already(row: Sequence[Token], at: int, first: int) -> bool:
    """In "As agreed at the Summit in Vilnius, Allies will …" the Summit has been."""
    if at < first + 2 or row[at - 1].cls not in ("at", "in"):
        return False
    verb = row[at - 2]
    return verb.cls in ("word", "verb", "discuss", "instrumentverb", "speech") and verb.text.endswith("ed")


def _clause_around(row: Sequence[Token], at: int, first: int, last: int) -> tuple[int, int]:
    """First and last token of the clause: from the verb before to the next verb, both within the sentence."""
    start = end = at
    while start > first and row[start - 1].cls not in ("verb", "which", "semicolon"):
        start -= 1
    while end + 1 < last and row[end + 1].cls not in ("semicolon", "which"):
        end += 1
        if row[end].cls == "verb":
            break
    return start, end
