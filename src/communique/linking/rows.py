"""Verdicts as rows of SSSOM files (https://w3id.org/sssom/): a Yes in one file, a No in another.

Which rows stand for which verdicts can be worked out at any time from the journal, so the files can be
written again after a kill: a row is added once, and the row of a verdict that was taken back goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.cells import defused
from communique.identity import sssom
from communique.identity.decisions import OURS
from communique.linking.journal import Entry, How, Verdict
from communique.publishing import links
from communique.vocab import HOME, LICENCE, PREFIXES, WIKIDATA

Cells = Mapping[str, str]

SURE: Final = {How.HAND: "0.95", How.TABLE: "0.95", How.THRESHOLD: "0.8"}
_JUSTIFICATION: Final = {
    How.HAND: "semapv:ManualMappingCuration",
    How.TABLE: "semapv:ManualMappingCuration",
    How.THRESHOLD: "semapv:CompositeMatching",
}
_SAID: Final = {
    How.HAND: "Compared by hand with what {service} gives (score {score:g}).",
    How.TABLE: "Filled into a table beside what {service} gives (score {score:g}).",
    How.THRESHOLD: "Taken by rule ({comment}, no other candidate as high), not looked at by a person;"
    " {service} gives a score of {score:g}.",
}
_COLUMNS: Final = tuple(column for column in links.COLUMNS if column != "subject_category")
_NEGATIVE: Final = (*_COLUMNS[:3], "predicate_modifier", *_COLUMNS[3:5], "object_source", *_COLUMNS[5:])
_KNOWN: Final = {"id": f"{HOME}id/"} | {
    prefix: PREFIXES[prefix] for prefix in ("owl", "semapv", "skos", "sssom", "wd")
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of decisions as it stands: its head, its columns and its rows as cells."""

    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    prefixes: Mapping[str, str]

    def text(self) -> str:
        """The file's text, its rows sorted by their two sides."""
        lines = sorted("\t".join(defused(row.get(name, "")) for name in self.columns) for row in self.rows)
        return "".join(f"{line}\n" for line in (*self.head, "\t".join(self.columns), *lines))


def sheet(path: Path) -> Sheet:
    """A file of decisions, an empty one with its head where there is none; `MappingError` as `sssom`."""
    table = sssom.read(path)
    if not table.prefixes:
        return Sheet(tuple(_head(path.name)), _NEGATIVE if "negative" in path.name else _COLUMNS, (), _KNOWN)
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    head = tuple(line for line in lines if line.startswith("#"))
    columns = tuple(lines[len(head)].split("\t"))
    return Sheet(head, columns, tuple(row.cells for row in table.rows), table.prefixes)


def _head(name: str) -> Iterator[str]:
    yield "# curie_map:"
    yield from (f"#   {prefix}: {iri}" for prefix, iri in _KNOWN.items())
    yield f"# mapping_set_id: {HOME}mappings/{name}"
    yield f"# license: {LICENCE}"


def file_of(entry: Entry) -> str:
    """The name of the file that a verdict's row stands in, empty for one that makes no row."""
    if entry.verdict not in (Verdict.ACCEPT, Verdict.REJECT, Verdict.NONE):
        return ""
    world = "identity" if entry.object.startswith(OURS) else "wikidata"
    return f"{world}{'' if entry.verdict is Verdict.ACCEPT else '-negative'}.sssom.tsv"


def cells(entry: Entry, prefixes: Mapping[str, str]) -> Cells:
    """The row of a verdict; `ValueError` where no prefix of the file fits its object."""
    nothing = entry.verdict is Verdict.NONE
    return {
        "subject_id": f"{OURS}{entry.subject}",
        "subject_label": _plain(entry.label),
        "predicate_id": entry.predicate,
        "predicate_modifier": sssom.NOT if entry.verdict is Verdict.REJECT else "",
        "object_id": sssom.NOTHING if nothing else curie(entry.object, prefixes),
        "object_label": "" if nothing else _plain(entry.object_label),
        "object_source": WIKIDATA if nothing and entry.object.startswith(PREFIXES["wd"]) else "",
        "mapping_justification": _JUSTIFICATION[entry.how],
        "confidence": SURE[entry.how],
        "author_label": _plain(entry.by),
        "mapping_date": entry.at[:10],
        "comment": _comment(entry),
    }


def curie(name: str, prefixes: Mapping[str, str]) -> str:
    """An IRI as a CURIE of the file; `ValueError` where no prefix fits."""
    if name.startswith(OURS):
        return name
    fitting = [prefix for prefix, start in prefixes.items() if name.startswith(start) and name != start]
    if not fitting:
        raise ValueError(f"no prefix in the head stands for the start of {name}; add one to curie_map")
    prefix = max(fitting, key=lambda one: len(prefixes[one]))
    return f"{prefix}:{name.removeprefix(prefixes[prefix])}"


def _comment(entry: Entry) -> str:
    said = _SAID[entry.how].format(service=entry.service, score=entry.score, comment=entry.comment)
    own = f" {entry.comment}" if entry.comment and entry.how is not How.THRESHOLD else ""
    return _plain(said + own)


def _plain(words: str) -> str:
    """Words that fit a cell: no tab, no line break."""
    return " ".join(words.split())


def amended(old: Sheet, add: Iterable[Entry], drop: Iterable[Entry], found: Iterable[str]) -> Sheet:
    """The file with the rows of `add`, without those of `drop`, and without a "none found" for the
    subjects in `found`, which have been found now. What others wrote stays as it is."""
    gone = [cells(entry, old.prefixes) for entry in drop]
    now = {f"{OURS}{subject}" for subject in found}
    rows = [
        row
        for row in old.rows
        if not any(_same(row, other) for other in gone)
        and not (row.get("object_id") == sssom.NOTHING and row.get("subject_id") in now)
    ]
    pairs = {(row.get("subject_id"), row.get("object_id")) for row in rows}
    for row in (cells(entry, old.prefixes) for entry in add):
        if (row["subject_id"], row["object_id"]) not in pairs:
            rows.append(row)
            pairs.add((row["subject_id"], row["object_id"]))
    return Sheet(old.head, old.columns, tuple(rows), old.prefixes)


def _same(row: Cells, other: Cells) -> bool:
    return all(row.get(name, "") == other[name] for name in other if name in row)
