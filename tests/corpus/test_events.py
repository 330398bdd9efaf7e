"""The dialogues, the visit with its meetings, and what is planned or past."""

from __future__ import annotations

import pytest

from tests.corpus.asking import Ask, table

SERIES = "series/eu-un-leaders-dialogue-on-counter-terrorism"
DIALOGUE = "meeting/eu-un-leaders-dialogue-on-counter-terrorism-"
VORONKOV = "person/vladimir-voronkov"

_DATED = """SELECT ?meeting ?date {{
    ?meeting comm:heldOn ?expression .
    ?expression time:inXSDDate|time:inXSDgYearMonth|time:inXSDgYear ?date {where} }}"""


def test_four_dialogues_in_one_series(answer: Ask) -> None:
    found = answer(
        "SELECT ?series ?meeting ?ordinal { ?meeting comm:inSeries ?series ; comm:ordinal ?ordinal }"
    )
    assert found == {(SERIES, f"{DIALOGUE}{number}", str(number)) for number in range(1, 5)}


@pytest.mark.parametrize(("number", "date"), [(2, "2019-04-24"), (3, "2020-12-02"), (4, "2022-04-08")])
def test_when_the_dialogues_were_held(answer: Ask, number: int, date: str) -> None:
    assert (f"{DIALOGUE}{number}", date) in answer(_DATED.format(where=""))


def test_no_dialogue_has_two_days(answer: Ask) -> None:
    days = [meeting for meeting, date in answer(_DATED.format(where="")) if len(date) == len("2020-12-02")]
    assert len(days) == len(set(days))


def test_where_the_dialogues_were_held(answer: Ask) -> None:
    found = answer("SELECT ?meeting ?place { ?meeting comm:ordinal ?ordinal ; schema:location ?place }")
    assert found == {(f"{DIALOGUE}2", "place/new-york"), (f"{DIALOGUE}4", "place/new-york")}


def test_the_dialogues_are_between_the_two(answer: Ask) -> None:
    found = answer("SELECT ?meeting ?body { ?meeting comm:party ?body ; comm:ordinal ?ordinal }")
    assert found == {(f"{DIALOGUE}{n}", f"body/{body}") for n in range(1, 5) for body in ("eu", "un")}


def test_what_each_release_says_of_the_dialogues(answer: Ask) -> None:
    """Held where it is reported, planned or past where it is looked ahead or back to."""
    found = answer("""SELECT ?release ?meeting ?status { GRAPH ?release {
        ?meeting comm:inSeries ?series ; comm:meetingStatus ?status } }""")
    assert found == table(f"""
        000 | {DIALOGUE}4 | held
        000 | {DIALOGUE}3 | past
        001 | {DIALOGUE}3 | held
        002 | {DIALOGUE}2 | held
        003 | {DIALOGUE}1 | held
        004 | {DIALOGUE}3 | planned
    """)


def test_the_meeting_on_the_occasion_of_the_first_dialogue(answer: Ask) -> None:
    found = answer("""SELECT ?of ?kind ?status ?place ?who {
        ?meeting comm:onOccasionOf ?of ; dcterms:type ?kind ;
        comm:meetingStatus ?status ; schema:location ?place ; cv:hasParticipation/cv:hasParticipant ?who }""")
    at = (f"{DIALOGUE}1", "meeting", "held", "place/brussels")
    assert found == {(*at, "person/federica-mogherini"), (*at, VORONKOV)}


