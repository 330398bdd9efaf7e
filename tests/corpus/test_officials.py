"""Every official with posts, honorific and part; each person and body once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.corpus.asking import Ask, Row

# Twenty-four people hold a post in the five texts, and three more answer the press: twenty-seven.
# Counted text by text, as 5, 12, 3, 7 and 7, the twenty-four are thirty-four.
with (Path(__file__).parent / "posts.csv").open(encoding="utf-8", newline="") as _stream:
    POSTS = {(r["release"], r["title"], r["person"], r["body"]) for r in csv.DictReader(_stream)}
OFFICIALS = {person for _, _, person, _ in POSTS}
HONORIFICS = {
    "Ms.": "antonia-marie-de-meo asa-regner christine-roger federica-mogherini ghada-fathi-waly "
    "ilze-brands-kehris joanneke-balfoort maria-francesca-spatolisano michele-coninsx",
    "Ms": "joanneke-balfoort",
    "Mr.": "dimitris-avramopoulos edmund-fitton-brown gilles-de-kerchove ilkka-salmi julian-king "
    "khaled-khiari koen-doens mircea-geoana pedro-serrano raffi-gregorian vladimir-voronkov",
    "Mr": "gilles-de-kerchove mourad-wahba olivier-onidi vladimir-voronkov",
    "Sir": "julian-king",
}
ROLES = {
    "000": {
        "convener": {"body/unoct", "body/eeas"},
        "party": {"body/eu", "body/un"},
        "participant": {
            *("person/vladimir-voronkov", "person/raffi-gregorian", "person/joanneke-balfoort"),
            *("person/olivier-onidi", "person/ilkka-salmi"),
            *("body/cted", "body/unicef", "body/unodc", "body/undp", "body/monitoring-team"),
        },
    },
    "001": {
        "chair": {"person/joanneke-balfoort", "person/vladimir-voronkov"},
        "party": {"body/eu", "body/un"},
        "participant": {
            *("person/gilles-de-kerchove", "body/european-commission", "person/ghada-fathi-waly"),
            *("person/mourad-wahba", "person/michele-coninsx", "person/ilze-brands-kehris"),
            *("person/khaled-khiari", "person/asa-regner", "person/maria-francesca-spatolisano"),
            *("person/antonia-marie-de-meo", "person/edmund-fitton-brown"),
        },
    },
    "002": {
        "convener": {"person/vladimir-voronkov", "person/pedro-serrano"},
        "party": {"body/eu", "body/un"},
        "participant": {
            *("person/gilles-de-kerchove", "body/european-commission", "body/cted", "body/osaa"),
            *("body/unoda", "body/ohchr", "body/undp", "body/unodc", "body/unesco"),
        },
    },
    "003": {
        "convener": {"person/vladimir-voronkov", "person/pedro-serrano"},
        "party": {"body/eu", "body/un"},
        "participant": {
            *("person/julian-king", "person/gilles-de-kerchove", "person/jurgen-stock"),
            *("body/cted", "body/undp", "body/unesco", "body/unicri", "body/unlops"),
        },
    },
}


@pytest.fixture(scope="module")
def holdings(answer: Ask) -> set[Row]:
    found = answer("""SELECT ?release ?title ?person ?body { GRAPH ?release {
        ?holding org:member ?person ; comm:postTitle ?title .
        OPTIONAL { ?holding org:organization ?body } } }""")
    return {
        (r, title, person.removeprefix("person/"), body.removeprefix("body/"))
        for r, title, person, body in found
    }


@pytest.mark.parametrize("post", sorted(POSTS), ids=lambda post: "-".join((post[0], post[2], post[1])))
def test_every_official_s_posts(holdings: set[Row], post: Row) -> None:
    *whose, bodies = post
    assert {(*whose, body) for body in bodies.split(" or ")} & holdings


def test_no_post_is_made_up(holdings: set[Row]) -> None:
    assert {post[:3] for post in holdings} <= {post[:3] for post in POSTS}


def test_the_officials_are_twenty_four(holdings: set[Row]) -> None:
    assert {person for _, _, person, _ in holdings} == OFFICIALS
    assert len(OFFICIALS) == 24


def test_one_holds_the_post_for_the_interim(answer: Ask) -> None:
    found = answer(
        """SELECT ?person ?title {
        ?holding comm:acting true ; org:member ?person ; comm:postTitle ?title }"""
    )
    assert found == {("person/mourad-wahba", "Associate Administrator")}


def test_honorifics_as_printed(answer: Ask) -> None:
    found: dict[str, set[str]] = {}
    for person, honorific in answer("SELECT ?person ?prefix { ?person schema:honorificPrefix ?prefix }"):
        found.setdefault(honorific, set()).add(person.removeprefix("person/"))
    assert {prefix: people & OFFICIALS for prefix, people in found.items()} == {
        prefix: set(people.split()) for prefix, people in HONORIFICS.items()
    }


@pytest.mark.parametrize("release", ROLES)
def test_who_took_part_as_what(answer: Ask, release: str) -> None:
    """Whether the Compact took part itself, or its entities alone did, two readers may differ on."""
    found: dict[str, set[str]] = {}
    for document, role, agent in answer("""SELECT ?release ?role ?agent { GRAPH ?release {
            ?meeting comm:ordinal ?ordinal ; cv:hasParticipation ?part .
            ?part cv:role ?role ; cv:hasParticipant ?agent } }"""):
        if document == release and agent != "body/un-compact":
            found.setdefault(role, set()).add(agent)
    found.setdefault(
        "party",
        {
            party
            for r, party in answer("""SELECT ?release ?body { GRAPH ?release {
        ?meeting comm:ordinal ?ordinal ; comm:party ?body } }""")
            if r == release
        },
    )
    assert found == ROLES[release]


def test_an_official_takes_part_in_a_post(answer: Ask) -> None:
    """Everyone who takes part does so in the post that the same release gives."""
    found = answer("""SELECT ?release ?person { GRAPH ?release {
        ?meeting cv:hasParticipation ?part . ?part cv:hasParticipant ?person . ?person a foaf:Person .
        FILTER NOT EXISTS { ?part comm:inCapacity ?post ; comm:holding/org:member ?person } } }""")
    assert found == set()


@pytest.mark.parametrize(
    ("person", "releases"),
    [
        ("vladimir-voronkov", "000 001 002 003 004"),
        ("joanneke-balfoort", "000 001"),
        ("ilze-brands-kehris", "001"),
        ("julian-king", "003 004"),
        ("pedro-serrano", "002 003 004"),
        ("gilles-de-kerchove", "001 002 003"),
    ],
)
def test_one_person_through_the_releases(answer: Ask, person: str, releases: str) -> None:
    found = answer("SELECT ?release ?person { GRAPH ?release { ?person foaf:name ?name } }")
    assert {release for release, key in found if key == f"person/{person}"} == set(releases.split())


@pytest.mark.parametrize(
    ("body", "releases"),
    [
        ("cted", "000 001 002 003"),
        ("un-compact", "000 001 002"),
        ("monitoring-team", "000 001"),
        ("unoct", "000 001 002 003 004"),
    ],
)
def test_one_body_under_its_several_names(answer: Ask, body: str, releases: str) -> None:
    found = answer("""SELECT ?release ?body { GRAPH ?release {
        ?release comm:fileName ?file . ?body a org:Organization } }""")
    assert {release for release, key in found if key == f"body/{body}"} == set(releases.split())


def test_no_two_people_share_a_family_name(answer: Ask) -> None:
    people = {person for (person,) in answer("SELECT ?person { ?person a foaf:Person }")}
    families = [person.rpartition("-")[2] for person in people & {f"person/{name}" for name in OFFICIALS}]
    assert len(families) == len(set(families)) == 24


@pytest.mark.parametrize(
    ("release", "leader", "count", "dialogue"),
    [
        ("002", "person/vladimir-voronkov", "22", 2),
        ("003", "person/vladimir-voronkov", "6", 1),
        ("001", "", "16", 3),
    ],
)
def test_delegations(answer: Ask, release: str, leader: str, count: str, dialogue: int) -> None:
    found = answer("""SELECT ?release ?leader ?count ?meeting { GRAPH ?release {
        ?group a comm:Delegation ; comm:statedCount ?count ; comm:attends ?meeting .
        OPTIONAL { ?group comm:ledBy ?leader } } }""")
    meeting = f"meeting/eu-un-leaders-dialogue-on-counter-terrorism-{dialogue}"
    assert {row for row in found if row[0] == release} == {(release, leader, count, meeting)}


@pytest.mark.parametrize(
    ("release", "members"),
    [("002", "cted osaa unoda ohchr undp unodc unesco"), ("003", "cted undp unesco unicri unlops")],
)
def test_who_is_listed_in_a_delegation(answer: Ask, release: str, members: str) -> None:
    found = answer("""SELECT ?release ?agent { GRAPH ?release {
        ?part comm:inDelegation ?group ; cv:hasParticipant ?agent . ?agent a org:Organization } }""")
    assert {agent for document, agent in found if document == release} == {
        f"body/{m}" for m in members.split()
    }
