"""Who holds which post, as facts: by name, by delegation, by front matter, by how speakers are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.model import Derivation, PostHolding, Proof
from communique.reading.people import Human
from communique.reading.posts import PostMention
from communique.reading.proofs import confidence, proof, proofs
from communique.reading.scene import Scene
from communique.reading.speakers import Saying
from communique.reading.story import Story


def holdings(scene: Scene, story: Story, said: Sequence[Saying]) -> Iterator[PostHolding]:
    """Every post that the document says a person holds, each with its proof and a key of its own."""
    homes = _homes(story)
    number = 0
    for human in scene.people.humans:
        for holding in (*_held(scene, human, homes), *_office(scene, human)):
            number += 1
            yield replace(holding, key=f"holding:{number}")
    for holding in _said_posts(scene, said):
        number += 1
        yield replace(holding, key=f"holding:{number}")


def _held(scene: Scene, human: Human, homes: Mapping[str, str]) -> Iterator[PostHolding]:
    """The posts that stand with the person's name; one without a body is in that of the delegation."""
    for place, (post, official) in enumerate(human.held):
        if post.former:
            continue
        body, how = _body_of_post(scene, post), Derivation.STATED
        if not body and human.key in homes:
            body, how = homes[human.key], Derivation.RESOLVED
        whole = (min(official.start, post.start), max(official.end, post.end))
        told = proofs(scene, [whole, *human.echoes.get(place, ())], official.rule, how)
        yield PostHolding("", human.key, post.title, body, told, post.acting)


def _office(scene: Scene, human: Human) -> Iterator[PostHolding]:
    """The post that the front matter gives the author, unless the text says it too."""
    if human.office is None:
        return
    title, span = human.office
    if not any(post.title.lower() == title.lower() for post, _ in human.held):
        known = Proof((span,), confidence=confidence(scene, "metadata"), rule="metadata")
        yield PostHolding("", human.key, title, "", known)


def _body_of_post(scene: Scene, post: PostMention) -> str:
    if not post.organization:
        return ""
    start, end = post.organization_start, post.organization_end
    return scene.bodies.add(post.organization, post.concept or _meant(scene, post.organization), start, end)


def _meant(scene: Scene, name: str) -> str:
    """The one body named in the text that "the Commission" can be short for, where several have that name."""
    may = scene.lexicon.context.get(name, ())
    named = {t.entry.value for t in scene.row if t.cls == "body" and t.entry} if may else set[str]()
    told = [concept for concept in may if concept in named]
    return told[0] if len(told) == 1 else ""


def _homes(story: Story) -> dict[str, str]:
    """The body or state whose delegation a person is listed in."""
    scene = story.scene
    homes = {}
    for person, (concept, start, end) in story.homes.items():
        known = scene.lexicon.known.get(concept)
        if known is not None:
            homes[person] = scene.bodies.add(known.name, concept, start, end)
    return homes


def _said_posts(scene: Scene, said: Sequence[Saying]) -> Iterator[PostHolding]:
    """Titles by which speakers are called, each once."""
    done = set()
    for saying in said:
        if saying.how == "newtitle" and (saying.speaker, saying.designation) not in done:
            done.add((saying.speaker, saying.designation))
            told = proof(scene, saying.start, saying.end, "said_title", Derivation.RESOLVED)
            body = _body_of(scene, saying.speaker)
            yield PostHolding("", saying.speaker, saying.designation, body, told)


def _body_of(scene: Scene, person: str) -> str:
    """The body of the first post of a person that has one."""
    held = (post for human in scene.people.humans if human.key == person for post, _ in human.held)
    return next((_body_of_post(scene, post) for post in held if post.organization), "")
