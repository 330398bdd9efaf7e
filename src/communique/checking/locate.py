"""Where in the texts a result stands: the file, the line and the words of the evidence of its focus node."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from communique.checking.dataset import Dataset, name
from communique.checking.proof import Position, positions, texts
from communique.checking.report import Result
from communique.model import Document
from communique.reused import RDF
from communique.vocab import COMM, OA

WORDS_SHOWN = 160
_EVIDENCE, _SELECTOR, _FILE_NAME = COMM.evidence, OA.hasSelector, COMM.fileName
_TYPE = RDF.type
_SUBJECT, _PREDICATE, _OBJECT = RDF.subject, RDF.predicate, RDF.object


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds evidence for a focus node. `referrers` are the subjects that point to a node."""

    dataset: Dataset
    texts: Mapping[str, Document]
    referrers: Mapping[str, tuple[str, ...]]
    show_words: bool


def locator(
    dataset: Dataset, documents: Iterable[Document], focuses: Iterable[str], show_words: bool
) -> Locator:
    """A locator for some focus nodes; words are given only where `show_words` says they may be shown."""
    near = _referrers(dataset, set(focuses))
    far = _referrers(dataset, {node for nodes in near.values() for node in nodes} - near.keys())
    return Locator(dataset, texts(dataset, documents), {**far, **near}, show_words)


def _referrers(dataset: Dataset, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The subjects that point to each of some nodes, in order of reading."""
    found: dict[str, dict[str, None]] = {node: {} for node in wanted}
    for quad in dataset.quads:
        node = quad.object
        if isinstance(node, NamedNode) and node.value in found and quad.predicate.value != _TYPE:
            found[node.value][name(quad.subject)] = None
    return {node: tuple(subjects) for node, subjects in found.items()}


def place(found: Locator, result: Result) -> Result:
    """The result with document, line and words, as far as they are known and not given already."""
    if result.document:
        return result
    if file_name := found.dataset.value(result.focus, _FILE_NAME):
        return replace(result, document=file_name, line=1)
    at = min(_positions(found, result), key=lambda p: (p.document, p.start, p.end), default=None)
    return result if at is None else _placed(found, result, at)


def _placed(found: Locator, result: Result, at: Position) -> Result:
    file_name = found.dataset.value(at.document, _FILE_NAME)
    text = found.texts[at.document].text if at.document in found.texts else ""
    if not 0 <= at.start < len(text):
        return replace(result, document=file_name)
    words = " ".join(text[at.start : max(at.start, at.end)].split())
    line = text.count("\n", 0, at.start) + 1
    return replace(
        result, document=file_name, line=line, words=words[:WORDS_SHOWN] if found.show_words else ""
    )


def _positions(found: Locator, result: Result) -> list[Position]:
    """Those of the nearest evidence: of the statement itself, of the focus node, of what points to it."""
    for nodes in _ways(found, result):
        at = [p for node in nodes for p in _evidence_of(found.dataset, node)]
        if at:
            return at
    return []


def _ways(found: Locator, result: Result) -> Iterator[list[str]]:
    near = found.referrers.get(result.focus, ())
    yield [node for node in near if _asserts(found.dataset, node, result)]
    yield [result.focus]
    yield [node for node in near if found.dataset.value(node, _SUBJECT) == result.focus]
    yield list(near)
    yield [node for referrer in near for node in found.referrers.get(referrer, ())]


def _asserts(dataset: Dataset, node: str, result: Result) -> bool:
    return (
        dataset.value(node, _SUBJECT) == result.focus
        and dataset.value(node, _PREDICATE) == result.path
        and result.value in {"", *map(str, dataset.objects(node, _OBJECT))}
    )


def _evidence_of(dataset: Dataset, node: str) -> Iterator[Position]:
    yield from positions(dataset, node)
    for evidence in map(name, dataset.objects(node, _EVIDENCE)):
        yield from positions(dataset, evidence)
