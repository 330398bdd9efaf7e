"""`communique build`: what it leaves, and what it says of bad input without losing anything."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique import pipeline, resources
from communique.pipeline import batches, parts, verdict
from tests.cli.conftest import Run

LEFT = {
    *(f"communique.{suffix}" for suffix in ("ttl", "jsonld", "nt", "nq", "trig")),
    *("catalogue.ttl", "catalogue.jsonld", "context.jsonld", "discrepancies.md", "report.md", "report.ttl"),
    "keys.tsv",
    *("links/quickstatements.txt", "links/wikidata.sssom.tsv", "tables/csv-metadata.json"),
    *("ontology/communique.ttl", "ontology/schemes.ttl", "ontology/alignments.ttl"),
    *(
        f"tables/{name}.csv"
        for name in (
            *("agreements", "discrepancies", "documents", "initiatives", "meetings", "participations"),
            *("parties", "posts", "quotations", "signatures", "tenures", "topics"),
        )
    ),
}


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def documents(out: Path) -> list[str]:
    with (out / "tables" / "documents.csv").open(encoding="utf-8", newline="") as stream:
        return [row["document"] for row in csv.DictReader(stream)]


def test_a_build_leaves_all_that_it_should(built: Path) -> None:
    assert set(files(built)) >= LEFT
    assert documents(built) == ["first.txt", "second.md"]


def test_the_same_texts_give_the_same_bytes_in_any_order(
    run: Run, texts: Path, built: Path, tmp_path: Path
) -> None:
    result = run("build", texts / "second.md", texts / "first.txt", "--out", tmp_path / "again")
    assert result.exit_code == 0, result.output
    assert files(tmp_path / "again") == files(built)


def test_the_words_are_quoted_only_where_asked(run: Run, texts: Path, built: Path, tmp_path: Path) -> None:
    assert b"Jane Doe, Director" not in files(built)["communique.nq"]
    assert run("build", texts, "--out", tmp_path / "out", "--evidence", "quote").exit_code == 0
    assert b"oa#exact" in files(tmp_path / "out")["communique.nq"]


def test_what_is_doubtful_goes_into_the_report(run: Run, texts: Path, built: Path, tmp_path: Path) -> None:
    arguments = ("build", texts, "--min-confidence", "1", "--evidence")
    assert run(*arguments, "quote", "--out", tmp_path / "out").exit_code == 0
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "Left out: holdings, read by" in report
    assert "“Foreign Minister John Roe of Norway”" in report
    posts = (tmp_path / "out" / "tables" / "posts.csv").read_text(encoding="utf-8")
    assert "Director for Water Policy" not in posts
    assert "Left out" not in (built / "report.md").read_text(encoding="utf-8")
    run(*arguments, "position", "--out", tmp_path / "bare")
    report = (tmp_path / "bare" / "report.md").read_text(encoding="utf-8")
    assert "Left out: holdings, read by" in report
    assert "“" not in report


NAMESAKE = """Ottawa, 1 February 2021

