"""Words of strangers on a terminal or in a line of a log: they begin no line and move no cursor."""

from __future__ import annotations

from unicodedata import category


def printable(words: str) -> str:
    """Words on one line: control characters, marks of direction and the like are written out, each space
    of another width is a plain one."""
    return words if words.isprintable() else "".join(map(_shown, words))


def printable_lines(text: str) -> str:
    """The same for a text of several lines, such as CSV."""
    return "\n".join(printable(line.removesuffix("\r")) for line in text.split("\n"))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return " " if category(char) == "Zs" else char.encode("unicode_escape", "surrogatepass").decode()
