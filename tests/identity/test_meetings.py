"""Which releases speak of one meeting, and which series it belongs to."""

from __future__ import annotations

import pytest

from tests.identity.conftest import Draft, Resolver, keys

WORDINGS = [
    "EU-UN Leaders' Dialogue on Counter-Terrorism",
    "UN-EU Leaders’ Dialogue on Counter-Terrorism",
    "EU-UN high-level political dialogue on Counter-Terrorism",
    "Leader's Dialogue on Counter-Terrorism",
    "high-level European Union-United Nations Leadership Dialogue on Counter-Terrorism",
    "UN-EU Counter-Terrorism Leaders’ Dialogue",
    "EU-UN High level Dialogue",
]


def dialogues() -> list[Draft]:
    """The four dialogues under four wordings, with what later texts say of earlier ones."""
    first, second = Draft("1.txt", "--05-25"), Draft("2.txt", "2019-04-24")
    visit, third, fourth = (
        Draft("3.txt", "2019-11-05"),
        Draft("4.txt", "2020-12-03"),
        Draft("5.txt", "2022-04-08"),
    )
    sides = ("eu", "un")
    opening = first.meeting("First Leadership Dialogue", series=WORDINGS[4], ordinal=1, parties=sides)
    talks = [
        first.person("Federica Mogherini", ("High Representative", "eu")),
        first.person("Vladimir Voronkov"),
    ]
    first.meeting(
        "Meeting of Federica Mogherini and Vladimir Voronkov",
        "meeting",
        "--05-25",
        occasion=opening,
        present=talks,
    )
    first.dates.append(first.date("2017-06", "June 2017"))
    second.meeting(
        "Second political dialogue", date="2019-04-24", series=WORDINGS[2], ordinal=2, parties=sides
    )
    visit.meeting(
        "2020 UN-EU Counter-Terrorism Leaders’ Dialogue", date="2020", status="planned", parties=sides
    )
    third.meeting("Third UN-EU Dialogue", date="2020-12-02", series=WORDINGS[1], ordinal=3, parties=sides)
    fourth.meeting(
        "Fourth Leaders' Dialogue", date="2022-04-08", series=WORDINGS[0], ordinal=4, parties=sides
    )
    fourth.meeting("Leaders' Dialogue in December 2020", date="2020-12", status="past")
    return [first, second, visit, third, fourth]


@pytest.mark.parametrize("wording", WORDINGS)
def test_one_series_under_any_wording(resolved: Resolver, wording: str) -> None:
    one, other = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2022-04-08")
    one.meeting("Dialogue", series=WORDINGS[0], ordinal=2, parties=("eu", "un"))
    other.meeting("Dialogue", series=wording, ordinal=4, parties=("un", "eu"))
    assert len(keys(resolved(one, other), "series")) == 1


@pytest.mark.parametrize(
    "wording",
    [
        "EU-NATO Leaders' Dialogue on Counter-Terrorism",
        "EU-UN Dialogue on Migration",
        "EU-UN Summit on Counter-Terrorism",
    ],
)
def test_another_series(resolved: Resolver, wording: str) -> None:
    one, other = Draft("a.txt", "2019-04-24"), Draft("b.txt", "2022-04-08")
    one.meeting("Dialogue", series=WORDINGS[0], ordinal=2, parties=("eu", "un"))
    other.meeting("Dialogue", series=wording, ordinal=3)
    assert len(keys(resolved(one, other), "series")) == 2


def test_the_dialogues_are_four_however_they_are_named(resolved: Resolver) -> None:
    corpus = resolved(*dialogues())
    numbered = {m.key: m.ordinal.value for f in corpus.documents for m in f.meetings if m.ordinal}
    (series,) = keys(corpus, "series")
    base = series.partition("/")[2]
    assert numbered == {f"meeting/{base}-{n}": n for n in range(1, 5)}
    assert corpus.documents[2].meetings[0].key == f"meeting/{base}-3", "planned in 2019 for 2020"
    assert corpus.documents[4].meetings[1].key == f"meeting/{base}-3", "looked back to in 2022"
    assert {m.series_key for f in corpus.documents for m in f.meetings if m.type == "dialogue"} == {series}


