"""What a run has done so far, kept beside OUT so that one that was stopped can be taken up again.

`facts` holds the facts of each text that was read, `journal` a line for each: its name, its hash and where
its facts end; `parts/` the parts that were made. A text is opened again and its hash compared before its
facts are believed, and facts that were read with another version, other mappings or other settings are not.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from communique import __version__
from communique.checking import Result
from communique.model import Facts
from communique.pipeline.batches import Found
from communique.settings import Settings
from communique.spool import Spool

_FACTS: Final = "facts"
_JOURNAL: Final = "journal"
PARTS: Final = "parts"


@dataclass(frozen=True, slots=True)
class _Line:
    """One text in the journal; `check` is the start of the hash of its facts as they are on disk."""

    name: str
    file: str
    sha256: str
    end: int
    check: str
    doubts: tuple[Result, ...]


def folder_of(out: Path) -> Path:
    """Where what is unfinished of a build is kept."""
    place = out.resolve()
    return place.parent / f".{place.name}.unfinished"


def made_with(settings: Settings, *knowledge: Path) -> str:
    """What facts or parts depend on besides what they are made of, as one line; `knowledge` are folders."""
    digest = sha256(msgspec.json.encode(settings))
    for folder in knowledge:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return f"communique {__version__} {digest.hexdigest()}"


class Kept:
    """The facts that were read, in `folder`: those of an earlier run where it `resumes` one, and new ones.

    An earlier run counts where it was `told` the same (`made_with`).
    """

    def __init__(self, folder: Path, told: str, resumes: bool) -> None:
        self.folder = folder
        lines = list(_lines(folder, told)) if resumes else []
        if not lines:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        self.facts = Spool(folder / _FACTS, Facts, (line.end for line in lines))
        self._earlier = {line.name: (number, line) for number, line in enumerate(lines)}
        self._write_journal(told, lines)
        self._numbers: list[int] = []

    @property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each text that an earlier run read, by its name."""
        return {name: line.sha256 for name, (_, line) in self._earlier.items()}

    @property
    def numbers(self) -> list[int]:
        """Which of the facts are of this run."""
        return self._numbers

    def add(self, found: Found) -> tuple[Result, ...]:
        """Keep what a text says; what was left out of it."""
        if not found.facts:
            number, line = self._earlier[found.name]
            self._numbers.append(number)
            return line.doubts
        self._numbers.append(len(self.facts))
        self.facts.append_encoded(found.facts)
        line = _Line(found.name, found.file, found.sha256, self.facts.end, _check(found.facts), found.doubts)
        self._journal.write(msgspec.json.encode(line) + b"\n")
        return found.doubts

    def flush(self) -> None:
        """Leave to the system what was kept."""
        self.facts.flush()
        self._journal.flush()

    def close(self) -> None:
        """Let go of the files."""
        self.facts.close()
        self._journal.close()

    def _write_journal(self, told: str, lines: list[_Line]) -> None:
        path = self.folder / _JOURNAL
        fresh = path.with_name("journal.new")
        self._journal = fresh.open("wb")
        self._journal.write(f"{told}\n".encode())
        self._journal.writelines(msgspec.json.encode(line) + b"\n" for line in lines)
        self._journal.flush()
        fresh.replace(path)


def _lines(folder: Path, told: str) -> Iterator[_Line]:
    """The lines of a journal as far as they and the facts they tell of are whole."""
    try:
        head, *rest = (folder / _JOURNAL).read_bytes().split(b"\n")
        facts = (folder / _FACTS).open("rb")
    except OSError:
        return
    with facts:
        start = 0
        for line in rest if head.decode("utf-8", "replace") == told else ():
            try:
                found = msgspec.json.decode(line, type=_Line)
            except msgspec.DecodeError:
                return
            data = facts.read(found.end - start)
            if _check(data) != found.check:
                return
            start = found.end
            yield found


def _check(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
