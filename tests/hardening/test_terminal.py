"""Names of files, labels and words of texts forge no line of a command's output and move no cursor."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from communique.cli.sheet import shown
from communique.linking import proposals
from communique.linking.proposals import Proposal
from communique.publishing.quickstatements import _string
from communique.terminal import printable, printable_lines

# A title bar, a window's size, a colour that is not reset, a C1 control, direction turned, a new line.
EVIL = "\x1b]0;x\x07\x1b[8;1;1t\x1b[31m\x9b2J\u202e\u2028\x85\nviolation: forged"
NAME = f"a{EVIL.replace('/', '')}.md"
TEXT = f"""---
title: "{EVIL.encode("unicode_escape").decode()}"
date: 2020-01-02
---
Foreign Minister Jane Doe of Austria\x1b[2J\u202e met with Foreign Minister John\x07 Roe of Norway in Vienna
on 1 January 2020. "We are\x1b]0;x\x07 pleased," Ms. Doe\x9b said.
"""
OURS = re.compile(r"\x1b\[[0-9;]*m")


def run(*args: object, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, [str(arg) for arg in args], color=True)


def harmless(words: str) -> bool:
    """Only the colours that we set, each line one of ours."""
    plain = OURS.sub("", words)
    lines = plain.split("\n")
    return all(line.isprintable() for line in lines) and not any(
        s.startswith("violation: forged") for s in lines
    )


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / NAME).write_text(TEXT, encoding="utf-8")
    (folder / f"bad{NAME}").write_bytes(b"\xff")
    return folder


@pytest.fixture(scope="module")
def built(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / f"out{EVIL.replace('/', '')}"
    done = run("build", texts, "--out", out, "--evidence", "quote")
    assert done.exit_code == 1
    assert harmless(done.output), repr(done.output)
    return out


def test_the_words_did_get_into_the_data(built: Path) -> None:
    found = run(
        "query", built, "--inline", "SELECT ?t { ?d a comm:PressRelease ; dcterms:title ?t }", "-f", "json"
    )
    assert "\x1b" in json.loads(found.output)["results"]["bindings"][0]["t"]["value"]


@pytest.mark.parametrize(
    "args",
    [
        ("query", "OUT", "--inline", "SELECT * { ?s ?p ?o }"),
        ("show", "OUT", "person/jane-doe", "--texts", "TEXTS"),
        ("show", "OUT", EVIL),
        ("check", "OUT"),
        ("check", "OUT", "--texts", "TEXTS"),
        ("check", "OUT", "--fair"),
        ("explain", "TEXT"),
        ("explain", "TEXT", "--step", "mentions"),
        ("link", "OUT", "--offline", "--review", "REVIEW"),
        ("site", "OUT", "--to", "SITE"),
        ("build", "BAD", "--out", "SITE"),
        ("build", "ABSENT", "--out", "SITE"),
    ],
)
def test_a_command_shows_them_harmless(
    built: Path, texts: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    places = {
        "OUT": built, "TEXTS": texts, "TEXT": texts / NAME, "BAD": texts / f"bad{NAME}",
        "ABSENT": texts / EVIL,
        "SITE": tmp_path / f"site{EVIL.replace('/', '')}", "REVIEW": tmp_path / f"review{EVIL}",
    }  # fmt: skip
    done = run(*(places.get(arg, arg) for arg in args))
    assert done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert harmless(done.output), repr(done.output)


def test_a_difference_is_told_harmless(built: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(TEXT.replace("1 January", "2 January"), encoding="utf-8")
    run("build", tmp_path / NAME, "--out", tmp_path / "out", "--evidence", "quote")
    done = run("diff", built, tmp_path / "out")
    assert "documents" in done.output
    assert harmless(done.output), repr(done.output)


def proposal() -> Proposal:
    return Proposal(
        subject="person/x", label=EVIL, kind="person", object="http://www.wikidata.org/entity/Q1",
        object_label=EVIL, service=EVIL, page=EVIL, description=EVIL, types=(EVIL,), aliases=(EVIL,),
        features=((EVIL, 1.0),),
    )  # fmt: skip


def test_a_proposal_is_shown_harmless() -> None:
    assert harmless(shown(proposal(), "1 open", {}))


def test_a_review_is_harmless(root: Path, tmp_path: Path) -> None:
    proposals.write([proposal()], tmp_path / "review" / "queue.jsonl")
    shutil.copytree(root / "mappings", tmp_path / "mappings")
    args = ("review", tmp_path / "review", "--author", EVIL, "--mappings", tmp_path / "mappings")
    done = CliRunner().invoke(main, [str(arg) for arg in args], input="azaq", color=True)
    assert "accepted" in done.output
    assert harmless(done.output), repr(done.output)


def test_settings_are_a_file_whatever_the_values() -> None:
    done = run("settings", COMMUNIQUE_TITLE=f'{EVIL}"\\ 😀 \x7f')
    assert tomllib.loads(OURS.sub("", done.output))["title"] == f'{EVIL}"\\ 😀 \x7f'
    assert harmless(done.output)


def test_reports_for_people_have_no_line_of_a_stranger(built: Path) -> None:
    for name in ("report.md", "discrepancies.md", "links/quickstatements.md"):
        words = (built / name).read_bytes().decode()
        assert harmless(words), name
        assert "\n# " not in words.partition("\n")[2]


def test_no_string_of_quickstatements_ends_early() -> None:
    assert _string('a"\tQ1\n"b') == "\"a' Q1 'b\""


def test_lines_of_data_on_a_terminal() -> None:
    assert printable_lines("a,b\r\nc\x1b[2J,d\r\n") == "a,b\nc\\x1b[2J,d\n"
    assert printable("a\xa0b\u200b\ud800") == "a b\\u200b\\ud800"
