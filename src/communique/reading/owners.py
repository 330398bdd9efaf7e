"""Whose post it is: "accompanied by his Foreign Minister", "UNEP and its Director", one beneath another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.reading.lexicon import Lexicon
from communique.reading.names import fold
from communique.reading.officials import Official
from communique.reading.posts import PostMention, organ, posts
from communique.reading.tokens import Token

ENDS = frozenset(("stop", "break"))
CHOICE = frozenset("word a his eventadjective the".split())
LONGEST_CHOICE = 5


def owned(row: Sequence[Token], found: Sequence[Official], lexicon: Lexicon) -> Iterator[Official]:
    """The officials, their posts given the body that "his", "its" or the official listed before tells."""
    before: Official | None = None
    for official in found:
        official = _in_office(row, official, lexicon)
        if official.posts and not any(p.organization for p in official.posts):
            official = _with_owner(row, official, before, lexicon)
        yield official
        before = official


def _with_owner(
    row: Sequence[Token], official: Official, before: Official | None, lexicon: Lexicon
) -> Official:
    lists = lexicon.lists
    word = _possessor(row, official)
    if word in lists.its:
        body = _body_before(row, official.first, lexicon)
        return replace(official, posts=tuple(p.within(body) for p in official.posts)) if body else official
    told = _appointing(row, official.first, lexicon)
    if told is not None:
        return replace(official, posts=tuple(p.within(told) for p in official.posts))
    if before is None or not before.posts:
        return official
    near = row[before.last : official.first]
    first = before.posts[0]
    if word in lists.theirs and not any(t.cls in ENDS for t in near):
        return _beside(official, first)
    listed = all(t.cls in ("comma", "and") for t in near) and _leads(first)
    beneath = all(fold(p.title).startswith(tuple(lists.beneath)) for p in official.posts)
    return _beside(official, first) if listed and beneath and official.rule == "post_name" else official


def _in_office(row: Sequence[Token], official: Official, lexicon: Lexicon) -> Official:
    """The post before the comma in "the OSCE Chairperson-in-Office, Foreign Minister A", which A has too."""
    at = official.first - 1
    at -= 2 if at > 2 and row[at].cls == "poss" else 0
    if at < 2 or row[at].cls != "comma" or row[at - 1].text not in lexicon.lists.in_office:
        return official
    first = at - 1 - (row[at - 2].cls == "body")
    return replace(official, posts=(*official.posts, *posts(row[first:at], lexicon)))


def _beside(official: Official, post: PostMention) -> Official:
    return (
        replace(official, posts=tuple(p.beside(post) for p in official.posts))
        if post.organization
        else official
    )


def _leads(post: PostMention) -> bool:
    """Whether the body opens the title: "EEAS Secretary-General"."""
    return bool(post.organization) and post.organization_start <= post.start


def _possessor(row: Sequence[Token], official: Official) -> str:
    """The word before the post where it tells whose it is."""
    start = official.posts[0].start
    at = next((i for i in range(official.first, official.last) if row[i].start >= start), official.first)
    return row[at - 1].text.lower() if at else ""


def _body_before(row: Sequence[Token], at: int, lexicon: Lexicon) -> Token | None:
    """The body that "its" means: the nearest in the sentence, else the first of the sentence before."""
    here = at
    while here and row[here - 1].cls not in ENDS:
        here -= 1
    found = next((body for t in reversed(row[here:at]) if (body := _organ_of(t, lexicon))), None)
    start = here - 1
    while start > 0 and row[start - 1].cls not in ENDS:
        start -= 1
    first = (t for t in row[max(0, start) : max(0, here - 1)] if t.cls == "body")
    return found or next(first, None)


def _organ_of(token: Token, lexicon: Lexicon) -> Token | None:
    if token.cls == "bodyhead" and token.text in lexicon.context:
        return organ(token, lexicon)
    return token if token.cls == "body" else None


def _appointing(row: Sequence[Token], at: int, lexicon: Lexicon) -> Token | None:
    """The body in "the Court has elected a new President, X"."""
    start = at
    while start > max(0, at - LONGEST_CHOICE) and row[start - 1].cls in CHOICE:
        start -= 1
    words = {token.text.lower() for token in row[start:at]}
    body = row[start - 1] if start else None
    if body is None or body.cls not in ("body", "state") or words.isdisjoint(lexicon.lists.appointing):
        return None
    return body
