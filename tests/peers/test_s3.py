"""A build from and into a store that speaks S3 (moto's server on loopback), alone and on a cluster."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique import resources
from communique.errors import OutputError, UsageError
from communique.pipeline import Job, Outcome, build, delivery
from communique.settings import Settings
from tests.cli.conftest import run
from tests.pipeline.test_cluster import cluster_in, files

__all__ = ["run"]

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: pip install communique[s3]")
pytestmark = pytest.mark.enable_socket

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
TEXTS = 80


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for name, value in KEYS.items():
            patch.setenv(name, value)
        yield patch


@pytest.fixture(scope="module")
def store(peers: Path, environment: pytest.MonkeyPatch) -> Iterator[Any]:
    """A store with two buckets, `archive` with texts and `public` without anything."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    command = [str(peers / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            found = s3fs.S3FileSystem(skip_instance_cache=True)
            found.mkdir("archive")
            found.mkdir("public")
            found.pipe({f"archive/releases/{n}.txt": _words(n).encode() for n in range(TEXTS)})
            found.pipe({"archive/releases/.hidden.txt": b"x", "archive/releases/notes.pdf": b"x"})
            yield found
        finally:
            process.kill()


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < until, "the store did not start"
            time.sleep(0.1)


def _words(number: int) -> str:
    words = "Ana Exemplo, Secretary General of the Water Forum, met partners."
    return f"Lisbon, {number % 28 + 1} May 2021 - {words}\n"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The same texts built from a disk onto a disk."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "releases").mkdir()
    for number in range(TEXTS):
        (folder / "releases" / f"{number}.txt").write_text(_words(number))
    build(Job((str(folder / "releases"),), folder / "out", _settings(), resources.mappings()))
    return files(folder / "out")


def _settings() -> Settings:
    return replace(Settings(), part_texts=10)


def built(target: str, *, jobs: int = 1, scheduler: str = "", resume: bool = False) -> Outcome:
    texts = ("s3://archive/releases",)
    place = delivery.stage(target)
    job = Job(texts, place, _settings(), resources.mappings(), jobs=jobs, scheduler=scheduler, resume=resume)
    return build(replace(job, target=target))


def read(store: Any, target: str) -> Mapping[str, bytes]:
    """The files of the current build at an address."""
    home = target.removeprefix("s3://")
    store.invalidate_cache()
    home += "/" + json.loads(store.cat_file(f"{home}/current.json"))["build"]
    return {path.removeprefix(f"{home}/"): store.cat_file(path) for path in store.find(home)}


def test_a_store_holds_the_same_bytes(store: Any, alone: Mapping[str, bytes]) -> None:
    outcome = built("s3://public/alone", jobs=2)
    assert outcome.place.startswith("s3://public/alone/")
    assert read(store, "s3://public/alone") == alone
    # Nothing else is left, there or here.
    assert all("unfinished" not in path for path in store.find("public/alone"))
    assert not delivery.stage("s3://public/alone").parent.exists()


def test_a_cluster_reads_and_writes_there_and_a_killed_worker_changes_nothing(
    store: Any, alone: Mapping[str, bytes], tmp_path: Path
) -> None:
    target = "s3://public/cluster"
    left: list[int] = []
    with ExitStack() as stack:
        address, workers = cluster_in(tmp_path, stack)

        def kill() -> None:
            until = time.monotonic() + 120
            while not (found := _parts(target)) and time.monotonic() < until:
                time.sleep(0.05)
            workers[0].send_signal(signal.SIGKILL)
            left.append(found)

        killer = threading.Thread(target=kill)
        killer.start()
        built(target, scheduler=address)
        killer.join()
    assert 0 < left[0] < 10, "it was killed in the middle"
    assert read(store, target) == alone


def _parts(target: str) -> int:
    found = s3fs.S3FileSystem(skip_instance_cache=True)
    return len(found.find(f"{delivery.unfinished(target).removeprefix('s3://')}/parts"))


def test_the_current_build_changes_in_one_step_and_earlier_ones_stay(store: Any) -> None:
    target = "s3://public/twice"
    first = built(target)
    store.pipe({"archive/releases/new.txt": b"Oslo, 3 June 2021 - Ana Exemplo met partners.\n"})
    try:
        second = built(target)
    finally:
        store.rm("archive/releases/new.txt")
    assert first.place != second.place
    assert store.exists(f"{first.place.removeprefix('s3://')}/communique.nq")
    assert json.loads(store.cat_file("public/twice/current.json"))["build"] in second.place


def test_what_could_not_be_sent_is_sent_by_the_next_run(
    store: Any, alone: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_files: object) -> None:
        raise UsageError("s3://public/late: the store does not answer")

    target = "s3://public/late"
    with monkeypatch.context() as patch:
        patch.setattr("communique.remote.send", fails)
        with pytest.raises(OutputError, match=r"(?s)does not answer.*with --resume sends it again"):
            built(target)
    assert not store.exists("public/late/current.json")
    built(target, resume=True)
    assert read(store, target) == alone


def test_the_command_takes_addresses(run: Any, store: Any, tmp_path: Path) -> None:
    done = run("build", "s3://archive/releases/[0-4].txt", "--out", "s3://public/command", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "s3://public/command/" in done.stdout
    assert ": 5 texts, " in done.stdout
    later = ("build", "s3://archive/releases/[0-5].txt", "--with", "s3://public/command")
    done = run(*later, "--out", tmp_path / "local", "--jobs", "1")
    assert done.exit_code == 0, done.output
    keys = (tmp_path / "local" / "keys.tsv").read_bytes()
    assert set(read(store, "s3://public/command")["keys.tsv"].splitlines()) <= set(keys.splitlines())


@pytest.mark.parametrize(
    ("texts", "out", "reason"),
    [
        ("s3://nowhere/texts", "s3://public/x", "s3://nowhere/texts: there is no such bucket or file"),
        ("s3://archive/nothing", "s3://public/x", "s3://archive/nothing: there is no such bucket or file"),
        ("s3://archive/releases", "s3://nowhere/x", "there is no such bucket or file"),
        ("s3://archive/releases", "s3://archive/releases", "which the build would replace"),
        ("odd://in/releases", "s3://public/x", "no store of this kind is known"),
    ],
)
def test_what_cannot_be_is_told_at_once(run: Any, store: Any, texts: str, out: str, reason: str) -> None:
    done = run("build", texts, "--out", out)
    assert done.exit_code == 2
    assert reason in done.output
    assert not store.exists("public/x/current.json")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("missing", ["keys", "endpoint"])
def test_a_store_that_cannot_be_entered_is_told(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    if missing == "keys":
        for name in KEYS:
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    else:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    s3fs.S3FileSystem.clear_instance_cache()
    done = run("build", "s3://archive/releases", "--out", "s3://public/x")
    s3fs.S3FileSystem.clear_instance_cache()
    assert done.exit_code == 2
    told = "set AWS_ACCESS_KEY_ID" if missing == "keys" else "is AWS_ENDPOINT_URL right?"
    assert told in done.output
