"""Sums of money in words, figures, symbols and codes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.money import find
from tests.reading.cases import lexicon


def sums(text: str) -> list[tuple[str, str]]:
    return [(one.amount, one.currency) for one in find(text, lexicon())]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€44 million", "44000000", "EUR"),
        ("€ 44 million", "44000000", "EUR"),
        ("EUR 4,500,000", "4500000", "EUR"),
        ("EUR 4.5 million", "4500000", "EUR"),
        ("1 250 000 euros", "1250000", "EUR"),
        ("three million euros", "3000000", "EUR"),
        ("Three million euros", "3000000", "EUR"),
        ("half a million euros", "500000", "EUR"),
        ("a billion euros", "1000000000", "EUR"),
        ("US$1.2 billion", "1200000000", "USD"),
        ("2 million US dollars", "2000000", "USD"),
        ("a two-million-euro programme", "2000000", "EUR"),
        ("$28 million", "28000000", ""),
        ("A$7.5 million", "7500000", "AUD"),
        ("£10m", "10000000", "GBP"),
        ("SEK 1.3bn", "1300000000", "SEK"),
        ("CHF 80 million", "80000000", "CHF"),
        ("JPY 12,000 million", "12000000000", "JPY"),
        ("30.5 million Danish kroner", "30500000", "DKK"),
        ("150 million Kenya shillings", "150000000", "KES"),
        ("€1,234.56", "1234.56", "EUR"),
        ("500 euro", "500", "EUR"),
    ],
)
def test_forms(text: str, amount: str, currency: str) -> None:
    assert sums(f"It is worth {text} in all.") == [(amount, currency)]


@pytest.mark.parametrize(
    "text", ["70 million people", "in 2019", "no euros", "eurozone 5", "USDA 12", "a euro area"]
)
def test_what_is_no_sum(text: str) -> None:
    assert sums(text) == []


@given(st.integers(1, 10**12), st.sampled_from(["€{}", "EUR {}", "{} euros", "£{}"]))
def test_an_amount_in_groups_of_three_is_read_as_itself(amount: int, form: str) -> None:
    read = sums(form.format(f"{amount:,}"))
    assert [Decimal(value) for value, _ in read] == [Decimal(amount)]


@given(st.text(alphabet="0123456789 .,€$£kmbn-aEUR\u00a0", max_size=40))
def test_no_text_fails(text: str) -> None:
    for one in find(text, lexicon()):
        assert 0 <= one.begin < one.finish <= len(text)
        assert Decimal(one.amount) >= 0
