"""The pages about the whole: the timeline, lists by kind, facets, doubts, who met whom."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Final

from communique.graph.terms import ref
from communique.publishing.site.data import Data, plain
from communique.publishing.site.pages import KIND_NAMES, Value
from communique.publishing.store import select
from communique.reused import FOAF, SKOS
from communique.vocab import SCHEMA

MOST_SHOWN: Final = 24
SIZE: Final = 720
RADIUS: Final = 230


@dataclass(frozen=True, slots=True)
class Item:
    """A resource in a list: the facets that it is found by are lists of words."""

    iri: str
    kind: str
    value: Value
    date: str = ""
    status: str = ""
    place: str = ""
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year of its date, where it has one."""
        return self.date[:4] if self.date[:4].isdigit() else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading in words, the release that it stands in, how it was derived, and what proves it."""

    words: str
    release: Value
    how: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A discrepancy: of which kind, in words, its readings."""

    kind: str
    what: str
    subject: Value
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who took part in the same meetings, and in how many."""

    one: Value
    other: Value
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A person or body of the picture: where it stands, and how its label is set."""

    value: Value
    x: float
    y: float
    angle: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Who met whom, as circles on a ring and lines between them."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[Dot, Dot, int], ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Overview:
    """What is asked of the whole dataset, each once; `queries` is the folder of its questions."""

    data: Data
    queries: Path

    def _ask(self, name: str) -> Iterator[Mapping[str, str]]:
        answer = select(self.data.store, (self.queries / f"{name}.rq").read_text(encoding="utf-8"))
        return (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)

    def value(self, iri: str) -> Value:
        """A resource as a link from a page at the top of the site."""
        page = self.data.page(iri)
        return Value(self.data.label(iri), f"{page}.html" if page else "")

    @cached_property
    def meetings(self) -> Mapping[str, tuple[str, str, str]]:
        """When each meeting was, its status, and where."""
        return {
            row["meeting"]: (row["date"], _last(row["status"]), row["place"]) for row in self._ask("meetings")
        }

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All resources that have a page, by kind and name."""
        bodies, roles = self._facets()
        found = (
            Item(
                iri,
                kind,
                self.value(iri),
                *self.meetings.get(iri, ("", "", "")),
                tuple(sorted(bodies.get(iri, ()))),
                tuple(sorted(roles.get(iri, ()))),
                self._aliases(iri),
            )
            for iri, kind in self.data.kinds.items()
        )
        order = {kind: number for number, kind in enumerate(KIND_NAMES)}
        return tuple(sorted(found, key=lambda i: (order[i.kind], i.value.words.casefold(), i.iri)))

    def _facets(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        bodies: dict[str, set[str]] = {}
        roles: dict[str, set[str]] = {}
        for row in self._ask("facets"):
            for iri in (row["meeting"], row["agent"]):
                if iri and row["body"]:
                    bodies.setdefault(iri, set()).add(self.data.label(row["body"]))
                if iri and row["role"]:
                    roles.setdefault(iri, set()).add(_last(row["role"]))
        return bodies, roles

    def _aliases(self, iri: str) -> tuple[str, ...]:
        told = self.data.by_subject[f"<{iri}>"]
        names = {plain(q.object) for q in told if q.predicate in _ALIASES and q.object[0] == '"'}
        return tuple(sorted(names - {self.data.label(iri)}))

    def of(self, kind: str) -> tuple[Item, ...]:
        """The resources of one kind."""
        return tuple(item for item in self.items if item.kind == kind)

    @property
    def timeline(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The meetings by year, the latest first; those without any date last, under an empty year."""
        years: dict[str, list[Item]] = {}
        for item in sorted(self.of("meeting"), key=lambda i: (i.date, i.value.words), reverse=True):
            years.setdefault(item.year, []).append(item)
        return tuple((year, tuple(years[year])) for year in sorted(years, reverse=True))

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """All discrepancies with their readings."""
        found: dict[str, list[Mapping[str, str]]] = {}
        for row in self._ask("doubts"):
            found.setdefault(row["discrepancy"], []).append(row)
        ordered = sorted(found.items(), key=lambda item: (item[1][0]["kind"], item[0]))
        return tuple(self._doubt(rows) for _, rows in ordered)

    def _doubt(self, rows: Sequence[Mapping[str, str]]) -> Doubt:
        readings: dict[tuple[str, str, str], list[str]] = {}
        for r in rows:
            proofs = readings.setdefault((r["reading"], r["release"], _last(r["how"])), [])
            proofs.extend([r["evidence"]] if r["evidence"] else [])
        shown = tuple(
            Reading(self._words(reading), self.value(release), how, tuple(proofs))
            for (reading, release, how), proofs in readings.items()
        )
        return Doubt(_last(rows[0]["kind"]), rows[0]["what"], self.value(rows[0]["subject"]), shown)

    def _words(self, reading: str) -> str:
        return self.data.label(reading) if reading.startswith(self.data.base) else reading

    @cached_property
    def picture(self) -> Picture:
        """Who met whom: those with the most ties, in a ring, and all ties as a list."""
        met: dict[str, set[str]] = {}
        for row in self._ask("took-part"):
            met.setdefault(row["meeting"], set()).add(row["agent"])
        pairs = Counter(pair for group in met.values() for pair in combinations(sorted(group)[:200], 2))
        weight = Counter(agent for pair, count in pairs.items() for agent in pair for _ in range(count))
        shown = sorted(sorted(weight, key=lambda a: (-weight[a], a))[:MOST_SHOWN], key=self.data.label)
        dots = {agent: self._dot(agent, number, len(shown)) for number, agent in enumerate(shown)}
        lines = [(dots[a], dots[b], n) for (a, b), n in sorted(pairs.items()) if a in dots and b in dots]
        ties = sorted((Tie(self.value(a), self.value(b), n) for (a, b), n in pairs.items()), key=_by_count)
        return Picture(tuple(dots.values()), tuple(lines), tuple(ties))

    def _dot(self, agent: str, number: int, of: int) -> Dot:
        turn = 2 * math.pi * number / max(of, 1)
        x, y = SIZE / 2 + RADIUS * math.cos(turn), SIZE / 2 + RADIUS * math.sin(turn)
        degrees, left = math.degrees(turn), math.cos(turn) < 0
        angle = round(degrees + 180 if left else degrees, 1)
        return Dot(self.value(agent), round(x, 1), round(y, 1), angle, "end" if left else "start")

    def search(self) -> bytes:
        """What the search looks through: label, kind, path and aliases of each resource, as JSON."""
        rows = [[i.value.words, KIND_NAMES[i.kind][0], i.value.href, *i.aliases] for i in self.items]
        return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


_NAMES: Final = (SKOS.prefLabel, SKOS.altLabel, FOAF.name, SCHEMA.name, SCHEMA.alternateName)
_ALIASES: Final = frozenset(map(ref, _NAMES))


def _by_count(tie: Tie) -> tuple[int, str, str, str, str]:
    return -tie.count, tie.one.words, tie.other.words, tie.one.href, tie.other.href


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].replace("-", " ")
