"""Copies of `mappings/` in which a test may write."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from communique.model import Facts
from communique.reading import read
from communique.reading.lexicon import load
from tests.reading.cases import MAPPINGS, document

Edit = Callable[[str, str, str], None]


def copy(folder: Path) -> Path:
    """A copy of `mappings/` in `folder`."""
    return Path(shutil.copytree(MAPPINGS, folder / "mappings"))


def replace(path: Path, old: str, new: str) -> int:
    """Write `new` for the first `old` in a file; the line on which it stands, counted from 1."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def append(path: Path, line: str) -> int:
    """Write one more line at a file's end; its number, counted from 1."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    return text.count("\n") + 1


def facts_by(mappings: Path, text: str) -> Facts:
    """What is read in a text of 15 June 2020 with these mappings."""
    return read(document(text, "2020-06-15"), load(mappings))
