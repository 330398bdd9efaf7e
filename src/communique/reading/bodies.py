"""Bodies, states and places of one document, each under one key however it is worded."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.lexicon import Lexicon
from communique.reading.names import fold
from communique.reading.tokens import Token

# The key of a thing, or a role of it, and the stretch of the view that says so.
Where = tuple[str, int, int]


@dataclass(slots=True)
class Thing:
    """A body or place of the document while it is read."""

    key: str
    name: str
    concept: str
    short: str = ""
    surfaces: dict[str, tuple[int, int]] = field(default_factory=dict)


class Things:
    """A register of bodies (`kind` "body") or places ("place") by lexicon concept, else by name."""

    def __init__(self, kind: str, lexicon: Lexicon) -> None:
        self.kind = kind
        self.lexicon = lexicon
        self.known: dict[str, Thing] = {}

    def key(self, token: Token) -> str:
        """The key of what `token` names; the token's stretch is kept as one of its surfaces."""
        concept = token.entry.value if token.entry else ""
        name = token.text
        if token.cls == "demonym" and token.entry:
            name = token.entry.name
        return self.add(name, concept, token.start, token.end, token.text)

    def paired(self, token: Token) -> str:
        """The key of a half of a hyphened pair: in "UN-NATO Secretariat" that is NATO."""
        first = token.text.split()[0]
        entry = self.lexicon.exact_names.get(first) if " " in token.text else None
        if entry is None or entry.cls != "body" or not first.isupper():
            return self.key(token)
        return self.add(first, entry.value, token.start, token.start + len(first), first)

    def add(self, name: str, concept: str, start: int, end: int, surface: str = "") -> str:
        """The key of the body or place so called, new where it is not yet known."""
        name = name[4:] if name.startswith(("the ", "The ")) else name
        thing = self.known.get(concept or fold(name)) or (self.known.get(fold(name)) if not concept else None)
        if thing is None:
            thing = Thing(f"{self.kind}:{len(self.known) + 1}", name, concept)
            self.known[concept or fold(name)] = thing
        if len(name) > len(thing.name) and concept and surface == name:
            thing.name = name
        thing.surfaces.setdefault(surface or name, (start, end))
        return thing.key

    def all(self) -> list[Thing]:
        """Every thing of the register in order of appearance, with its abbreviation filled in."""
        for thing in self.known.values():
            entry = self.lexicon.known.get(thing.concept)
            if entry is not None and self.kind == "body":
                thing.short = entry.short
        return list(self.known.values())
