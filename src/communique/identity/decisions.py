"""What was decided on identity: same, different, linked, not found. Versioned rows of `mappings/`.

A subject is named by its key, under the prefix `id:`; the key is the one that its printed name
would make, and so speaks of all who are printed so. One of several namesakes is named by a release
that names it: `person/jane-example/in/RELEASE` (`mentions.py`). In `identity.sssom.tsv` the object is
the key to use in place of the subject, and `object_label` the label to use. Negatives stand in files
of their own, so that nobody who reads only the first file takes a No for a Yes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.entities import Link
from communique.identity import mentions, sssom, wording
from communique.identity.wording import Wording
from communique.model import Key

OURS = "id:"
SAME = frozenset({"owl:sameAs", "skos:exactMatch"})
TIES = frozenset({"owl:sameAs", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"})
INDIVIDUALS = ("person/", "body/", "place/")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what was decided on `subject` and `object`, by whom, when and why."""

    subject: Key
    predicate: str
    object: str
    negative: bool
    row: sssom.Row


@dataclass(frozen=True, slots=True)
class Decisions:
    """`same`: key → the key to use; `labels`: decided labels; `apart`: pairs that are different;
    `external`: links to publish; `rows`: all decisions with their justifications; `spoken`: the people
    that are named by a release, `pinned`: the keys to use for these, `removed`: what is said not to be
    what."""

    same: Mapping[Key, Key] = field(default_factory=dict)
    labels: Mapping[Key, str] = field(default_factory=dict)
    apart: frozenset[frozenset[Key]] = frozenset()
    external: Mapping[Key, tuple[Link, ...]] = field(default_factory=dict)
    rows: tuple[Decision, ...] = ()
    wording: Wording = field(default_factory=Wording)
    spoken: frozenset[Key] = frozenset()
    pinned: frozenset[Key] = frozenset()
    removed: frozenset[tuple[Key, Key]] = frozenset()

    def canonical(self, key: Key) -> Key:
        """The key to use for `key`; itself where nothing was decided."""
        while key in self.same:
            key = self.same[key]
        return key

    def decided(self, key: Key) -> bool:
        """True where a positive decision names the key, on either side."""
        return key in self.same or key in self.labels

    def first_decided(self, keys: Iterable[Key]) -> Key:
        """The key to use for things proposed under `keys`, if one of these was decided; or nothing. What was
        decided on one namesake goes before what was decided on the name."""
        ordered = sorted(keys, key=lambda key: (not mentions.is_mention(key), key))
        named = (self.canonical(key) for key in ordered if self.decided(key))
        return next((key for key in named if not mentions.is_mention(key)), "")

    def label(self, key: Key) -> str:
        """The decided label, or nothing."""
        return self.labels.get(key, "")

    def why(self, key: Key) -> str:
        """Who decided that other keys are this one, when and why; or nothing."""
        for decision in self.rows:
            if not decision.negative and decision.object.removeprefix(OURS) == key:
                row = decision.row
                author = row.cell("author_label") or row.cell("author_id")
                return f"{author}, {row.cell('mapping_date')}: {row.cell('comment')}"
        return ""

    def links(self, key: Key) -> tuple[Link, ...]:
        """The links decided for a key."""
        return self.external.get(key, ())


def load(folder: Path) -> Decisions:
    """Read the decisions and the words of `mappings/`; `MappingError` where a row is corrupt."""
    inner = _decisions(folder / "identity.sssom.tsv", negative=False)
    outer = _decisions(folder / "wikidata.sssom.tsv", negative=False)
    no_inner = _decisions(folder / "identity-negative.sssom.tsv", negative=True)
    no_outer = _decisions(folder / "wikidata-negative.sssom.tsv", negative=True)
    same = _same(inner)
    _no_contradiction((*inner, *outer), (*no_inner, *no_outer))
    _nothing_made_one(same, no_inner)
    return Decisions(
        same=same,
        labels={d.object.removeprefix(OURS): d.row.cell("object_label") for d in inner},
        apart=frozenset(frozenset((d.subject, d.object.removeprefix(OURS))) for d in no_inner),
        external=_external(outer, folder / "wikidata.sssom.tsv"),
        rows=(*inner, *no_inner, *outer, *no_outer),
        wording=wording.load(folder / "identity.yaml"),
        spoken=frozenset(filter(mentions.is_mention, _sides((*inner, *no_inner, *outer, *no_outer)))),
        pinned=frozenset(d.object.removeprefix(OURS) for d in inner if mentions.is_mention(d.subject)),
        removed=frozenset(map(_removed, no_inner)),
    )


