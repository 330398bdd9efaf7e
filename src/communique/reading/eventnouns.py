"""Events named by a noun: "the third annual Dialogue", "his visit to Jakarta", "a call between A and B"."""

from __future__ import annotations

import regex

from communique.reading.clauses import Agent, agents, destinations, nearest_date, nearest_place
from communique.reading.dates import Found
from communique.reading.drafts import LIKE, Draft
from communique.reading.scene import Scene
from communique.reading.story import Story, by_date
from communique.reading.tokens import Token

NAMING = frozenset(
    (
        "cap",
        "portfolio",
        "acronym",
        "body",
        "state",
        "region",
        "bodyhead",
        "demonym",
        "heads",
        "instrumenthead",
        "deputy",
    )
)
LEADING = frozenset(("the", "a", "his", "other", "poss", "date", "planned", "past", "hyphen", "official"))
ENDS = frozenset(("verb", "which", "semicolon", "stop", "break", "who", "be", "event", "dash", "colon", "discuss", "speech",
                  "attend", "lead", "will", "past", "instrumentverb"))  # fmt: skip
NEAR = frozenset(
    (
        "date",
        "in",
        "on",
        "at",
        "to",
        "from",
        "place",
        "state",
        "region",
        "the",
        "lparen",
        "rparen",
        "acronym",
        "comma",
        "of",
    )
)
ARGUMENTS = frozenset(("with", "between", "by", "of"))
ROMAN = regex.compile(r"[IVXL]+")
NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50}


def event_noun(story: Story, at: int, first: int, last: int) -> Draft | None:
    """The event that the noun at token `at` of the sentence stands for, None for a passing mention."""
    scene, token = story.scene, story.scene.row[at]
    part = scene.parts[token.start]
    if token.text == "Call" and at + 1 < last and scene.row[at + 1].cls == "to":
        return None
    type_ = token.entry.value if token.entry else "meeting"
    end = _reach(scene, at, last)
    near = _near(scene, at, end)
    owner = _owner(story, at, part)
    argued = near < end and scene.row[near].cls in ARGUMENTS
    given = [a for a in agents(scene, near, end) if a.lead in ARGUMENTS] if argued else []
    given += _host_side(story, at, first, given, owner)
    people = [a for a in given if a.key.startswith("person:") or a.lead == "between"]
    label, has_name = words_of_event(scene, part), named(part)
    ordinal = ordinal_of(part)
    date = _date(scene, part, at, near if not given else end)
    status = _status(story, at, first, last, part, date)
    old = _known(story, (part, at, end), type_, label, has_name, ordinal, owner, people, status)
    where = nearest_place(scene, at + 1, near, at)
    ahead = any(t.cls == "planned" for t in part)
    intended = part[0].cls != "the" and _intended(scene, at, first)
    status = "planned" if intended else status
    owned = part[0].cls == "poss" and where is not None
    crowd = argued and any(t.cls == "group" for t in scene.row[near : near + 6]) and type_ != "visit"
    if crowd and not given:
        given += _doers(story, at, first)
        people = given
    if old is None and not (
        (has_name and type_ != "visit")
        or owner
        or people
        or (date and (where or ahead))
        or (where and ordinal)
        or intended
        or owned
    ):
        return None
    if old is None and type_ == "visit" and not owner and not people:
        return None
    draft = old or story.drafts.new(type_, label, status, part[0].start, token.end, "event_noun")
    _fill(story, draft, (part, at, end, owner, given, label, has_name, ordinal, date))
    return draft


def _reach(scene: Scene, at: int, last: int) -> int:
    """The end of the noun's own words: the next verb, clause or sentence."""
    end = at + 1
    if end < last and scene.row[end].text == "held":
        end += 1
    while end < last and scene.row[end].cls not in ENDS and not _purpose(scene, end):
        end += 1
    return end


def _near(scene: Scene, at: int, end: int) -> int:
    """The first token after the noun that is neither date nor place: where its "with" or "between" may stand."""
    near = at + 1
    if near + 1 < end and scene.row[near].text == "held":
        near += 1
    while near < end and scene.row[near].cls in NEAR and not _agent_follows(scene, near):
        near += 1
    return near


INTENDED = frozenset(
    (
        "hold",
        "convene",
        "launch",
        "establish",
        "inaugurate",
        "host",
        "organise",
        "organize",
        "planning for",
        "start",
    )
)


def _intended(scene: Scene, at: int, first: int) -> bool:
    """ "agreed to hold a …": an event that is only meant to be."""
    row = scene.row
    before = at - 1
    while (
        before > first
        and at - before < 5
        and row[before].cls in ("word", "a", "eventadjective", "cap", "hyphen")
    ):
        if row[before].text.lower() in INTENDED:
            break
        before -= 1
    if row[before].text.lower() in INTENDED:
        return row[before - 1].cls in ("to", "will") or row[before - 1].text.endswith(" to")
    return row[before].cls == "for" and row[before - 1].text.lower() == "planning"


