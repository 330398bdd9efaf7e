"""Drafts made facts: view offsets become spans of the document, and every record gets its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.model import (
    Agreement,
    Body,
    DateExpression,
    Delegation,
    Derivation,
    Document,
    Facts,
    Header,
    Initiative,
    Meeting,
    Money,
    Number,
    Participation,
    Person,
    Place,
    Proof,
    Quotation,
    Reference,
    Relation,
    Text,
    Topic,
)
from communique.reading import header as head
from communique.reading.bodies import Things
from communique.reading.dates import Found
from communique.reading.deeds import Deed
from communique.reading.delegations import Party
from communique.reading.drafts import Draft, Role
from communique.reading.header import Dated
from communique.reading.holdings import holdings
from communique.reading.labels import label
from communique.reading.masthead import dateline_places, publisher
from communique.reading.people import Human
from communique.reading.principals import add_principals
from communique.reading.proofs import confidence, expression, proof, proofs
from communique.reading.scene import Scene
from communique.reading.speakers import Saying
from communique.reading.story import Story
from communique.reading.topics import Matter


def assemble(
    document: Document,
    story: Story,
    dated: Dated | None,
    parties: Sequence[Party],
    deeds: Sequence[Deed],
    said: Sequence[Saying],
    matters: Sequence[Matter],
) -> Facts:
    """The facts of one document from all that its scene and story hold."""
    scene = story.scene
    title = _header(document, scene, dated)
    held = tuple(holdings(scene, story, said))
    add_principals(scene, deeds, held)
    _mentioned(scene)
    first_holding = {h.person: h.key for h in reversed(held)}
    meetings = tuple(_meeting(story, d) for d in story.drafts.live())
    return Facts(
        document=document,
        header=title,
        people=tuple(_person(scene, h) for h in scene.people.humans),
        bodies=tuple(_bodies(scene)),
        places=tuple(_places(scene)),
        holdings=held,
        meetings=meetings,
        delegations=tuple(_delegations(scene, parties)),
        participations=tuple(_participations(story, first_holding)),
        agreements=tuple(_agreement(scene, d) for d in deeds if d.kind != "initiative"),
        initiatives=tuple(_initiative(scene, d) for d in deeds if d.kind == "initiative"),
        quotations=tuple(_quotation(scene, n, s) for n, s in enumerate(said, 1)),
        topics=tuple(_topic(story, n, m) for n, m in enumerate(matters, 1)),
        dates=tuple(expression(scene, d) for d in scene.dates.values() if _past(d, dated)),
    )


def _header(document: Document, scene: Scene, dated: Dated | None) -> Header:
    places = dateline_places(scene, head.dateline(scene.view, dated))
    return head.header(document, scene.view, scene.lexicon, dated, places, publisher(scene))


def _mentioned(scene: Scene) -> None:
    """Every body that the text names, whether or not it takes part in anything."""
    inner = (t for part in scene.parts.values() for t in part)
    for token in (*scene.row, *inner):
        if token.cls == "body":
            scene.bodies.key(token)


def _past(found: Found, dated: Dated | None) -> bool:
    """Whether a date lies before publication, as far as can be told."""
    own = dated is not None and dated.found is not None and dated.found.begin == found.begin
    if not found.start or own or found.start.startswith("--"):
        return False
    year = dated.start if dated and not dated.start.startswith("--") else "9999"
    return found.start < year[: len(found.start)] or (not found.anchored and found.start <= year)


def _person(scene: Scene, human: Human) -> Person:
    surfaces = [Text(name, proof(scene, *span, "name")) for name, span in human.surfaces.items()]
    surfaces += [Text(name, Proof((span,), rule="metadata")) for name, span in human.written.items()]
    return Person(human.key, human.name, human.honorific, tuple(surfaces))


def _surfaces(scene: Scene, things: Things) -> Iterator[tuple[str, str, str, str, tuple[Text, ...]]]:
    for thing in things.all():
        texts = tuple(Text(form, proof(scene, *span, "lexicon")) for form, span in thing.surfaces.items())
        yield thing.key, thing.name, thing.short, thing.concept, texts


def _bodies(scene: Scene) -> Iterator[Body]:
    founded = _founded(scene)
    keys = {t.concept: t.key for t in scene.bodies.all() if t.concept}
    for key, name, short, concept, texts in _surfaces(scene, scene.bodies):
        known = scene.lexicon.known.get(concept)
        parent = keys.get(known.parent, "") if known else ""
        yield Body(key, name, short, concept, texts, parent, founded.get(key))


def _founded(scene: Scene) -> dict[str, DateExpression]:
    """ "X was established in June 2017": when a body came to be."""
    found: dict[str, DateExpression] = {}
    for at, token in enumerate(scene.row):
        if token.cls != "date" or at < 3 or scene.row[at - 1].cls != "in":
            continue
        verb, copula, body = (scene.row[at - n] if at >= n else token for n in (2, 3, 4))
        if verb.text.lower() in scene.lexicon.lists.founded and copula.cls == "be" and body.cls == "body":
            found[scene.bodies.key(body)] = expression(scene, scene.dates[token.start])
    return found


def _places(scene: Scene) -> Iterator[Place]:
    for key, name, _, concept, texts in _surfaces(scene, scene.places):
        yield Place(key, name, concept, texts)


def _meeting(story: Story, draft: Draft) -> Meeting:
    scene = story.scene
    series = _series(scene, draft)
    return Meeting(
        key=draft.key,
        label=label(story, draft),
        type=draft.type,
        status=draft.status,
        proof=proofs(scene, [(draft.start, draft.end), *draft.spans], draft.rule),
        date=expression(scene, draft.date) if draft.date and draft.date.start else None,
        place=_reference(scene, draft.place, "place"),
        series=series,
        ordinal=Number(draft.ordinal[0], proof(scene, draft.ordinal[1], draft.ordinal[2], "ordinal"))
        if draft.ordinal
        else None,
        part_of=_reference(scene, draft.part_of, "part_of"),
        occasion=_reference(scene, draft.occasion, "occasion"),
        parties=tuple(Reference(k, proof(scene, s, e, "party")) for k, (s, e) in draft.parties.items()),
    )


def _series(scene: Scene, draft: Draft) -> Text | None:
    """An event with a number above one or called a dialogue recurs; its name is its series' name."""
    numbered = draft.ordinal is not None and draft.ordinal[0] > 1
    if not draft.named or not (numbered or draft.type == "dialogue"):
        return None
    return Text(draft.label, proof(scene, draft.start, draft.end, "series"))


