"""What a build's tables say of one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of the tables of these names that are of one document."""

    documents: tuple[Row, ...] = ()
    posts: tuple[Row, ...] = ()
    meetings: tuple[Row, ...] = ()
    participations: tuple[Row, ...] = ()
    agreements: tuple[Row, ...] = ()
    parties: tuple[Row, ...] = ()
    quotations: tuple[Row, ...] = ()


def by_document(tables: Mapping[str, Sequence[Row]]) -> dict[str, Found]:
    """The rows of the tables by the file's name of the document they are of."""
    parts: dict[str, dict[str, list[Row]]] = {}
    for table in (item.name for item in fields(Found)):
        for row in tables.get(table, ()):
            rows = parts.setdefault(PurePosixPath(row["document"]).name, {})
            rows.setdefault(table, []).append(row)
    return {name: Found(**{table: tuple(rows) for table, rows in of.items()}) for name, of in parts.items()}


def distinct(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The first row of each that agree in these columns."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(row[column] for column in columns), row)
    return list(first.values())