def _doers(story: Story, at: int, first: int) -> list[Agent]:
    """Who went to "meetings with leaders": the subject of the clause, or whom its pronoun means."""
    before = [a for a in agents(story.scene, first, at) if a.lead == "" and a.key.startswith("person:")]
    if before:
        return [Agent(a.key, a.start, a.end, "with", a.at) for a in before]
    pronoun = next((t for t in story.scene.row[first:at] if t.cls == "he"), None)
    if pronoun is None or not story.subject:
        return []
    return [Agent(story.subject[0], pronoun.start, pronoun.end, "with", at)]


def _agent_follows(scene: Scene, at: int) -> bool:
    return scene.row[at].cls == "of" and any(t.cls == "official" for t in scene.row[at + 1 : at + 3])


def _host_side(story: Story, at: int, first: int, given: list[Agent], owner: str) -> list[Agent]:
    """In "he explored this in a meeting with B" the subject of the clause took part as well."""
    if owner or not any(a.lead == "with" and a.key.startswith("person:") for a in given):
        return []
    row = story.scene.row
    if (
        not any(t.cls in ("in", "during", "for") for t in row[max(first, at - 3) : at + 1])
        and row[at - 1].cls != "in"
    ):
        return []
    return _doers(story, at, first)


def _purpose(scene: Scene, at: int) -> bool:
    token, after = scene.row[at], scene.row[at + 1] if at + 1 < len(scene.row) else None
    return token.cls == "to" and after is not None and after.cls in ("word", "verb", "be")


def _owner(story: Story, at: int, part: list[Token]) -> str:
    before = story.scene.row[at - 1] if at else None
    if part[0].cls == "poss" and before is not None and before.cls == "official" and before.entry:
        return before.entry.value
    if part[0].cls == "his":
        if part[0].text.lower() in ("my", "our") and story.author:
            return story.author.key
        if part[0].text.lower() in ("his", "her") and story.subject:
            return story.subject[0]
    return ""


def named(part: list[Token]) -> bool:
    """A name has capitals of its own: not only a nationality or the opening word."""
    inner = [t for t in part if t.cls in NAMING and t.text[0].isupper()]
    head = next(t for t in reversed(part) if t.cls == "eventhead")
    return bool(inner) and (
        head.text[0].isupper() or any(t.cls in ("body", "state", "acronym", "cap", "bodyhead") for t in inner)
    )


def words_of_event(scene: Scene, part: list[Token]) -> str:
    kept = list(part)
    while len(kept) > 1 and kept[0].cls in LEADING:
        kept.pop(0)
    return scene.text(kept[0].start, kept[-1].end)


def ordinal_of(part: list[Token]) -> tuple[int, int, int] | None:
    for token in part:
        if token.cls == "ordinal" and token.entry:
            return int(token.entry.value), token.start, token.end
        if token.cls == "acronym" and ROMAN.fullmatch(token.text):
            return roman(token.text), token.start, token.end
    return None


