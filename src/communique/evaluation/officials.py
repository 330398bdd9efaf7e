"""People and the posts they hold."""

from __future__ import annotations

from collections.abc import Iterator

from communique.evaluation.found import Found, Row, distinct
from communique.evaluation.gold import Annotation, GoldPerson, GoldPost
from communique.evaluation.likeness import SAME_PLACE, likeness, same, same_person, words
from communique.evaluation.verdicts import Bench, Outcome, Verdict, match

SAME_TITLE = 0.78
SAME_TITLE_AND_BODY = 0.85


def judge_people(gold: Annotation, found: Found) -> Iterator[Verdict]:
    """Each person once, and for each the posts."""
    bench = Bench("people", gold.document)
    matching = match(gold.people, _people(found), lambda person, row: same_person(row["name"], person.names))
    for person, row in matching.pairs:
        yield bench.says(Outcome.RIGHT, person.names[0], row)
        held = [post for post in found.posts if post["person"] == row["person"] and post["post"]]
        yield from _judge_posts(gold, person, distinct(held, "post", "organization"))
    for person in matching.missed:
        yield from _judge_posts(gold, person, [])
    yield from bench.unpaired(
        matching,
        lambda person: person.names[0],
        lambda row: row["name"],
        lambda row: same(row["name"], gold.ignore, SAME_PLACE),
    )


def _people(found: Found) -> list[Row]:
    taking_part = (
        {"person": row["agent"], "name": row["name"]}
        for row in found.participations
        if row["agent_type"] == "person"
    )
    return distinct([*found.posts, *taking_part], "person")


def _judge_posts(gold: Annotation, person: GoldPerson, held: list[Row]) -> Iterator[Verdict]:
    bench = Bench("posts", gold.document)
    matching = match(person.posts, held, _same_post)
    for post, row in matching.pairs:
        yield bench.says(Outcome.RIGHT, _called(person, post), row)
    yield from bench.unpaired(
        matching,
        lambda post: _called(person, post),
        lambda row: f"{row['name']}: {_wording(row)}",
        # One office given as its rank and as its function is no mistake.
        lambda row: (
            same(row["post"], gold.ignore, SAME_PLACE) or any(_same_post(post, row) for post in person.posts)
        ),
    )


def _called(person: GoldPerson, post: GoldPost) -> str:
    return f"{person.names[0]}: {', '.join((post.titles[0], *post.bodies[:1]))}"


def _wording(row: Row) -> str:
    return ", ".join(filter(None, (row["post"], row["organization"])))


def _same_post(post: GoldPost, row: Row) -> bool:
    return _same_title(post, row) and _same_body(post, row)


def _same_title(post: GoldPost, row: Row) -> bool:
    """By the title, or by title and body together, which may be parted otherwise than expected."""
    whole = f"{row['post']} {row['organization']}"
    return same(row["post"], post.titles, SAME_TITLE) or any(
        likeness(whole, f"{title} {body}") >= SAME_TITLE_AND_BODY
        for title in post.titles
        for body in post.bodies or ("",)
    )


def _same_body(post: GoldPost, row: Row) -> bool:
    """By its name, where one is asked for, or because the title holds it."""
    return (
        not post.bodies
        or same(row["organization"], post.bodies, SAME_PLACE)
        or any(set(words(body)) <= set(words(row["post"])) for body in post.bodies)
    )
