"""Amounts of money in words, figures, symbols and codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from communique.reading.lexicon import Lexicon
from communique.reading.windows import near

UNITS = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "mio": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
}
WORDS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split())}  # fmt: skip
TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
VALUES = {**WORDS, **TENS, "half a": Decimal("0.5"), "a": 1}


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in the view; `currency` is ISO 4217, empty for a dollar that is not said whose."""

    begin: int
    finish: int
    amount: str
    currency: str


@lru_cache(maxsize=4)
def _expression(currencies: str) -> regex.Pattern[str]:
    number = r"(?P<{0}>\d{{1,3}}(?:[,. ]\d{{3}}){{1,6}}+(?:\.\d{{1,6}})?|\d{{1,15}}+(?:[.,]\d{{1,6}})?)"
    unit = r"(?:[ -]?(?P<{0}>thousand|million|billion|trillion|mn|mln|mio|bn|k|m|b)\b)?"
    words = "|".join(sorted(VALUES, key=lambda w: -len(w)))
    return regex.compile(
        rf"(?P<c1>{currencies}) ?{number.format('n1')}{unit.format('u1')}"
        rf"|(?<![\d.,]){number.format('n2')}{unit.format('u2')}[ -](?P<c2>{currencies})(?!\w)"
        rf"|\b(?P<n3>(?i:{words}))[ -](?P<u3>thousand|million|billion|trillion)[ -](?P<c3>{currencies})(?!\w)"
    )


@lru_cache(maxsize=4)
def _trigger(currencies: str) -> regex.Pattern[str]:
    return regex.compile(currencies)


def find(text: str, lexicon: Lexicon) -> Iterator[Sum]:
    """Every sum of money in `text`, left to right."""
    currencies = lexicon.currencies
    forms = lexicon.alternatives["currency"]
    for match in near(_expression(forms), _trigger(forms), text, 40, 40):
        which = next(n for n in "123" if match.group(f"n{n}"))
        unit = match.group(f"u{which}") or ""
        amount = _number(match.group(f"n{which}")) * 10 ** UNITS.get(unit, 0)
        yield Sum(match.start(), match.end(), f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}",
                  currencies[match.group(f"c{which}")])  # fmt: skip


def _number(text: str) -> Decimal:
    if text.lower() in VALUES:
        return Decimal(VALUES[text.lower()])
    if regex.fullmatch(r"\d{1,3}(?:[,. ]\d{3})+(?:\.\d+)?", text):
        whole, _, rest = text.partition(".") if text.count(".") == 1 and "," in text else (text, "", "")
        return Decimal(regex.sub(r"[,. ]", "", whole) + (f".{rest}" if rest else ""))
    return Decimal(text.replace(",", "."))