def _reference(scene: Scene, where: tuple[str, int, int] | None, rule: str) -> Reference | None:
    return Reference(where[0], proof(scene, where[1], where[2], rule)) if where else None


def _participations(story: Story, held: dict[str, str]) -> Iterator[Participation]:
    number = 0
    for draft in story.drafts.live():
        parties: Iterable[tuple[str, Role]] = (
            (k, Role("party", s, e, "party")) for k, (s, e) in draft.parties.items() if k not in draft.roles
        )
        for agent, role in (*draft.roles.items(), *parties):
            number += 1
            yield Participation(
                f"participation:{number}", draft.key, agent, role.role,
                proof(story.scene, role.start, role.end, role.rule), held.get(agent, ""), "", role.delegation,
            )  # fmt: skip


def _delegations(scene: Scene, parties: Sequence[Party]) -> Iterator[Delegation]:
    for number, party in enumerate(parties, 1):
        count = (
            Number(party.count[0], proof(scene, party.count[1], party.count[2], "count"))
            if party.count
            else None
        )
        yield Delegation(
            f"delegation:{number}",
            party.event,
            party.label,
            party.leader,
            count,
            proof(scene, party.start, party.end, "lead"),
        )


def _currency(scene: Scene, deed: Deed) -> str:
    """A bare dollar is that of the state that issues the release, where that is known."""
    return deed.money.currency or scene.lexicon.dollars.get(scene.home, "") if deed.money else ""


def _money(scene: Scene, deed: Deed) -> Money | None:
    if deed.money is None:
        return None
    return Money(
        deed.money.amount, _currency(scene, deed), proof(scene, deed.money.begin, deed.money.finish, "money")
    )


def _agreement(scene: Scene, deed: Deed) -> Agreement:
    return Agreement(
        key=deed.key,
        label=deed.label,
        type=deed.type,
        status=deed.status,
        proof=proofs(scene, [(deed.start, deed.end), *deed.spans], "instrument"),
        date=expression(scene, deed.date) if deed.date and deed.date.start else None,
        money=_money(scene, deed),
        meeting=_reference(scene, (deed.meeting, deed.start, deed.end) if deed.meeting else None, "signing"),
        finances=_reference(scene, deed.finances, "finances"),
        parties=tuple(Reference(k, proof(scene, s, e, "party")) for k, (s, e) in deed.parties.items()),
        signatories=tuple(
            Reference(k, proof(scene, s, e, "signatory")) for k, (s, e) in deed.signatories.items()
        ),
    )


def _initiative(scene: Scene, deed: Deed) -> Initiative:
    relations = [Relation(kind, key, proof(scene, s, e, kind)) for kind, key, s, e in deed.relations]
    if not relations:
        relations = [
            Relation("partner", key, proof(scene, s, e, "party")) for key, (s, e) in deed.parties.items()
        ]
    return Initiative(
        key=deed.key,
        label=deed.label,
        type=deed.type,
        status=deed.status,
        proof=proofs(scene, [(deed.start, deed.end), *deed.spans], "instrument"),
        date=expression(scene, deed.date) if deed.date and deed.date.start else None,
        money=_money(scene, deed),
        relations=tuple(dict.fromkeys(relations)),
    )


def _quotation(scene: Scene, number: int, saying: Saying) -> Quotation:
    how = Derivation.STATED if saying.how in ("name", "bare") else Derivation.RESOLVED
    spans = (
        scene.view.span(saying.stretch.start, saying.stretch.end),
        scene.view.span(saying.start, saying.end),
    )
    return Quotation(
        f"quotation:{number}",
        saying.speaker,
        " ".join(saying.designation.split()[:12]).rstrip(","),
        spans[0],
        Proof(spans, how, confidence(scene, f"said.{saying.how}"), f"said.{saying.how}"),
    )


def _topic(story: Story, number: int, matter: Matter) -> Topic:
    scene = story.scene
    words = scene.text(matter.start, matter.end)
    regions = tuple(Reference(k, proof(scene, s, e, "region")) for k, s, e in matter.regions)
    where = proof(scene, matter.start, matter.end, "topic")
    return Topic(f"topic:{number}", story.drafts.standing(matter.event), words, where, regions)
