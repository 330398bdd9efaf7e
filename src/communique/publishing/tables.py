"""The facts as CSV on the Web (https://www.w3.org/TR/tabular-metadata/).

Each `queries/tables/<name>.rq` is one table: its variables are the columns. The columns' meaning,
datatypes and keys stand in `queries/tables/csv-metadata.json`, which goes out beside the tables. A cell
that a spreadsheet would take for a formula is defused (`communique.cells`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from communique.cells import defused
from communique.publishing.store import Answer, select

METADATA = "csv-metadata.json"


def tables(store: ox.Store, queries: Path) -> Iterator[tuple[str, Answer]]:
    """Each table's name and its rows, sorted, for the queries of the folder `queries`."""
    for path in sorted(queries.glob("*.rq")):
        answer = select(store, path.read_text(encoding="utf-8"))
        yield path.stem, Answer(answer.columns, tuple(sorted(set(answer.rows))))


def write(store: ox.Store, queries: Path, out: Path) -> tuple[Path, ...]:
    """Write each table and the metadata into the folder `out`; the files written, in order."""
    out.mkdir(parents=True, exist_ok=True)
    written = [_write_table(out / f"{name}.csv", answer) for name, answer in tables(store, queries)]
    metadata = out / METADATA
    metadata.write_bytes((queries / METADATA).read_bytes())
    return (*written, metadata)


def _write_table(path: Path, answer: Answer) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180, section 2, rule 1
        writer.writerow(answer.columns)
        writer.writerows([defused(value) for value in row] for row in answer.rows)
    return path
