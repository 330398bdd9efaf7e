"""A kill, a full disk or a folder that cannot be written leaves the old output or the new one, whole."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.publishing.place import replacing
from communique.texts import MARKERS
from tests.hardening import killing

TIMES, SEED = 10, 6
SWAP = """
import sys
from pathlib import Path
from communique.publishing import place
from tests.hardening.dying import dying_at
if sys.argv[3] == "two steps":
    place._exchanged = lambda one, other: False
acts = dying_at(int(sys.argv[2]))
with place.replacing(Path(sys.argv[1])) as folder:
    for name in ("catalogue.ttl", "communique.trig", "word"):
        (folder / name).write_text("new")
print(len(acts))
"""


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_few_random_kills_of_every_command() -> None:
    found = Counter(killing.kills(TIMES, SEED))
    assert {name for name, _ in found} == {"build", "resume", "link", "review", "site"}
    assert found.total() == TIMES
    assert sum(count for (_, what), count in found.items() if what != "ended") > TIMES // 2 - 1


def swap(out: Path, act: int, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SWAP, str(out), str(act), how]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def words(out: Path) -> set[str]:
    return {(out / name).read_text() for name in (*MARKERS, "word")}


@pytest.mark.parametrize("how", ["one step", "two steps"])
def test_a_kill_at_each_act_of_the_exchange(tmp_path: Path, how: str) -> None:
    """In one step the place is never empty; in two, it may be until the next run, which puts the old back."""
    acts = int(swap(tmp_path / "first", 0, how).stdout)
    found: Counter[str] = Counter()
    for act in range(1, acts + 40):
        folder = tmp_path / f"act-{act}"
        out = folder / "out"
        out.mkdir(parents=True)
        for name in (*MARKERS, "word"):
            (out / name).write_text("old")
        killed = swap(out, act, how).returncode != 0
        if how == "one step" and sys.platform.startswith("linux"):
            assert out.exists()
        if out.exists():
            (word,) = words(out)
            found[word] += killed
        with replacing(out) as fresh:
            for name in (*MARKERS, "word"):
                (fresh / name).write_text("new")
        assert words(out) == {"new"}
        assert os.listdir(folder) == ["out"]
        if not killed:
            break
    assert found["old"] > 5
    assert found["new"] > 2


def build(texts: Path, out: Path, **how: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique.cli", "build", str(texts), "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **how)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "first.txt").write_text(killing.FIRST, encoding="utf-8")
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        not mount
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False).returncode
    ):
        pytest.skip("mounting a small file system is not permitted")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_old_output(texts: Path, small_disk: Path) -> None:
    assert build(texts, small_disk / "out").returncode == 0
    before = killing.digest(small_disk / "out")
    room = os.statvfs(small_disk)
    (small_disk / "other").write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - 100_000))
    done = build(texts, small_disk / "out")
    assert (done.returncode, "cannot be written: No space left on device" in done.stderr) == (2, True), (
        done.stderr
    )
    assert killing.digest(small_disk / "out") == before
    assert sorted(os.listdir(small_disk)) == ["other", "out"]


def test_a_disk_that_cannot_be_written_is_said(texts: Path, small_disk: Path) -> None:
    assert build(texts, small_disk / "out").returncode == 0
    before = killing.digest(small_disk / "out")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    done = build(texts, small_disk / "out")
    assert (done.returncode, "cannot be written: Read-only file system" in done.stderr) == (2, True), (
        done.stderr
    )
    assert killing.digest(small_disk / "out") == before


def test_a_file_that_may_not_grow_leaves_the_old_output(texts: Path, tmp_path: Path) -> None:
    assert build(texts, tmp_path / "out").returncode == 0
    before = killing.digest(tmp_path / "out")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = build(texts, tmp_path / "out", preexec_fn=small)
    assert (done.returncode, "cannot be written: File too large" in done.stderr) == (2, True), done.stderr
    assert killing.digest(tmp_path / "out") == before
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may write anywhere; the test of a read-only disk stands in"
)
def test_a_folder_that_may_not_be_written_is_said(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir(mode=0o555)
    done = build(texts, tmp_path / "sealed" / "out")
    assert (done.returncode, "cannot be written: Permission denied" in done.stderr) == (2, True), done.stderr
