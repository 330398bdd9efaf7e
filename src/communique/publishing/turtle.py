"""Turtle and TriG (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/), statement by statement.

The terms of a sorted stream of statements are N-Triples already, which Turtle is a superset of: what is
left is to group them and to shorten names. pyoxigraph's serializers need each term parsed again and give
no order of prefixes; a test holds what they read against what is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from communique.graph.terms import TYPE, Triple
from communique.reused import XSD
from communique.vocab import PREFIXES

# A local name without dots and escapes: what else Turtle allows there stays a whole IRI.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
# What a relative reference may be without a reader taking its beginning for something else.
_RELATIVE: Final = re.compile(r"[A-Za-z0-9_~-]+(?:/[^/:.?#][^/:?#]*)*")
_PLAIN: Final = {
    f"<{XSD.integer}>": re.compile("[+-]?[0-9]+"),
    f"<{XSD.decimal}>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{XSD.boolean}>": re.compile("true|false"),
}
# Every namespace ends in a slash or a hash, and no local name has one.
_SPACES: Final = {f"<{start}": name for name, start in PREFIXES.items()}


class Names:
    """How terms are written in a document with that base, which is used only where it ends in a slash.

    `used` are the prefixes that were needed so far.
    """

    def __init__(self, base: str) -> None:
        self.base = base if base.endswith("/") else ""
        self.used: set[str] = set()
        self.short = lru_cache(maxsize=1 << 16)(self._short)

    def _short(self, term: str) -> str:
        return self._literal(term) if term[0] == '"' else self._iri(term)

    def _literal(self, term: str) -> str:
        words, mark, datatype = term.rpartition('"^^')
        if not mark or not datatype.endswith(">"):
            return term
        plain = _PLAIN.get(datatype)
        return words[1:] if plain and plain.fullmatch(words, 1) else f'{words}"^^{self._iri(datatype)}'

    def _iri(self, term: str) -> str:
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        name = _SPACES.get(term[:cut])
        if name and _LOCAL.fullmatch(term, cut, len(term) - 1):
            self.used.add(name)
            return f"{name}:{term[cut:-1]}"
        start = f"<{self.base}"
        if self.base and term.startswith(start) and _RELATIVE.fullmatch(term, len(start), len(term) - 1):
            return f"<{term[len(start) :]}"
        return term

    def header(self) -> str:
        """The base, where there is one, and the prefixes used so far, in the order in which they are kept."""
        prefixes = (f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES if name in self.used)
        return "".join((f"@base <{self.base}> .\n" if self.base else "", *prefixes))


def described(statements: Iterable[Triple], names: Names, indent: str = "") -> Iterator[str]:
    """Sorted triples subject by subject, each with a line left free before it."""
    then, shorten = f" ;\n{indent}\t", names.short
    for subject, found in groupby(statements, key=lambda statement: statement[0]):
        pairs = []
        for predicate, values in groupby(found, key=lambda statement: statement[1]):
            name = "a" if predicate == TYPE else shorten(predicate)
            pairs.append(f"{name} {' , '.join([shorten(value[2]) for value in values])}")
        yield f"\n{indent}{shorten(subject)} {then.join(pairs)} .\n"


def graph(name: str, statements: Iterable[Triple], names: Names) -> Iterator[str]:
    """A named graph in TriG with a line left free before it."""
    yield f"\n{names.short(name)} {{\n"
    yield from described(statements, names, "\t")
    yield "}\n"
