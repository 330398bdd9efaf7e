"""YAML of `mappings/` with the line of every entry, so that a mistake can be named."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from communique.errors import MappingError


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that asks of no word what type it may be: here all are words, and asking takes a
    third of the time."""

    def resolve(self, _kind: type[yaml.Node], _value: str, _implicit: object) -> str:
        """The tag of every node."""
        return ""


@dataclass(frozen=True, slots=True)
class Item:
    """One flow mapping of a list: its values, its file and line."""

    path: Path
    line: int
    values: dict[str, str | tuple[str, ...]]

    def text(self, key: str) -> str:
        """The value under `key` as a string, empty where there is none."""
        value = self.values.get(key, "")
        if isinstance(value, tuple):
            raise MappingError(self.path, self.line, f"{key} must be one value, not a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The values under `key`; a single value counts as a list of one."""
        value = self.values.get(key, ())
        return (value,) if isinstance(value, str) else value


@lru_cache(maxsize=64)
def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=Loader)


@contextmanager
def parsed_once() -> Iterator[None]:
    """A file that several readers take from is parsed for the first; its tree is let go at the end."""
    try:
        yield
    finally:
        _composed.cache_clear()


def root(path: Path) -> yaml.MappingNode:
    """The mapping that a file is; `MappingError` names file and line of what is none."""
    try:
        node = _composed(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise MappingError(
            path, mark.line + 1 if mark else 0, f"no valid YAML: {error}".split("\n")[0]
        ) from error
    except RecursionError as error:
        raise MappingError(path, 1, "is nested too deeply") from error
    except OSError as error:
        raise MappingError(path, 0, error.strerror or "cannot be read") from error
    if not isinstance(node, yaml.MappingNode):
        raise MappingError(path, 1, "a mapping of sections is expected")
    return node


def sections(path: Path) -> Iterator[tuple[str, str, int]]:
    """(section, word, line) of a file whose sections are plain lists of words."""
    for key, value in root(path).value:
        if not isinstance(value, yaml.SequenceNode):
            raise MappingError(path, key.start_mark.line + 1, f"{key.value} must be a list of words")
        for node in value.value:
            if isinstance(node, yaml.ScalarNode):
                yield key.value, node.value, node.start_mark.line + 1


def entries(path: Path, wanted: Collection[str] | None, keys: Collection[str]) -> Iterator[tuple[str, Item]]:
    """(section, item) of the sections in `wanted` (all that hold mappings where None).

    Raises MappingError with file and line for a key that is not in `keys`.
    """
    for key, value in root(path).value:
        if wanted is not None and key.value not in wanted:
            continue
        if not isinstance(value, yaml.SequenceNode):
            raise MappingError(path, key.start_mark.line + 1, f"{key.value} must be a list")
        for node in value.value:
            if isinstance(node, yaml.MappingNode):
                yield key.value, _item(path, node, keys)


def _item(path: Path, node: yaml.MappingNode, keys: Collection[str]) -> Item:
    line = node.start_mark.line + 1
    values: dict[str, str | tuple[str, ...]] = {}
    for key, value in node.value:
        if key.value not in keys:
            known = ", ".join(sorted(keys))
            raise MappingError(path, key.start_mark.line + 1, f"unknown key {key.value!r}; known are {known}")
        if isinstance(value, yaml.SequenceNode):
            values[key.value] = tuple(child.value for child in value.value)
        else:
            values[key.value] = value.value
    return Item(path, line, values)
