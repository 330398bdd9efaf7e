"""Facts of many documents → one key for each person, body, place, post, meeting and instrument."""

from communique.identity.bodies import BodyEntry, BodyIndex
from communique.identity.decisions import Decision, Decisions
from communique.identity.decisions import load as load_decisions
from communique.identity.published import Published
from communique.identity.published import load as load_published
from communique.identity.resolve import resolve

__all__ = [
    "BodyEntry",
    "BodyIndex",
    "Decision",
    "Decisions",
    "Published",
    "load_decisions",
    "load_published",
    "resolve",
]
