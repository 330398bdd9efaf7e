"""What counts as found, missed, found besides and found otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.evaluation import Found
from communique.evaluation.gold import GoldPerson, GoldPost
from tests.evaluation.conftest import (
    AGREEMENT,
    EMPTY,
    MEETING,
    PERSON,
    QUOTATION,
    agreement,
    meeting,
    notes,
    outcomes,
    participation,
    party,
    post,
    quotation,
)

DIALOGUE = "Second Dialogue on Rivers"
OF_PEOPLE = replace(EMPTY, people=(PERSON,))
OF_MEETINGS = replace(EMPTY, meetings=(MEETING,))
OF_AGREEMENTS = replace(EMPTY, agreements=(AGREEMENT,))
OF_SPEECH = replace(EMPTY, quotations=(QUOTATION,))


def test_a_date_of_publication() -> None:
    gold = replace(EMPTY, published="2021-03-04")
    row = {"document": "a.txt", "published": "2021-03-04"}
    assert outcomes(gold, Found(documents=(row,))) == {"documents": ["right"]}
    assert outcomes(gold, Found(documents=(row | {"published": "2021-04-03"},))) == {"documents": ["wrong"]}
    assert outcomes(gold, Found()) == {"documents": ["wrong"]}
    assert outcomes(EMPTY, Found(documents=(row,))) == {}


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Director for Water Policy", "European Commission", "right"),
        ("Director", "European Commission", "right"),
        ("Director for Water Policy", "the European Commission", "right"),
        ("European Commission Director", "", "right"),
        ("Director for Water Policy", "", "missed extra"),
        ("Director for Water Policy", "United Nations", "missed extra"),
        ("President", "European Commission", "missed extra"),
    ],
)
def test_a_post_is_its_title_in_its_body(title: str, body: str, expected: str) -> None:
    told = outcomes(OF_PEOPLE, Found(posts=(post("Jane Doe", title, body),)))
    assert told == {"people": ["right"], "posts": expected.split()}


def test_a_post_of_any_body_where_none_is_asked_for() -> None:
    gold = replace(EMPTY, people=(GoldPerson(("Jane Doe",), (GoldPost(("Director",), ()),)),))
    assert outcomes(gold, Found(posts=(post("Jane Doe", "Director", "Any Body"),)))["posts"] == ["right"]


def test_one_office_in_two_halves_is_no_error() -> None:
    both = "Under-Secretary and Executive Director"
    gold = replace(EMPTY, people=(GoldPerson(("Jane Doe",), (GoldPost((both, "Under-Secretary"), ()),)),))
    rows = (post("Jane Doe", "Under-Secretary"), post("Jane Doe", both))
    assert outcomes(gold, Found(posts=rows))["posts"] == ["right", "ignored"]


def test_a_person_who_was_missed_is_missed_with_the_posts() -> None:
    assert outcomes(OF_PEOPLE, Found()) == {"people": ["missed"], "posts": ["missed"]}


def test_a_person_of_another_name_is_extra_unless_ignored() -> None:
    stranger = Found(posts=(post("John Roe", "", person="p2"),))
    assert outcomes(EMPTY, stranger) == {"people": ["extra"]}
    assert outcomes(replace(EMPTY, ignore=("John Roe",)), stranger) == {"people": ["ignored"]}


def test_who_only_takes_part_is_found_too() -> None:
    rows = (participation("m1", "Jane Doe", "person", "participant"),)
    gold = replace(EMPTY, people=(GoldPerson(("Jane Doe",), ()),))
    assert outcomes(gold, Found(participations=rows)) == {"people": ["right"]}


def test_a_meeting_with_all_its_parts() -> None:
    rows = (participation("m1", "Doe", "person", "host"), participation("m1", "UN", "organization", "party"))
    found = Found(meetings=(meeting("m1", DIALOGUE),), participations=rows)
    gold = replace(OF_MEETINGS, people=(GoldPerson(("Jane Doe",), ()),))
    told = outcomes(gold, found)
    assert set(told) == {"people", "meetings", "dates", "places", "participations"}
    assert set().union(*told.values()) == {"right"}


def test_a_meeting_found_in_two_parts_is_found_once() -> None:
    rows = (meeting("m1", DIALOGUE, start=""), meeting("m2", "Dialogue on Rivers", place=""))
    told = outcomes(OF_MEETINGS, Found(meetings=rows))
    assert (told["meetings"], told["dates"], told["places"]) == (["right"], ["right"], ["right"])


def test_a_meeting_like_none_is_extra() -> None:
    other = meeting("m1", "Breakfast", type="other", status="planned", start="")
    told = outcomes(OF_MEETINGS, Found(meetings=(other,)))
    assert told["meetings"] == ["extra", "missed"]
    assert told["dates"] == told["places"] == ["missed"]
    assert told["participations"] == ["missed", "missed"]


def test_parts_read_otherwise_are_wrong() -> None:
    rows = (meeting("m1", DIALOGUE, start="2021-03-04", place="Graz"),)
    found = Found(
        meetings=rows, participations=(participation("m1", "United Nations", "organization", "host"),)
    )
    told = outcomes(OF_MEETINGS, found)
    assert (told["dates"], told["places"]) == (["wrong"], ["wrong"])
    assert told["participations"] == ["wrong", "missed"]
    assert notes(OF_MEETINGS, found, "dates") == [f"{DIALOGUE}: 2021-03-03, not 2021-03-04"]
    assert notes(OF_MEETINGS, found, "participations")[0].endswith("United Nations as party, not host")


def test_a_date_that_the_text_does_not_settle_is_not_asked_for() -> None:
    open_date = replace(EMPTY, meetings=(replace(MEETING, starts=("2021-03", "")),))
    assert "dates" not in outcomes(open_date, Found(meetings=(meeting("m1", DIALOGUE),)))


def test_a_date_may_be_more_precise_than_asked_but_not_less() -> None:
    month = replace(EMPTY, meetings=(replace(MEETING, starts=("2021-03",)),))
    assert outcomes(month, Found(meetings=(meeting("m1", DIALOGUE),)))["dates"] == ["right"]
    vague = Found(meetings=(meeting("m1", DIALOGUE, start="2021-03"),))
    assert outcomes(OF_MEETINGS, vague)["dates"] == ["wrong"]


def test_an_agreement_with_its_amount_date_and_parties() -> None:
    found = Found(
        agreements=(agreement("Danube Charter"),),
        parties=(party("Danube Charter", "EU"), party("Danube Charter", "UN")),
    )
    told = outcomes(OF_AGREEMENTS, found)
    assert told == {"agreements": ["right", "right"], "dates": ["right"], "parties": ["right", "right"]}


@pytest.mark.parametrize("more", [{"amount": "25"}, {"currency": "USD"}, {"amount": ""}])
def test_an_amount_is_a_number_of_a_currency(more: dict[str, str]) -> None:
    told = outcomes(OF_AGREEMENTS, Found(agreements=(agreement("Danube Charter", **more),)))
    assert told["agreements"] == ["right", "wrong"]


def test_an_agreement_that_was_missed_is_missed_with_its_parts() -> None:
    told = outcomes(OF_AGREEMENTS, Found(agreements=(agreement("Rhine Treaty"),)))
    assert sorted(told["agreements"]) == ["extra", "missed", "wrong"]
    assert (told["dates"], told["parties"]) == (["missed"], ["missed", "missed"])


def test_parties_are_not_held_against_an_agreement_without_any() -> None:
    gold = replace(EMPTY, agreements=(replace(AGREEMENT, parties=()),))
    found = Found(agreements=(agreement("Danube Charter"),), parties=(party("Danube Charter", "EU"),))
    assert outcomes(gold, found)["parties"] == ["ignored"]


@pytest.mark.parametrize(
    ("name", "starts", "expected"),
    [
        ("Doe", "Rivers know no borders, she said", "right"),
        ("John Roe", "Rivers know no borders and", "missed extra"),
        ("Doe", "Rivers know all borders and", "missed extra"),
    ],
)
def test_a_quotation_is_its_speaker_and_first_words(name: str, starts: str, expected: str) -> None:
    told = outcomes(OF_SPEECH, Found(quotations=(quotation(name, starts),)))
    assert told == {"quotations": expected.split()}