def test_the_visit(answer: Ask) -> None:
    found = answer("""SELECT ?release ?status ?place ?date ?who { GRAPH ?release {
        ?visit dcterms:type meeting-kind:visit ; comm:meetingStatus ?status ; schema:location ?place ;
            comm:heldOn/time:inXSDDate ?date ; cv:hasParticipation/cv:hasParticipant ?who } }""")
    assert found == {("004", "held", "place/brussels", "2019-11-05", VORONKOV)}


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("briefing", "body/eu-psc"),
        ("meeting", "person/julian-king"),
        ("meeting", "person/dimitris-avramopoulos"),
        ("meeting", "person/pedro-serrano"),
        ("meeting", "person/koen-doens"),
        ("meeting", "person/christine-roger"),
        ("meeting", "person/mircea-geoana"),
        ("signing", "person/koen-doens"),
    ],
)
def test_the_visit_s_meetings(answer: Ask, kind: str, other: str) -> None:
    """Each is an event of its own, with those two and nobody else, and where the visit is."""
    found = answer("""SELECT ?meeting ?kind ?place ?who {
        ?meeting schema:superEvent/dcterms:type meeting-kind:visit ; dcterms:type ?kind ;
            comm:meetingStatus meeting-status:held ; schema:location ?place ;
            cv:hasParticipation/cv:hasParticipant ?who }""")
    (meeting,) = {m for m, k, _, who in found if (k, who) == (kind, other)}
    assert {row[1:] for row in found if row[0] == meeting} == {
        (kind, "place/brussels", who) for who in (VORONKOV, other)
    }


@pytest.mark.parametrize(
    ("release", "name", "kind", "date"),
    [
        ("001", "UN Counter Terrorism Week", "conference", "2027"),
        ("001", "Global Congress of Victims of Terrorism", "conference", ""),
        ("004", "UN Counter-Terrorism Week", "conference", "2020"),
        ("004", "UN-EU Counter-Terrorism Leaders' Dialogue", "dialogue", "2020"),
    ],
)
def test_what_is_planned(answer: Ask, release: str, name: str, kind: str, date: str) -> None:
    found = answer("""SELECT ?release ?name ?kind ?date { GRAPH ?release {
        ?meeting comm:meetingStatus meeting-status:planned ; schema:name ?name ; dcterms:type ?kind .
        OPTIONAL { ?meeting comm:heldOn/time:inXSDgYear ?date } } }""")
    assert [row[2:] for row in found if row[0] == release and row[1].endswith(name)] == [(kind, date)]


def test_the_previous_dialogue_is_as_precise_as_it_is_recalled(answer: Ask) -> None:
    found = answer("""SELECT ?release ?date { GRAPH ?release {
        ?meeting comm:meetingStatus meeting-status:past ; comm:heldOn/time:inXSDgYearMonth ?date } }""")
    assert found == {("000", "2020-12")}


@pytest.mark.parametrize(
    ("number", "regions"),
    [
        (1, {"central-asia", "south-asia", "south-east-asia", "sahel", "lake-chad-basin"}),
        (2, {"middle-east", "north-africa", "sahel", "central-asia", "south-east-asia"}),
        (3, {"africa", "asia", "middle-east", "western-balkans", "central-asia", "iq"}),
        (4, {"west-africa", "sahel", "central-asia", "middle-east"}),
    ],
)
def test_the_regions_that_the_dialogues_discussed(answer: Ask, number: int, regions: set[str]) -> None:
    found = answer("""SELECT ?meeting ?region { GRAPH ?release {
        ?meeting dcterms:subject ?topic . ?topic dcterms:spatial ?region } }""")
    assert {region for meeting, region in found if meeting == f"{DIALOGUE}{number}"} == {
        f"place/{region}" for region in regions
    }


@pytest.mark.parametrize(
    ("number", "topic"),
    [
        (1, "foreign terrorist fighters"),
        (1, "capacity-building"),
        (2, "border security management"),
        (2, "financing of terrorism"),
        (2, "foreign terrorist fighters"),
        (3, "Review of the UN Global Counter-Terrorism Strategy"),
        (3, "Iraq"),
        (4, "new technologies"),
        (4, "xenophobia"),
        (4, "Compact framework"),
    ],
)
def test_what_the_dialogues_discussed(answer: Ask, number: int, topic: str) -> None:
    found = answer("SELECT ?meeting ?topic { ?meeting dcterms:subject/schema:name ?topic }")
    assert [t for meeting, t in found if meeting == f"{DIALOGUE}{number}" and topic in t]


def test_a_topic_is_no_leftover_of_a_list(answer: Ask) -> None:
    """No conjunction leads it in, and no general word is all of it."""
    labels = [label for (label,) in answer("SELECT ?label { ?about dcterms:subject/schema:name ?label }")]
    assert [label for label in labels if label.split()[0] in {"or", "and", "in", "other", "how"}] == []
