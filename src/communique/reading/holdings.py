"""Who holds which post, as facts: by name, by delegation, by front matter, by how speakers are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model import Derivation, PostHolding, Proof
from communique.reading.proofs import confidence, proof, proofs
from communique.reading.quotations import Saying
from communique.reading.scene import Scene
from communique.reading.story import Story


def holdings(scene: Scene, story: Story, said: Sequence[Saying]) -> Iterator[PostHolding]:
    homes = _homes(story)
    number = 0
    for human in scene.people.humans:
        for place, (post, official) in enumerate(human.held):
            if post.former:
                continue
            number += 1
            body = ""
            how = Derivation.STATED
            if post.organization:
                body = scene.bodies.add(
                    post.organization, post.concept, post.organization_start, post.organization_end
                )
            elif human.key in homes:
                body, how = homes[human.key], Derivation.RESOLVED
            start, end = min(official.start, post.start), max(official.end, post.end)
            yield PostHolding(
                f"holding:{number}",
                human.key,
                post.title,
                body,
                proofs(scene, [(start, end), *human.echoes.get(place, ())], official.rule, how),
                post.acting,
            )
        if human.office is not None:
            number += 1
            span = human.office[1]
            if not any(p.title.lower() == human.office[0].lower() for p, _ in human.held):
                yield PostHolding(
                    f"holding:{number}",
                    human.key,
                    human.office[0],
                    "",
                    Proof((span,), confidence=confidence(scene, "metadata"), rule="metadata"),
                )
    yield from _said_posts(scene, said, number)


def _homes(story: Story) -> dict[str, str]:
    """The body or state whose delegation a person is listed in."""
    scene = story.scene
    homes = {}
    for person, (concept, start, end) in story.homes.items():
        homes[person] = scene.bodies.add(scene.lexicon.known[concept].name, concept, start, end)
    for draft in story.drafts.live():
        for agent, role in draft.roles.items():
            known = story.scene.lexicon.known.get(role.holding) if role.holding else None
            if known is not None:
                homes[agent] = story.scene.bodies.add(known.name, role.holding, role.start, role.end)
    return homes


def _said_posts(scene: Scene, said: Sequence[Saying], number: int) -> Iterator[PostHolding]:
    done = set()
    for saying in said:
        if saying.how == "newtitle" and (saying.speaker, saying.designation) not in done:
            done.add((saying.speaker, saying.designation))
            number += 1
            yield PostHolding(
                f"holding:{number}", saying.speaker, saying.designation, _body_of(scene, saying.speaker),
                proof(scene, saying.start, saying.end, "said_title", Derivation.RESOLVED),
            )  # fmt: skip


def _body_of(scene: Scene, person: str) -> str:
    for human in scene.people.humans:
        if human.key == person:
            for post, _ in human.held:
                if post.organization:
                    return scene.bodies.add(
                        post.organization, post.concept, post.organization_start, post.organization_end
                    )
    return ""
