"""Parts → one dataset: what is sorted in each is merged by blocks (`runs`), and counted as it goes by."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from operator import itemgetter, ne
from pathlib import Path
from typing import Final, TextIO

from communique import iri
from communique.graph import Triple
from communique.graph.terms import TYPE, ref
from communique.identity.published import COLUMNS
from communique.model import Key
from communique.pipeline.parts import MENTIONS, NQUADS, OBJECTS, TABLES, TRIG, Done, Kind, json_context
from communique.pipeline.runs import blocks, distinct, merged, new
from communique.publishing import serialize
from communique.publishing.store import Row
from communique.publishing.turtle import Names, described, graph
from communique.publishing.void import Statistics

_TENURE: Final = 5
_BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Counted:
    """What is counted while the statements of all graphs go by, each once."""

    quads: int = 0
    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    _last: str = ""

    def add(self, triples: Sequence[Triple]) -> None:
        """Count triples that come after those counted before."""
        self.triples += len(triples)
        subjects = [self._last, *(triple[0] for triple in triples)]
        self.subjects += sum(map(ne, subjects, subjects[1:]))
        self._last = subjects[-1]
        self.properties.update([triple[1] for triple in triples])
        self.classes.update([triple[2] for triple in triples if triple[1] == TYPE])


def dataset(parts: Sequence[Done], folder: Path, base: str, shards: bool) -> Counted:
    """Write the dataset in every format as `communique.<format>` into `folder`; where there are `shards`,
    Turtle and JSON-LD are those of the parts."""
    counted, triples = Counted(), list[Triple]()
    with new(folder / "communique.nq") as nquads, new(folder / "communique.nt") as ntriples:
        quads = distinct(blocks([Path(part.folder, NQUADS) for part in parts], folder))
        for found in _written(quads, nquads, ntriples, counted):
            counted.add(found)
            if not shards:
                triples += found
    if shards:
        _shards(parts, folder / "shards")
    else:
        _whole(triples, folder, base)
    _trig(parts, folder, base)
    return counted


def _whole(triples: Iterable[Triple], folder: Path, base: str) -> None:
    """Turtle and JSON-LD of all triples."""
    names, found = Names(base), list(_subjects(triples))
    with new(folder / "communique.ttl") as file:
        file.writelines(described(found, names))
    _head(folder / "communique.ttl", names)
    (folder / "communique.jsonld").write_bytes(serialize.jsonld_of(found, json_context(), base))


def _shards(parts: Sequence[Done], folder: Path) -> None:
    """The Turtle and the JSON-LD of each part under its name."""
    folder.mkdir()
    for part in parts:
        for name in ("ttl", "jsonld"):
            Path(part.folder, f"shard.{name}").rename(folder / f"{Path(part.folder).name}.{name}")


def _written(
    quads: Iterable[list[str]], nquads: TextIO, ntriples: TextIO, counted: Counted
) -> Iterator[list[Triple]]:
    """Write the lines of a dataset, and give each triple once."""
    last = ""
    for lines in quads:
        counted.quads += len(lines)
        nquads.writelines(lines)
        triples = [line[: line.rindex(" <")] for line in lines]
        fresh = [triple for before, triple in pairwise((last, *triples)) if triple != before]
        last = triples[-1] if triples else last
        ntriples.writelines([f"{triple} .\n" for triple in fresh])
        # A triple has three terms, of which only the last may have spaces in it.
        yield [(s, p, o) for s, p, o in (triple.split(" ", 2) for triple in fresh)]


def _subjects(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples of each subject, its types first."""
    for _, group in groupby(triples, key=itemgetter(0)):
        yield from sorted(group, key=lambda triple: (triple[1] != TYPE, triple[1], triple[2]))


def _trig(parts: Sequence[Done], folder: Path, base: str) -> None:
    """The dataset's own graph first, whose triples may stand in several parts; then the documents' graphs."""
    names = Names(base)
    for part in parts:
        names.used |= part.used
    path = folder / "communique.trig"
    shared = [Path(part.folder, NQUADS) for part in parts if part.kind is not Kind.DOCUMENTS]
    own = f" {ref(iri.dataset(base))} .\n"
    lines = (item for item in merged(shared, folder) if item.endswith(own))
    triples = ((s, p, o) for s, p, o in (item[: -len(own)].split(" ", 2) for item, _ in groupby(lines)))
    with new(path) as file:
        file.writelines(graph(ref(iri.dataset(base)), _subjects(triples), names))
    with path.open("ab") as whole:
        for part in parts:
            with Path(part.folder, TRIG).open("rb") as body:
                shutil.copyfileobj(body, whole, _BLOCK)
    _head(path, names)


