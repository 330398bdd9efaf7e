"""kill -9 at random moments of the commands that write: what stands there is the old output or the new one,
whole, and running the command again finishes it. `make kill` runs a hundred; the tests a few.

Half of the kills come at a random time, half at a random act on the file system, since the windows that
matter are short. The seed is printed; the same seed gives the same acts.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.identity import load_decisions
from communique.linking import journal, proposals
from communique.linking.run import JOURNAL, QUEUE
from tests.linking.conftest import reconciling, serving

ROOT = Path(__file__).resolve().parents[2]
QUICK = "reconcile_interval = 0\nreconcile_batch = 1\nreconcile_tries = 1\n"
FIRST = "Foreign Minister Jane Doe of Austria met with Foreign Minister John Roe of Norway in Vienna today.\n"
SECOND = "Prime Minister Ann Example of Sweden spoke by phone with President Ben Example of Finland.\n"
State = Mapping[str, str]


@dataclass(frozen=True)
class Play:
    """A command, and the places under its stage that must be old or new, each by itself."""

    name: str
    arguments: tuple[str, ...]
    places: tuple[str, ...]
    keys: str = ""
    whole: Callable[[Path], None] = lambda _stage: None


@dataclass(frozen=True)
class Measured:
    """What an undisturbed run did: how long it took, how many acts it had, before and after."""

    seconds: float
    acts: int
    old: State
    new: State


def run(stage: Path, arguments: tuple[str, ...], keys: str, act: int = 0, after: float = 0.0) -> int:
    """Run the command in its stage, killed at an act or after some seconds; its exit code, below 0 if so."""
    command = [sys.executable, "-m", "tests.hardening.dying", str(act), *arguments]
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    with (
        open(stage.with_suffix(".log"), "wb") as log,
        subprocess.Popen(
            command, cwd=stage, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log
        ) as process,
    ):
        assert process.stdin is not None
        process.stdin.write(keys.encode())
        process.stdin.close()
        if after:
            time.sleep(after)
            process.kill()
        return process.wait(timeout=300)


def digest(place: Path) -> str:
    """A file or folder as one hash of all names and bytes, empty where there is none."""
    if place.is_file():
        return sha256(place.read_bytes()).hexdigest()
    found = sorted(path for path in place.rglob("*") if path.is_file())
    lines = (f"{path.relative_to(place)} {sha256(path.read_bytes()).hexdigest()}" for path in found)
    return sha256("\n".join(lines).encode()).hexdigest() if place.is_dir() else ""


def state(play: Play, stage: Path) -> State:
    return {name: digest(stage / name) for name in play.places}


def left_over(stage: Path) -> list[str]:
    """What no run should leave when it ended well."""
    found = (path for path in stage.rglob(".*") if path.name != ".htaccess")  # which is a page of every site
    return sorted(str(path.relative_to(stage)) for path in found)


def orphans(stage: Path) -> list[int]:
    """Processes of a killed run that work on, where the system lists processes as files."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if entry.resolve() == stage.resolve():
                found.append(int(entry.parent.name))
    return found


def ended(stage: Path) -> bool:
    """Whether all processes of a run end soon after it was killed."""
    for _ in range(100):
        if not orphans(stage):
            return True
        time.sleep(0.1)
    return False


def prepare(stage: Path, endpoint: str) -> None:
    """Texts, an old and a new build, an old site, proposals and mappings of one's own."""
    for name, texts in (("old", [FIRST]), ("new", [FIRST, SECOND])):
        (stage / name).mkdir(parents=True)
        for number, text in enumerate(texts):
            (stage / name / f"{number}.txt").write_text(text, encoding="utf-8")
        assert run(stage, ("build", name, "--out", f"built-{name}"), "") in (0, 1)
    (stage / "many").mkdir()
    for number in range(40):  # more than one batch, so that processes read and what is done is kept
        (stage / "many" / f"{number}.txt").write_text(f"{FIRST}{SECOND}Text {number}.\n", encoding="utf-8")
    shutil.copytree(stage / "built-old", stage / "out")
    assert run(stage, ("site", "built-old", "--to", "site"), "") == 0
    (stage / "quick.toml").write_text(f'{QUICK}reconcile_endpoint = "{endpoint}"\n')
    asking = ("link", "built-new", "--settings", "quick.toml", "--review")
    assert run(stage, (*asking, "proposed"), "") == 0
    assert run(stage, (*asking, "review", "--kind", "place"), "") == 0
    (stage / "mappings").mkdir()
    for name in ("identity.yaml", "linking.yaml"):
        shutil.copyfile(ROOT / "mappings" / name, stage / "mappings" / name)


