"""What an earlier build published: which key each mention had, so that a later build renames nothing.

`keys.tsv` of a build has three kinds of rows: a document (its key under `doc/`, its SHA-256, the stem
that keys of its own begin with), a mention (the key of what is mentioned, the document's key, where
the mention begins), and a key that is used no more (with the key in its place, if there is one).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from communique.errors import MappingError
from communique.identity.decisions import Decisions
from communique.identity.keys import unique
from communique.model import Agreement, Body, Facts, Initiative, Key, Meeting, Person, Place, Proof, Topic

COLUMNS = ("key", "document", "at", "replaced_by")
DOCUMENT = "doc/"
_KEY = re.compile(r"[a-z][a-z-]*(?:/(?!\.)[A-Za-z0-9._~-]+)+")

Mention = tuple[Key, int]


@dataclass(frozen=True, slots=True)
class Published:
    """`documents`: SHA-256 → key under `doc/` and stem; `mentions`: (document, kind, start) → key;
    `replaced`: key used no more → the key in its place, or nothing."""

    documents: Mapping[str, tuple[Key, str]] = field(default_factory=dict)
    mentions: Mapping[tuple[Key, str, int], Key] = field(default_factory=dict)
    replaced: Mapping[Key, Key] = field(default_factory=dict)

    def of(self, docs: Sequence[Facts]) -> Mapping[int, tuple[Key, str]]:
        """Key and stem of each document, by its number, that was published and is there once."""
        if not self.documents:
            return {}
        times = Counter(facts.document.sha256 for facts in docs)
        known = ((n, self.documents.get(f.document.sha256)) for n, f in enumerate(docs))
        return {n: found for n, found in known if found and times[docs[n].document.sha256] == 1}


@dataclass(frozen=True, slots=True)
class Renaming:
    """`keys`: a key as this build would make it → the key to use; `replaced` as in `Published`."""

    keys: Mapping[Key, Key]
    replaced: Mapping[Key, Key]


def load(path: Path) -> Published:
    """Read `keys.tsv`; `MappingError` names the line of a row that is none of the three kinds."""
    documents: dict[str, tuple[Key, str]] = {}
    mentions: dict[tuple[Key, str, int], Key] = {}
    replaced: dict[Key, Key] = {}
    for line, (key, document, at, instead) in _rows(path):
        if key.startswith(DOCUMENT) and document:
            documents[document] = (key, at)
        elif document and at.isdecimal() and len(at) < 12:
            mentions[document, kind(key), int(at)] = key
        elif key and not document:
            replaced[key] = instead
        else:
            raise MappingError(path, line, "neither a document, nor a mention, nor a key that was replaced")
    return Published(documents, mentions, replaced)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(path, 0, f"cannot be read: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise MappingError(path, 1, f"the columns are {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise MappingError(path, number, f"{len(cells)} cells where {len(COLUMNS)} are expected")
        for name in filter(None, (cells[0], cells[3])):
            if not _KEY.fullmatch(name):
                raise MappingError(path, number, f"{name!r} is no key")
        yield number, cells


def kind(key: Key) -> str:
    """What a key is of: its part before the slash."""
    return key.partition("/")[0]


def mentions(facts: Facts) -> Iterator[Mention]:
    """The shared keys in a document, each with where its first mention there begins."""
    names: tuple[Person | Body | Place, ...] = (*facts.people, *facts.bodies, *facts.places)
    events: tuple[Meeting | Topic, ...] = (*facts.meetings, *facts.topics)
    works: tuple[Agreement | Initiative, ...] = (*facts.agreements, *facts.initiatives)
    for named in names:
        for surface in named.surfaces[:1]:
            yield from _at(named.key, surface.proof)
    yield from chain.from_iterable(_at(record.key, record.proof) for record in (*events, *works))
    for meeting in facts.meetings:
        yield from _at(meeting.series_key, meeting.proof)
    for holding in facts.holdings:
        yield from _at(holding.post, holding.proof)


def _at(key: Key, proof: Proof) -> Iterator[Mention]:
    if key and proof.spans:
        yield key, proof.spans[0].start


def renaming(
    documents: Sequence[Facts], entities: Iterable[Key], published: Published, decisions: Decisions
) -> Renaming:
    """How this build's keys become those that were published.

    A thing keeps the key that most of its mentions had. Where things become one, the keys of the
    others are replaced by its key; where one becomes several, the others get keys of their own. A
    decision on a key goes before what was published. No key that was replaced is used again, and
    what only a changed text mentions is found again by its name.
    """
    votes = _votes(documents, published, decisions)
    kept = _kept(votes)
    final = {new: old for old, new in kept.items()}
    loose = [key for key in sorted(set(entities)) if key not in final]
    names = unique(loose, lambda key: key in votes or key in published.replaced)
    final.update(zip(loose, names, strict=True))
    replaced = {old: final[_most(news)] for old, news in votes.items() if old not in kept}
    return Renaming(final, _followed({**published.replaced, **replaced}, set(final.values())))


def _votes(documents: Sequence[Facts], published: Published, decisions: Decisions) -> dict[Key, Counter[Key]]:
    """For each published key the keys that its mentions have now, with their number."""
    votes: dict[Key, Counter[Key]] = defaultdict(Counter)
    for number, (document, _) in published.of(documents).items():
        for key, start in mentions(documents[number]):
            old = published.mentions.get((document, kind(key), start))
            if old:
                votes[old][key] += 1
                if key != old and (decisions.canonical(old) == key or key in decisions.pinned):
                    votes[key][key] += 1
    return votes


def _kept(votes: Mapping[Key, Counter[Key]]) -> dict[Key, Key]:
    """Published key → the key now of what keeps it; each of the two once, the most mentions first."""
    ranked = sorted(
        (-times, old != new, old, new) for old, news in votes.items() for new, times in news.items()
    )
    kept: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _, _, old, new in ranked:
        if old not in kept and new not in taken:
            kept[old] = new
            taken.add(new)
    return kept


def _most(news: Counter[Key]) -> Key:
    return min(news, key=lambda key: (-news[key], key))


def _followed(replaced: Mapping[Key, Key], live: set[Key]) -> dict[Key, Key]:
    """Each replaced key with the last that took its place."""
    ends: dict[Key, Key] = {}
    for old in sorted(replaced.keys() - live):
        end, seen = replaced[old], {old}
        while end in replaced and end not in live | seen:
            seen.add(end)
            end = replaced[end]
        ends[old] = end
    return ends
