"""YAML front matter of text and Markdown files, each value with its exact place in the file.

`Metadata.value` is the value as YAML means it; `Metadata.span` is where it is written, without its
quotes. Lists give one entry an item, nested mappings names such as `contact.email`. A block that is
no YAML is read line by line as `name: value`, so that a stray colon costs one value its niceties
and nobody the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from communique.model import Metadata, Span

BLOCK = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
LINE = re.compile(r"^(?P<name>[\w.-]+)[ \t]*:[ \t]+(?P<value>\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)

NESTING = "[{-?:"  # signs of which each level of YAML has one
MOST_NESTED = 1000


def read_front_matter(text: str) -> tuple[tuple[Metadata, ...], int]:
    """The entries of the front matter and where the text proper begins; `((), 0)` if there is none.

    A block between two rules that names no value is no front matter but text.
    """
    block = BLOCK.match(text)
    if not block:
        return (), 0
    start = block.start("yaml")
    try:
        root = yaml.compose(block["yaml"], Loader=_loader(block["yaml"]))
        entries = tuple(_entries("", root, block["yaml"], start, set()))
    except (yaml.YAMLError, RecursionError):
        entries = tuple(_lines(block["yaml"], start))
    return (entries, block.end()) if entries else ((), 0)


def _loader(source: str) -> type[yaml.SafeLoader]:
    """libyaml's loader, twenty times as fast, for what does not nest so deep that the stack overflows."""
    shallow = sum(map(source.count, NESTING)) < MOST_NESTED
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader) if shallow else yaml.SafeLoader


def _entries(
    name: str, node: yaml.Node | None, source: str, offset: int, seen: set[int]
) -> Iterator[Metadata]:
    # An alias may lead back to its own anchor, or repeat a node without end: each node counts once.
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _entries(f"{name}.{key.value}".lstrip("."), value, source, offset, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(name, item, source, offset, seen)
    elif name and isinstance(node, yaml.ScalarNode) and node.value.strip():
        start, end = _inside(node, source)
        yield Metadata(name, node.value.strip(), Span(start + offset, end + offset))


def _inside(node: yaml.ScalarNode, source: str) -> tuple[int, int]:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("'", '"'):
        return start + 1, end - 1
    if node.style in ("|", ">"):
        start = source.index("\n", start) + 1
    written = source[start:end]
    return start + len(written) - len(written.lstrip()), start + len(written.rstrip())


def _lines(source: str, offset: int) -> Iterator[Metadata]:
    for line in LINE.finditer(source):
        start, end = line.span("value")
        value = line["value"]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            start, end, value = start + 1, end - 1, value[1:-1]
        yield Metadata(line["name"], value, Span(start + offset, end + offset))
