"""What changed between two builds: facts added, removed and changed, in words and as a patch.

Words compare the tables row by row: a row is the same fact where its key is (the table's `primaryKey`,
else its document and the IRIs in it). The patch is RDF Patch over the N-Quads, line by line:
https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from communique.cells import restored
from communique.errors import UsageError
from communique.graph.terms import Quad, line
from communique.publishing.inventory import dataset

METADATA: Final = "csv-metadata.json"

Key = tuple[str, ...]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of a table that differs; `before` or `after` is empty for one that was added or removed.

    `what` says which fact it is: its key by column.
    """

    table: str
    what: Row
    before: Row
    after: Row

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"


def facts(old: Path, new: Path) -> Iterator[Change]:
    """The facts that differ, table by table. `UsageError` where a folder is no build."""
    keys = {**_keys(old), **_keys(new)}
    for table in sorted(keys):
        yield from _table(table, keys[table], _rows(old, table), _rows(new, table))


def _keys(build: Path) -> Mapping[str, Sequence[str]]:
    """The key columns of each table: as its metadata has them, else the document and what is named by IRI."""
    path = build / "tables" / METADATA
    if not path.is_file():
        raise UsageError(f"{build} is no build: it has no tables/{METADATA}")
    found = {}
    for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
        schema = table["tableSchema"]
        named = [column["name"] for column in schema["columns"] if "valueUrl" in column]
        found[table["url"]] = schema.get("primaryKey") or list(dict.fromkeys(["document", *named]))
    return found


def _rows(build: Path, table: str) -> list[Row]:
    path = build / "tables" / table
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return [{name: restored(cell or "") for name, cell in row.items()} for row in rows]


def _table(table: str, columns: Sequence[str], old: list[Row], new: list[Row]) -> Iterator[Change]:
    before, after = _grouped(columns, old), _grouped(columns, new)
    for key in sorted(before.keys() | after.keys()):
        gone, come = before.get(key, []), after.get(key, [])
        same = [row for row in gone if row in come]
        gone = [row for row in gone if row not in same]
        come = [row for row in come if row not in same]
        what = dict(zip(columns, key, strict=True))
        for number in range(max(len(gone), len(come))):
            one = gone[number] if number < len(gone) else {}
            other = come[number] if number < len(come) else {}
            yield Change(table.removesuffix(".csv"), what, one, other)


def _grouped(columns: Sequence[str], rows: Iterable[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(name, "") for name in columns), []).append(row)
    return {key: sorted(group, key=lambda row: tuple(row.values())) for key, group in found.items()}


def words(change: Change) -> str:
    """A change in a line: which fact, and what of it differs."""
    sign = {"added": "+", "removed": "-", "changed": "~"}[change.kind]
    known = change.after or change.before
    name = next((known[k] for k in ("label", "name", "title", "reading") if known.get(k)), "")
    ends = [value.rstrip("/").rsplit("/", 1)[-1] for value in change.what.values() if value]
    told = f"{sign} {change.table}: {name or ends[-1]} ({', '.join(ends)})"
    if change.kind != "changed":
        return told
    columns = list(dict.fromkeys([*change.before, *change.after]))
    pairs = ((name, change.before.get(name, ""), change.after.get(name, "")) for name in columns)
    told_apart = [f"{name} {one or '–'} → {other or '–'}" for name, one, other in pairs if one != other]
    return f"{told}: {'; '.join(told_apart)}"


def patch(old: Path, new: Path) -> Iterator[str]:
    """The lines of an RDF Patch that makes the old dataset the new one: what goes, then what comes."""
    before, after = _lines(old), _lines(new)
    yield "TX ."
    yield from (f"D {item}" for item in _only(before, after))
    yield from (f"A {item}" for item in _only(after, before))
    yield "TC ."


def _only(these: Sequence[str], those: Sequence[str]) -> Iterator[str]:
    """The lines of one sorted list that the other has not."""
    at = 0
    for item in these:
        while at < len(those) and those[at] < item:
            at += 1
        if at == len(those) or those[at] != item:
            yield item


def _lines(build: Path) -> list[str]:
    path = dataset(build)
    if path.suffix == ".nq":
        return sorted(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
    quads = ox.parse(path=path, format=ox.RdfFormat.TRIG)
    return sorted(line(Quad(*map(str, (q.subject, q.predicate, q.object, q.graph_name)))) for q in quads)
