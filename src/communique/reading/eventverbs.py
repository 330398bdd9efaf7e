"""Events told by a verb: who met, hosted, chaired, attended or visited, by the frames of frames.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.clauses import Agent, agents, destinations, nearest_date, nearest_place
from communique.reading.dates import Found
from communique.reading.drafts import Draft
from communique.reading.eventnouns import Story, by_date, event_here
from communique.reading.frames import Frame
from communique.reading.scene import Scene
from communique.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its surroundings: token numbers of its reach, agents before and after it."""

    at: int
    first: int
    last: int
    before: tuple[Agent, ...]
    after: tuple[Agent, ...]
    passive: bool
    frame: Frame


JOINED = frozenset(("attend", "cochairs", "including", "representing", "", "with", "by", "from"))
PRESENT = frozenset(("Joining", "Attending", "Accompanying", "Participating", "Also"))


def read_sentence_verbs(story: Story, first: int, last: int) -> None:
    """Every event verb of the sentence, in order."""
    row = story.scene.row
    previous: list[str] = []
    if row[first].text in PRESENT:
        copula = next((i for i in range(first, last) if row[i].cls == "be"), None)
        if copula is not None:
            _join(story, copula, first, last)
    for at in range(first, last):
        token = row[at]
        if token.cls in ("attend", "cochairs"):
            _join(story, at, first, last)
        elif token.cls in ("verb", "discuss") and token.entry:
            frame = story.scene.lexicon.frames[token.entry.value if token.cls == "verb" else "discuss"]
            clause = _clause(story, at, first, last, frame)
            subject = _subject(story, clause, previous, first)
            if _denied(story.scene, clause.first, at):
                continue
            _act(story, clause, subject, first)
            previous = [a.key for a in subject] or previous
            persons = [k for k in previous if k.startswith("person:")]
            story.subject = persons or story.subject
            story.first = story.first or persons


def _clause(story: Story, at: int, first: int, last: int, frame: Frame) -> Clause:
    row = story.scene.row
    start = at
    while start > first and not _begins(story.scene, start - 1):
        start -= 1
    end = at + 1
    while end < last and not _stops(story.scene, end, at):
        end += 1
    passive = (at > first and row[at - 1].cls == "be") or (at + 1 < last and row[at + 1].cls == "by")
    before = tuple(agents(story.scene, start, at))
    after = tuple(agents(story.scene, at + 1, end))
    return Clause(at, start, end, before, after, passive, frame)


def _begins(scene: Scene, at: int) -> bool:
    return scene.row[at].cls in ("verb", "which", "attend", "colon", "discuss", "speech")


def _stops(scene: Scene, at: int, verb: int) -> bool:
    token = scene.row[at]
    if token.cls in ("verb", "which", "attend", "lead", "discuss", "speech"):
        return True
    after = scene.row[at + 1] if at + 1 < len(scene.row) else None
    purpose = (
        token.cls == "to" and after is not None and after.cls in ("word", "verb", "be") and at > verb + 1
    )
    return purpose or token.text.lower() == "as part of" or token.cls == "past" and at > verb + 1


def _denied(scene: Scene, start: int, at: int) -> bool:
    """Negated or merely possible acts make no event."""
    near = [t.cls for t in scene.row[max(start, at - 4) : at]]
    return "not" in near or "if" in near


def _subject(story: Story, clause: Clause, previous: Sequence[str], first: int) -> list[Agent]:
    row = story.scene.row
    if (
        clause.at > first
        and row[clause.at - 1].cls == "to"
        and not row[clause.at].text.split()[0].endswith("ed")
    ):
        return []
    doers = clause.after if clause.passive else clause.before
    wanted = ("by",) if clause.passive else ("", "as")
    found = [a for a in doers if a.lead in wanted]
    if found:
        return found
    window = row[clause.first : clause.at]
    start = row[clause.at].start
    for token in reversed(window):
        if token.cls == "he" and story.subject:
            return [Agent(k, token.start, token.end, "", clause.at) for k in _meant(story, token.text)]
        if token.cls == "i" and story.author:
            return [Agent(story.author.key, token.start, token.end, "", clause.at)]
    if clause.at == first:
        return _delayed(story, clause)
    if previous and window and window[-1].cls in ("and", "comma", "word") or (not window and previous):
        return [Agent(k, start, row[clause.at].end, "", clause.at) for k in previous]
    return []


