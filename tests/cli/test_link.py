"""`communique link`: proposals from a service, and a run that goes on after a kill."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import communique
from communique import resources
from communique.linking import proposals
from communique.linking.run import QUEUE
from tests.cli.conftest import Run
from tests.linking.conftest import Scripted, Server, queries_of, reconciling, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

QUICK = "reconcile_interval = 0\nreconcile_batch = 1\nreconcile_tries = 1\n"


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    (tmp_path / "quick.toml").write_text(QUICK)
    return tmp_path / "quick.toml"


def asked(server: Server) -> list[str]:
    """The names that a service was asked about."""
    return [
        str(query["query"])
        for verb, _, body in server.seen
        if verb == "POST"
        for query in queries_of(body).values()
    ]


def test_answers_become_proposals_and_no_data(run: Run, built: Path, tmp_path: Path, quick: Path) -> None:
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    with serving(reconciling) as server:
        result = run("link", built, "--review", tmp_path / "r", "--endpoint", server.url, "--settings", quick)
        names = asked(server)
    assert result.exit_code == 0, result.output
    assert "Jane Doe" in names
    assert f"{len(names)} asked about, {len(names)} answered, {len(names)} proposals" in result.stdout
    found = proposals.read(tmp_path / "r" / QUEUE)
    jane = next(p for p in found if p.label == "Jane Doe")
    assert jane.object.startswith("http://www.wikidata.org/entity/Q")
    assert jane.features == (("P39", 50.0), ("exact", True))
    assert any(fact.value == "Director for Water Policy" for fact in jane.facts)
    assert before == {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}


def test_what_is_linked_or_was_looked_for_is_not_asked_about(
    run: Run, built: Path, tmp_path: Path, quick: Path
) -> None:
    with serving(reconciling) as server:
        run("link", built, "--review", tmp_path / "r", "--endpoint", server.url, "--settings", quick)
        names = asked(server)
    assert "European Union" not in names
    assert "United Nations" not in names


def test_only_some_kinds_are_asked_about(run: Run, built: Path, tmp_path: Path, quick: Path) -> None:
    with serving(reconciling) as server:
        options = ("--review", tmp_path / "r", "--endpoint", server.url, "--settings", quick)
        run("link", built, *options, "--kind", "person")
        kinds = {p.kind for p in proposals.read(tmp_path / "r" / QUEUE)}
        assert kinds == {"person"}
        run("link", built, *options, "--kind", "place")
    assert {p.kind for p in proposals.read(tmp_path / "r" / QUEUE)} == {"person", "place"}


def test_offline_uses_what_is_on_disk(run: Run, built: Path, tmp_path: Path, quick: Path) -> None:
    with serving(reconciling) as server:
        options = ("--review", tmp_path / "r", "--endpoint", server.url, "--settings", quick)
        first = run("link", built, *options)
        queue = (tmp_path / "r" / QUEUE).read_bytes()
        (tmp_path / "r" / QUEUE).unlink()
        count = len(server.seen)
        again = run("link", built, *options, "--offline")
        assert len(server.seen) == count
    assert first.stdout == again.stdout
    assert (tmp_path / "r" / QUEUE).read_bytes() == queue


def test_offline_without_anything_on_disk_says_so(run: Run, built: Path, tmp_path: Path) -> None:
    result = run("link", built, "--review", tmp_path / "r", "--offline")
    assert result.exit_code == 1
    assert "run once without --offline" in result.stderr


def test_a_service_that_fails_half_way_is_told_and_the_rest_is_kept(
    run: Run, built: Path, tmp_path: Path, quick: Path
) -> None:
    def failing(handler: Scripted) -> None:
        handler.send(500, b"oops", "text/plain")

    options = ("--review", tmp_path / "r", "--settings", quick)
    with serving(reconciling, reconciling, reconciling, failing) as server:
        result = run("link", built, *options, "--endpoint", server.url)
        assert len(asked(server)) == 5
    assert result.exit_code == 1
    assert "HTTP 500 Internal Server Error" in result.stderr
    assert "no answer for 3: " in result.stderr
    assert "Run it again" in result.stderr
    assert len(proposals.read(tmp_path / "r" / QUEUE)) == 2


def test_a_killed_run_asks_only_for_the_rest(built: Path, tmp_path: Path, quick: Path) -> None:
    reached, free = threading.Event(), threading.Event()

    def stuck(_handler: Scripted) -> None:
        reached.set()
        free.wait(30)

    options = ["--review", str(tmp_path / "r"), "--settings", str(quick)]
    with serving(reconciling, reconciling, reconciling, stuck, reconciling) as server:
        command = [sys.executable, "-c", "from communique.cli import main; main()", "link", str(built)]
        command += [*options, "--endpoint", server.url]
        environment = os.environ | {"PYTHONPATH": str(Path(communique.__file__).parent.parent)}
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            assert reached.wait(60)
            process.send_signal(signal.SIGKILL)
        free.set()
        before = asked(server)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        later = asked(server)[len(before) :]
    assert done.returncode == 0, done.stderr
    assert before[2] == later[0]
    assert not set(before[:2]) & set(later)
    labels = [proposal.label for proposal in proposals.read(tmp_path / "r" / QUEUE)]
    assert sorted(labels) == sorted([*before[:2], *later])


def test_a_cut_file_of_the_queue_is_refused_with_its_line(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / QUEUE).write_text(json.dumps({"subject": "x"}) + "\n")
    result = run("link", built, "--review", tmp_path / "r", "--offline")
    assert result.exit_code == 2
    assert f"{QUEUE}:1: is no proposal" in result.stderr


TEXTS = {
    "one.txt": "OSLO, 3 May 2021\n\nMinister Ida Falk met Minister Olaf Berg in Oslo today.\n",
    "two.txt": "OSLO, 9 June 2021\n\nMs. Falk met Mr. Berg in Bergen today.\n",
}


def test_a_decision_on_two_of_the_dataset_joins_them_in_the_next_build(run: Run, tmp_path: Path) -> None:
    mappings, texts, out, review = (tmp_path / name for name in ("mappings", "texts", "out", "review"))
    shutil.copytree(resources.mappings(), mappings)
    texts.mkdir()
    for name, words in TEXTS.items():
        (texts / name).write_text(words, encoding="utf-8")
    build = ("build", texts, "--out", out, "--mappings", mappings)
    link = ("link", out, "--within", "--review", review, "--mappings", mappings)
    run(*build)
    assert people(out) == {"falk", "ida-falk", "berg", "olaf-berg"}
    assert "2 proposals within" in run(*link).stdout
    table = tmp_path / "open.tsv"
    run("review", review, "--export", table)
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    verdicts = {"id:person/falk": "accept", "id:person/berg": "reject"}
    at = [head.split("\t").index(name) for name in ("verdict", "subject_id")]
    filled = [
        [*row.split("\t")[: at[0]], verdicts[row.split("\t")[at[1]]], *row.split("\t")[at[0] + 1 :]]
        for row in rows
    ]
    table.write_text("\n".join([head, *map("\t".join, filled)]) + "\n", encoding="utf-8")
    done = run("review", review, "--import", table, "--author", "Jane Example", "--mappings", mappings)
    assert done.exit_code == 0, done.output
    run(*build)
    assert people(out) == {"ida-falk", "berg", "olaf-berg"}
    assert "0 proposals within" in run(*link).stdout


def people(out: Path) -> set[str]:
    return set(re.findall(r"/id/person/([a-z0-9-]+)>", (out / "communique.nt").read_text(encoding="utf-8")))


def test_within_asks_no_service(run: Run, built: Path, tmp_path: Path) -> None:
    answer = run("link", built, "--within", "--offline", "--review", tmp_path)
    assert answer.exit_code == 2
    assert "--within asks no service" in answer.output
