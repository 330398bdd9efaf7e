"""The cases of `constructions/*.yaml`, each a short text with what must be read in it, and the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import Document, Facts
from communique.reading import read
from communique.reading.lexicon import Lexicon, load
from communique.texts import parse_document

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = HERE / "constructions"
GAPS = HERE / "known_gaps.yaml"
MAPPINGS = ROOT / "mappings"
MEDIA_TYPES = {"": "text/plain", "md": "text/markdown", "html": "text/html"}
KEYS = {"id", "date", "format", "text", "expect"}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its day of publication and what is expected of it."""

    id: str
    file: str
    date: str
    media_type: str
    text: str
    expect: Mapping[str, Any]


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(case for path in sorted(CASES.glob("*.yaml")) for case in _of_file(path))


def _of_file(path: Path) -> Iterator[Case]:
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=Loader):
        if unknown := set(entry) - KEYS:
            raise ValueError(f"{path.name}: {entry.get('id')}: unknown keys {sorted(unknown)}")
        media_type = MEDIA_TYPES[entry.get("format", "")]
        yield Case(entry["id"], path.stem, entry["date"], media_type, entry["text"], entry["expect"])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that the project ships."""
    return load(MAPPINGS)


def document(text: str, date: str = "", media_type: str = "text/plain", name: str = "case.txt") -> Document:
    """A text as a document. Where it has no front matter of its own, `date` is written into one."""
    if date and media_type == "text/html":
        text = f'<meta name="date" content="{date}">\n{text}'
    elif date and not text.startswith("---"):
        text = f"---\ndate: {date}\n---\n{text}"
    return parse_document(name, text, media_type)


def facts_of(text: str, date: str = "2020-06-15", media_type: str = "text/plain") -> Facts:
    """What the reader, with the lexicon that the project ships, reads in a text of that day."""
    return read(document(text, date, media_type), lexicon())


def known_gaps() -> frozenset[str]:
    """The ids of the cases that the reader is known not to meet."""
    listed: dict[str, list[str] | None] = yaml.safe_load(GAPS.read_text(encoding="utf-8")) or {}
    return frozenset(id_ for ids in listed.values() for id_ in ids or ())


def unmet(reason: str) -> pytest.MarkDecorator:
    """What the reader is known not to do yet; a test so marked must fail."""
    return pytest.mark.xfail(strict=True, reason=reason)
