"""What the checks of the parts found, as one report: each finding once, where it stands first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from communique import checking, resources
from communique.checking import Report, Result, Source
from communique.errors import ProofError
from communique.pipeline import merging, parts
from communique.pipeline.parts import Done
from communique.pipeline.plan import Plan
from communique.settings import Settings


def report(plan: Plan, done: Sequence[Done], settings: Settings) -> Report:
    """What was found in each part and across them; `ProofError` where a proof does not resolve."""
    notes = (note for part in done for note in part.notes)
    found = [result for part in done for result in part.results]
    if len(done) > 1:
        found += _across(plan, done, settings)
    whole = Report().with_results(_first(found), notes)
    broken = [result for result in whole.results if result.source is Source.PROOF]
    if broken:
        first = (f"{result.focus}: {result.message}" for result in broken[:10])
        raise ProofError(f"{len(broken)} proofs do not resolve; nothing was written", *first)
    return whole


def _across(plan: Plan, done: Sequence[Done], settings: Settings) -> Iterator[Result]:
    """What comes of the checks that compare documents, each result where a document first names its focus."""
    files = [Path(part.folder, parts.ACROSS) for part in done]
    with TemporaryDirectory(prefix="across-", dir=done[0].folder) as scratch:
        found = checking.check_across(files, resources.shapes(), Path(scratch))
    focuses = {result.focus for result in found}
    named = plan.named(merging.naming(done, focuses, settings.base)) if found else {}
    by_document: dict[int | None, list[Result]] = defaultdict(list)
    for result in found:
        by_document[named.get(result.focus)].append(result)
    # One document at a time, and each once: all that are named so may be a good part of the corpus.
    for number, results in by_document.items():
        yield from results if number is None else parts.place(results, plan.release(number), settings)


def _first(results: Iterable[Result]) -> Iterator[Result]:
    """Of the same finding in several parts that which stands first in the texts."""
    found: dict[Result, Result] = {}
    for result in results:
        plain = replace(result, document="", line=0, words="")
        found[plain] = min(found.get(plain, result), result, key=lambda r: (r.document, r.line, r.words))
    yield from found.values()
