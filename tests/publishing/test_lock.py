"""One run at a time writes a place, and a dead one blocks nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from communique.errors import OutputError
from communique.publishing.lock import held
from communique.publishing.place import replacing

HOLD = """
import sys, time
from pathlib import Path
from communique.publishing.lock import held
with held(Path(sys.argv[1]), Path("out")):
    {more}
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(path: Path, more: str = "") -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock until it is killed."""
    command = [sys.executable, "-c", HOLD.format(more=more), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_place_that_another_run_writes_is_named_with_that_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with holder(tmp_path / ".out.lock") as other:
        with pytest.raises(OutputError) as refused, replacing(out):
            pass
        words = str(refused.value)
        assert words == (
            f"{out} is being written by another run, process {other.pid};"
            f" wait until it ends, or stop it with `kill {other.pid}`"
        )
        assert not out.exists()


def test_a_killed_run_blocks_nobody(tmp_path: Path) -> None:
    lock = tmp_path / ".out.lock"
    with holder(lock) as other:
        other.kill()
        other.wait()
        assert lock.exists()
        with held(lock, tmp_path / "out"):
            assert lock.read_text().split()[0] == str(os.getpid())
    assert not lock.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_child_that_outlives_its_killed_parent_blocks_nobody(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    child = "import os; child = os.fork(); child or time.sleep(60); print(child, flush=True)"
    more = f"exec({child!r})"
    command = [sys.executable, "-c", HOLD.format(more=more), str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as process:
        assert process.stdout is not None
        orphan = int(process.stdout.readline())
        assert process.stdout.readline() == "held\n"
        process.kill()
        process.wait()
        try:
            with held(lock, tmp_path):
                os.kill(orphan, 0)
        finally:
            os.kill(orphan, signal.SIGKILL)
            process.stdout.close()


def test_one_process_does_not_write_a_place_twice_at_once(tmp_path: Path) -> None:
    with replacing(tmp_path / "out"), pytest.raises(OutputError, match="by this very process"):  # noqa: SIM117
        with replacing(tmp_path / "out"):
            pass


def test_a_lock_file_that_is_no_lock_names_nobody(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    refused = pytest.raises(OutputError, match="out is being written by another run; wait until it ends")
    with holder(lock, more="import os; os.truncate(sys.argv[1], 0)"), refused, held(lock, Path("out")):
        pass


def test_a_lock_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"), held(tmp_path / "file" / "lock", tmp_path):
        pass
