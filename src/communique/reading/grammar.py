"""Patterns over word classes: regular expressions whose letters are classes.

In `mappings/grammar.yaml` a rule is written with class names, the signs of regular expressions
and, in braces, earlier rules: `{post} comma? honorific* {name}`. A word in angle brackets before
a parenthesis names a group: `<post>({post})`. Compiled, each class is one private-use character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Protocol

import regex

from communique.errors import MappingError
from communique.reading.yamlfile import Item, entries

RULE_KEYS = {"id", "pattern", "needs", "example", "note"}
PIECE = regex.compile(
    r"(?P<sign>\{\d*,?\d*\}[?+]?|\(\?[:!=]|\(\?<[!=]|[()|?*+\[\]^])|\{(?P<rule>[a-z]\w*)\}|<(?P<group>\w+)>\("
    r"|(?P<cls>[a-z]\w*)|(?P<space>\s+)"
)
FIRST_CODE = 0xE000


class Classed(Protocol):
    """What has a word class, such as a token."""

    @property
    def cls(self) -> str:
        """The class."""


class_of: Callable[[Classed], str] = attrgetter("cls")


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared pattern, the code of a class that it cannot do without (or none), its example sentence."""

    id: str
    pattern: regex.Pattern[str]
    needs: str
    example: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The class codes and the compiled rules."""

    codes: Mapping[str, str]
    rules: Mapping[str, Rule]

    def tags(self, row: Iterable[Classed]) -> str:
        """A row of tokens as the string that rules are matched on."""
        return "".join(map(self.codes.__getitem__, map(class_of, row)))


def compile_grammar(path: Path, classes: Sequence[str]) -> Grammar:
    """The rules of `grammar.yaml`. Raises MappingError naming the line of a bad pattern."""
    codes = {cls: chr(FIRST_CODE + i) for i, cls in enumerate(classes)}
    sources: dict[str, str] = {}
    rules: dict[str, Rule] = {}
    for _, item in entries(path, None, RULE_KEYS):
        source = _translate(item, codes, sources)
        sources[item.text("id")] = f"(?:{source})"
        rules[item.text("id")] = _rule(item, source, codes)
    return Grammar(codes, rules)


def _rule(item: Item, source: str, codes: Mapping[str, str]) -> Rule:
    needs = item.text("needs")
    if needs and needs not in codes:
        raise MappingError(item.path, item.line, f"rule {item.text('id')}: unknown word class {needs!r}")
    try:
        pattern = regex.compile(source)
    except regex.error as error:
        raise MappingError(item.path, item.line, f"rule {item.text('id')}: {error}") from error
    return Rule(item.text("id"), pattern, codes.get(needs, ""), item.text("example"))


def _translate(item: Item, codes: Mapping[str, str], sources: Mapping[str, str]) -> str:
    out, at, text = [], 0, item.text("pattern")
    while at < len(text):
        match = PIECE.match(text, at)
        if match is None:
            raise MappingError(
                item.path, item.line, f"rule {item.text('id')}: what is {text[at : at + 12]!r}?"
            )
        out.append(_piece(item, match, codes, sources))
        at = match.end()
    return "".join(out)


def _piece(item: Item, match: regex.Match[str], codes: Mapping[str, str], sources: Mapping[str, str]) -> str:
    kind, name = match.lastgroup, match.group(match.lastgroup or 0)
    if kind == "space":
        return ""
    if kind == "sign":
        return str(name)
    if kind == "group":
        return f"(?P<{name}>"
    table, what = (sources, "rule") if kind == "rule" else (codes, "word class")
    if name not in table:
        raise MappingError(item.path, item.line, f"rule {item.text('id')}: unknown {what} {name!r}")
    return str(table[name])
