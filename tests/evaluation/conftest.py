"""A text of our own words, what a careful reader finds in it, and what a build's tables might say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation import Annotation, Found, Verdict, judge, load_gold
from communique.evaluation.gold import (
    GoldAgreement,
    GoldMeeting,
    GoldParticipant,
    GoldPerson,
    GoldPost,
    GoldQuotation,
)

Judge = Callable[[Annotation, Found], dict[str, list[str]]]

PERSON = GoldPerson(
    ("Jane Doe", "Doe"), (GoldPost(("Director for Water Policy", "Director"), ("European Commission",)),)
)
MEETING = GoldMeeting(
    ("Second Dialogue on Rivers",),
    "dialogue",
    "held",
    ("2021-03-03",),
    ("Vienna",),
    (
        GoldParticipant(("Jane Doe", "Doe"), True, "chair"),
        GoldParticipant(("United Nations", "UN"), False, "party"),
    ),
)
AGREEMENT = GoldAgreement(
    ("Danube Charter",), ("2021-03",), 2_500_000, "EUR", (("European Union", "EU"), ("United Nations", "UN"))
)
QUOTATION = GoldQuotation(("Jane Doe",), "Rivers know no borders and")
EMPTY = Annotation("a.txt", "", (), (), (), (), ())


def post(name: str, title: str, body: str = "", person: str = "p1") -> dict[str, str]:
    return {"document": "a.txt", "person": person, "name": name, "post": title, "organization": body}


def meeting(key: str, label: str, **more: str) -> dict[str, str]:
    row = {"type": "dialogue", "status": "held", "start": "2021-03-03", "place": "Vienna"}
    return {"document": "a.txt", "meeting": key, "label": label} | row | more


def participation(key: str, name: str, kind: str, role: str) -> dict[str, str]:
    return {
        "document": "a.txt",
        "meeting": key,
        "agent": name,
        "name": name,
        "agent_type": kind,
        "role": role,
    }


def agreement(label: str, **more: str) -> dict[str, str]:
    row = {"date": "2021-03-04", "amount": "2500000.00", "currency": "EUR"}
    return {"document": "a.txt", "agreement": label, "label": label} | row | more


def party(label: str, name: str) -> dict[str, str]:
    return {"document": "a.txt", "agreement": label, "party": name, "name": name}


def quotation(name: str, starts: str) -> dict[str, str]:
    return {"document": "a.txt", "name": name, "starts": starts, "start": "0", "end": "9"}


def outcomes(gold: Annotation, found: Found) -> dict[str, list[str]]:
    """The outcomes of each kind of fact, in order."""
    told: dict[str, list[str]] = {}
    for verdict in judge(gold, found):
        told.setdefault(verdict.kind, []).append(str(verdict.outcome))
    return told


def notes(gold: Annotation, found: Found, kind: str) -> list[str]:
    verdicts: list[Verdict] = [one for one in judge(gold, found) if one.kind == kind]
    return [one.note for one in verdicts]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    """Write annotations as JSON, or as the text that is given."""
    import json

    def written(value: Any) -> Path:
        path = tmp_path / "gold.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return path

    return written


@pytest.fixture
def loaded(write: Callable[[Any], Path]) -> Callable[[Any], Annotation]:
    return lambda value: load_gold(write(value))[0]
