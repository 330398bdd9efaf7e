"""The tables and what CSV on the Web says of them."""

from __future__ import annotations

import csv
import json
import re
import time
import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from csvw import CSVW

from communique import resources
from communique.publishing import tables

EXPECTED = Path(__file__).parent / "tables"
QUERIES = resources.queries() / "tables"
NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))


def write(store: ox.Store, queries: Path, out: Path) -> None:
    found = tables.tables(store, queries)
    tables.write(((name, answer.columns, answer.rows) for name, answer in found), queries, out)


@pytest.fixture
def out(quoting_store: ox.Store, tmp_path: Path) -> Path:
    write(quoting_store, QUERIES, tmp_path / "tables")
    return tmp_path / "tables"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _problems(out: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the library collects the warnings that it finds invalid
        found = CSVW(str(out / tables.METADATA), validate=True)
        try:
            return [] if found.is_valid else [str(warning.message) for warning in found.warnings]
        except ValueError as error:  # a reference to a row that cannot be read
            return [str(error)]


@pytest.mark.parametrize("name", NAMES)
def test_table_is_as_expected(out: Path, name: str) -> None:
    assert _rows(out / f"{name}.csv") == _rows(EXPECTED / f"{name}.csv")


def test_every_table_of_the_design_is_there() -> None:
    first = {"agreements", "discrepancies", "documents", "initiatives", "meetings", "participations"}
    assert set(NAMES) == first | {"parties", "posts", "quotations", "signatures", "tenures", "topics"}


def test_metadata_names_the_columns_of_each_query(quoting_store: ox.Store) -> None:
    metadata = json.loads((QUERIES / tables.METADATA).read_bytes())
    described = {
        table["url"]: tuple(column["name"] for column in table["tableSchema"]["columns"])
        for table in metadata["tables"]
    }
    assert described == {f"{n}.csv": a.columns for n, a in tables.tables(quoting_store, QUERIES)}


def test_tables_are_valid_csvw(out: Path) -> None:
    assert _problems(out) == []


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        ("meetings", ",held,", ",rumoured,"),
        ("meetings", ",2020-05-25,", ",25 May 2020,"),
        ("participations", "meeting/talks", "meeting/unknown"),
        ("signatures", "first.txt,https", ",https"),
    ],
)
def test_a_wrong_table_is_no_valid_csvw(out: Path, table: str, right: str, wrong: str) -> None:
    path = out / f"{table}.csv"
    words = path.read_text(encoding="utf-8")
    assert right in words
    path.write_text(words.replace(right, wrong), encoding="utf-8")
    assert _problems(out)


def test_lines_end_as_rfc_4180_says(out: Path) -> None:
    words = (out / "posts.csv").read_bytes()
    assert words.count(b"\r\n") == words.count(b"\n") > 1
    assert words.endswith(b"\r\n")


def test_a_value_with_comma_quotes_and_a_line_break_comes_back(tmp_path: Path) -> None:
    node, value = ox.NamedNode("https://example.org/a"), 'A, "B"\r\nC'
    store = ox.Store()
    store.add(ox.Quad(node, node, ox.Literal(value)))
    (tmp_path / "odd.rq").write_text("SELECT ?value WHERE { ?s ?p ?value }", encoding="utf-8")
    (tmp_path / tables.METADATA).write_text("{}", encoding="utf-8")
    write(store, tmp_path, tmp_path / "out")
    assert _rows(tmp_path / "out" / "odd.csv") == [{"value": value}]


def test_no_first_words_without_wording(store: ox.Store) -> None:
    answers = dict(tables.tables(store, QUERIES))
    assert [row[-1] for row in answers["quotations"].rows] == [""]


def test_tables_of_ten_thousand_quads_take_less_than_half_a_second(quoting_store: ox.Store) -> None:
    _repeat(quoting_store, 20)
    assert len(quoting_store) > 10_000
    start = time.perf_counter()
    rows = {name: len(answer.rows) for name, answer in tables.tables(quoting_store, QUERIES)}
    assert time.perf_counter() - start < 0.5
    assert rows["meetings"] == 42


def _repeat(store: ox.Store, times: int) -> None:
    """Add the documents over again under other names, as releases do that speak of the same things."""
    quads = [q for q in store if q.graph_name.value.startswith("https://w3id.org/communique/doc/")]
    for number in range(times):
        store.extend(_renamed(quad, f"-{number}") for quad in quads)


def _renamed(quad: ox.Quad, suffix: str) -> ox.Quad:
    line = re.sub(r"(/doc/[a-z]+)", rf"\1{suffix}", str(quad)).replace('.txt"', f'.txt{suffix}"')
    quads: Iterable[ox.Quad] = ox.parse(f"{line} .", format=ox.RdfFormat.N_QUADS)
    return next(iter(quads))
