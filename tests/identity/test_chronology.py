"""Missing years worked out from stated dates, and the premises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.entities import Inference
from tests.identity.conftest import Draft, Resolver
from tests.identity.test_meetings import WORDINGS, dialogues


def inferred(resolved: Resolver, *drafts: Draft) -> dict[str, Inference]:
    return {inference.subject: inference for inference in resolved(*drafts).inferences}


def test_the_year_of_the_first_dialogue(resolved: Resolver) -> None:
    found = inferred(resolved, *dialogues())
    own = found[""]
    assert (own.document, own.printed, own.value) == ("1.txt", "--05-25", "2018-05-25")
    assert {(p.document, p.value) for p in own.premises} == {
        ("1.txt", "2017-06"),
        ("1.txt", "number 1 of its series"),
        ("2.txt", "2019-04-24 (number 2)"),
    }
    first, talks = sorted((i for subject, i in found.items() if subject), key=lambda i: i.subject)
    assert (talks.subject, talks.value) == (
        "meeting/meeting-of-federica-mogherini-and-vladimir-voronkov-05-25",
        "2018-05-25",
    )
    assert talks.premises[0].value == "2018-05-25"
    assert (first.subject.rpartition("-")[2], first.value) == ("1", "2018-05-25")
    assert first.premises[-1].value == "a meeting on its occasion"


def test_a_conference_of_several_days_has_not_the_day_of_a_meeting_on_its_occasion(
    resolved: Resolver,
) -> None:
    drafts = dialogues()
    drafts[0].meetings[:] = [
        replace(m, type="conference") if m.type == "dialogue" else m for m in drafts[0].meetings
    ]
    assert len([subject for subject in inferred(resolved, *drafts) if subject]) == 1


@pytest.mark.parametrize("missing", ["past date", "second dialogue", "one year"])
def test_no_year_without_both_premises(resolved: Resolver, missing: str) -> None:
    drafts = dialogues()
    if missing == "past date":
        drafts[0].dates.clear()
    elif missing == "second dialogue":
        drafts = [d for d in drafts if d.name not in ("2.txt", "3.txt", "4.txt", "5.txt")]
    else:
        drafts[0].dates[:] = [drafts[0].date("2016-06")]
    assert inferred(resolved, *drafts) == {}


def test_one_inference_leads_to_the_next(resolved: Resolver) -> None:
    drafts = [Draft(f"{n}.txt", date) for n, date in enumerate(("--03-01", "--03-01", "2020-05-01"))]
    for number, draft in enumerate(drafts):
        draft.meeting(
            "Dialogue", date=draft.published, series=WORDINGS[0], ordinal=number + 1, parties=("eu", "un")
        )
    drafts[0].dates.append(drafts[0].date("2018-02"))
    drafts[1].dates.append(drafts[1].date("2019-06"))
    values = {i.document: i.value for i in resolved(*drafts).inferences if not i.subject}
    assert values == {"1.txt": "2020-03-01"}, "2018, 2019 and 2020 are all open for the first"
    drafts[1].dates[:] = [drafts[1].date("2018-06")]
    drafts[2].published = "2019-05-01"
    drafts[2].meetings.clear()
    drafts[2].meeting("Dialogue", date="2019-05-01", series=WORDINGS[0], ordinal=3, parties=("eu", "un"))
    values = {i.document: i.value for i in resolved(*drafts).inferences if not i.subject}
    assert values == {"0.txt": "2018-03-01", "1.txt": "2019-03-01"}


def test_a_date_of_a_plan_is_no_premise(resolved: Resolver) -> None:
    drafts = dialogues()
    drafts[0].meeting("Week", "conference", "2018-09", status="planned")
    planned = drafts[0].meetings[-1]
    assert planned.date is not None
    drafts[0].dates.append(planned.date)
    assert inferred(resolved, *drafts)[""].value == "2018-05-25"


def test_a_leap_day_is_only_in_leap_years(resolved: Resolver) -> None:
    draft, later = Draft("a.txt", "--02-29"), Draft("b.txt", "2021-03-01")
    draft.meeting("Dialogue", date="--02-29", series=WORDINGS[0], ordinal=1, parties=("eu", "un"))
    later.meeting("Dialogue", date="2021-03-01", series=WORDINGS[0], ordinal=2, parties=("eu", "un"))
    draft.dates.append(draft.date("2017"))
    assert inferred(resolved, draft, later)[""].value == "2020-02-29"
