"""The tables of a page: each `queries/site/<kind>-<number>-<name>.rq` fills one, for all resources at once.

The first comment line is the table's title, `?resource` tells whose page it is on, the other variables are
its columns. `?how` is a derivation, `?evidence` a proof: rows that differ in it alone are one row.
`any-…` stands on pages of every kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from communique.publishing.site.data import Data
from communique.publishing.store import select

_NAME = re.compile(r"(?P<kind>[a-z]+)-\d+-[a-z-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a row by column, and the evidence nodes that prove it."""

    values: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title; columns without any value are left out."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sections:
    """All tables of a site, asked for once."""

    data: Data
    queries: Path

    def on(self, iri: str, kind: str) -> Iterator[Section]:
        """The tables on the page of a resource that have any row, in the order of their names."""
        for applies, title, columns, rows in self._asked:
            if applies in (kind, "any") and iri in rows:
                yield _trimmed(title, columns, rows[iri])

    @cached_property
    def _asked(self) -> tuple[tuple[str, str, tuple[str, ...], Mapping[str, tuple[Row, ...]]], ...]:
        return tuple(self._ask(path) for path in sorted(self.queries.glob("*.rq")))

    def _ask(self, path: Path) -> tuple[str, str, tuple[str, ...], Mapping[str, tuple[Row, ...]]]:
        query = path.read_text(encoding="utf-8")
        found = _NAME.fullmatch(path.stem)
        if found is None or not query.startswith("# "):
            raise ValueError(f"{path}: a table is called <kind>-<number>-<name>.rq and begins with its title")
        answer = select(self.data.store, query)
        columns = tuple(name for name in answer.columns if name not in ("resource", "evidence"))
        rows: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for values in answer.rows:
            told = dict(zip(answer.columns, values, strict=True))
            key = tuple(told[name] for name in columns)
            proofs = rows.setdefault(told["resource"], {}).setdefault(key, [])
            if told.get("evidence"):
                proofs.append(told["evidence"])
        title = query.partition("\n")[0].removeprefix("# ")
        grouped = {
            iri: tuple(Row(key, tuple(dict.fromkeys(proofs))) for key, proofs in group.items())
            for iri, group in rows.items()
        }
        return found["kind"], title, columns, grouped


def _trimmed(title: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> Section:
    used = [i for i, _ in enumerate(columns) if any(row.values[i] for row in rows)]
    kept = tuple(Row(tuple(row.values[i] for i in used), row.evidence) for row in rows)
    return Section(title, tuple(columns[i] for i in used), kept)