def whole_queue(stage: Path) -> None:
    assert proposals.read(stage / "review" / QUEUE)


def whole_review(stage: Path) -> None:
    journal.mend(stage / "proposed" / JOURNAL)
    journal.read(stage / "proposed" / JOURNAL)
    load_decisions(stage / "mappings")


DECISIONS = tuple(f"mappings/{name}.sssom.tsv" for name in ("wikidata", "wikidata-negative"))
PLAYS = (
    Play("build", ("build", "new", "--out", "out"), ("out",)),
    Play("resume", ("build", "many", "--out", "out", "--jobs", "2", "--resume"), ("out",)),
    Play(
        "link",
        ("link", "built-new", "--settings", "quick.toml", "--review", "review"),
        (f"review/{QUEUE}",),
        whole=whole_queue,
    ),
    Play(
        "review",
        ("review", "proposed", "--author", "an editor", "--mappings", "mappings"),
        DECISIONS,
        "ar" * 40,
        whole_review,
    ),
    Play("site", ("site", "built-new", "--to", "site"), ("site",)),
)


def measure(play: Play, template: Path, work: Path) -> Measured:
    """Run a command undisturbed."""
    stage = _staged(template, work)
    old, started = state(play, stage), time.perf_counter()
    assert run(stage, play.arguments, play.keys) in (0, 1), stage.with_suffix(".log").read_text()
    seconds = time.perf_counter() - started
    assert left_over(stage) == []
    acts = int(stage.with_suffix(".log").read_text().strip().splitlines()[-1])
    return Measured(seconds, acts, old, state(play, stage))


def _staged(template: Path, work: Path) -> Path:
    stage = work / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(template, stage)
    return stage


def kill(play: Play, known: Measured, template: Path, work: Path, chance: random.Random) -> str:
    """One kill: what was found after it (`old`, `new`, or `between` for a command with several files), or
    `ended` where the command was done before. `AssertionError` where anything is not whole."""
    stage = _staged(template, work)
    if chance.random() < 0.5:
        code = run(stage, play.arguments, play.keys, act=chance.randint(1, known.acts))
    else:
        code = run(stage, play.arguments, play.keys, after=chance.uniform(0.05, known.seconds))
    assert ended(stage), f"{play.name}: processes {orphans(stage)} work on after the kill"
    found = state(play, stage)
    for name, value in found.items():
        assert value in (known.old[name], known.new[name]), f"{play.name}: {name} is neither old nor new"
    play.whole(stage)
    assert run(stage, play.arguments, play.keys) in (0, 1), stage.with_suffix(".log").read_text()
    if play.name != "review":  # A second walk gives its keys to what the first one had not decided.
        assert state(play, stage) == known.new, f"{play.name}: running it again leaves something else"
    play.whole(stage)
    assert left_over(stage) == [], f"{play.name}: something is left over"
    if code >= 0:
        return "ended"
    return "old" if found == known.old else "new" if found == known.new else "between"


def kills(times: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many kills of each command in turn: the command and what was found."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, serving(reconciling) as server:
        template, work = Path(folder, "template"), Path(folder, "work")
        template.mkdir()
        work.mkdir()
        prepare(template, server.url)
        known = {play.name: measure(play, template, work) for play in PLAYS}
        for number in range(times):
            play = PLAYS[number % len(PLAYS)]
            yield play.name, kill(play, known[play.name], template, work, chance)


def main() -> None:
    """Kill so often, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    started, found = time.perf_counter(), Counter(kills(given.times, given.seed))
    lines = [f"{'command':<10}{'kills':>7}{'old':>7}{'new':>7}{'between':>9}{'ended before':>14}"]
    for play in PLAYS:
        counts = [found[play.name, what] for what in ("old", "new", "between", "ended")]
        columns = zip((sum(counts), *counts), (7, 7, 7, 9, 14), strict=True)
        lines.append(f"{play.name:<10}" + "".join(f"{count:>{width}}" for count, width in columns))
    seconds = time.perf_counter() - started
    lines.append(
        f"{given.times} kills, seed {given.seed}: all whole, all finished when run again ({seconds:.0f} s)"
    )
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
