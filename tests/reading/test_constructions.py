"""Every case of `constructions/*.yaml` read by the reader; what it does not meet is listed and must fail."""

from __future__ import annotations

from collections import Counter

import pytest

from communique.model import (
    Body,
    DateExpression,
    Document,
    Facts,
    Meeting,
    Participation,
    Person,
    Place,
    PostHolding,
    Proof,
    Reference,
    Span,
)
from tests.reading.cases import GAPS, Case, cases, facts_of, known_gaps, lexicon
from tests.reading.compare import Comparison
from tests.reading.gaps import listing

KINDS = {"people", "meetings", "agreements", "quotations", "absent", "not_participants", "not_signatories"}
UNMET = pytest.mark.xfail(reason="listed in known_gaps.yaml", strict=True)


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c.id, marks=[UNMET] if c.id in known_gaps() else []) for c in cases()]
)
def test_case(case: Case) -> None:
    facts = facts_of(case.text, case.date, case.media_type)
    assert list(Comparison(facts, lexicon()).misses(case.expect)) == []


def test_cases_are_well_formed() -> None:
    assert {c.id: set(c.expect) - KINDS for c in cases() if set(c.expect) - KINDS} == {}
    assert [id_ for id_, count in Counter(c.id for c in cases()).items() if count > 1] == []


def test_listed_gaps_are_cases_in_the_order_of_their_files() -> None:
    assert known_gaps() <= {c.id for c in cases()}
    assert GAPS.read_text(encoding="utf-8") == listing({id_: [] for id_ in known_gaps()})


PROOF = Proof((Span(0, 4),))
READ = Facts(
    document=Document("read.txt", "Anna Alpha met Boris Beta.", ""),
    people=(Person("person:1", "Anna Alpha", "", ()), Person("person:2", "Boris Beta", "", ())),
    bodies=(Body("body:1", "Brazil", "", "br", ()),),
    places=(Place("place:1", "Quito", "quito", ()),),
    holdings=(PostHolding("holding:1", "person:1", "President", "body:1", PROOF),),
    meetings=(
        Meeting(
            "meeting:1", "Meeting", "meeting", "held", PROOF,
            date=DateExpression("8 May 2019", "2019-05-08", "", PROOF), place=Reference("place:1", PROOF),
        ),
    ),
    participations=(
        Participation("participation:1", "meeting:1", "person:1", "participant", PROOF),
        Participation("participation:2", "meeting:1", "person:2", "participant", PROOF),
    ),
)  # fmt: skip


def kinds(expect: dict[str, object]) -> list[str]:
    return [miss.kind for miss in Comparison(READ, lexicon()).misses(expect)]


@pytest.mark.parametrize(
    "expect",
    [
        {"people": [{"name": "anna ALPHA", "posts": [["President", ["Peru", "Brazilian"]]]}]},
        {"people": [{"name": "Nobody At All", "posts": []}]},
        {"meetings": [{"type": ["call", "meeting"], "place": "Quito", "participants": ["Boris Beta"]}]},
        {"meetings": [{"start": "2019-05-08", "end": None, "ordinal": None}]},
        {"agreements": [], "absent": ["Alpha"], "not_participants": ["Brazil"]},
    ],
)
def test_a_comparison_can_hold(expect: dict[str, object]) -> None:
    assert kinds(expect) == []


@pytest.mark.parametrize(
    ("expect", "kind"),
    [
        ({"people": [{"name": "Anna Alpha", "posts": []}]}, "posts.extra"),
        ({"people": [{"name": "Anna Alpha", "posts": [["President", "Chile"]]}]}, "posts.organization"),
        ({"people": [{"name": "Anna Alpha", "posts": [["Minister", "Brazil"]]}]}, "posts.title"),
        ({"people": [{"name": "Alpha"}]}, "people.missing"),
        ({"meetings": [{"type": "visit"}]}, "meetings.type"),
        ({"meetings": [{"status": "held", "place": "Lima"}]}, "meetings.place"),
        ({"meetings": [{"place": None}]}, "meetings.place"),
        ({"meetings": [{"start": None}]}, "meetings.start"),
        ({"meetings": [{"ordinal": 2}]}, "meetings.ordinal"),
        ({"meetings": [{"participants": ["Chile"]}]}, "meetings.participants"),
        ({"meetings": [{}, {}]}, "meetings.missing"),
        ({"meetings": []}, "meetings.extra"),
        ({"agreements": [{"label": "Treaty"}]}, "agreements.none"),
        ({"quotations": [{"speaker": "Anna Alpha", "starts": "We"}]}, "quotations.none"),
        ({"absent": ["anna alpha"]}, "absent"),
        ({"not_participants": ["Boris Beta"]}, "not_participants"),
    ],
)
def test_a_comparison_can_fail(expect: dict[str, object], kind: str) -> None:
    assert kinds(expect) == [kind]


def test_the_list_of_gaps_names_each_case_under_its_file() -> None:
    one, other = cases()[0], cases()[-1]
    assert listing({other.id: [], one.id: []}).endswith(
        f"{one.file}:\n  - {one.id}\n{other.file}:\n  - {other.id}\n"
    )
