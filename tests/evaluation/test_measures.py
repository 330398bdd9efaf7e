"""Likeness, pairing, scores and calibration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.evaluation import Outcome, Row, Verdict, by_document, macro_f1, scores
from communique.evaluation.calibration import HIGHEST, miscalibration, proposal, reliability, tenth
from communique.evaluation.likeness import likeness, same_date, same_person, settled, words
from communique.evaluation.proofs import Judged
from communique.evaluation.verdicts import match


def test_words_leave_out_what_says_nothing() -> None:
    assert words("H.E. Mr. José Doe's") == ("h", "e", "jose", "doe")
    assert words("The Rt. Hon. Jane O'Neil") == ("jane", "o", "neil")


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_lies_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == (1.0 if words(one) else 0.0)


@pytest.mark.parametrize(
    ("found", "accepted", "expected"),
    [
        ("Jane Doe", ["Jane Doe"], True),
        ("Doe", ["Jane Doe"], True),
        ("Jane Doe", ["Doe"], True),
        ("Joan Roe", ["Jane Doe"], False),
        ("Jim Peter Doe", ["Jane Mary Doe"], False),
        ("", ["Jane Doe"], False),
        ("Jane Doe", [], False),
    ],
)
def test_names_of_one_person(found: str, accepted: list[str], expected: bool) -> None:
    assert same_person(found, accepted) is expected


def test_dates() -> None:
    assert same_date("2021-03-03", ["2021-03"])
    assert not same_date("2021-03", ["2021-03-03"])
    assert not same_date("", ["2021"])
    assert not same_date("2021", [""])
    assert settled(("2021", "2022"))
    assert not settled(("2021", ""))
    assert not settled(())


def test_the_likest_are_paired_first() -> None:
    rows: list[Row] = [{"name": "ab"}, {"name": "abc"}]
    matching = match(["abc", "xyz"], rows, lambda gold, row: likeness(gold, row["name"]))
    assert matching.pairs == (("abc", {"name": "abc"}),)
    assert matching.missed == ("xyz",)
    assert matching.extra == ({"name": "ab"},)


def test_rows_go_to_their_document() -> None:
    rows = [{"document": "2021/a.txt", "name": "x"}, {"document": "b.txt", "name": "y"}]
    found = by_document({"quotations": rows, "unknown": [{"document": "c.txt"}]})
    assert sorted(found) == ["a.txt", "b.txt"]
    assert found["b.txt"].quotations == (rows[1],)
    assert found["b.txt"].posts == ()


def test_scores() -> None:
    told = [Outcome.RIGHT] * 3 + [Outcome.EXTRA, Outcome.MISSED, Outcome.WRONG, Outcome.IGNORED]
    verdicts = [Verdict("people", "a.txt", outcome, "") for outcome in told]
    found = scores([*verdicts, Verdict("posts", "a.txt", Outcome.IGNORED, "")])
    assert list(found) == ["people"]
    score = found["people"]
    assert (score.right, score.false, score.missed) == (3, 2, 2)
    assert score.precision == score.recall == score.f1 == pytest.approx(0.6)
    assert macro_f1(found) == pytest.approx(0.6)


def test_scores_of_nothing() -> None:
    (missed,) = scores([Verdict("people", "a.txt", Outcome.MISSED, "")]).values()
    assert (missed.precision, missed.recall, missed.f1) == (1, 0, 0)
    assert macro_f1({}) == 0


def facts(rule: str, confidence: float, right: int, false: int) -> list[Judged]:
    return [Judged("posts", rule, confidence, at < right) for at in range(right + false)]


def test_reliability_of_bins_and_rules() -> None:
    found = [*facts("a", 0.9, 9, 1), *facts("b", 0.7, 1, 1), *facts("c", 1.0, 2, 0)]
    bins = reliability(found, tenth)
    assert {lower: (one.count, one.share) for lower, one in bins.items()} == {
        0.9: (10, 0.9),
        0.7: (2, 0.5),
        1.0: (2, 1.0),
    }
    assert miscalibration(found) == pytest.approx(2 * 0.2 / 14)
    assert miscalibration([]) == 0
    low, high = bins[0.9].interval
    assert (low, high) == pytest.approx((0.596, 0.982), abs=0.001)


def test_a_rare_rule_is_drawn_to_its_kind() -> None:
    found = [*facts("often", 0.9, 90, 10), *facts("once", 0.9, 0, 1), *facts("sure", 0.9, 500, 0)]
    whole = reliability(found, lambda fact: fact.kind)["posts"]
    rules = reliability(found, lambda fact: fact.rule)
    assert proposal(rules["often"], whole) == pytest.approx(0.9, abs=0.01)
    assert 0.75 < proposal(rules["once"], whole) < 0.9
    assert proposal(rules["sure"], whole) == HIGHEST
