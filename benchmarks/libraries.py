"""What a build does once texts are read, by the libraries that one would take for it: rdflib and pySHACL.

    python -m benchmarks.libraries QUADS OUT

It is given the statements of a build (N-Quads), so that it has no text to read and nobody to tell apart; it
checks them against our shapes, asks the same questions across records, and writes the same five formats. What
is left out is what a build makes besides: tables, links, where in the texts a finding stands, the catalogue.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Dataset, Graph

from benchmarks.script import ROOT, validated


def work(quads: Path, out: Path) -> int:
    """Load, check and write; the number of statements."""
    dataset = Dataset(default_union=True).parse(quads, format="nquads")
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    report = validated(graph)
    found = [
        row
        for path in sorted((ROOT / "shapes" / "checks").glob("*.rq"))
        for row in dataset.query(path.read_text(encoding="utf-8"))
    ]
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.txt").write_text(f"{report}\n{found}\n", encoding="utf-8")
    for form, name in (("turtle", "ttl"), ("json-ld", "jsonld"), ("nt", "nt")):
        graph.serialize(out / f"data.{name}", format=form)
    for form, name in (("nquads", "nq"), ("trig", "trig")):
        dataset.serialize(out / f"data.{name}", format=form)
    return sum(1 for _ in dataset.quads())


if __name__ == "__main__":
    sys.stdout.write(f"{work(Path(sys.argv[1]), Path(sys.argv[2]))}\n")
