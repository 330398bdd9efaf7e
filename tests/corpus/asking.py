"""Questions to the published data, answered in few words.

A resource is answered by its key (`person/ilkka-salmi`), a concept by its notation (`held`), a
release by the number its file begins with (`000`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import pyoxigraph as ox

from communique.publishing.answers import ask

Row = tuple[str, ...]
Ask: TypeAlias = Callable[[str], set[Row]]

_KEY = re.compile(r"/id/(.+)$")
_RELEASE = re.compile(r"/doc/(\d+)_[0-9a-f]+$")


def rows(store: ox.Store, query: str) -> set[Row]:
    """The answer as a set of rows; an unbound variable is the empty string."""
    found = ask(store, query, "a question of the corpus test")
    return {tuple(word(term) for term in row) for row in found.rows}


def word(term: object) -> str:
    """A term in few words."""
    value = str(getattr(term, "value", ""))
    if not isinstance(term, ox.NamedNode):
        return value
    for pattern in (_KEY, _RELEASE):
        if found := pattern.search(value):
            return found[1]
    return value.replace("#", "/").rpartition("/")[2]


def table(text: str) -> set[Row]:
    """Rows written as lines with `|` between the cells."""
    return {tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines() if line.strip()}
