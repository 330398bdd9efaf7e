"""docs/deploy/slurm.sh under Slurm itself: its daemons on loopback, as two machines, of which one is lost."""

from __future__ import annotations

import getpass
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from communique.pipeline import build
from tests.pipeline.test_cluster import files, job, texts
from tests.serving.running import free_port

__all__ = ["texts"]

pytest.importorskip("distributed", reason="Dask is not installed: pip install communique[cluster]")
pytestmark = pytest.mark.enable_socket

PATH = os.pathsep.join((os.environ["PATH"], "/usr/sbin"))
NODES = ("node1", "node2")
# A cluster of the strict kind: one task that ends badly ends its step, unless the step says otherwise.
SETTINGS = """\
ClusterName=loopback
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
FirstJobId={first}
KillOnBadExit=1
KillWait=2
PartitionName=all Nodes=ALL Default=YES
"""
NODE = "NodeName={name} NodeAddr=127.0.0.1 Port={port} CPUs=2 RealMemory=4096\n"


@dataclass(frozen=True, slots=True)
class Slurm:
    """A cluster that runs: what commands to it have in their environment."""

    environment: Mapping[str, str]

    def ask(self, *command: str | Path) -> str:
        """What a command of Slurm's prints."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=300
        )
        return done.stdout.strip()

    def submit(self, script: Path, texts: Path, name: str, *options: str) -> str:
        """The number of a job that builds."""
        log = f"--output={texts.parent / name}.log"
        given = ("--parsable", "--cpus-per-task=1", log, *options)
        return self.ask("sbatch", *given, script, texts, texts.parent / name)

    def ended(self, number: str) -> str:
        """How a job ended."""
        until(lambda: self.state(number) not in {"PENDING", "RUNNING", "COMPLETING"})
        return self.state(number)

    def state(self, number: str) -> str:
        return self.ask("scontrol", "show", "job", number).partition("JobState=")[2].split()[0]

    def idle(self) -> bool:
        return self.ask("sinfo", "--noheader", "--format=%T") == "idle"


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


@contextmanager
def daemon(environment: Mapping[str, str], log: Path, *command: str | Path) -> Iterator[None]:
    """A daemon in the foreground, for the time of the block."""
    with (
        log.open("wb") as stream,
        subprocess.Popen(command, env=environment, stdout=stream, stderr=stream) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def slurm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slurm]:
    """Two machines, both this one, with their jobs' programs those of this Python."""
    for name in ("munged", "slurmctld", "slurmd", "sbatch"):
        if shutil.which(name, path=PATH) is None:
            pytest.skip(f"{name} is not installed (Debian: munge, slurmctld, slurmd, slurm-client)")
    folder = tmp_path_factory.mktemp("slurm")
    folder.chmod(0o755)
    written(folder)
    environment = os.environ | {
        "PATH": f"{programs(folder)}{os.pathsep}{PATH}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SLURM_CONF": str(folder / "slurm.conf"),
        "COMMUNIQUE_PART_TEXTS": "5",
    }
    with ExitStack() as stack:
        yield started(folder, environment, stack)


def written(folder: Path) -> None:
    """The files that the daemons begin with."""
    (folder / "state").mkdir()
    (folder / "key").touch(0o600)
    (folder / "key").write_bytes(secrets.token_bytes(64))
    # The script takes its port by the number of its job: those of another run on this machine are others.
    first = secrets.randbelow(60_000) + 1
    text = SETTINGS.format(port=free_port(), user=getpass.getuser(), folder=folder, first=first)
    text += "".join(NODE.format(name=name, port=free_port()) for name in NODES)
    (folder / "slurm.conf").write_text(text)


def programs(folder: Path) -> Path:
    """The commands that the script calls, and a name of this machine that stays on loopback."""
    found = {
        "hostname": "echo 127.0.0.1",
        "dask": f'exec {sys.executable} -m dask "$@"',
        "communique": f'exec {sys.executable} -m communique.cli "$@"',
    }
    for name, command in found.items():
        program(folder / "bin", name, command)
    return folder / "bin"


