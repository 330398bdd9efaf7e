"""`communique check`: whether data, an ontology or shapes hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from pyoxigraph import RdfFormat, serialize

from communique import resources
from communique.checking import Options, Report, Source, check, check_shapes, fair, known, owl
from communique.checking import dataset as datasets
from communique.checking.crossrecord import SUFFIX
from communique.checking.dataset import Dataset
from communique.checking.shacl import PYSHACL_LIMIT
from communique.cli.options import configure, settings_option, texts_option
from communique.cli.results import exit_code, print_results
from communique.errors import SourceError, UsageError
from communique.model import Document
from communique.publishing.inventory import DATASETS
from communique.reused import OWL, RDF
from communique.settings import EvidenceMode, Settings
from communique.terminal import printable
from communique.texts import read_documents
from communique.vocab import SCHEMA

NO_TEXTS = "No texts were given (--texts), so the proofs were not read again."


@click.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@texts_option
@settings_option
@click.option("--no-reasoner", is_flag=True, help="Leave the reasoner out, which takes a second or more.")
@click.option("--fair", "as_fair", is_flag=True, help="Ask of a build what FOOPS!, OOPS! and F-UJI ask.")
@click.pass_context
def command(
    ctx: click.Context,
    path: Path,
    texts: tuple[str, ...],
    settings_file: str | None,
    no_reasoner: bool,
    as_fair: bool,
) -> None:
    """Check PATH: a build or a file of data, a folder with an ontology, or a folder of shapes.

    Data is held against the ontology and the shapes, of the build if it has its own; given the texts,
    every proof is read again. An ontology is checked for consistency: by HermiT, or by OWL 2 RL where
    there is no Java. Shapes are checked for what they name. With --fair, only the ontology and the
    catalogue of a build are checked, for what makes them findable and reusable, without a network.

    \b
    Example:
      communique check build --texts releases/
      communique check ontology/
      communique check shapes/
      communique check build --fair
    """
    if as_fair and (texts or no_reasoner):
        raise UsageError(
            "--fair looks at the ontology and the catalogue alone: leave out --texts and --no-reasoner"
        )
    settings = configure(settings_file).settings
    report = _fair(path) if as_fair else _checked(path, texts, settings, not no_reasoner)
    print_results(report)
    verdict = "conforms" if report.conforms else "does not conform"
    click.echo(printable(f"{path}: {verdict}, {len(report.results)} results"))
    ctx.exit(exit_code(report))


def _checked(path: Path, texts: tuple[str, ...], settings: Settings, reason: bool) -> Report:
    options = Options(
        _beside(path, "ontology"),
        _beside(path, "shapes"),
        settings.base,
        pyshacl_limit=max(settings.pyshacl_limit, PYSHACL_LIMIT),
        words=settings.evidence is EvidenceMode.QUOTE,
        reason=reason,
    )
    found = [path / name for name in DATASETS if (path / name).is_file()]
    if found or path.is_file():
        return _file((found or [path])[0], _documents(texts, settings), options)
    if (path / "communique.ttl").is_file():
        return _ontology(known.load(path))
    if any(path.glob("*.ttl")):
        return check_shapes(replace(options, shapes=path))
    raise UsageError(f"{path} holds no build, no ontology and no shapes")


def _fair(path: Path) -> Report:
    if not (path / fair.CATALOGUE).is_file():
        raise UsageError(f"{path} holds no build: --fair looks for its {fair.CATALOGUE}")
    checks = fair.load(_beside(path, "shapes/fair"))
    report = fair.check(path, _beside(path, "ontology"), checks)
    for item, failed, paths in fair.failures(report, checks):
        name = item.path.name.removesuffix(SUFFIX)
        verdict = " ".join((f"failed: {failed}", *paths)) if failed else "passed"
        click.echo(printable(f"{name:<16}{item.source:<30}{verdict}"))
    return report


def _beside(path: Path, name: str) -> Path:
    own = path / name
    return own if own.is_dir() else resources.folder(name)


def _documents(texts: tuple[str, ...], settings: Settings) -> dict[str, Document]:
    found = read_documents(texts, settings) if texts else iter(())
    return {item.name: item for item in found if isinstance(item, Document)}


def _file(path: Path, documents: Mapping[str, Document], options: Options) -> Report:
    try:
        quads = datasets.read(path)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        raise SourceError(path, line, f"is no RDF: {error}") from error
    dataset = datasets.of(quads)
    if any(dataset.typed(RDF.type, OWL.Ontology)):
        return _ontology(dataset)
    return _data(serialize(quads, format=RdfFormat.N_QUADS) or b"", documents, options)


def _ontology(ontology: Dataset) -> Report:
    verdict = owl.check(b"", ontology)
    return Report().with_results(verdict.results, verdict.notes)


def _data(dataset: Path | bytes, documents: Mapping[str, Document], options: Options) -> Report:
    report = check(dataset, documents, options)
    if documents:
        return report
    # Without texts it is no fault of the data that they are not at hand.
    results = tuple(r for r in report.results if (r.source, r.path) != (Source.PROOF, SCHEMA.sha256))
    return Report(results, (*report.notes, NO_TEXTS))