def _decisions(path: Path, *, negative: bool) -> tuple[Decision, ...]:
    made = []
    for row in sssom.read(path).rows:
        _check(row, negative)
        subject = row.cell("subject_id").removeprefix(OURS)
        made.append(Decision(subject, row.cell("predicate_id"), row.cell("object_id"), negative, row))
    return tuple(made)


def _sides(rows: Iterable[Decision]) -> Iterator[Key]:
    for decision in rows:
        yield from (decision.subject, decision.object.removeprefix(OURS))


def _removed(no: Decision) -> tuple[Key, Key]:
    """The mention that a No takes out of a name, and what it is not."""
    sides = (no.subject, no.object.removeprefix(OURS))
    return sides if mentions.is_mention(sides[0]) else (sides[1], sides[0])


def _check(row: sssom.Row, negative: bool) -> None:
    subject, predicate, target = (row.cell(f"{part}_id") for part in ("subject", "predicate", "object"))
    if not subject.startswith(OURS) or "/" not in subject:
        raise row.refuse("subject_id", f"{subject!r} is no key of ours, such as id:person/...")
    for column, side in (("subject_id", subject), ("object_id", target)):
        if side.startswith(OURS) and mentions.malformed(side.removeprefix(OURS)):
            raise row.refuse(column, f"{side!r} is not of the form {OURS}person/NAME/in/RELEASE")
    says_no = row.cell("predicate_modifier") == sssom.NOT or target == sssom.NOTHING
    if says_no != negative:
        raise row.refuse("predicate_modifier", "a No stands in the -negative file, and nothing else does")
    if predicate not in (SAME if target.startswith(OURS) else TIES):
        raise row.refuse("predicate_id", f"{predicate!r} is not one of those that are used here")
    if target.startswith(OURS) and subject.partition("/")[0] != target.partition("/")[0]:
        raise row.refuse("object_id", "subject and object are of different kinds")
    if predicate == "owl:sameAs" and not subject.removeprefix(OURS).startswith(INDIVIDUALS):
        raise row.refuse("predicate_id", "owl:sameAs is for persons, bodies and places only")


def _same(rows: tuple[Decision, ...]) -> dict[Key, Key]:
    same: dict[Key, Key] = {}
    for decision in rows:
        target = decision.object.removeprefix(OURS)
        if decision.subject in same:
            raise decision.row.refuse("subject_id", "was decided on in a row above")
        end = target
        while end in same:
            end = same[end]
        # A row that names its subject as its object only decides the label.
        if target != decision.subject:
            if end == decision.subject:
                raise decision.row.refuse("object_id", "leads back to its subject")
            same[decision.subject] = target
    return same


def _nothing_made_one(same: Mapping[Key, Key], no: tuple[Decision, ...]) -> None:
    """What a No parts is not made one by several rows that say Yes."""
    known = Decisions(same=same)
    for decision in no:
        target = decision.object.removeprefix(OURS)
        if known.canonical(decision.subject) == known.canonical(target):
            raise decision.row.refuse("object_id", "rows of identity.sssom.tsv together make the two one")


def _no_contradiction(yes: tuple[Decision, ...], no: tuple[Decision, ...]) -> None:
    said = {frozenset((d.subject, d.object.removeprefix(OURS))): d for d in yes}
    linked = {d.subject for d in yes if not d.object.startswith(OURS)}
    for decision in no:
        other = said.get(frozenset((decision.subject, decision.object.removeprefix(OURS))))
        if other:
            raise decision.row.refuse(
                "object_id", f"{other.row.path.name}:{other.row.line} says the opposite"
            )
        if decision.object == sssom.NOTHING and decision.subject in linked:
            raise decision.row.refuse("object_id", "the subject has a link in the positive file")


def _external(rows: tuple[Decision, ...], path: Path) -> dict[Key, tuple[Link, ...]]:
    table = sssom.read(path)
    links: dict[Key, set[Link]] = defaultdict(set)
    for decision in rows:
        links[decision.subject].add(_link(decision.row, table.expand(decision.object)))
    return {key: tuple(sorted(found, key=lambda link: link.target)) for key, found in links.items()}


def _link(row: sssom.Row, target: str) -> Link:
    method = row.cell("mapping_justification")
    return Link(
        row.cell("predicate_id"),
        target,
        row.cell("comment") or method,
        method,
        row.cell("object_label"),
        row.cell("confidence"),
        row.cell("author_label") or row.cell("author_id"),
        row.cell("mapping_date"),
    )