def program(folder: Path, name: str, command: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{command}\n")
    (folder / name).chmod(0o755)


def started(folder: Path, environment: Mapping[str, str], stack: ExitStack) -> Slurm:
    """The cluster, whose daemons and jobs end when the stack is left."""

    def start(name: str, *command: str | Path) -> None:
        stack.enter_context(daemon(environment, folder / f"{name}.out", *command))

    files = (f"--{name}-file={folder / name}" for name in ("key", "log", "pid", "seed"))
    start("munged", "munged", "--foreground", "--force", f"--socket={folder / 'munge'}", *files)
    until((folder / "munge").exists)
    start("slurmctld", "slurmctld", "-D")
    for name in NODES:
        (folder / name).mkdir()
        start(name, "slurmd", "-D", "-N", name)
    cluster = Slurm(environment)
    until(lambda: answers(cluster) and cluster.idle())
    stack.callback(until, cluster.idle)
    stack.callback(cluster.ask, "scancel", "--user", getpass.getuser())
    return cluster


def answers(cluster: Slurm) -> bool:
    found = subprocess.run(("scontrol", "ping"), env=cluster.environment, capture_output=True, check=False)
    return found.returncode == 0


# Stands for a build that ends after its workers: ends the step that they are, and waits until it is gone.
LAST = """\
step() { squeue --noheader --steps="$SLURM_JOB_ID.0" | grep -q .; }
until step; do sleep 0.1; done
scancel "$SLURM_JOB_ID.0"
while step; do sleep 0.1; done
sleep 2"""


@pytest.fixture
def script(root: Path) -> Path:
    return root / "docs/deploy/slurm.sh"


def test_two_jobs_on_one_machine_leave_the_same_bytes(slurm: Slurm, script: Path, texts: Path) -> None:
    numbers = [slurm.submit(script, texts, name, "--nodes=1", "--nodelist=node1") for name in ("one", "two")]
    assert [slurm.ended(number) for number in numbers] == ["COMPLETED", "COMPLETED"]
    build(job(texts, "alone"))
    for name in ("one", "two"):
        assert files(texts.parent / name) == files(texts.parent / "alone")


def test_a_machine_that_is_lost_changes_no_byte(slurm: Slurm, script: Path, texts: Path) -> None:
    parts = texts.parent / ".bereft.unfinished" / "parts"
    number = slurm.submit(script, texts, "bereft", "--nodes=2")
    until(lambda: any(parts.glob("*/done")))
    slurm.ask("scontrol", "update", "NodeName=node2", "State=DOWN", "Reason=test")
    done = len(list(parts.glob("*/done")))
    state = slurm.ended(number)
    slurm.ask("scontrol", "update", "NodeName=node2", "State=RESUME")
    assert state == "COMPLETED", (texts.parent / "bereft.log").read_text()
    assert 0 < done < 16, "it was lost in the middle"
    build(job(texts, "alone"))
    assert files(texts.parent / "bereft") == files(texts.parent / "alone")


def test_a_job_that_was_cancelled_is_taken_up(slurm: Slurm, script: Path, texts: Path) -> None:
    parts = texts.parent / ".stopped.unfinished" / "parts"
    number = slurm.submit(script, texts, "stopped", "--nodes=2")
    until(lambda: any(parts.glob("*/done")))
    slurm.ask("scancel", number)
    assert slurm.ended(number) == "CANCELLED"
    until(slurm.idle)
    assert any(parts.glob("*/done"))
    assert slurm.ended(slurm.submit(script, texts, "stopped", "--nodes=2")) == "COMPLETED"
    build(job(texts, "alone"))
    assert files(texts.parent / "stopped") == files(texts.parent / "alone")


def test_workers_that_ended_before_the_build_are_no_fault_of_it(
    slurm: Slurm, script: Path, texts: Path, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "communique", LAST)
    path = f"{tmp_path / 'bin'}{os.pathsep}{slurm.environment['PATH']}"
    cluster = replace(slurm, environment={**slurm.environment, "PATH": path})
    number = cluster.submit(script, texts, "last", "--nodes=1")
    assert cluster.ended(number) == "COMPLETED", (tmp_path / "last.log").read_text()
