"""Proofs from view offsets: the stretch of the document, how it was read, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import DateExpression, Derivation, Proof
from communique.reading.dates import Found
from communique.reading.scene import Scene


def proof(
    scene: Scene,
    start: int,
    end: int,
    rule: str,
    how: Derivation = Derivation.STATED,
) -> Proof:
    """The proof that view offsets `start` to `end` give."""
    return Proof((scene.view.span(start, end),), how, confidence(scene, rule), rule)


def confidence(scene: Scene, rule: str) -> float:
    """How often what `rule` reads is right, by mappings/confidence.yaml."""
    known = scene.lexicon.confidence
    return known.get(rule, known.get("default", 0.9))


def proofs(
    scene: Scene, stretches: Iterable[tuple[int, int]], rule: str, how: Derivation = Derivation.STATED
) -> Proof:
    """One proof of several stretches, each once, in order."""
    spans = dict.fromkeys(scene.view.span(a, b) for a, b in stretches if b > a)
    return Proof(tuple(sorted(spans)), how, confidence(scene, rule), rule)


def expression(scene: Scene, found: Found) -> DateExpression:
    """A date expression with its proof; one that needs the day of publication is resolved."""
    how = Derivation.RESOLVED if found.anchored else Derivation.STATED
    return DateExpression(
        scene.text(found.begin, found.finish),
        found.start,
        found.end,
        proof(scene, found.begin, found.finish, f"date.{found.kind}", how),
        found.anchored,
    )
