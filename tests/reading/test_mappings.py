"""One line more in `mappings/` changes what is read, without any Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from communique.model import Facts
from tests.reading.cases import MAPPINGS
from tests.reading.mappings import copy, facts_by, replace


class Change(NamedTuple):
    """A line edited, a sentence, and what is read in it before and after."""

    file: str
    old: str
    new: str
    text: str
    told: Callable[[Facts], list[str]]
    before: list[str]
    after: list[str]


def posts(facts: Facts) -> list[str]:
    return [holding.title for holding in facts.holdings]


def organizations(facts: Facts) -> list[str]:
    concepts = {body.key: body.concept for body in facts.bodies}
    return [concepts.get(holding.organization, "") for holding in facts.holdings]


def meetings(facts: Facts) -> list[str]:
    return [meeting.type for meeting in facts.meetings]


def instruments(facts: Facts) -> list[str]:
    return [agreement.type for agreement in facts.agreements]


def amounts(facts: Facts) -> list[str]:
    return [agreement.money.currency for agreement in facts.agreements if agreement.money]


def starts(facts: Facts) -> list[str]:
    return [date.start for date in facts.dates]


def speakers(facts: Facts) -> list[str]:
    names = {person.key: person.name for person in facts.people}
    return [names[quotation.speaker] for quotation in facts.quotations]


CHANGES = {
    "post": Change(
        "lexicon/posts.yaml", "head: [", "head: [Quaestor, ",
        "Quaestor Anna Alpha met Minister Boris Beta in Geneva.",
        posts, ["Minister"], ["Quaestor", "Minister"],
    ),
    "body": Change(
        "lexicon/bodies.yaml", "\nbodies:\n",
        "\nbodies:\n  - {id: zz-lantern, name: Lantern Circle, kind: organization}\n",
        "Mr. Boris Beta, Chair of the Lantern Circle, met Minister Anna Alpha in Geneva.",
        organizations, ["", ""], ["zz-lantern", ""],
    ),
    "language": Change(
        "lexicon/languages.yaml", "\nnames:\n",
        "\nnames:\n  - {id: wfp, language: it, names: [Programma dei pasti di prova]}\n",
        "Ms. Anna Alpha, Director of the Programma dei pasti di prova, met Minister Boris Beta in Geneva.",
        organizations, ["", ""], ["wfp", ""],
    ),
    "meeting word": Change(
        "lexicon/meetings.yaml", "eventhead:\n", "eventhead:\n  - {word: parley, type: meeting}\n",
        "Minister Anna Alpha held a parley with Minister Boris Beta in Geneva today.",
        meetings, [], ["meeting"],
    ),
    "verb": Change(
        "frames.yaml", "forms: [met, ", "forms: [parleyed with, met, ",
        "Minister Anna Alpha parleyed with Minister Boris Beta in Geneva today.",
        meetings, [], ["meeting"],
    ),
    "instrument": Change(
        "lexicon/agreements.yaml", "instrumenthead:\n",
        "instrumenthead:\n  - {word: Concordat, type: treaty}\n",
        "Norway and Chile signed the Oslo Concordat on 2 June 2020.",
        instruments, [], ["treaty"],
    ),
    "currency": Change(
        "lexicon/agreements.yaml", "currency:\n",
        "currency:\n  - {word: cowrie, value: XTS, also: [cowries]}\n",
        "Norway and Chile signed a 5 million cowrie Oslo Agreement on 2 June 2020.",
        amounts, [], ["XTS"],
    ),
    "word of a date": Change(
        "lexicon/dates.yaml", "relative:\n", "relative:\n  - {word: yestereve, unit: day, value: -1}\n",
        "The ministers met yestereve.",
        starts, [], ["2020-06-14"],
    ),
    "word of speech": Change(
        "lexicon/words.yaml", "speech: [", "speech: [quoth, ",
        "“We have come a long way together,” quoth Minister Anna Alpha.",
        speakers, [], ["Anna Alpha"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_one_line_changes_the_reading(what: str, tmp_path: Path) -> None:
    change = CHANGES[what]
    assert change.told(facts_by(MAPPINGS, change.text)) == change.before
    path = copy(tmp_path) / change.file
    replace(path, change.old, change.new)
    assert change.told(facts_by(tmp_path / "mappings", change.text)) == change.after
