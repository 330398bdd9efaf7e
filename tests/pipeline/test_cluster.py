"""A build by a Dask cluster on loopback: the same bytes, also when a worker is killed in the middle of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from communique import resources
from communique.errors import UsageError
from communique.pipeline import Job, build
from communique.pipeline.workers import WorkerLostError, workers
from communique.settings import Settings

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed: pip install communique[cluster]"
)
pytestmark = pytest.mark.enable_socket


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Sequence[subprocess.Popen[bytes]]]]:
    """The address of a scheduler and its two workers."""
    with ExitStack() as stack:
        yield cluster_in(tmp_path_factory.mktemp("cluster"), stack)


def cluster_in(folder: Path, stack: ExitStack) -> tuple[str, Sequence[subprocess.Popen[bytes]]]:
    """The address of a scheduler and its two workers, which run until the stack is left."""
    file = scheduler_in(folder, stack)
    made = [worker_in(folder, name, stack) for name in ("one", "two")]
    with distributed.Client(scheduler_file=file, timeout=60) as client:
        client.wait_for_workers(2, timeout=60)
        return client.scheduler.address, made


def scheduler_in(folder: Path, stack: ExitStack) -> str:
    """The file in which a scheduler tells its address."""
    file = str(folder / "scheduler.json")
    command = ("distributed.cli.dask_scheduler", "--scheduler-file", file, "--no-dashboard")
    stack.enter_context(running(*command, "--host", "127.0.0.1", "--port", "0"))
    return file


def address_in(folder: Path) -> str:
    """Where the scheduler there listens."""
    with distributed.Client(scheduler_file=str(folder / "scheduler.json"), timeout=60) as client:
        address: str = client.scheduler.address
        return address


def worker_in(folder: Path, name: str, stack: ExitStack) -> subprocess.Popen[bytes]:
    """A worker of the scheduler there."""
    file = str(folder / "scheduler.json")
    command = ("distributed.cli.dask_worker", "--scheduler-file", file, "--nthreads", "1", "--no-nanny")
    return stack.enter_context(running(*command, "--no-dashboard", "--local-directory", str(folder / name)))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(80):
        words = "Ana Exemplo, Secretary General of the Water Forum, met partners."
        (folder / f"{number}.txt").write_text(f"Lisbon, {number % 28 + 1} May 2021 - {words}\n")
    return folder


def job(texts: Path, out: str, scheduler: str = "") -> Job:
    settings = replace(Settings(), part_texts=10)
    return Job((str(texts),), texts.parent / out, settings, resources.mappings(), scheduler=scheduler)


def files(out: Path) -> Mapping[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_cluster_leaves_the_same_bytes_and_a_killed_worker_changes_none(
    texts: Path, cluster: tuple[str, Sequence[subprocess.Popen[bytes]]]
) -> None:
    address, made = cluster
    build(job(texts, "alone"))
    build(job(texts, "together", address))
    assert files(texts.parent / "together") == files(texts.parent / "alone")

    parts = texts.parent / ".bereft.unfinished" / "parts"
    killed: list[int] = []

    def kill() -> None:
        until = time.monotonic() + 120
        while not list(parts.glob("*/done")) and time.monotonic() < until:
            time.sleep(0.01)
        made[0].send_signal(signal.SIGKILL)
        killed.append(len(list(parts.glob("*/done"))))

    killer = threading.Thread(target=kill)
    killer.start()
    build(job(texts, "bereft", address))
    killer.join()
    assert killed
    assert 0 < killed[0] < 10, "it was killed in the middle"
    assert files(texts.parent / "bereft") == files(texts.parent / "alone")
    assert sorted(path.name for path in texts.parent.iterdir() if "unfinished" in path.name) == []


def test_workers_may_come_later_and_where_none_comes_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("communique.pipeline.workers")
    with ExitStack() as stack:
        scheduler_in(tmp_path, stack)
        address = address_in(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(module, "_WORKERS", 1)
            with pytest.raises(UsageError, match="has no workers"):
                stack.enter_context(workers(1, address))
        worker_in(tmp_path, "one", stack)
        with workers(1, address) as crew:
            assert crew.jobs == 1
            assert list(crew.each(abs, [-1, -2])) == [1, 2]
            worker_in(tmp_path, "two", stack)
            until = time.monotonic() + 60
            while crew.jobs == 1 and time.monotonic() < until:
                time.sleep(0.05)
            assert crew.jobs == 2


def test_a_scheduler_that_ends_is_told(tmp_path: Path) -> None:
    with ExitStack() as stack:
        scheduler_in(tmp_path, stack)
        worker_in(tmp_path, "one", stack)
        address = address_in(tmp_path)

        def lost() -> None:
            with workers(1, address) as crew:
                for _ in crew.each(time.sleep, [0, 60]):
                    stack.close()

        with pytest.raises(WorkerLostError, match=f"the scheduler at {address} ended"):
            lost()


@pytest.mark.parametrize(
    ("setting", "value"), [("ALLOWED_FAILURES", "0"), ("NO_WORKERS_TIMEOUT", "1s")], ids=str.lower
)
def test_workers_that_are_lost_again_and_again_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(f"DASK_DISTRIBUTED__SCHEDULER__{setting}", value)
    with ExitStack() as stack:
        scheduler_in(tmp_path, stack)
        worker_in(tmp_path, "one", stack)
        address = address_in(tmp_path)
        with (
            pytest.raises(WorkerLostError, match=f"the workers of {address} were lost"),
            workers(1, address) as crew,
        ):
            list(crew.each(os._exit, [1]))


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with (
        pytest.raises(UsageError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"),
        workers(1, "tcp://127.0.0.1:9"),
    ):
        pass
