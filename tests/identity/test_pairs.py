"""Precision and recall of person identity on pairs annotated by hand; `pairs/README.md` has how."""

from __future__ import annotations

import csv
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from communique.entities import Corpus
from communique.identity import BodyIndex, load_decisions, resolve
from communique.model import (
    Body,
    DateExpression,
    Document,
    Facts,
    Header,
    Key,
    Person,
    PostHolding,
    Proof,
    Span,
    Text,
)
from communique.pipeline import body_index
from communique.reading import read
from communique.reading.lexicon import load as load_lexicon
from communique.settings import Settings
from communique.texts import read_documents

PAIRS = Path(__file__).parent / "pairs"
TEXTS = "COMMUNIQUE_READOUTS"
PRECISION, RECALL = 0.98, 0.90

Place: TypeAlias = tuple[str, int]


class Pair(NamedTuple):
    sample: str
    verdict: str
    one: Place
    other: Place


@dataclass(frozen=True)
class Score:
    right: int
    false: int
    missed: int
    unread: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def table(name: str) -> list[dict[str, str]]:
    with (PAIRS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def pairs() -> list[Pair]:
    return [
        Pair(
            row["sample"],
            row["verdict"],
            (row["document"], int(row["at"])),
            (row["other_document"], int(row["other_at"])),
        )
        for row in table("pairs.tsv")
    ]


def facts(release: dict[str, str], mentions: Iterable[dict[str, str]], index: BodyIndex) -> Facts:
    """One release's people and their posts, as reading gave them."""
    people: list[Person] = []
    holdings: list[PostHolding] = []
    bodies: dict[str, Body] = {}
    for mention in mentions:
        start = int(mention["at"])
        proof = Proof((Span(start, start + len(mention["name"])),))
        key = f"person:{len(people)}"
        people.append(Person(key, mention["name"], mention["honorific"], (Text(mention["name"], proof),)))
        for post in filter(None, mention["posts"].split("|")):
            title, _, body = post.partition(" @ ")
            concept = body if body in index else ""
            known = (
                bodies.setdefault(body, Body(f"body:{len(bodies)}", body, "", concept, ())) if body else None
            )
            number = f"holding:{len(holdings)}"
            holdings.append(PostHolding(number, key, title, known.key if known else "", proof))
    date = DateExpression(release["date"], release["date"], "", Proof((Span(0, 1),)))
    site = Text(f"https://{release['site']}/", Proof((Span(0, 1),))) if release["site"] else None
    digest = hashlib.sha256(release["document"].encode()).hexdigest()
    return Facts(
        Document(release["document"], "", digest),
        Header(published=date, source=site),
        people=tuple(people),
        bodies=tuple(bodies.values()),
        holdings=tuple(holdings),
    )


def stored(index: BodyIndex) -> Iterator[Facts]:
    by_release: dict[str, list[dict[str, str]]] = defaultdict(list)
    for mention in table("mentions.tsv"):
        by_release[mention["release"]].append(mention)
    for release in table("releases.tsv"):
        yield facts(release, by_release[release["release"]], index)


def short(name: str) -> str:
    """The date at the head of a file's name, and the start of the name's hash."""
    return f"{name.rpartition('/')[2][:10]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def people(corpus: Corpus) -> dict[Place, Key]:
    """Who is named where; the documents under their names in `pairs.tsv`."""
    found: dict[Place, tuple[int, Key]] = {}
    for document in corpus.documents:
        name = document.document.name
        known = short(name) if name.endswith(".md") else name
        # The first form counts most: a later one may be a part of another's name.
        for person in document.people:
            for at, surface in enumerate(person.surfaces):
                for span in surface.proof.spans:
                    found[known, span.start] = min(
                        found.get((known, span.start), (at, person.key)), (at, person.key)
                    )
    return {place: key for place, (_, key) in found.items()}


def scored(corpus: Corpus, annotated: Sequence[Pair]) -> Score:
    found = people(corpus)
    counts = {"right": 0, "false": 0, "missed": 0, "unread": 0}
    for pair in annotated:
        one, other = found.get(pair.one), found.get(pair.other)
        if pair.verdict == "unsure":
            continue
        if not one or not other:
            counts["unread"] += 1
        elif one == other:
            counts["right" if pair.verdict == "same" else "false"] += 1
        elif pair.verdict == "same":
            counts["missed"] += 1
    return Score(**counts)


@pytest.fixture(scope="module")
def index(root: Path) -> BodyIndex:
    return body_index(load_lexicon(root / "mappings"))


@pytest.fixture(scope="module")
def by_facts(root: Path, index: BodyIndex) -> Corpus:
    return resolve(stored(index), load_decisions(root / "mappings"), index)


@pytest.fixture(scope="module")
def by_texts(root: Path, index: BodyIndex) -> Corpus:
    folder = os.environ.get(TEXTS)
    if not folder:
        pytest.skip(f"the readouts are not at hand: {TEXTS} names no folder with them")
    lexicon = load_lexicon(root / "mappings")
    paths = sorted(str(path) for path in Path(folder).rglob("*readout*.md"))
    read_facts = [read(d, lexicon) for d in read_documents(paths, Settings()) if isinstance(d, Document)]
    return resolve(read_facts, load_decisions(root / "mappings"), index)


def test_the_pairs_are_as_told() -> None:
    annotated = pairs()
    assert {s: sum(p.sample == s for p in annotated) for s in "12"} == {"1": 300, "2": 100}
    assert {pair.verdict for pair in annotated} == {"same", "different", "unsure"}
    assert sum(pair.verdict == "unsure" for pair in annotated) <= 12
    assert all(pair.one != pair.other for pair in annotated)


@pytest.mark.parametrize(("sample", "unread"), [("1", 12), ("2", 0)])
def test_precision_and_recall(by_facts: Corpus, sample: str, unread: int) -> None:
    score = scored(by_facts, [pair for pair in pairs() if pair.sample == sample])
    assert score.precision >= PRECISION, score
    assert score.recall >= RECALL, score
    assert score.unread <= unread, score


@pytest.mark.parametrize("sample", ["1", "2"])
def test_precision_and_recall_from_the_texts(by_texts: Corpus, sample: str) -> None:
    score = scored(by_texts, [pair for pair in pairs() if pair.sample == sample])
    assert score.precision >= PRECISION, score
    assert score.recall >= RECALL, score
    assert score.unread <= sum(pair.sample == sample for pair in pairs()) // 10, score


def test_a_resolver_that_joins_all_of_one_family_name_would_fail() -> None:
    """The pairs tell: the family name alone would be far from precise."""
    names = {(row["document"], int(row["at"])): row["name"] for row in table("pairs.tsv")}
    others = {(row["other_document"], int(row["other_at"])): row["other_name"] for row in table("pairs.tsv")}
    joined = [p for p in pairs() if names[p.one].split()[-1] == others[p.other].split()[-1]]
    assert sum(p.verdict == "same" for p in joined) / len(joined) < PRECISION
