"""The facts as CSV on the Web (https://www.w3.org/TR/tabular-metadata/).

Each `queries/tables/<name>.rq` is one table: its variables are the columns. The columns' meaning,
datatypes and keys stand in `queries/tables/csv-metadata.json`, which goes out beside the tables. A cell
that a spreadsheet would take for a formula is defused (`communique.cells`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from communique.cells import defused
from communique.publishing.store import Answer, Row, select

METADATA = "csv-metadata.json"


def names(queries: Path) -> list[str]:
    """The tables that the queries of the folder `queries` make."""
    return sorted(path.stem for path in queries.glob("*.rq"))


def tables(
    store: ox.Store, queries: Path, wanted: Iterable[str] | None = None
) -> Iterator[tuple[str, Answer]]:
    """The name and the sorted rows of each table of the folder `queries`, or of each that is `wanted`."""
    for name in names(queries) if wanted is None else wanted:
        answer = select(store, (queries / f"{name}.rq").read_text(encoding="utf-8"))
        yield name, Answer(answer.columns, tuple(sorted(set(answer.rows))))


def write(found: Iterable[tuple[str, Row, Iterable[Row]]], queries: Path, out: Path) -> tuple[Path, ...]:
    """Write tables, each given by its name, its columns and its sorted rows, and the metadata into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    written = [_write_table(out / f"{name}.csv", columns, rows) for name, columns, rows in found]
    metadata = out / METADATA
    metadata.write_bytes((queries / METADATA).read_bytes())
    return (*written, metadata)


def _write_table(path: Path, columns: Row, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180, section 2, rule 1
        writer.writerow(columns)
        writer.writerows([defused(value) for value in row] for row in rows)
    return path
