"""Patterns over word classes: regular expressions whose letters are classes.

In `mappings/grammar.yaml` a rule is written with class names, the signs of regular expressions
and, in braces, earlier rules: `{post} comma? honorific* {name}`. A word in angle brackets before
a parenthesis names a group: `<post>({post})`. Compiled, each class is one private-use character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Protocol

import regex

from communique.errors import MappingError
from communique.reading.yamlfile import Item, entries

RULE_KEYS = {"id", "pattern", "needs", "called", "example", "note"}
PIECE = regex.compile(
    r"(?P<sign>\{\d*,?\d*\}[?+]?|\(\?[:!=]|\(\?<[!=]|[()|?*+\[\]^])|\{(?P<rule>[a-z]\w*)\}|<(?P<group>\w+)>\("
    r"|(?P<cls>[a-z]\w*)|(?P<space>\s+)"
)
PART = regex.compile(r"\{(?P<rule>[a-z]\w*)\}")
FIRST_CODE = 0xE000
CODE = r"[\uE000-\uF8FF]"
CHOICE = regex.compile(rf"(?<=[(|:]){CODE}(?:\|{CODE})++(?=[)|])")
BARE = regex.compile(rf"\(\?:(\[{CODE}++\]|{CODE})\)")


class Classed(Protocol):
    """What has a word class, such as a token."""

    @property
    def cls(self) -> str:
        """The class."""


class_of: Callable[[Classed], str] = attrgetter("cls")


@dataclass(frozen=True)
class Rule:
    """A declared pattern, a shorter one that all that it finds has in it (or none), its example sentence."""

    item: Item
    source: str
    needs: str
    example: str

    @property
    def id(self) -> str:
        """Its name in the file."""
        return self.item.text("id")

    def tried(self, tags: str) -> bool:
        """Whether a row of tags has what the rule needs."""
        return self.needs in tags if len(self.needs) < 2 else bool(self._needed.search(tags))

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The expression, compiled when it is first looked for: most of them cost milliseconds each."""
        return self._compiled(self.source)

    @cached_property
    def _needed(self) -> regex.Pattern[str]:
        return self._compiled(self.needs)

    def _compiled(self, source: str) -> regex.Pattern[str]:
        try:
            return regex.compile(source)
        except regex.error as error:
            raise _error(self.item, str(error)) from error


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
    called: dict[str, str] = {}
    rules: dict[str, Rule] = {}
    for _, item in entries(path, None, RULE_KEYS):
        source = _translate(item, "pattern", codes, sources)
        sources[item.text("id")] = BARE.sub(r"\1", f"(?:{source})")
        if item.text("called") == "true":
            called[item.text("id")] = sources[item.text("id")]
        needs = _translate(item, "needs", codes, sources)
        rules[item.text("id")] = Rule(item, _with_calls(source, called), needs, item.text("example"))
    return Grammar(codes, rules)


def _with_calls(source: str, called: Mapping[str, str]) -> str:
    """The expression with each of these parts written out once: compiling takes time by its length."""
    for name, part in called.items():
        before, _, after = source.partition(part)
        if part in after:
            source = f"{before}(?P<{name}>{part.removeprefix('(?:')}{after.replace(part, f'(?P>{name})')}"
    return source


def _error(item: Item, reason: str) -> MappingError:
    return MappingError(item.path, item.line, f"rule {item.text('id')}: {reason}")


def _translate(item: Item, key: str, codes: Mapping[str, str], sources: Mapping[str, str]) -> str:
    out: list[str] = []
    at, text = 0, item.text(key)
    while at < len(text):
        match = PIECE.match(text, at)
        if match is None:
            raise _error(item, f"what is {text[at : at + 12]!r}?")
        out.append(_piece(item, match, codes, sources))
        at = match.end()
    if not _balanced(out):
        raise _error(item, "a parenthesis or bracket is not closed, or closes nothing")
    own = BARE.sub(r"\1", CHOICE.sub(_set, "".join(out)))
    return PART.sub(lambda match: sources[match["rule"]], own)


def _balanced(pieces: Iterable[str]) -> bool:
    """Whether every parenthesis and bracket of the row is closed, in order."""
    closing: list[str] = []
    for piece in pieces:
        if piece.startswith("(") and not piece.endswith(")"):
            closing.append(")")
        elif piece == "[":
            closing.append("]")
        elif piece in (")", "]") and (not closing or closing.pop() != piece):
            return False
    return not closing


def _set(match: regex.Match[str]) -> str:
    """`a|b|c` as `[abc]`, which is compiled and matched faster."""
    return f"[{match.group().replace('|', '')}]"


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
        raise _error(item, f"unknown {what} {name!r}")
    return f"{{{name}}}" if kind == "rule" else codes[name]
