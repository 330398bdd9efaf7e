"""Everything that can go wrong, as one tree.

    CommuniqueError            exit 2 unless said otherwise
    ├── UsageError             no such file, no such resource, a bad combination of options
    ├── OutputError            OUT cannot be written, or is not ours to replace
    ├── SourceError            a file of knowledge is wrong: names the file and, where known, the line
    │   ├── SettingsError      communique.toml, the environment, --settings
    │   ├── MappingError       mappings/
    │   ├── OntologyError      ontology/
    │   ├── ShapeError         shapes/
    │   ├── QueryError         queries/, or a query typed by hand
    │   ├── GoldError          annotations that a reading is evaluated against
    │   └── ReviewError        the review folder: queue, journal, or a table of verdicts
    ├── ProofError             a fact's span does not resolve in its document: exit 1
    └── ServiceError           a service does not answer as it should, after all patience: exit 1

A bad document is no exception: it is a `BadDocument`, reported with its file and reason while the
run goes on. Exit codes: 0 conforms, 1 problems reported, 2 bad usage or input.
"""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import ClassVar


class CommuniqueError(Exception):
    """Any error of ours; its text is meant for the person at the keyboard."""

    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        """What went wrong; each further argument is a line of its own."""
        return "\n".join(map(str, self.args))


class UsageError(CommuniqueError):
    """What was asked for does not exist or does not fit together."""


class OutputError(CommuniqueError):
    """The output folder cannot be written, or holds what is not a build."""


class SourceError(CommuniqueError):
    """A file that people edit is wrong: `path` and, counted from 1, `line` (0 where unknown)."""

    def __init__(self, path: str | PathLike[str], line: int, reason: str) -> None:
        self.path = str(path)
        self.line = line
        self.reason = reason
        where = f"{self.path}:{line}" if line else self.path
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, int, str]]:
        # So that one raised in another process arrives here.
        return type(self), (self.path, self.line, self.reason)


class SettingsError(SourceError):
    """A setting is unknown or has a value it cannot have."""


class MappingError(SourceError):
    """A file of `mappings/` cannot be read as what it should be."""


class OntologyError(SourceError):
    """A file of `ontology/` cannot be parsed or is inconsistent."""


class ShapeError(SourceError):
    """A shape cannot be parsed or names what does not exist."""


class QueryError(SourceError):
    """A query cannot be parsed."""


class GoldError(SourceError):
    """An annotation is no JSON, or not what docs/evaluation.md describes."""


class ReviewError(SourceError):
    """A file of the review folder, or a table of verdicts, is not what it should be."""


class ProofError(CommuniqueError):
    """A fact's span does not resolve: the build has failed."""

    exit_code: ClassVar[int] = 1


class ServiceError(CommuniqueError):
    """A reconciliation service cannot be reached, or answers what it should not."""

    exit_code: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A text that could not be read: its file's name, where it stands, and why."""

    name: str
    path: str
    reason: str
