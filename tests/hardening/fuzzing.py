"""What strangers may hand in, fuzzed: nothing but the errors that are foreseen may come of it.

Each of the `targets` takes bytes and feeds them to one way in. The tests feed it what hypothesis makes, and
every case of `cases/`, where inputs are kept that once broke something. `make fuzz` runs atheris, which
watches what code an input reaches, for so many seconds a target, and prints how many inputs it tried:

    python -m tests.hardening.fuzzing --seconds 60 [TARGET ...]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from communique import layers, resources
from communique.checking import dataset as datasets
from communique.checking import proof
from communique.errors import CommuniqueError
from communique.evaluation.gold import load_gold
from communique.graph import GraphOptions, quads
from communique.identity import load_decisions, load_published, resolve, sssom, wording
from communique.identity.decisions import Decisions
from communique.linking import answer as answers_of_service
from communique.linking import journal, proposals, table
from communique.linking.rows import sheet
from communique.linking.service import _parsed
from communique.linking.wire import PassingError, Reply
from communique.model import Document
from communique.pipeline import body_index
from communique.publishing import discrepancies, serialize, store, tables
from communique.publishing.sentences import around
from communique.reading import read, wordfiles, yamlfile
from communique.reading.lexicon import Lexicon
from communique.reading.lexicon import load as load_lexicon
from communique.serving.negotiate import choose
from communique.serving.sparql import Asked, answer, foreign
from communique.settings import Settings
from communique.settings import resolve as resolve_settings
from communique.texts import parse_document, read_documents

CASES: Final = Path(__file__).parent / "cases"
ARCHIVES: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".txt.gz", ".txt.zst", ".warc", ".warc.gz")
SENTENCE: Final = "Foreign Minister Jane Doe of Austria met Mr. John Roe in Vienna on 3 May 2021."
FORMATS: Final = {
    "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load_lexicon(resources.mappings())


@lru_cache(maxsize=1)
def decisions() -> Decisions:
    return load_decisions(resources.mappings())


def words(data: bytes) -> str:
    """A text as it would be read; what is no UTF-8 is no text, and is refused before."""
    return data.decode("utf-8", "replace")


def published(document: Document) -> None:
    """All that a build does with a text but for SHACL: its proofs resolve, and every format says the same."""
    facts = read(document, lexicon())
    corpus = resolve([facts], decisions(), body_index(lexicon()))
    options = GraphOptions("https://example.org/", True, 20, "0", ())
    made = serialize.dataset(
        quads(corpus, options), serialize.context(resources.ontology() / "context.jsonld"), options.base
    )
    lines = serialize.nquads(made)
    found = datasets.load(lines)
    assert [result.message for result in proof.check(found, [document])] == []
    once = {str(quad.triple) for quad in found.quads}
    for name, form in FORMATS.items():
        again = ox.parse(serialize.FORMATS[name](made), format=form, base_iri=options.base)
        assert {str(quad.triple) for quad in again} == once, name
    for _, table_of in tables.tables(store.of(lines), resources.queries() / "tables"):
        assert table_of.columns
    assert discrepancies.markdown(corpus)
    around(document.text, 0, len(document.text) // 2)


def text(data: bytes) -> None:
    published(parse_document("a.txt", words(data)))


def front_matter(data: bytes) -> None:
    published(parse_document("a.md", f"---\n{words(data)}\n---\n{SENTENCE}\n", "text/markdown"))


def html(data: bytes) -> None:
    published(parse_document("a.html", words(data), "text/html"))


def file_name(data: bytes) -> None:
    published(parse_document(words(data).replace("/", "") or "a", SENTENCE))


def _file(data: bytes, name: str, use: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        use(path)


def archive(data: bytes) -> None:
    """A file of many texts, or a packed one; the first byte says which kind."""
    kind = ARCHIVES[data[0] % len(ARCHIVES)] if data else ARCHIVES[0]
    with suppress(CommuniqueError):
        _file(
            data[1:], f"a{kind}", lambda path: list(read_documents([path], Settings(max_text_bytes=100_000)))
        )


def _decided(path: Path) -> None:
    (path.parent / "identity.yaml").write_bytes((resources.mappings() / "identity.yaml").read_bytes())
    load_decisions(path.parent)
    sheet(path).text()


def yaml_of_mappings(data: bytes) -> None:
    for use in (_sections, _entries, wording.load):
        with suppress(CommuniqueError):
            _file(data, "words.yaml", use)


def _sections(path: Path) -> None:
    for _, word, _ in yamlfile.sections(path):
        wordfiles.plural(word)


def _entries(path: Path) -> None:
    for _, item in yamlfile.entries(path, None, ["word", "also", "head"]):
        item.texts("also")


def mapping_table(data: bytes) -> None:
    with suppress(CommuniqueError):
        _file(data, "wikidata.sssom.tsv", sssom.read)
        _file(data, "wikidata.sssom.tsv", _decided)


def keys_table(data: bytes) -> None:
    with suppress(CommuniqueError):
        _file(data, "keys.tsv", load_published)


def verdicts(data: bytes) -> None:
    for use in (journal.read, proposals.read, lambda path: table.filled(path, {}, {})):
        with suppress(CommuniqueError):
            _file(data, "verdicts", use)


def gold(data: bytes) -> None:
    with suppress(CommuniqueError):
        _file(data, "gold.json", load_gold)


def settings(data: bytes) -> None:
    with suppress(CommuniqueError):
        resolve_settings(layers.from_toml(words(data), "communique.toml"))


def _rdf(suffix: str) -> Callable[[bytes], None]:
    def use(data: bytes) -> None:
        with suppress(SyntaxError, ValueError, OSError):
            _file(data, f"data.{suffix}", datasets.read)

    return use


def service(data: bytes) -> None:
    """What a reconciliation service answers to a batch of one."""
    with suppress(CommuniqueError, PassingError):
        value = _parsed(Reply("https://example.org/", "application/json", data))
        for found in answers_of_service.results(value, 1):
            answers_of_service.candidates(found)


def sparql(data: bytes) -> None:
    """A query as the endpoint takes it. Nesting that would end the engine's process is the pool's to bear."""
    query = words(data)[:2000]
    assert isinstance(foreign(query, ()), str)
    if not foreign(query, ()) and len(re.findall(r"[{(\[!+-]", query)) < 200:
        node = ox.NamedNode("https://example.org/a")
        data_of = ox.Store()
        data_of.add(ox.Quad(node, node, ox.Literal("a")))
        assert answer(data_of, Asked(query), 100).status in (200, 400, 406, 413)
        assert len(data_of) == 1


def accept(data: bytes) -> None:
    assert choose(words(data), ["text/html", "text/turtle"]) in ("", "text/html", "text/turtle")


targets: Final[Mapping[str, Callable[[bytes], None]]] = {
    "text": text,
    "front-matter": front_matter,
    "html": html,
    "file-name": file_name,
    "archive": archive,
    "yaml": yaml_of_mappings,
    "sssom": mapping_table,
    "keys": keys_table,
    "verdicts": verdicts,
    "gold": gold,
    "settings": settings,
    "turtle": _rdf("ttl"),
    "trig": _rdf("trig"),
    "n-quads": _rdf("nq"),
    "json-ld": _rdf("jsonld"),
    "rdf-xml": _rdf("rdf"),
    "service": service,
    "sparql": sparql,
    "accept": accept,
}


# The package is imported where atheris hears of it, and so before anything else imports it.
INSIDE: Final = """
import sys
import atheris
with atheris.instrument_imports(include=["communique"]):
    from tests.hardening import fuzzing
