"""A report as Turtle for machines (the vocabulary of SHACL §3.6) and as Markdown for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from communique.checking.report import Report, Result, Severity
from communique.checking.terms import SHAPES, component_of
from communique.reused import RDF, RDFS, SH, XSD
from communique.terminal import printable
from communique.vocab import PREFIXES

_SHOWN = {"sh": str(SH), "rdfs": str(RDFS), "xsd": str(XSD), "shapes": str(SHAPES), "comm": PREFIXES["comm"]}
_NAMES = {**{start: prefix for prefix, start in PREFIXES.items()}, str(SHAPES): "shapes"}
_LONG = re.compile(rf"<?({'|'.join(map(re.escape, _NAMES))})([\w-]+)>?")
_TITLES = {
    Severity.VIOLATION: "Violations",
    Severity.WARNING: "Warnings",
    Severity.INFO: "For information",
}


def write(report: Report, base: str, folder: Path) -> None:
    """Write `report.md` and `report.ttl`, result by result: millions of texts have many.

    The Turtle has a named node for each result; the same report gives the same bytes. `sh:conforms` is as
    SHACL has it: true only where there is no result of any severity.
    """
    with (folder / "report.md").open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in _lines(report))
    with (folder / "report.ttl").open("wb") as turtle_file:
        serialize(_triples(report, base), turtle_file, RdfFormat.TURTLE, prefixes=_SHOWN)


def _triples(report: Report, base: str) -> Iterator[Triple]:
    root = NamedNode(base + "report")
    names = [NamedNode(f"{base}report/{_digest(result)}") for result in report.results]
    boolean = NamedNode(XSD.boolean)
    yield Triple(root, _node(RDF.type), _node(SH.ValidationReport))
    yield Triple(root, _node(SH.conforms), Literal(str(not report.results).lower(), datatype=boolean))
    for note in report.notes:
        yield Triple(root, _node(RDFS.comment), Literal(note, language="en"))
    yield from (Triple(root, _node(SH.result), name) for name in names)
    for name, result in zip(names, report.results, strict=True):
        yield from (Triple(name, predicate, value) for predicate, value in _statements(result, base))


def _statements(result: Result, base: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield _node(RDF.type), _node(SH.ValidationResult)
    yield _node(SH.resultSeverity), _node(SH[result.severity])
    yield _node(SH.focusNode), NamedNode(result.focus or base + "dataset")
    if _is_iri(result.path):
        yield _node(SH.resultPath), NamedNode(result.path)
    if result.value:
        yield _node(SH.value), _term(result.value)
    if result.shape:
        yield _node(SH.sourceShape), NamedNode(result.shape)
    yield _node(SH.sourceConstraintComponent), NamedNode(result.component or component_of(result.source))
    yield _node(SH.resultMessage), Literal(result.message, language="en")
    if result.document:
        yield _node(RDFS.comment), Literal(where(result))


def _node(iri: str) -> NamedNode:
    return NamedNode(str(iri))


def _is_iri(path: str) -> bool:
    # A path of several steps would need a blank node (SHACL §2.3.1); the source shape tells it.
    return bool(path) and not path.startswith(("<", "^"))


def _term(value: str) -> NamedNode | Literal:
    statement = next(iter(parse(f"<s:s> <p:p> {value} .", format=RdfFormat.N_TRIPLES)))
    if not isinstance(statement.object, NamedNode | Literal):
        raise TypeError(f"{value} is neither an IRI nor a literal")
    return statement.object


def _digest(result: Result) -> str:
    return sha256(repr(result).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def where(result: Result) -> str:
    """The file, line and words of a result, as far as they are known: `a.txt, line 3: “…”`."""
    line = f", line {result.line}" if result.line else ""
    words = f": “{result.words}”" if result.words else ""
    return f"{result.document}{line}{words}" if result.document else ""


def _lines(report: Report) -> Iterator[str]:
    """The report as Markdown: by severity, then by file, what to mend and where."""
    yield from ("# Report", "", _summary(report))
    if report.notes:
        yield from ("", *(f"> {printable(note)}" for note in report.notes))
    for severity, results in groupby(report.results, key=lambda result: result.severity):
        yield from ("", f"## {_TITLES[severity]}")
        for document, found in groupby(results, key=lambda result: result.document):
            yield from ("", f"### {_plain(document) or 'No file in particular'}", "", *map(_item, found))


def _summary(report: Report) -> str:
    counts = Counter(result.severity for result in report.results)
    if not counts:
        return "All checks passed: nothing to mend."
    parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
    verdict = "The data conforms" if report.conforms else "The data does not conform"
    return f"{verdict}: {', '.join(parts)}."


def _count(number: int, severity: Severity) -> str:
    title = _TITLES[severity].lower()
    return f"{number} {title.removesuffix('s') if number == 1 else title}"


def _item(result: Result) -> str:
    place = f"line {result.line}: " if result.line else ""
    words = f" “{_plain(result.words)}”" if result.words else ""
    about = [
        f"`{part}`"
        for part in (printable(result.focus), _compact(result.path), _compact(result.value))
        if part
    ]
    return f"- {place}{_plain(result.message)}{words}\n  {' '.join([*about, f'({_origin(result)})'])}"


def _origin(result: Result) -> str:
    return f"{result.source}: {_compact(result.shape)}" if result.shape else str(result.source)


def _compact(words: str) -> str:
    return printable(_LONG.sub(lambda found: f"{_NAMES[found[1]]}:{found[2]}", words)).replace("`", "'")


def _plain(words: str) -> str:
    # What a text says must not become markup of ours.
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", printable(words))
