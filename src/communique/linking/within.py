"""Proposals within the dataset: two of its people, or two of its bodies, that may be one.

Identity joins what the texts prove; names that are only alike are for a person to decide on. Compared is what
shares a block (the sound of the family name, or the longest word of a body's name), so that cost grows with
the number of names. A decision names things by their printed names, and one of several people who are printed
alike by a release that names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import OSA

from communique.identity.decisions import OURS, Decisions
from communique.identity.keys import words
from communique.identity.names import likeness, parse, skeleton
from communique.identity.wording import Wording
from communique.linking.namesakes import Mentions, Names
from communique.linking.proposals import Proposal
from communique.linking.subjects import Subject, telling, told
from communique.model import Key

HERE: Final = "this dataset"
FAMILY_ALONE: Final = 0.6  # a family name alone, and a full name with it
SHARED: Final = ("post", "body", "parent")
_ALIKE: Final = 0.85
_CROWD: Final = 40  # how many names of a block are compared with each other
_MOST: Final = 5  # proposals for one subject
_NONE: Final[Mentions] = {}


def proposals(
    found: Iterable[Subject], decisions: Decisions, mentions: Mentions = _NONE
) -> Iterator[Proposal]:
    """A proposal for each pair that is alike and was not decided on, the best five of each subject.

    `mentions` has for each person the names by a release that mean nobody else.
    """
    names = Names(tuple(found), mentions, decisions)
    scored: dict[Subject, list[tuple[float, Subject]]] = defaultdict(list)
    for one, other in _pairs(names.subjects, decisions.wording):
        name = _alike(one, other, decisions.wording)
        if name and not names.decided(one, other) and not _items_differ(one, other):
            subject, target = sorted((one, other), key=_fullness)
            scored[subject].append((name, target))
    for subject, targets in scored.items():
        ranked = sorted(targets, key=lambda pair: (-_score(subject, *pair), pair[1].key))
        for place, (name, target) in enumerate(ranked[:_MOST]):
            made = _proposal(subject, target, name, place == 0)
            yield replace(made, subject=names.of(subject), object=f"{OURS}{names.of(target)}")


def _fullness(subject: Subject) -> tuple[int, int, Key]:
    """What is named more fully, and told more of, gives the key and the name that a Yes leaves."""
    return len(words(subject.label)), len(subject.facts), subject.key


def _pairs(found: Sequence[Subject], wording: Wording) -> Iterator[tuple[Subject, Subject]]:
    blocks: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for subject in sorted(found, key=lambda s: s.key):
        blocks[subject.kind, _block(subject, wording)].append(subject)
    for _, block in sorted(blocks.items()):
        for at, one in enumerate(block):
            yield from ((one, other) for other in block[at + 1 : at + _CROWD])


def _block(subject: Subject, wording: Wording) -> str:
    if subject.kind == "person":
        telling_parts = parse(subject.label, wording).telling
        return skeleton(telling_parts[-1].sound) if telling_parts else ""
    kept = [w for w in words(subject.label) if w not in wording.generic_bodies]
    return max(kept, key=lambda w: (len(w), w), default="")


def _alike(one: Subject, other: Subject, wording: Wording) -> float:
    if one.kind == "body":
        bare = [" ".join(sorted(set(words(s.label)) - wording.title_fillers)) for s in (one, other)]
        found = OSA.normalized_similarity(*bare)
        return found if found >= _ALIKE else 0.0
    names = parse(one.label, wording), parse(other.label, wording)
    if any(name.surname_only for name in names):
        same = names[0].telling[-1:] == names[1].telling[-1:]
        both = all(name.surname_only for name in names)
        return FAMILY_ALONE if same and (not both or dict(_shared(one, other))["post"]) else 0.0
    return likeness(*names)


def _items_differ(one: Subject, other: Subject) -> bool:
    return bool(one.items and other.items) and not set(one.items) & set(other.items)


def _shared(one: Subject, other: Subject) -> tuple[tuple[str, bool], ...]:
    """Which of what tells about them both have: a post, a body, a parent."""
    mine, theirs = ({(f.relation, f.value, f.words) for f in s.facts} for s in (one, other))
    both = {relation for relation, _, _ in mine & theirs}
    return tuple((relation, relation in both) for relation in SHARED)


def _features(one: Subject, other: Subject) -> tuple[tuple[str, bool], ...]:
    return tuple((f"same {relation}", has) for relation, has in _shared(one, other))


def _score(one: Subject, name: float, other: Subject) -> float:
    """Out of 100: seventy for the names, ten for each thing that both have."""
    return round(70 * name + 10 * sum(has for _, has in _shared(one, other)), 1)


def _proposal(subject: Subject, target: Subject, name: float, best: bool) -> Proposal:
    return Proposal(
        subject=subject.key,
        label=subject.label,
        kind=subject.kind,
        object=f"{OURS}{target.key}",
        object_label=target.label,
        service=HERE,
        score=_score(subject, name, target),
        best=best,
        page=target.key,
        description="; ".join(told(fact) for fact in telling(target)),
        features=(
            ("name", round(name, 2)),
            *((f"same {what}", has) for what, has in _shared(subject, target)),
        ),
        aliases=subject.aliases,
        facts=telling(subject),
    )