Foreign Minister Jane Doe of Canada spoke by phone with Foreign Minister John Roe of Norway today.
"""
IRI = re.compile(rb"<([^>]+/id/(?:person|meeting|post|body)/[^>]+)>")


def test_a_later_text_renames_nothing_that_was_published(
    run: Run, texts: Path, built: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    shutil.copytree(texts, more)
    (more / "earlier.txt").write_text(NAMESAKE, encoding="utf-8")
    assert run("build", more, "--with", built, "--out", tmp_path / "out").exit_code == 0
    published = set(IRI.findall((built / "communique.nq").read_bytes()))
    assert published <= set(IRI.findall((tmp_path / "out" / "communique.nq").read_bytes()))
    assert documents(tmp_path / "out") == ["earlier.txt", "first.txt", "second.md"]
    tail = {row.split("\t")[0] for row in (tmp_path / "out" / "keys.tsv").read_text("utf-8").splitlines()}
    assert {"doc/first", "doc/second", "doc/earlier"} <= tail


def test_an_iri_that_was_replaced_says_by_which(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    words = (
        "Vienna, {} March 2021\n\nForeign Minister {} of Austria met Foreign Minister Jane Doe of Norway.\n"
    )
    (texts / "a.txt").write_text(words.format(4, "Falkner"), encoding="utf-8")
    assert run("build", texts, "--out", tmp_path / "out").exit_code == 0
    (texts / "b.txt").write_text(words.format(5, "Erika Falkner"), encoding="utf-8")
    assert run("build", texts, "--with", tmp_path / "out", "--out", tmp_path / "out").exit_code == 0
    assert "person/erika-falkner" not in (tmp_path / "out" / "keys.tsv").read_text("utf-8")
    # As if the two had been told apart when they were published.
    rows = (tmp_path / "out" / "keys.tsv").read_text("utf-8")
    apart = re.sub(r"person/falkner(?=\tdoc/b)", "person/erika-falkner", rows)
    (tmp_path / "out" / "keys.tsv").write_text(apart, "utf-8")
    result = run("build", texts, "--with", tmp_path / "out", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    keys = (tmp_path / "out" / "keys.tsv").read_text("utf-8").splitlines()
    (replaced,) = (row.split("\t") for row in keys if row.startswith("person/") and row.split("\t")[3])
    assert sorted((replaced[0], replaced[3])) == ["person/erika-falkner", "person/falkner"]
    assert replaced[3] in run("show", tmp_path / "out", replaced[0]).output


def test_a_build_without_its_keys_is_refused(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    result = run("build", texts, "--with", tmp_path / "old", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "keys.tsv" in result.output


def test_standard_input(run: Run, texts: Path, tmp_path: Path) -> None:
    words = (texts / "first.txt").read_text(encoding="utf-8")
    result = run("build", "-", "--out", tmp_path / "out", input=words)
    assert result.exit_code == 0, result.output
    assert documents(tmp_path / "out") == ["stdin"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"Caf\xe9", "is not UTF-8: byte 0xe9 at offset 3; convert it to UTF-8, such as with iconv"),
        (b"\1\2", "is binary: 2 of its 2 characters are control characters; give its words as UTF-8"),
        (b"%PDF-1.7\n", "is a PDF document; give its words as UTF-8"),
        (b" " * 50_000_000, "is larger than 20,000,000 bytes"),
        (None, "cannot be read: No such file or directory"),
    ],
    ids=["empty", "not-utf-8", "control-characters", "pdf", "fifty-megabytes", "unreadable"],
)
def test_a_bad_text_is_named_and_the_others_go_on(
    run: Run, texts: Path, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    if content is None:
        # Tests may run as root, who can read any file; a link to nowhere is beyond even root.
        (texts / "bad.txt").symlink_to(tmp_path / "nowhere")
    else:
        (texts / "bad.txt").write_bytes(content)
    result = run("build", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"bad.txt: The text {reason}." in result.stderr
    assert reason in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert documents(tmp_path / "out") == ["first.txt", "second.md"]


def test_where_no_text_can_be_read_the_old_build_stays(run: Run, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", texts, "--out", out).exit_code == 0
    before = files(out)
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("build", empty, "--out", out)
    assert result.exit_code == 2
    assert f"{empty}: is empty" in result.stderr
    assert files(out) == before


def test_a_text_with_no_date_is_warned_of_and_read(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "undated.txt"
    text.write_text("Ms. Jane Doe, Director for Water Policy, met Mr. John Roe in Vienna.\n")
    result = run("build", text, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "warning: undated.txt:1: Find the day of issue" in result.stderr
    assert documents(tmp_path / "out") == ["undated.txt"]


def test_a_mapping_with_an_unknown_key_is_named_with_its_line(run: Run, texts: Path, tmp_path: Path) -> None:
    mappings = tmp_path / "mappings"
    shutil.copytree(resources.mappings(), mappings)
    bodies = mappings / "lexicon" / "bodies.yaml"
    lines = bodies.read_text(encoding="utf-8").splitlines()
    at = lines.index("bodies:") + 1
    lines.insert(at, "  - {id: river-board, name: River Board, colour: blue}")
    bodies.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("build", texts, "--out", tmp_path / "out", "--mappings", mappings)
    assert result.exit_code == 2
    assert f"{bodies}:{at + 1}: unknown key 'colour'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_ontology_with_a_syntax_error_stops_the_build(
    run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(resources.ontology(), ontology)
    (ontology / "communique.ttl").write_text("@prefix a: <https://a.example/> .\n\na:b a a:c\na:d a:e .\n")
    monkeypatch.setattr(resources, "ontology", lambda: ontology)
    result = run("build", texts, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert f"{ontology / 'communique.ttl'}:4: " in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["missing.txt"], "no such file or folder: missing.txt"),
        (["texts", "--evidence", "words"], "'words' is not one of 'quote', 'position'"),
        (
            ["texts", "--min-confidence", "2"],
            "--min-confidence: min_confidence lies between 0 and 1, not at 2",
        ),
        (["texts", "--settings", "none.toml"], "none.toml cannot be read"),
        (["texts", "--mappings", "texts/first.txt"], "is a file"),
    ],
)
def test_bad_usage(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(texts.parent)
    result = run("build", *arguments, "--out", "out")
    assert result.exit_code == 2
    assert reason in result.stderr
    assert not Path("out").exists()


def test_an_out_that_cannot_be_written(run: Run, texts: Path) -> None:
    for out, reason in (
        (texts / "first.txt", "is a file; name a folder"),
        (texts / "first.txt" / "out", "cannot be written"),
        (Path("/proc/communique/out"), "cannot be written"),
    ):
        result = run("build", texts, "--out", out)
        assert (result.exit_code, reason in result.stderr) == (2, True), result.output


def test_a_folder_that_is_no_build_stays_unless_forced(run: Run, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    refused = run("build", texts, "--out", out)
    assert refused.exit_code == 2
    assert "replace it with --force" in refused.stderr
    assert (out / "thesis.doc").exists()
    assert run("build", texts, "--out", out, "--force").exit_code == 0
    assert not (out / "thesis.doc").exists()


def test_texts_inside_out_are_never_lost(run: Run, texts: Path) -> None:
    result = run("build", texts, "--out", texts, "--force")
    assert result.exit_code == 2
    assert "which the build would replace" in result.stderr
    assert (texts / "first.txt").exists()


def test_a_build_stopped_in_any_room_leaves_the_old_one(
    run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run("build", texts, "--out", out).exit_code == 0
    before = files(out)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    rooms = (
        (batches, "read"),
        (pipeline, "resolve"),
        (parts, "release"),
        (verdict, "report"),
        (pipeline, "_publish"),
    )
    for module, room in rooms:
        with monkeypatch.context() as patch:
            patch.setattr(module, room, stop)
            result = run("build", texts, "--out", out)
        assert (result.exit_code, "Stopped." in result.stderr) == (130, True), room
        assert files(out) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "texts"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_middle(run: Run, texts: Path, tmp_path: Path, how: signal.Signals) -> None:
    out = tmp_path / "out"
    assert run("build", texts, "--out", out).exit_code == 0
    before = files(out)
    command = [sys.executable, "-m", "communique.cli", "build", "-", "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        _wait_for(tmp_path, ".out-*")  # it has begun, and now waits for standard input
        process.send_signal(how)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.endswith(b"Stopped.\n")) == (130, True), errors
    assert files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "texts"]


def _wait_for(folder: Path, pattern: str) -> None:
    until = time.monotonic() + 30
    while not list(folder.glob(pattern)):
        assert time.monotonic() < until, "the build did not begin"
        time.sleep(0.02)


def test_control_characters_alone_are_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\1\2")
    result = run("build", tmp_path / "a.txt", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "a.txt: is binary" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_head_without_a_text_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Talks in Vienna\ndate: 2020-01-02\n---\n", encoding="utf-8")
    result = run("build", tmp_path / "a.md", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "a.md:1: Give the text after what its head says of it" in result.stderr
