"""Proposals: a subject of the dataset and something elsewhere that it may be, with both sides' evidence.

They live in `queue.jsonl`, one a line, rewritten whole. A proposal's name is made of its two sides, so
the same proposal has the same name in every run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from communique.errors import ReviewError
from communique.identity.decisions import OURS
from communique.iri import digest
from communique.linking.files import write_whole
from communique.linking.subjects import Fact
from communique.model import Key

INDIVIDUALS: Final = ("person", "body", "place")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair to decide on. `object` is an IRI, or `id:` and a key of the dataset; `score` is on the
    service's scale, `best` whether it is the subject's highest."""

    subject: Key
    label: str
    kind: str
    object: str
    object_label: str
    service: str
    score: float = 0.0
    match: bool = False
    best: bool = False
    page: str = ""
    description: str = ""
    types: tuple[str, ...] = ()
    features: tuple[tuple[str, float | bool], ...] = ()
    aliases: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = field(default=())

    @property
    def id(self) -> str:
        """The proposal's name: the start of a hash of its two sides."""
        return digest(self.subject, self.object)[:12]

    @property
    def inner(self) -> bool:
        """Whether both sides are of the dataset."""
        return self.object.startswith(OURS)

    @property
    def predicate(self) -> str:
        """What accepting it would say: the same thing, or for what is no individual a close one."""
        return "owl:sameAs" if self.kind in INDIVIDUALS else "skos:closeMatch"


def write(proposals: Iterable[Proposal], path: Path) -> None:
    """Leave the queue in a file, whole, sorted by subject and score."""
    lines = (json.dumps(asdict(proposal), ensure_ascii=False) for proposal in ordered(proposals))
    write_whole(path, "".join(f"{line}\n" for line in lines))


def ordered(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The order in which proposals are walked: subject by subject, best candidate first."""
    return sorted(proposals, key=lambda p: (p.subject, -p.score, p.object))


def read(path: Path) -> tuple[Proposal, ...]:
    """The queue of a file, none where there is no file; `ReviewError` names the line of a corrupt one."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(path, 0, f"cannot be read: {error}") from error
    return tuple(_proposals(path, lines))


def _proposals(path: Path, lines: list[str]) -> Iterator[Proposal]:
    for number, line in enumerate(lines, 1):
        if line:
            try:
                yield _proposal(json.loads(line))
            except (TypeError, ValueError, KeyError, RecursionError) as error:
                raise ReviewError(path, number, f"is no proposal: {error}") from error


def _proposal(value: dict[str, Any]) -> Proposal:
    value["facts"] = tuple(Fact(**fact) for fact in value["facts"])
    value["features"] = tuple((str(name), number) for name, number in value["features"])
    for name in ("types", "aliases"):
        value[name] = tuple(value[name])
    return Proposal(**value)