def _head(path: Path, names: Names) -> None:
    """Put the prefixes before what was written, now that it is known which were used."""
    body = path.with_name(f"{path.name}.body")
    path.rename(body)
    with path.open("wb") as whole, body.open("rb") as rest:
        whole.write(names.header().encode())
        shutil.copyfileobj(rest, whole, _BLOCK)
    body.unlink()


def keys(parts: Sequence[Done], besides: Iterable[Row], folder: Path, name: str) -> None:
    """Write `keys.tsv`: the rows of all parts, and those that no document has."""
    rest = folder / "rest"
    with new(rest) as file:
        file.writelines(sorted({"\t".join(row) + "\n" for row in besides}))
    runs = [*(Path(part.folder, MENTIONS) for part in parts), rest]
    with new(folder / name) as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines(chain.from_iterable(distinct(blocks(runs, folder))))
    rest.unlink()


def naming(parts: Sequence[Done], things: Collection[str], base: str) -> Iterator[tuple[Key, Key]]:
    """The keys of things, given by their IRIs, each with the key of a document that names it."""
    for part in parts:
        with Path(part.folder, MENTIONS).open(encoding="utf-8") as file:
            for row in file:
                thing, document, _ = row.split("\t", 2)
                if document.startswith("doc/") and iri.resource(base, thing) in things:
                    yield thing, document


def table(parts: Sequence[Done], name: str, scratch: Path) -> Iterator[Row]:
    """The sorted rows of a table, each once."""
    runs = [path for part in parts if (path := Path(part.folder, TABLES, name)).is_file()]
    rows = map(_row, merged(runs, scratch, _row))
    return _tenures(rows) if name == "tenures" else (row for row, _ in groupby(rows))


def _row(text: str) -> Row:
    return tuple(json.loads(text))


def _tenures(rows: Iterable[Row]) -> Iterator[Row]:
    """Attestations of one holder in one post by the documents of several parts, as one row."""
    for head, group in groupby(rows, key=lambda row: row[:_TENURE]):
        found = [row[_TENURE:] for row in group]
        first = min((row[0] for row in found if row[0]), default="")
        last = max(row[1] for row in found)
        releases = sum(int(row[2]) for row in found)
        inferred = any(row[3] == "inferred" for row in found)
        yield (*head, first, last, str(releases), "inferred" if inferred else "stated")


def statistics(parts: Sequence[Done], counted: Counted, runs: Sequence[Row], scratch: Path) -> Statistics:
    """What the catalogue tells of the dataset, as the queries of `queries/statistics` would count it."""
    objects = sum(map(len, distinct(blocks([Path(part.folder, OBJECTS) for part in parts], scratch))))
    return {
        "triples": ((str(counted.triples), str(counted.subjects), str(objects)),),
        "classes": _counts(counted.classes),
        "properties": _counts(counted.properties),
        "coverage": (_period([row for part in parts for row in part.counts.get("coverage", ())]),),
        "languages": tuple(sorted({row for part in parts for row in part.counts.get("languages", ())})),
        "places": _places(row for part in parts for row in part.counts.get("places", ())),
        "links": _links(row for part in parts for row in part.counts.get("links", ())),
        "runs": tuple(runs),
    }


def _counts(found: Counter[str]) -> tuple[Row, ...]:
    return tuple((name[1:-1], str(number)) for name, number in sorted(found.items()))


def _period(rows: Sequence[Row]) -> Row:
    first = min((row[0] for row in rows if row[0]), default="")
    return first, max((row[1] for row in rows), default="")


def _places(rows: Iterable[Row]) -> tuple[Row, ...]:
    names: dict[str, str] = {}
    for place, label in rows:
        names[place] = min(label, names.get(place, label))
    return tuple(sorted(names.items()))


def _links(rows: Iterable[Row]) -> tuple[Row, ...]:
    numbers: Counter[tuple[str, str]] = Counter()
    for name, host, number in rows:
        numbers[name, host] += int(number)
    return tuple((name, host, str(number)) for (name, host), number in sorted(numbers.items()))
