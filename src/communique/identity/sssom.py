"""SSSOM/TSV files: a YAML header in comment lines, then a table (SSSOM 1.0).

Read strictly: every row that is not as it should be is refused with its file, line and column,
because a decision misread is a wrong link published.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from communique.cells import restored
from communique.errors import MappingError

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "object_source", "mapping_justification", "confidence", "author_id", "author_label", "mapping_date",
    "comment",
)  # fmt: skip
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "confidence", "mapping_date")
NOT = "Not"
NOTHING = "sssom:NoTermFound"


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping as it stands in its file; `cell(column)` is empty where the column is missing."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """The text of a cell."""
        return self.cells.get(column, "")

    def refuse(self, column: str, reason: str) -> MappingError:
        """The error to raise for a cell of this row."""
        return MappingError(self.path, self.line, f"column {column}: {reason}")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's prefixes and rows."""

    prefixes: Mapping[str, str]
    rows: tuple[Row, ...]

    def expand(self, curie: str) -> str:
        """The IRI that a CURIE stands for; its prefix is known, for the file was checked."""
        prefix, _, local = curie.partition(":")
        return self.prefixes[prefix] + local


def read(path: Path) -> Table:
    """Read and check a file; an absent one is an empty table."""
    if not path.exists():
        return Table({}, ())
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(path, 0, f"cannot be read: {error}") from error
    head = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    prefixes = _prefixes(path, lines[:head])
    if head == len(lines):
        raise MappingError(path, head, "the line with the names of the columns is missing")
    columns = _columns(path, head + 1, lines[head].split("\t"))
    rows = tuple(_rows(path, columns, lines, head + 1))
    for row in rows:
        _check(row, prefixes)
    return Table(prefixes, rows)


def _prefixes(path: Path, lines: list[str]) -> dict[str, str]:
    try:
        header = yaml.safe_load("\n".join(line[1:] for line in lines)) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise MappingError(path, line, f"the header is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise MappingError(path, 1, f"the header is not YAML: {error}".partition("\n")[0]) from error
    except RecursionError as error:
        raise MappingError(path, 1, "the header is nested too deeply") from error
    curies = header.get("curie_map") if isinstance(header, dict) else None
    if not isinstance(curies, dict) or not all(isinstance(iri, str) for iri in curies.values()):
        raise MappingError(path, 1, "the header has no curie_map of prefix to IRI")
    return {str(prefix): iri for prefix, iri in curies.items()}


def _columns(path: Path, line: int, names: list[str]) -> list[str]:
    for at, name in enumerate(names):
        if name not in COLUMNS or name in names[:at]:
            raise MappingError(path, line, f"column {at + 1}: {name!r} is unknown or stands here twice")
    for name in REQUIRED:
        if name not in names:
            raise MappingError(path, line, f"column {name} is missing")
    return names


def _rows(path: Path, columns: list[str], lines: list[str], start: int) -> Iterator[Row]:
    for at, line in enumerate(lines[start:], start + 1):
        cells = line.split("\t")
        if len(cells) != len(columns):
            short = min(len(cells), len(columns))
            raise MappingError(
                path, at, f"column {short}: {len(cells)} cells in the row, {len(columns)} in the head"
            )
        yield Row(path, at, dict(zip(columns, map(restored, cells), strict=True)))


def _check(row: Row, prefixes: Mapping[str, str]) -> None:
    for column in REQUIRED:
        if not row.cell(column).strip():
            raise row.refuse(column, "is empty")
    for column in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
        prefix, colon, local = row.cell(column).partition(":")
        if not (colon and local and prefix in prefixes):
            raise row.refuse(column, f"{row.cell(column)!r} is no CURIE with a prefix of the header")
    if row.cell("predicate_modifier") not in ("", NOT):
        raise row.refuse("predicate_modifier", f"{row.cell('predicate_modifier')!r} is neither empty nor Not")
    if not row.cell("mapping_justification").startswith("semapv:"):
        raise row.refuse("mapping_justification", "is no term of semapv")
    if not row.cell("author_id") and not row.cell("author_label"):
        raise row.refuse("author_label", "a decision has an author")
    _check_values(row)


def _check_values(row: Row) -> None:
    try:
        confidence = float(row.cell("confidence"))
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise row.refuse("confidence", f"{row.cell('confidence')!r} is no number from 0 to 1")
    try:
        datetime.date.fromisoformat(row.cell("mapping_date"))
    except ValueError as error:
        raise row.refuse("mapping_date", f"{row.cell('mapping_date')!r} is no date") from error
