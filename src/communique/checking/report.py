"""What every check gives: one `Report` of `Result`s, whoever found them.

The fields of a result follow SHACL §3.6 (focus node, path, value, source shape, constraint
component, severity, message), with the document, line and words where its evidence stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Source(StrEnum):
    """Which check found it."""

    SHACL = "shacl"
    OWL = "owl"
    LEXICAL = "lexical"
    PROOF = "proof"
    CHECK = "check"
    LINT = "lint"
    READING = "reading"


class Severity(StrEnum):
    """As in SHACL §2.1.4; the values are the local names of the `sh:` terms."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Result:
    """One finding. `focus`, `shape` and `component` are IRIs, `path` an IRI or a SPARQL property
    path, `value` a term in N-Triples; `line` counts from 1 and is 0 where unknown."""

    source: Source
    severity: Severity
    message: str
    focus: str = ""
    path: str = ""
    value: str = ""
    shape: str = ""
    component: str = ""
    document: str = ""
    line: int = 0
    words: str = ""

    @property
    def order(self) -> tuple[int, str, int, str, str, str, str, str, str]:
        """Gravest first, then by place in the documents, then by what is wrong."""
        return (
            tuple(Severity).index(self.severity),
            self.document,
            self.line,
            self.focus,
            self.path,
            self.shape,
            self.component,
            self.value,
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a run in a fixed order, and `notes` on what could not be checked and why."""

    results: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is a violation: warnings and information leave a build valid."""
        return not any(result.severity is Severity.VIOLATION for result in self.results)

    def with_results(self, results: Iterable[Result], notes: Iterable[str] = ()) -> Report:
        """This report and more; each finding stands once, gravest first."""
        merged = dict.fromkeys((*self.results, *results))
        return replace(
            self,
            results=tuple(sorted(merged, key=lambda result: result.order)),
            notes=tuple(dict.fromkeys((*self.notes, *notes))),
        )
