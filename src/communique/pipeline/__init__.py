"""The order of the rooms, which nothing else knows: texts in, a checked dataset out, all or nothing.

Reading is done batch by batch (`batches`), by as many workers as are asked for (`workers`); who is who is
decided over all facts, which wait on disk; then each part of the dataset is lifted, checked and written
(`plan`, `parts`), again by all workers, and the parts are merged (`merging`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from communique import resources
from communique.archives import Text, holds_many
from communique.checking import Report, Result, Severity, Source, rendering
from communique.entities import Corpus
from communique.errors import BadDocument, UsageError
from communique.graph import quads
from communique.identity import BodyIndex, Decisions, Published, load_decisions, load_published, resolve
from communique.model import Facts
from communique.pipeline import delivery, merging, parts, verdict
from communique.pipeline.batches import Batch, Found, cut, lexicon, read_batch
from communique.pipeline.kept import PARTS, Kept, made_with
from communique.pipeline.kept import folder_of as unfinished
from communique.pipeline.parts import Done, graph_options, json_context
from communique.pipeline.plan import Plan
from communique.pipeline.workers import Workers, workers
from communique.publishing import catalogue, discrepancies, links, registry, serialize, store, tables
from communique.publishing.place import WORK, replacing
from communique.reading.lexicon import Lexicon
from communique.remote import is_remote
from communique.settings import Settings
from communique.spool import Selected, Spool, shelf
from communique.texts import find_texts, list_texts, place_of

Progress: TypeAlias = Callable[[str, int, int], None]
KEYS: Final = "keys.tsv"
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Job:
    """What to build from which texts, with which settings and which `mappings/`; `earlier` is a build
    whose keys are kept, `jobs` how many processes work at it; `resume` takes up what a stopped run left;
    `scheduler` is the address of a Dask cluster that is to do the work; `target` the address in a store that
    the build is put at, having been made in `out`."""

    texts: tuple[str, ...]
    out: Path
    settings: Settings
    mappings: Path
    force: bool = False
    earlier: Path | str | None = None
    jobs: int = 1
    resume: bool = False
    scheduler: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a build of some texts would hold, as its tables alone: each a list of rows by column."""

    corpus: Corpus
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    bad: tuple[BadDocument, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: how much of what, and the report on it."""

    documents: int
    resources: int
    statements: int
    discrepancies: int
    inferences: int
    report: Report
    place: str


def _quiet(_stage: str, _done: int, _total: int) -> None:
    pass


def build(job: Job, progress: Progress = _quiet) -> Outcome:
    """Read the texts and leave the dataset in `job.out`.

    `progress` hears of each stage and how far it is. A text that cannot be read is a violation in
    the report; where none can be, or a proof does not resolve, nothing is written and an error
    raised. `job.out` is replaced at the end or not at all.
    """
    files = find_texts(job.texts)
    _keep_texts(files, job)
    published = load_published(_keys(job.earlier)) if job.earlier else Published()
    if job.target:
        delivery.try_out(job.target)
    outcome = _build(job, files, published, progress)
    if job.target:
        progress("sending", 0, 0)
        return replace(outcome, place=delivery.deliver(job.out, job.target))
    return outcome


def _build(job: Job, files: Sequence[str], published: Published, progress: Progress) -> Outcome:
    with ExitStack() as stack:
        folder = stack.enter_context(replacing(job.out, job.force))
        stack.push(_finished(job))
        progress("loading", 0, 0)
        known = lexicon(job.mappings)
        progress("opening", 0, 0)
        some, texts = _listed(files, job)
        many = len(some) > _BATCH
        # One batch is read sooner than processes are made, and is not worth being taken up again.
        work = unfinished(job.out) if many else folder.parent / WORK
        kept = stack.enter_context(closing(Kept(work, made_with(job.settings, job.mappings), job.resume)))
        resolved = stack.enter_context(closing(Spool(work / "resolved", Facts)))
        with workers(job.jobs if many else 1, job.scheduler, _forks(files)) as crew:
            tasks = _batches(chain(some, texts), job.settings, _mappings(job), kept.hashes)
            noted = _read_all(tasks, _total(files), crew, kept, progress)
            progress("resolving", 0, 0)
            decisions = load_decisions(job.mappings)
            corpus = _corpus(kept.facts, kept.numbers, known, decisions, published, resolved, work)
            told = made_with(job.settings, resources.ontology(), resources.shapes(), resources.queries())
            plan = Plan(corpus, resolved, work / PARTS, job.settings, told, _parts_store(job))
            noted += plan.unheeded(decisions)
            done = _made(plan, crew, progress)
        report = verdict.report(plan, done, job.settings).with_results(noted)
        progress("publishing", 0, 0)
        statements = _publish(folder, plan, done, report, published, job.settings)
    things, doubts, guesses = map(len, (corpus.entities, corpus.discrepancies, corpus.inferences))
    return Outcome(len(plan.iris), things, statements, doubts, guesses, report, str(job.out))


def _keys(earlier: Path | str) -> Path:
    """The file of keys of an earlier build, brought here from a store."""
    return earlier / KEYS if isinstance(earlier, Path) else delivery.keys_of(earlier, KEYS)


def _forks(files: Iterable[str]) -> bool:
    """Whether workers may be copies of this process: not where it has talked to a store, whose threads and
    connections no copy can use."""
    return not any(map(is_remote, files))


def _parts_store(job: Job) -> str:
    """Where the workers of a cluster leave parts, if not on a disk that all see."""
    return f"{delivery.unfinished(job.target)}/{PARTS}" if job.target and job.scheduler else ""


def tabulate(texts: Sequence[str], settings: Settings, mappings: Path, progress: Progress = _quiet) -> Tabled:
    """Read the texts as `build` does, for its tables alone: nothing is checked or written."""
    progress("loading", 0, 0)
    known = lexicon(mappings)
    progress("opening", 0, 0)
    listed = tuple(list_texts(find_texts(texts), settings))
    tasks = _batches(listed, settings, mappings, {})
    found = [item for batch in _read(tasks, len(listed), Workers(1), progress) for item in batch]
    bad = tuple(item for item in found if isinstance(item, BadDocument))
    decode = msgspec.msgpack.Decoder(Facts).decode
    facts = [decode(item.facts) for item in _once(found, set())]
    progress("resolving", 0, 0)
    corpus = resolve(facts, load_decisions(mappings), body_index(known))
    whole = serialize.dataset(quads(corpus, graph_options(settings)), json_context(), settings.base)
    answers = tables.tables(store.of(serialize.nquads(whole)), resources.queries() / "tables")
    rows = {
        name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for name, table in answers
    }
    return Tabled(corpus, rows, bad)


def _keep_texts(files: Iterable[str], job: Job) -> None:
    place, head = job.out.resolve(), f"{job.target.rstrip('/')}/"
    for path in files:
        inside = path.startswith(head) if is_remote(path) else place in Path(path).resolve().parents
        if inside:
            raise UsageError(f"{path} lies inside {job.target or job.out}, which the build would replace")


def _finished(job: Job) -> Callable[[type[BaseException] | None, object, object], None]:
    """What an ended build does: throw away what was kept for one that is stopped, unless it has still to be
    delivered."""

    def throw_away(error: type[BaseException] | None, _value: object, _traceback: object) -> None:
        if error is None and not job.target:
            shutil.rmtree(unfinished(job.out), ignore_errors=True)

    return throw_away


def _batches(
    texts: Iterable[Text], settings: Settings, mappings: Path, known: Mapping[str, str]
) -> Iterator[Batch]:
    for batch in cut(texts, _BATCH):
        yield Batch(
            batch, settings, mappings, {text.name: known[text.name] for text in batch if text.name in known}
        )


def _listed(files: Sequence[str], job: Job) -> tuple[list[Text], Iterator[Text]]:
    """The first texts of some files, one more than a batch where there are so many, and the rest."""
    listed = list_texts(files, job.settings)
    # On a cluster the working directory may be another.
    texts = (replace(text, path=place_of(text.path)) if job.scheduler else text for text in listed)
    return list(islice(texts, _BATCH + 1)), texts


def _mappings(job: Job) -> Path:
    return job.mappings.resolve() if job.scheduler else job.mappings


def _total(files: Sequence[str]) -> int:
    """How many texts there are; 0 where some stand in archives, which are not counted before."""
    return 0 if any(map(holds_many, files)) else len(files)


def _read(
    tasks: Iterable[Batch], total: int, crew: Workers, progress: Progress
) -> Iterator[Sequence[Found | BadDocument]]:
    done = 0
    progress("reading", done, total)
    for found in crew.each(read_batch, tasks):
        yield found
        done += len(found)
        progress("reading", done, total)


def _once(found: Sequence[Found | BadDocument], seen: set[tuple[str, str]]) -> Iterator[Found]:
    """The texts that could be read; the same text twice under one file name counts once."""
    for item in found:
        if isinstance(item, Found) and (item.file, item.sha256) not in seen:
            seen.add((item.file, item.sha256))
            yield item


def _read_all(
    tasks: Iterable[Batch], total: int, crew: Workers, kept: Kept, progress: Progress
) -> list[Result]:
    """Read all texts and keep what they say; what is to be said of the unreadable and the doubtful."""
    bad: list[BadDocument] = []
    doubts: list[Result] = []
    seen: set[tuple[str, str]] = set()
    for found in _read(tasks, total, crew, progress):
        bad += [item for item in found if isinstance(item, BadDocument)]
        for item in _once(found, seen):
            doubts += kept.add(item)
        kept.flush()
    if not kept.numbers:
        raise UsageError("no text could be read", *(f"{b.path}: {b.reason}" for b in bad))
    return [*_intake(bad), *doubts]


def _corpus(
    facts: Sequence[Facts],
    numbers: Sequence[int],
    known: Lexicon,
    decisions: Decisions,
    published: Published,
    resolved: Spool[Facts],
    work: Path,
) -> Corpus:
    with shelf(work) as shelve:
        of_this_run = Selected(facts, numbers)
        return resolve(of_this_run, decisions, body_index(known), published, resolved.refilled, shelve)


def body_index(known: Lexicon) -> BodyIndex:
    """The bodies and states of the lexicon by their concept, as identity asks for them."""
    return {entry.concept: entry for key, entry in known.known.items() if not key.startswith("place:")}


def _made(plan: Plan, crew: Workers, progress: Progress) -> list[Done]:
    done: list[Done] = []
    texts, total = 0, len(plan.iris)
    progress("checking", texts, total)
    for made in crew.each(parts.make, plan):
        done.append(parts.fetched(made))
        texts += made.documents
        progress("checking", texts, total)
    return done


def _intake(bad: Sequence[BadDocument]) -> Iterator[Result]:
    for item in bad:
        yield Result(Source.READING, Severity.VIOLATION, f"The text {item.reason}.", document=item.name)


def _publish(
    folder: Path, plan: Plan, done: Sequence[Done], report: Report, published: Published, settings: Settings
) -> int:
    """Merge the parts into the files of a build; how many statements there are."""
    corpus, queries = plan.corpus, resources.queries()
    counted = merging.dataset(done, folder, settings.base, plan.shards)
    merging.keys(done, registry.besides(corpus, plan.hashes, published), folder, KEYS)
    rows = ((name, columns, merging.table(done, name, folder)) for name, columns in parts.columns())
    tables.write(rows, queries / "tables", folder / "tables")
    links.write(corpus, folder / "links", settings)
    (folder / "discrepancies.md").write_text(discrepancies.markdown(corpus), encoding="utf-8")
    rendering.write(report, settings.base, folder)
    for source in (resources.ontology(), resources.shapes()):
        shutil.copytree(source, folder / source.name)
    shutil.copyfile(resources.ontology() / "context.jsonld", folder / "context.jsonld")
    # Last, for it lists every other file with its size and checksum.
    found = merging.statistics(done, counted, plan.runs(), folder)
    catalogue.write(found, folder, settings)
    return counted.quads