target, seconds, corpus = sys.argv[1:]
limits = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=4096", f"-artifact_prefix={corpus}/"]
run = fuzzing.targets[target]
atheris.Setup(["fuzzing", *limits, corpus], lambda data: run(bytes(data)))
atheris.Fuzz()
"""


def main() -> int:
    """Fuzz each target in a process of its own, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *targets], default=[])
    parser.add_argument("--seconds", type=int, default=60)
    given = parser.parse_args()
    failed = 0
    for target in given.targets or targets:
        failed += _outside(target, given.seconds)
    return failed


def _outside(target: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for path in (CASES / target).glob("*"):
            Path(folder, path.name).write_bytes(path.read_bytes())
        command = [sys.executable, "-c", INSIDE, target, str(seconds), folder]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        tried = re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)
        found = [
            path for path in Path(folder).iterdir() if path.name.startswith(("crash-", "timeout-", "oom-"))
        ]
        verdict = (
            "nothing found" if not done.returncode else f"found {found[0].name if found else 'a failure'}"
        )
        print(f"{target:<14}{int(tried[-1]) if tried else 0:>9} inputs  {verdict}", flush=True)  # noqa: T201
        for path in found:
            kept = Path("build", "fuzz", target)
            kept.mkdir(parents=True, exist_ok=True)
            (kept / path.name).write_bytes(path.read_bytes())
            print(f"  kept as {kept / path.name}")  # noqa: T201
        if done.returncode:
            print("\n".join(f"  {line}" for line in done.stderr.splitlines()[-25:]))  # noqa: T201
        return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
