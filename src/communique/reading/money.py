"""Amounts of money in words, figures, symbols and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from communique.reading.lexicon import Lexicon
from communique.reading.windows import Trigger, branched, near


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in the view; `currency` is ISO 4217, empty for a dollar that is not said whose."""

    begin: int
    finish: int
    amount: str
    currency: str


@lru_cache(maxsize=4)
def _expression(currencies: str, words: str, scales: str, long_scales: str) -> regex.Pattern[str]:
    currencies = branched(currencies.replace("\\ ", "[ -]"))
    number = r"(?P<{0}>\d{{1,3}}(?:[,. ]\d{{3}}){{1,6}}+(?:\.\d{{1,6}})?|\d{{1,15}}+(?:[.,]\d{{1,6}})?)"
    unit = r"(?:[ -]?(?P<{0}>" + f"{scales})" + r"\b)?"
    return regex.compile(
        rf"(?P<c1>{currencies}) ?{number.format('n1')}{unit.format('u1')}"
        rf"|(?<![\d.,]){number.format('n2')}{unit.format('u2')}[ -](?P<c2>{currencies})(?!\w)"
        rf"|\b(?P<n3>(?i:{words}))[ -](?P<u3>{long_scales})[ -](?P<c3>{currencies})(?!\w)"
    )


@lru_cache(maxsize=4)
def _trigger(currencies: str) -> Trigger:
    """No sum is without its currency; the last two words of its name will do."""
    forms = [form.replace("\\", "").split(" ")[-2:] for form in currencies.split("|")]
    return Trigger(joint.join(form) for form in forms for joint in " -")


def find(text: str, lexicon: Lexicon) -> Iterator[Sum]:
    """Every sum of money in `text`, left to right."""
    currencies, forms = lexicon.currencies, lexicon.alternatives
    hits = list(_trigger(forms["currency"]).hits(text))
    if not hits:
        return
    pattern = _expression(forms["currency"], forms["number"], forms["scale"], forms["long_scale"])
    for match in near(pattern, hits, text, 90, 60):
        which = next(n for n in "123" if match.group(f"n{n}"))
        unit = match.group(f"u{which}") or ""
        amount = _number(match.group(f"n{which}"), lexicon.numbers) * 10 ** lexicon.scales.get(unit, 0)
        yield Sum(*match.span(), _plain(amount), currencies[match.group(f"c{which}").replace("-", " ")])


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str, words: Mapping[str, Decimal]) -> Decimal:
    if text.lower() in words:
        return words[text.lower()]
    if regex.fullmatch(r"\d{1,3}(?:[,. ]\d{3})+(?:\.\d+)?", text):
        whole, _, rest = text.partition(".") if text.count(".") == 1 and "," in text else (text, "", "")
        return Decimal(regex.sub(r"[,. ]", "", whole) + (f".{rest}" if rest else ""))
    return Decimal(text.replace(",", "."))
