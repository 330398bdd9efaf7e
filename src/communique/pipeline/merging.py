"""Parts → one dataset: sorted runs merged line by line, so that no more than a line of each is in memory."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO

from communique import iri
from communique.graph import Triple
from communique.graph.terms import TYPE, ref
from communique.identity.published import COLUMNS
from communique.model import Key
from communique.pipeline.parts import MENTIONS, NQUADS, OBJECTS, TABLES, TRIG, Done, Kind, json_context
from communique.publishing import serialize
from communique.publishing.store import Row
from communique.publishing.turtle import Names, described, graph
from communique.publishing.void import Statistics

# Files that are open at a time; more runs than these are merged in rounds.
_OPEN: Final = 200
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


def dataset(parts: Sequence[Done], folder: Path, base: str, shards: bool) -> Counted:
    """Write the dataset in every format as `communique.<format>` into `folder`; where there are `shards`,
    Turtle and JSON-LD are those of the parts."""
    counted = Counted()
    names, triples = Names(base), list[Triple]()
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(_new(folder / f"communique.{name}")) for name in ("nq", "nt", "ttl")
        }
        quads = merged([Path(part.folder, NQUADS) for part in parts], folder)
        for subject in _subjects(_written(quads, files["nq"], files["nt"], counted)):
            _count(subject, counted)
            if not shards:
                files["ttl"].writelines(described(subject, names))
                triples += subject
    if shards:
        (folder / "communique.ttl").unlink()
        _shards(parts, folder / "shards")
    else:
        _head(folder / "communique.ttl", names)
        found = serialize.jsonld_of(triples, json_context(), base)
        (folder / "communique.jsonld").write_bytes(found)
    _trig(parts, folder, base)
    return counted


def _shards(parts: Sequence[Done], folder: Path) -> None:
    """The Turtle and the JSON-LD of each part under its name."""
    folder.mkdir()
    for part in parts:
        for name in ("ttl", "jsonld"):
            Path(part.folder, f"shard.{name}").rename(folder / f"{Path(part.folder).name}.{name}")


def _new(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="", buffering=_BLOCK)


def _written(quads: Iterable[str], nquads: TextIO, ntriples: TextIO, counted: Counted) -> Iterator[Triple]:
    """Write the lines of a dataset, and give each triple once."""
    last = before = ""
    for item in quads:
        if item == last:
            continue
        last = item
        counted.quads += 1
        nquads.write(item)
        triple = item[: item.rindex(" <")]
        if triple != before:
            before = triple
            ntriples.write(f"{triple} .\n")
            subject, predicate, value = triple.split(" ", 2)
            yield subject, predicate, value


def _subjects(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    """The triples of each subject, its types first."""
    for _, group in groupby(triples, key=lambda triple: triple[0]):
        yield sorted(group, key=lambda triple: (triple[1] != TYPE, triple[1], triple[2]))


def _count(subject: Sequence[Triple], counted: Counted) -> None:
    counted.triples += len(subject)
    counted.subjects += 1
    counted.properties.update([triple[1] for triple in subject])
    counted.classes.update([triple[2] for triple in subject if triple[1] == TYPE])


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
    found = chain.from_iterable(_subjects(triples))
    with _new(path) as file:
        file.writelines(graph(ref(iri.dataset(base)), found, names))
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


def merged(runs: Sequence[Path], scratch: Path, key: Callable[[str], Row] | None = None) -> Iterator[str]:
    """The lines of sorted files in the order of their `key`; `scratch` is where runs are put together when
    they are many."""
    with TemporaryDirectory(prefix="runs-", dir=scratch) as folder:
        while len(runs) > _OPEN:
            path = Path(folder, str(len(runs)))
            with _new(path) as file:
                file.writelines(_lines(runs[:_OPEN], key))
            runs = [*runs[_OPEN:], path]
        yield from _lines(runs, key)


def _lines(runs: Sequence[Path], key: Callable[[str], Row] | None) -> Iterator[str]:
    with ExitStack() as stack:
        files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in runs]
        yield from merge(*files, key=key)


def keys(parts: Sequence[Done], besides: Iterable[Row], folder: Path, name: str) -> None:
    """Write `keys.tsv`: the rows of all parts, and those that no document has."""
    rest = folder / "rest"
    with _new(rest) as file:
        file.writelines(sorted({"\t".join(row) + "\n" for row in besides}))
    runs = [*(Path(part.folder, MENTIONS) for part in parts), rest]
    with _new(folder / name) as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines(item for item, _ in groupby(merged(runs, folder)))
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
    objects = sum(1 for _ in groupby(merged([Path(part.folder, OBJECTS) for part in parts], scratch)))
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
