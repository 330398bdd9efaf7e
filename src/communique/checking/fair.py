"""What FOOPS! and OOPS! ask of an ontology and F-UJI of a dataset, as far as files can answer it.

Each `shapes/fair/*-violation.rq` is a check like those over several records and names with `# source:`
whose test it is. They look at the ontology and the catalogue of a build.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store, parse

from communique.checking import crossrecord
from communique.checking.crossrecord import Check
from communique.checking.report import Report
from communique.errors import QueryError

CATALOGUE = "catalogue.ttl"


def load(folder: Path) -> tuple[Check, ...]:
    """The checks of a folder; `QueryError` for one that names no source."""
    found = crossrecord.load(folder)
    for check in found:
        if not check.source:
            raise QueryError(check.path, 4, "a check of FAIR needs # source: (whose test it is)")
    return found


def check(build: Path, ontology: Path, checks: tuple[Check, ...]) -> Report:
    """What the checks find in the catalogue of a build and in the ontology."""
    filled = Store()
    for path in (*sorted(ontology.glob("*.ttl")), build / CATALOGUE):
        filled.bulk_extend(parse(path=path, rename_blank_nodes=True))
    return Report().with_results(crossrecord.run(filled, checks))


def failures(report: Report, checks: tuple[Check, ...]) -> list[tuple[Check, int, list[str]]]:
    """Each check with how many results it has, and the properties that they name."""
    found = [(check, [r for r in report.results if r.shape == check.iri]) for check in checks]
    return [(check, len(results), sorted({r.path for r in results if r.path})) for check, results in found]
