"""How deep a SPARQL query may be: the engine goes down it by recursion, and a full stack ends the process.

With the usual stack of 8 MB it ended (pyoxigraph 0.5.13) at some 900 functions or `EXISTS` in one another,
at 2,500 to 3,000 groups, `BIND` or `MINUS`, and at some 5,000 operators in a row. Allowed is so much less
that both together fit too. Lists of values may be as long as they like: they are no tree.
"""

from __future__ import annotations

import re
from typing import Final

from communique.publishing.federation import unescaped

DEPTH: Final = 100
STEPS: Final = 1_000
_WORDS: Final = frozenset(
    {"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "GRAPH", "SERVICE", "EXISTS", "SELECT"}
)
# What is not closed ends with the query, and nothing is tried twice: a query may be a megabyte of anything.
_TOKEN: Final = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*+>
      | \"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3})? | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?
      | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'? | \#[^\n]*+ | [?$@]\w++
      | [\w.]*+:[\w.:%\\-]*+ | (?P<word>[\w.]++)
      | (?P<opens><<|[({\[]) | (?P<closes>>>|[)}\]]) | (?P<step>\|\||&&|[-+*/|!^=<>]++)""",
    re.VERBOSE | re.DOTALL,
)


def too_deep(query: str) -> str:
    """Why a query is not to be asked, in words for who wrote it; empty where it may."""
    depth = deepest = steps = 0
    for token in _TOKEN.finditer(unescaped(query)):
        if token["opens"]:
            depth += 1
            deepest = max(deepest, depth)
        elif token["closes"]:
            depth -= 1
        elif token["step"]:
            steps += len(token[0]) if token[0][0] == "!" else 1
        elif token["word"]:
            steps += token[0].upper() in _WORDS
    if deepest > DEPTH:
        return f"brackets stand {deepest:,} deep in one another, and {DEPTH} are allowed: write it flatter"
    if steps > STEPS:
        return (
            f"it has {steps:,} operators, filters and groups, and {STEPS:,} are allowed: give the values of a"
            " long list by VALUES or IN, or ask in parts"
        )
    return ""
