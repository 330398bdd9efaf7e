"""The files of a build as the catalogue lists them: kind, size, checksum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from communique.errors import UsageError


@dataclass(frozen=True, slots=True)
class FileType:
    """An IANA media type and its code in the EU file-type authority table."""

    media_type: str
    code: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a build; `path` is relative to the build, with forward slashes."""

    path: str
    type: FileType
    size: int
    sha256: str


TYPES: Final = {
    ".csv": FileType("text/csv", "CSV"),
    ".html": FileType("text/html", "HTML"),
    ".json": FileType("application/json", "JSON"),
    ".jsonld": FileType("application/ld+json", "JSON_LD"),
    ".md": FileType("text/markdown", "TXT"),
    ".nq": FileType("application/n-quads", "RDF_N_QUADS"),
    ".nt": FileType("application/n-triples", "RDF_N_TRIPLES"),
    ".rq": FileType("application/sparql-query", "SPARQLQ"),
    ".trig": FileType("application/trig", "RDF_TRIG"),
    ".tsv": FileType("text/tab-separated-values", "TSV"),
    ".ttl": FileType("text/turtle", "RDF_TURTLE"),
    ".txt": FileType("text/plain", "TXT"),
}
# What a site has besides, which no catalogue lists.
WEB_TYPES: Final = {".atom": "application/atom+xml", ".js": "text/javascript", ".wasm": "application/wasm"}
# N-Quads are the record; where they are too large to be kept, TriG says the same.
DATASETS: Final = ("communique.nq", "communique.trig")
OTHER: Final = FileType("application/octet-stream", "OCTET")


def dataset(out: Path) -> Path:
    """The file of a build that has its named graphs; `UsageError` where the folder has none."""
    for name in DATASETS:
        if (out / name).is_file():
            return out / name
    raise UsageError(f"{out} is no build: it has neither {' nor '.join(DATASETS)}")


def inventory(out: Path) -> Iterator[PublishedFile]:
    """Every file under `out` by its path, but for the catalogue: no file holds its own checksum."""
    for path in sorted(out.rglob("*"), key=lambda p: p.relative_to(out).as_posix()):
        relative = path.relative_to(out).as_posix()
        if path.is_file() and not relative.startswith("catalogue."):
            yield _published(relative, path)


def _published(relative: str, path: Path) -> PublishedFile:
    with path.open("rb") as stream:
        digest = _digest(iter(lambda: stream.read(1 << 20), b""))
    return PublishedFile(relative, TYPES.get(path.suffix, OTHER), path.stat().st_size, digest)


def _digest(blocks: Iterator[bytes]) -> str:
    digest = sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
