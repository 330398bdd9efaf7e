"""JSON of annotations with the place of every value, so that a mistake can be named."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from communique.errors import GoldError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file; `where` is its way from the root, such as `people[2].name`."""

    path: Path
    where: str
    value: Json

    def wrong(self, reason: str) -> GoldError:
        """The error that names the file and the place in it."""
        return GoldError(self.path, 0, f"{self.where or 'the file'} {reason}")

    def fields(self, known: Collection[str]) -> dict[str, Node]:
        """The members of an object, one for each known name; another name is a mistake."""
        if not isinstance(self.value, dict):
            raise self.wrong("must be an object")
        for name in self.value:
            if name not in known:
                raise self.wrong(f"has the unknown member {name!r}; known are {', '.join(known)}")
        lead = f"{self.where}." if self.where else ""
        return {name: Node(self.path, lead + name, self.value.get(name)) for name in known}

    def items(self) -> tuple[Node, ...]:
        """The elements of an array; nothing is an empty one."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list):
            raise self.wrong("must be an array")
        return tuple(Node(self.path, f"{self.where}[{at}]", one) for at, one in enumerate(self.value))

    def text(self) -> str:
        """A string; nothing is the empty one."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise self.wrong("must be a string")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The strings of an array; one string alone is an array of one."""
        return tuple(node.text() for node in self.items()) if isinstance(self.value, list) else self._alone()

    def needed(self) -> tuple[str, ...]:
        """The strings of an array that must have one."""
        found = self.texts()
        if not any(found):
            raise self.wrong("is missing or empty")
        return found

    def number(self) -> float | None:
        """A number, or nothing."""
        if self.value is None or (isinstance(self.value, int | float) and not isinstance(self.value, bool)):
            return self.value
        raise self.wrong("must be a number")

    def one_of(self, known: Collection[str]) -> str:
        """One of the known words."""
        if (found := self.text()) not in known:
            raise self.wrong(f"is {found!r}; known are {', '.join(known)}")
        return found

    def _alone(self) -> tuple[str, ...]:
        found = self.text()
        return (found,) if found else ()


def read(path: Path) -> Node:
    """The root of a file; `GoldError` where it is no JSON."""
    try:
        return Node(path, "", json.loads(path.read_text(encoding="utf-8")))
    except json.JSONDecodeError as error:
        raise GoldError(path, error.lineno, f"no valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise GoldError(path, 1, "is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise GoldError(path, 0, f"is not UTF-8: {error.reason}") from error
    except OSError as error:
        raise GoldError(path, 0, f"cannot be read: {error.strerror}") from error
