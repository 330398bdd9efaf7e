"""The order of the rooms, which nothing else knows: texts in, a checked dataset out, all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from communique import __version__, checking, resources
from communique.checking import Report, Result, Severity, Source, rendering
from communique.checking.locate import WORDS_SHOWN
from communique.confidence import Doubt, at_least, left_out
from communique.entities import Corpus
from communique.errors import BadDocument, ProofError, UsageError
from communique.graph import GraphOptions, quads
from communique.identity import BodyIndex, Published, load_decisions, load_published, resolve
from communique.model import Document, Facts
from communique.publishing import catalogue, discrepancies, links, registry, serialize, store, tables
from communique.publishing.place import replacing
from communique.reading import read
from communique.reading.lexicon import Lexicon
from communique.reading.lexicon import load as load_lexicon
from communique.settings import EvidenceMode, Settings
from communique.texts import find_texts, read_documents

Progress: TypeAlias = Callable[[str, int, int], None]
KEYS: Final = "keys.tsv"


@dataclass(frozen=True, slots=True)
class Job:
    """What to build from which texts, with which settings and which `mappings/`; `earlier` is a build
    whose keys are kept."""

    texts: tuple[str, ...]
    out: Path
    settings: Settings
    mappings: Path
    force: bool = False
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a build of some texts would hold, as its tables alone: each a list of rows by column."""

    corpus: Corpus
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    bad: tuple[BadDocument, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: the corpus, its number of statements, and the report on it."""

    corpus: Corpus
    statements: int
    report: Report


def _quiet(_stage: str, _done: int, _total: int) -> None:
    pass


def build(job: Job, progress: Progress = _quiet) -> Outcome:
    """Read the texts and leave the dataset in `job.out`.

    `progress` hears of each stage and how far it is. A text that cannot be read is a violation in
    the report; where none can be, or a proof does not resolve, nothing is written and an error
    raised. `job.out` is replaced at the end or not at all.
    """
    _keep_texts(job)
    published = load_published(job.earlier / KEYS) if job.earlier else Published()
    with replacing(job.out, job.force) as folder:
        progress("loading", 0, 0)
        lexicon = load_lexicon(job.mappings)
        progress("opening", 0, 0)
        documents, bad = _documents(job.texts, job.settings)
        facts = tuple(_facts(documents, lexicon, progress))
        progress("resolving", 0, 0)
        corpus = _corpus(facts, lexicon, job.settings, job.mappings, published)
        dataset = _dataset(corpus, job.settings)
        serialize.write(dataset, folder)
        progress("checking", 0, 0)
        report = _report(folder, documents, job.settings).with_results(_intake(bad))
        report = report.with_results(_doubts(facts, job.settings))
        progress("publishing", 0, 0)
        registry.write(corpus, published, folder / KEYS)
        _publish(folder, corpus, report, job.settings)
    return Outcome(corpus, len(dataset.quads), report)


def tabulate(texts: Sequence[str], settings: Settings, mappings: Path, progress: Progress = _quiet) -> Tabled:
    """Read the texts as `build` does, for its tables alone: nothing is checked or written."""
    progress("loading", 0, 0)
    lexicon = load_lexicon(mappings)
    documents, bad = _documents(texts, settings)
    facts = tuple(_facts(documents, lexicon, progress))
    progress("resolving", 0, 0)
    corpus = _corpus(facts, lexicon, settings, mappings, Published())
    asked = store.of(serialize.nquads(_dataset(corpus, settings)))
    answers = tables.tables(asked, resources.queries() / "tables")
    rows = {
        name: [dict(zip(found.columns, row, strict=True)) for row in found.rows] for name, found in answers
    }
    return Tabled(corpus, rows, tuple(bad))


def _keep_texts(job: Job) -> None:
    out = job.out.resolve()
    for path in find_texts(job.texts):
        if out in Path(path).resolve().parents:
            raise UsageError(f"{path} lies inside {job.out}, which the build would replace")


def _documents(texts: Sequence[str], settings: Settings) -> tuple[list[Document], list[BadDocument]]:
    found = list(read_documents(texts, settings))
    bad = [item for item in found if isinstance(item, BadDocument)]
    if len(bad) == len(found):
        raise UsageError("no text could be read", *(f"{b.path}: {b.reason}" for b in bad))
    return [item for item in found if isinstance(item, Document)], bad


def _facts(documents: Sequence[Document], lexicon: Lexicon, progress: Progress) -> Iterator[Facts]:
    for number, document in enumerate(documents):
        progress("reading", number, len(documents))
        yield read(document, lexicon)
    progress("reading", len(documents), len(documents))


def _corpus(
    facts: Sequence[Facts], lexicon: Lexicon, settings: Settings, mappings: Path, published: Published
) -> Corpus:
    kept = (at_least(item, settings.min_confidence) for item in facts)
    return resolve(kept, load_decisions(mappings), body_index(lexicon), published)


def body_index(lexicon: Lexicon) -> BodyIndex:
    """The bodies and states of the lexicon by their concept, as identity asks for them."""
    return {known.concept: known for key, known in lexicon.known.items() if not key.startswith("place:")}


def _dataset(corpus: Corpus, settings: Settings) -> serialize.Dataset:
    options = GraphOptions(
        base=settings.base,
        evidence_quote=settings.evidence is EvidenceMode.QUOTE,
        quote_context=settings.quote_context,
        version=__version__,
        settings=(("evidence", settings.evidence), ("min_confidence", str(settings.min_confidence))),
    )
    context = serialize.context(resources.ontology() / "context.jsonld")
    return serialize.dataset(quads(corpus, options), context, settings.base)


def _report(folder: Path, documents: Sequence[Document], settings: Settings) -> Report:
    options = checking.Options(
        ontology=resources.ontology(),
        shapes=resources.shapes(),
        base=settings.base,
        pyshacl_limit=settings.pyshacl_limit,
        words=settings.evidence is EvidenceMode.QUOTE,
    )
    report = checking.check(folder / "communique.nq", {item.name: item for item in documents}, options)
    broken = [result for result in report.results if result.source is Source.PROOF]
    if broken:
        first = (f"{result.focus}: {result.message}" for result in broken[:10])
        raise ProofError(f"{len(broken)} proofs do not resolve; nothing was written", *first)
    return report


def _intake(bad: Sequence[BadDocument]) -> Iterator[Result]:
    for item in bad:
        yield Result(Source.READING, Severity.VIOLATION, f"The text {item.reason}.", document=item.name)


def _doubts(facts: Sequence[Facts], settings: Settings) -> Iterator[Result]:
    """What was read with too little confidence to be data, for whoever wants to look at it."""
    for item in facts:
        text, name = item.document.text, item.document.name
        for doubt in left_out(item, settings.min_confidence):
            span = doubt.proof.spans[0]
            words = (
                " ".join(text[span.start : span.end].split())
                if settings.evidence is EvidenceMode.QUOTE
                else ""
            )
            line = text.count("\n", 0, span.start) + 1
            yield Result(
                Source.READING,
                Severity.INFO,
                _said(doubt),
                document=name,
                line=line,
                words=words[:WORDS_SHOWN],
            )


def _said(doubt: Doubt) -> str:
    if doubt.hanging:
        return f"Left out with what it needs: {doubt.kind}, read by {doubt.proof.rule}."
    sure = f"{doubt.proof.confidence:.2f}"
    return f"Left out: {doubt.kind}, read by {doubt.proof.rule} with a confidence of {sure}."


def _publish(folder: Path, corpus: Corpus, report: Report, settings: Settings) -> None:
    asked = store.load(folder / "communique.nq")
    tables.write(asked, resources.queries() / "tables", folder / "tables")
    links.write(corpus, folder / "links", settings)
    (folder / "discrepancies.md").write_text(discrepancies.markdown(corpus), encoding="utf-8")
    (folder / "report.md").write_text(rendering.markdown(report), encoding="utf-8")
    (folder / "report.ttl").write_bytes(rendering.turtle(report, settings.base))
    for source in (resources.ontology(), resources.shapes()):
        shutil.copytree(source, folder / source.name)
    shutil.copyfile(resources.ontology() / "context.jsonld", folder / "context.jsonld")
    # Last, for it lists every other file with its size and checksum.
    catalogue.write(asked, resources.queries() / "statistics", folder, settings)