def test_a_vague_date_that_fits_two_meetings_fits_none(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", "2021-01-01") for n in range(3)]
    for draft, (date, number) in zip(
        drafts, (("2020-03-01", 1), ("2020-12-02", 2), ("2020", 0)), strict=True
    ):
        draft.meeting("Dialogue", date=date, series=WORDINGS[0], ordinal=number, parties=("eu", "un"))
    assert len(keys(resolved(*drafts), "meeting")) == 3


@pytest.mark.parametrize(("date", "number"), [("2019-11-05", 1), ("2019-11-06", 2)])
def test_bilateral_meetings_are_one_on_one_day_only(resolved: Resolver, date: str, number: int) -> None:
    drafts = Draft("a.txt", "2019-11-05"), Draft("b.txt", "2019-11-06")
    for draft, day in zip(drafts, ("2019-11-05", date), strict=True):
        pair = [draft.person("Vladimir Voronkov"), draft.person("Koen Doens")]
        draft.meeting(f"meeting told by {draft.name}", "meeting", day, present=pair)
    assert len(keys(resolved(*drafts), "meeting")) == number


def test_meetings_of_one_text_stay_apart(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2019-11-05")
    pair = [draft.person("Vladimir Voronkov"), draft.person("Koen Doens")]
    draft.meeting("Meeting of the two", "meeting", "2019-11-05", present=pair)
    draft.meeting("Meeting of the two", "meeting", "2019-11-05", present=pair)
    assert keys(resolved(draft), "meeting") == [
        "meeting/meeting-of-the-two-2019-11-05",
        "meeting/meeting-of-the-two-2019-11-05-2",
    ]


def test_named_events_of_two_years_are_two(resolved: Resolver) -> None:
    drafts = Draft("a.txt", "2019-11-05"), Draft("b.txt", "2020-12-03"), Draft("c.txt", "2020-01-03")
    for draft, year in zip(drafts, ("2020", "2027", "2020"), strict=True):
        draft.concept("un")
        draft.meeting(f"{year} UN Counter-Terrorism Week", "conference", year, status="planned")
    corpus = resolved(*drafts)
    assert keys(corpus, "meeting") == [
        "meeting/un-counter-terrorism-week-2020",
        "meeting/un-counter-terrorism-week-2027",
    ]
    assert keys(corpus, "series") == []


def test_the_previous_one_has_the_number_before(resolved: Resolver) -> None:
    third, fourth = Draft("3.txt", "2020-12-03"), Draft("4.txt", "2022-04-08")
    third.meeting("Third Dialogue", date="2020-12-02", series=WORDINGS[0], ordinal=3, parties=("eu", "un"))
    fourth.meeting("Fourth Dialogue", date="2022-04-08", series=WORDINGS[0], ordinal=4, parties=("eu", "un"))
    fourth.meeting("previous Leaders' Dialogue", status="past")
    corpus = resolved(third, fourth)
    assert corpus.documents[1].meetings[1].key == corpus.documents[0].meetings[0].key


@pytest.mark.parametrize(
    ("label", "other", "sides", "number"),
    [
        ("Roundtable with River Mayors", "Roundtable with Fishers", ((), ()), 2),
        ("Meeting with River Mayors", "Meeting with River Mayors", ((), ()), 1),
        ("Meeting of Ida Falk", "Meeting of Ida Falk", ((), ()), 2),
        ("Meeting of Ida Falk", "Meeting of Ida Falk", (("un",), ("un",)), 1),
        ("Meeting of Ida Falk", "Meeting of Ida Falk", (("un",), ("eu",)), 2),
    ],
)
def test_one_person_is_at_many_meetings_in_a_day(
    resolved: Resolver, label: str, other: str, sides: tuple[tuple[str, ...], tuple[str, ...]], number: int
) -> None:
    drafts = [Draft("a.txt", "2022-06-07"), Draft("b.txt", "2022-06-07")]
    for draft, name, parties in zip(drafts, (label, other), sides, strict=True):
        who = draft.person("Ida Falk", ("Director", "undp"))
        draft.meeting(name, "meeting", "2022-06-07", present=[who], parties=parties)
    assert len(keys(resolved(*drafts), "meeting")) == number


@pytest.mark.parametrize(("third", "number"), [("Omar Said", 2), ("", 1)])
def test_a_meeting_of_three_is_not_one_of_two(resolved: Resolver, third: str, number: int) -> None:
    """Two releases on one meeting give one meeting; the talks of three on that day are other talks."""
    drafts = [Draft("a.txt", "2022-06-07"), Draft("b.txt", "2022-06-07")]
    for draft, names in zip(drafts, (["Ida Falk", "John Roe"], ["Ida Falk", "John Roe", third]), strict=True):
        who = [draft.person(name, ("Director", "undp")) for name in names if name]
        draft.meeting("Meeting", "meeting", "2022-06-07", present=who)
    corpus = resolved(*drafts)
    assert len(keys(corpus, "meeting")) == number
    assert len({facts.document.name for facts in corpus.documents for _ in facts.meetings}) == 2