def _meant(story: Story, pronoun: str) -> list[str]:
    return story.subject if pronoun.lower() in ("they", "them") else story.subject[:1]


def _delayed(story: Story, clause: Clause) -> list[Agent]:
    """In "Briefing the Committee, Mr X said …" the subject follows the comma."""
    row = story.scene.row
    comma = next((i for i in range(clause.at, clause.last) if row[i].cls == "comma"), None)
    if comma is None:
        return []
    return [a for a in clause.after if a.at == comma + 1]


def _act(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    frame = clause.frame
    if frame.verb == "discuss":
        _represented(story, clause)
    if frame.occurs:
        _occur(story, clause)
    elif frame.place:
        _visit(story, clause, subject, first)
    elif frame.event:
        _encounter(story, clause, subject, first, frame.event)
    else:
        _with_event(story, clause, subject, first)


def _status(story: Story, clause: Clause, date: Found | None) -> str:
    row = story.scene.row
    near = {t.cls for t in row[max(clause.first, clause.at - 5) : clause.at]}
    verb = row[clause.at].text.lower()
    if "will" in near or "planned" in near or verb.startswith("will"):
        return "planned"
    if "past" in near and clause.at - clause.first < 5:
        return "past"
    return by_date(story.published, date.start if date else "")


def _listed(clause: Clause, row: Sequence[Token]) -> list[Agent]:
    """The agents of one list: it ends where plain words go on with something else."""
    found: list[Agent] = []
    for agent in clause.after:
        between = row[found[-1].at + 1 : agent.at] if found else ()
        if any(t.cls in ("word", "instrumentverb", "discuss", "speech", "past") for t in between):
            break
        found.append(agent)
    return found


def _objects(clause: Clause, subject: Sequence[Agent], row: Sequence[Token]) -> list[Agent]:
    leads = {("" if lead == "" else lead.split()[-1]) for lead in clause.frame.leads}
    leads |= {"representing", "including"}
    pool = clause.before if clause.passive else _listed(clause, row)
    have = {a.key for a in subject}
    return [a for a in pool if (a.lead in leads or (clause.passive and a.lead == "")) and a.key not in have]


def _encounter(story: Story, clause: Clause, subject: list[Agent], first: int, type_: str) -> None:
    objects = _objects(clause, subject, story.scene.row)
    persons = [a for a in subject if a.key.startswith("person:")]
    together = len({a.key for a in persons}) > 1
    if (
        clause.frame.deferred
        and not together
        and not any(a.lead == "with" and a.key.startswith("person:") for a in objects)
    ):
        return
    if not persons and not (subject and objects):
        return
    if not objects and len(persons) < 2 and not _crowd(story.scene, clause):
        return
    date = nearest_date(story.scene, clause.first, clause.last, clause.at) or _opening_date(
        story, first, clause.at
    )
    status = _status(story, clause, date)
    for group in _groups(story, clause, objects):
        _meet(story, clause, persons or subject, group, date, status, type_, first)


def _crowd(scene: Scene, clause: Clause) -> bool:
    """ "met with alumni of …": a meeting although no one there is named."""
    return clause.frame.verb == "meet" and any(
        t.cls == "group" for t in scene.row[clause.at + 1 : min(clause.last, clause.at + 8)]
    )


def _groups(story: Story, clause: Clause, objects: list[Agent]) -> list[list[Agent]]:
    """Counterparts set apart by semicolons or "separately" on a visit were met one by one."""
    row = story.scene.row
    signs = {t.cls for t in row[clause.at : clause.last]}
    visit = any(d.type == "visit" and d.status == "held" for d in story.drafts.live())
    if len(objects) > 1 and ("separately" in signs or ("semicolon" in signs and visit)):
        return [[o] for o in objects if o.key.startswith("person:")] or [objects]
    return [objects]


def _meet(
    story: Story,
    clause: Clause,
    subject: list[Agent],
    objects: list[Agent],
    date: Found | None,
    status: str,
    type_: str,
    first: int,
) -> None:
    scene = story.scene
    keys = {a.key for a in (*subject, *objects)}
    draft = _again(story, keys, status, date)
    start, end = scene.row[clause.at].start, scene.row[clause.at].end
    if draft is None:
        if type_ == "call" and story.title_type == "meeting":
            type_ = "meeting"
        draft = story.drafts.new(type_, "", status, start, end, clause.frame.verb)
    for agent in subject:
        draft.take(agent.key, clause.frame.subject, agent.start, agent.end, clause.frame.verb)
    for agent in objects:
        draft.take(agent.key, clause.frame.object, agent.start, agent.end, clause.frame.verb)
    draft.date = draft.date or date
    draft.place = draft.place or _where(story, clause, first)
    _within_visit(story, draft, subject)
    _home(story, clause, objects, first)
    story.at[clause.at] = draft
    story.current = draft


def _home(story: Story, clause: Clause, objects: Sequence[Agent], first: int) -> None:
    """ "In Nigeria, X met with the Vice President": those met are of that state, or of the nationality
    of the "other officials" that close the list."""
    row = story.scene.row
    end = clause.at + 1
    while end < clause.last and row[end].cls not in ("word", "stop"):
        end += 1
    after = [t for t, g in zip(row[clause.at : clause.last], row[clause.at + 1 : clause.last + 2], strict=False)
             if t.cls in ("demonym", "state") and g.cls in ("group", "word", "bodyhead")]  # fmt: skip
    opening = next(
        (
            b
            for a, b in zip(row[first : first + 3], row[first + 1 : first + 4], strict=False)
            if a.cls in ("in", "at") and b.cls == "state"
        ),
        None,
    )
    token = after[-1] if after and any(t.cls == "other" for t in row[clause.at : clause.last]) else opening
    if token is None or token.entry is None:
        return
    for agent in objects:
        story.homes.setdefault(agent.key, (token.entry.value, token.start, token.end))


def _again(story: Story, keys: set[str], status: str, date: Found | None) -> Draft | None:
    """An event of the same people told before, unless its date differs."""
    persons = {k for k in keys if k.startswith("person:")}
    for draft in reversed(story.drafts.live()):
        if draft.type == "visit" or draft.status != status or len(persons) < 2:
            continue
        clash = date and draft.date and date.start and draft.date.start and date.start != draft.date.start
        if persons <= draft.people() and not clash:
            return draft
    return None


def _where(story: Story, clause: Clause, first: int) -> tuple[str, int, int] | None:
    scene = story.scene
    here = nearest_place(scene, clause.at + 1, clause.last, clause.at)
    return here or nearest_place(scene, first, clause.at, clause.at)


def _opening_date(story: Story, first: int, at: int) -> Found | None:
    return nearest_date(story.scene, first, at, first)


def _within_visit(story: Story, draft: Draft, subject: Sequence[Agent]) -> None:
    if draft.status != "held":
        return
    keys = {a.key for a in subject}
    for visit in reversed(story.drafts.live()):
        if visit.type == "visit" and visit.status == "held" and (visit.people() & (keys | draft.people())):
            draft.part_of = (visit.key, draft.start, draft.end)
            if draft.place is None and len(visit.places) < 2:
                draft.place = visit.place
            if draft.date is None and visit.date and not visit.date.end and len(visit.places) < 2:
                draft.date = visit.date
            return


def _visit(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    scene = story.scene
    persons = [a for a in subject if a.key.startswith("person:")]
    noun = next((story.at[i] for i in range(clause.at + 1, clause.last) if i in story.at), None)
    places = destinations(scene, clause.at + 1, clause.last) if noun is None else noun.places
    event = next((i for i in range(clause.at + 1, clause.last) if scene.row[i].cls == "event"), None)
    if event is not None and not places:
        place = nearest_place(scene, event, clause.last, event)
        places = destinations(scene, event + 1, clause.last) or ([place] if place else [])
    if not persons or not places:
        return
    date = nearest_date(scene, clause.first, clause.last, clause.at) or _opening_date(story, first, clause.at)
    status = _status(story, clause, date)
    draft = noun or _same_visit(story, persons, places, status)
    token = scene.row[clause.at]
    if draft is None:
        draft = story.drafts.new("visit", "", status, token.start, token.end, "travel")
    for agent in persons:
        draft.take(agent.key, "participant", agent.start, agent.end, "travel")
    draft.places = draft.places or places
    draft.place = draft.place or places[0]
    draft.date = draft.date or date
    story.at[clause.at] = draft
    story.current = draft


def _same_visit(
    story: Story, persons: Sequence[Agent], places: Sequence[tuple[str, int, int]], status: str
) -> Draft | None:
    keys = {a.key for a in persons}
    for draft in reversed(story.drafts.live()):
        if draft.type == "visit" and draft.status == status and draft.people() & keys:
            if not draft.places or {p[0] for p in draft.places} & {p[0] for p in places}:
                return draft
    return None


def _with_event(story: Story, clause: Clause, subject: list[Agent], first: int) -> None:
    """Held, chaired, attended: the event is a noun of the clause, or the document's own."""
    draft = _event_of(story, clause) or _own_event(story, clause)
    persons = [a for a in subject if a.key.startswith("person:")]
    if draft is None:
        reach = range(clause.at + 1, min(clause.last, clause.at + 12))
        noun = next((i for i in reach if story.scene.row[i].cls == "event"), None)
        if noun is None or not subject:
            return
        if clause.frame.verb == "attend" and not (_opening_date(story, clause.at, clause.last) and persons):
            return
        type_ = story.scene.row[noun].entry.value  # type: ignore[union-attr]
        objects = _objects(clause, subject, story.scene.row)
        bodies = [a for a in subject if a not in persons]
        told = (
            objects
            or len(persons) > 1
            or clause.frame.subject == "chair"
            or (not persons and len(bodies) > 1)
        )
        loose = story.scene.row[clause.at].text.lower().startswith("ha") and (
            noun > clause.at + 6 or not objects
        )
        if type_ == "visit" or not told or loose:
            return
        date = nearest_date(story.scene, clause.first, clause.last, clause.at) or _opening_date(
            story, first, clause.at
        )
        _meet(story, clause, persons, objects, date, _status(story, clause, date), type_, first)
        draft = story.at[clause.at]
        story.at[noun] = draft
        if not draft.label and not objects:
            draft.label = _words(story.scene, noun, clause.last)
    role = _chair_role(story, clause)
    for agent in subject:
        if agent.key.startswith("person:") or clause.frame.subject == "chair":
            draft.take(agent.key, role, agent.start, agent.end, clause.frame.verb)
        else:
            draft.parties.setdefault(agent.key, (agent.start, agent.end))
    for agent in _objects(clause, subject, story.scene.row):
        if agent.key.startswith("person:") and not clause.passive:
            shared = (
                story.scene.row[clause.at].text.lower().startswith("co-")
                or "co-" in story.scene.row[clause.at].text.lower()
            )
            draft.take(
                agent.key, role if shared else clause.frame.object, agent.start, agent.end, clause.frame.verb
            )
    date = nearest_date(story.scene, clause.first, clause.last, clause.at) or _opening_date(
        story, first, clause.at
    )
    draft.date = draft.date or date
    draft.place = draft.place or _where(story, clause, first)
    story.at[clause.at] = draft


def _words(scene: Scene, noun: int, last: int) -> str:
    """The event as worded, up to twelve tokens: "virtual meeting with Caribbean leaders"."""
    part = [t for t in scene.parts[scene.row[noun].start] if t.cls not in ("a", "the", "his")]
    end = min(last, noun + 8)
    stop = next(
        (
            i
            for i in range(noun + 1, end)
            if scene.row[i].cls in ("to", "and", "comma", "on", "in", "date", "which")
        ),
        end,
    )
    return scene.text(part[0].start, scene.row[max(noun, stop - 1)].end)


def _own_event(story: Story, clause: Clause) -> Draft | None:
    """ "also took part": in the event at hand."""
    row = story.scene.row
    no_noun = not any(t.cls == "event" for t in row[clause.at + 1 : clause.last])
    return story.current if clause.frame.verb == "attend" and no_noun else None


def _event_of(story: Story, clause: Clause) -> Draft | None:
    row = story.scene.row
    ahead = range(clause.at + 1, clause.last)
    noun = next((i for i in ahead if row[i].cls == "event"), None)
    if noun is not None and not clause.passive:
        return story.at.get(noun)
    before = clause.first - 2
    while before > 0 and row[before].cls in ("comma", "rparen", "lparen", "acronym"):
        before -= 1
    if row[clause.first - 1].cls == "which" and before in story.at:
        return story.at[before]
    behind = range(clause.at - 1, clause.first - 1, -1)
    order = (*behind, *ahead) if clause.passive else (*ahead, *behind)
    return next((story.at[i] for i in order if i in story.at), None)


def _represented(story: Story, clause: Clause) -> None:
    """ "Representatives of A and B discussed …": A and B took part in the event at hand."""
    bodies = [a for a in clause.before if a.lead == "representing" and not a.key.startswith("person:")]
    draft = story.current if story.current and story.current.status == "held" else None
    for agent in bodies if draft is not None else ():
        draft.take(agent.key, "participant", agent.start, agent.end, "representing")  # type: ignore[union-attr]


def _occur(story: Story, clause: Clause) -> None:
    """ "The summit took place in X on Y": the event before the verb, with its date and place."""
    scene = story.scene
    reach = range(clause.at - 1, max(clause.first - 8, -1), -1)
    noun = next((i for i in reach if scene.row[i].cls == "event"), None)
    if noun is None:
        return
    date = nearest_date(scene, clause.first, clause.last, clause.at)
    place = nearest_place(scene, clause.at + 1, clause.last, clause.at)
    draft = story.at.get(noun)
    if draft is None and (date or place):
        draft = event_here(story, noun, _status(story, clause, date))
    if draft is not None:
        draft.date = draft.date or date
        draft.place = draft.place or place
        story.at[clause.at] = draft


def _chair_role(story: Story, clause: Clause) -> str:
    if clause.frame.subject != "chair":
        return clause.frame.subject
    word = story.scene.row[clause.at].text.lower()
    return "convener" if "conven" in word else "host" if "host" in word else "chair"


def _join(story: Story, at: int, first: int, last: int) -> None:
    """ "with the participation of …", "accompanied by …": more people for the event at hand."""
    row = story.scene.row
    draft = next((story.at[i] for i in range(at - 1, first - 1, -1) if i in story.at), None)
    draft = draft or _at_hand(story, at, first)
    if draft is None or _denied(story.scene, first, at) or not _of_people(story.scene, at, first):
        return
    end = at + 1
    while end < last and row[end].cls not in ("verb", "which", "lead"):
        end += 1
    role = "chair" if row[at].cls == "cochairs" else "participant"
    home = next((t for t in reversed(row[first:at]) if t.cls in ("demonym", "state", "body")), None)
    for agent in agents(story.scene, at, end):
        if agent.lead in JOINED and _takes_part(agent, draft):
            draft.take(agent.key, role, agent.start, agent.end, "attend")
            if home is not None:
                draft.roles[agent.key].holding = home.entry.value if home.entry else ""
    story.at.setdefault(at, draft)


def _at_hand(story: Story, at: int, first: int) -> Draft | None:
    """The event that more people are named for: one with people of the same state, else the current one."""
    row = story.scene.row
    home = next(
        (t.entry.value for t in row[first:at] if t.cls in ("state", "demonym", "body") and t.entry), ""
    )
    if home and row[at].text.lower().startswith(("includ", "compris")):
        for draft in story.drafts.live():
            if draft.status == "held" and any(story.homes.get(k, ("",))[0] == home for k in draft.roles):
                return draft
    current = story.current if story.current and story.current.status == "held" else None
    return current or story.drafts.main()


def _of_people(scene: Scene, at: int, first: int) -> bool:
    """ "included" lists people only after a word for a group of them."""
    if not scene.row[at].text.lower().startswith(("includ", "compris")):
        return True
    return any(t.cls in ("group", "representing", "lead") for t in scene.row[first:at])


def _takes_part(agent: Agent, draft: Draft) -> bool:
    return agent.key not in draft.roles


def note_subject(story: Story, first: int, last: int) -> None:
    """Whom "he" and "his" mean next: the first official of a sentence that no word leads in."""
    for agent in agents(story.scene, first, last):
        if agent.lead == "" and agent.key.startswith("person:"):
            if agent.key not in story.subject:
                story.subject = [agent.key]
            return


def note_occasion(story: Story, first: int, last: int) -> None:
    """ "Their encounter took place on the occasion of the Dialogue": one event beside another."""
    row = story.scene.row
    for at in range(first, last):
        if row[at].cls != "margins":
            continue
        before = next((story.at[i] for i in range(at - 1, first - 1, -1) if i in story.at), None)
        after = next((story.at[i] for i in range(at + 1, min(last, at + 6)) if i in story.at), None)
        if before is not None and after is not None and before is not after:
            before.occasion = (after.key, row[at].start, row[at].end)
