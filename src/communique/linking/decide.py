"""From the journal to `mappings/`: the four SSSOM files, checked as a build reads them, then replaced."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from communique.errors import MappingError, ReviewError
from communique.identity import load_decisions
from communique.linking.files import write_whole
from communique.linking.journal import Entry, Verdict, standing
from communique.linking.rows import amended, file_of, sheet

FILES: Final = tuple(
    f"{world}{sign}.sssom.tsv" for world in ("identity", "wikidata") for sign in ("", "-negative")
)


def write(entries: Sequence[Entry], mappings: Path) -> list[Path]:
    """Bring the files of `mappings` up to the journal; gives those that changed.

    `MappingError` where a file or the result of a verdict would be refused by a build; nothing is
    written then.
    """
    texts = dict(_changed(entries, mappings))
    _check(texts, mappings)
    for path, words in texts.items():
        write_whole(path, words)
    return list(texts)


def _changed(entries: Sequence[Entry], mappings: Path) -> Iterator[tuple[Path, str]]:
    valid = list(standing(entries).values())
    found = {entry.subject for entry in valid if entry.verdict is Verdict.ACCEPT}
    gone = [entry for entry in entries if entry.verdict is not Verdict.UNDO and entry not in valid]
    for name in FILES:
        path = mappings / name
        old = sheet(path)
        try:
            new = amended(old, _of(valid, name), _of(gone, name), found if "negative" in name else ())
        except ValueError as error:
            raise MappingError(path, 1, str(error)) from error
        if new.rows != old.rows and (new.rows or path.exists()):
            yield path, new.text()


def _of(entries: Iterable[Entry], name: str) -> list[Entry]:
    return [entry for entry in entries if file_of(entry) == name]


def _check(texts: Mapping[Path, str], mappings: Path) -> None:
    """Read the new files as a build would, in a folder of their own."""
    with TemporaryDirectory() as work:
        folder = Path(work)
        for name in (*FILES, "identity.yaml"):
            if (mappings / name).exists():
                shutil.copyfile(mappings / name, folder / name)
        for path, words in texts.items():
            (folder / path.name).write_text(words, encoding="utf-8", newline="")
        try:
            load_decisions(folder)
        except MappingError as error:
            name = Path(error.path).name
            reason = f"with the verdicts a build would refuse its line {error.line}: {error.reason}"
            raise ReviewError(mappings / name, 0, f"{reason}; nothing was written") from error