def roman(text: str) -> int:
    """The value of a Roman numeral up to LXXXIX."""
    values = [NUMERALS[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _date(scene: Scene, part: list[Token], at: int, end: int) -> Found | None:
    for token in part:
        if token.cls == "date":
            return scene.dates[token.start]
    return nearest_date(scene, at + 1, min(end, at + 24), at)


def _status(story: Story, at: int, first: int, last: int, part: list[Token], date: Found | None) -> str:
    row = story.scene.row
    near = [t.cls for t in part] + [t.cls for t in row[max(first, at - 4) : at]]
    words = {t.cls for t in row[first:last]}
    for status in ("cancelled", "postponed"):
        if status in words:
            return status
    if "planned" in near or _will(story, at, first, last):
        return "planned"
    if "past" in near or _looks_back(row, at, first):
        return "past"
    return by_date(story.published, date.start if date else "")


def _looks_back(row: list[Token], at: int, first: int) -> bool:
    """ "The meeting followed X and Y": what comes after such a word lies in the past."""
    for token in reversed(row[first + 1 : at]):
        if token.cls in ("verb", "which", "semicolon", "speech"):
            return False
        if token.cls == "past":
            return True
    return False


def _will(story: Story, at: int, first: int, last: int) -> bool:
    """Whether the clause of token `at` speaks of the future."""
    row = story.scene.row
    start = at
    while start > first and row[start - 1].cls not in ("verb", "which", "semicolon"):
        start -= 1
    end = at
    while end + 1 < last and row[end + 1].cls not in ("semicolon", "which"):
        end += 1
        if row[end].cls == "verb":
            break
    infinitive = any(
        a.cls == "to" and b.cls in ("verb", "instrumentverb")
        for a, b in zip(row[start - 2 : at], row[start - 1 : at], strict=False)
    )
    return (
        infinitive
        or any(t.cls == "will" for t in row[max(first, start - 2) : end + 1])
        or (
            at + 1 < last
            and row[at + 1].cls == "which"
            and any(t.cls == "will" for t in row[at + 1 : at + 3])
        )
    )


def _known(
    story: Story,
    where: tuple[list[Token], int, int],
    type_: str,
    label: str,
    named: bool,
    ordinal: tuple[int, int, int] | None,
    owner: str,
    people: list[Agent],
    status: str,
) -> Draft | None:
    """The event that was named before, where this mention means it."""
    part, at, end = where
    if named:
        same = story.drafts.named_like(label, ordinal[0] if ordinal else 0)
        if same is not None and same.status != status and any(t.cls in ("past", "planned") for t in part):
            same = None
        return same or (_lead_event(story, type_, status) if part[0].cls == "the" else None)
    if type_ == "visit" and owner:
        there = {p[0] for p in destinations(story.scene, at + 1, end)}
        same = [
            d for d in story.drafts.live() if d.type == "visit" and owner in d.people() and d.status == status
        ]
        same = [d for d in same if not (there and d.places) or there & {p[0] for p in d.places}]
        return same[-1] if same else None
    definite = part[0].cls == "the" or (part[0].cls == "his" and not owner) or part[0].cls in ("date", "poss")
    if people or (owner and type_ != "visit"):
        return _same_people(story, {a.key for a in people} | {owner} - {""}, type_, status)
    if definite and not ordinal and status in ("held", "past"):
        return story.drafts.recent(type_, "held")
    return None


def _lead_event(story: Story, type_: str, status: str) -> Draft | None:
    """ "a two-day meeting in X" of the first sentence, named only later."""
    live = [d for d in story.drafts.live()[:1] if not d.named and not d.people() and d.rule == "event_noun"]
    return next((d for d in live if d.status == status and type_ in LIKE.get(d.type, ())), None)


def _same_people(story: Story, keys: set[str], type_: str, status: str) -> Draft | None:
    persons = {k for k in keys if k.startswith("person:")}
    for draft in reversed(story.drafts.live()):
        if (
            len(persons) >= 2
            and persons <= draft.people()
            and draft.status == status
            and draft.type != "visit"
        ):
            return draft
    return None


def _fill(story: Story, draft: Draft, read: tuple) -> None:  # type: ignore[type-arg]
    part, at, end, owner, given, label, named, ordinal, date = read
    scene, token = story.scene, story.scene.row[at]
    story.at[at] = draft
    story.current = draft
    draft.spans.append((part[0].start, token.end))
    if named and (not draft.named or len(label) > len(draft.label)):
        draft.label, draft.named = label, True
    if draft.ordinal is None and ordinal is not None and named:
        draft.ordinal = ordinal
    if draft.date is None and date is not None:
        draft.date = date
    if owner:
        draft.take(
            owner,
            "participant",
            scene.row[at - 1].start if part[0].cls == "poss" else part[0].start,
            token.end,
            "owner",
        )
    for agent in given:
        _give(draft, agent)
    if draft.type == "visit":
        draft.places = draft.places or destinations(scene, at + 1, end)
        draft.place = draft.place or (draft.places[0] if draft.places else None)
    if draft.place is None:
        draft.place = nearest_place(scene, at + 1, min(end, at + 14), at)
    for key, start, finish in parties_of(scene, part):
        draft.parties.setdefault(key, (start, finish))


def _give(draft: Draft, agent: Agent) -> None:
    person = agent.key.startswith("person:")
    if person:
        draft.take(agent.key, "participant", agent.start, agent.end, "event_noun")
    elif agent.lead == "between":
        draft.parties.setdefault(agent.key, (agent.start, agent.end))


def parties_of(scene: Scene, part: list[Token]) -> list[tuple[str, int, int]]:
    """Bodies and states joined by a hyphen in the name are its parties ("EU-UN Dialogue")."""
    found = []
    for before, token, after in zip((None, *part), part, (*part[1:], None), strict=False):
        if token.cls not in ("body", "state", "demonym"):
            continue
        linked = (after is not None and after.cls == "hyphen") or (
            before is not None and before.cls == "hyphen"
        )
        if linked:
            found.append((scene.bodies.paired(token), token.start, token.end))
    return found if len(found) > 1 else []


def event_here(story: Story, at: int, status: str) -> Draft:
    """The event that the noun at token `at` names, although nobody is said to take part."""
    token = story.scene.row[at]
    part = story.scene.parts[token.start]
    type_ = token.entry.value if token.entry else "meeting"
    draft = story.drafts.new(
        type_, words_of_event(story.scene, part), status, part[0].start, token.end, "occur"
    )
    draft.ordinal, draft.named = ordinal_of(part), named(part)
    draft.parties = {k: (s, e) for k, s, e in parties_of(story.scene, part)}
    story.at[at] = draft
    return draft
