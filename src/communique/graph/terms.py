"""RDF terms written in N-Quads at once, as light tuples of strings.

The strings follow the canonical form of RDF 1.2 N-Quads, so that sorted lines of one graph are the
same bytes whoever wrote them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from communique.reused import RDF, XSD

Triple: TypeAlias = tuple[str, str, str]

_ESCAPES: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{ord(char): f"\\{letter}" for char, letter in zip('\t\b\n\r\f"\\', 'tbnrf"\\', strict=True)},
}
_NO_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_DATES: Final = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"--\d{2}-\d{2}"), XSD.gMonthDay),
)


class Quad(NamedTuple):
    """A statement and the graph it stands in, each term as N-Quads writes it."""

    subject: str
    predicate: str
    object: str
    graph: str


def line(quad: Quad) -> str:
    """The quad as a line of N-Quads, without its end."""
    return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph} ."


@lru_cache(maxsize=4096)
def ref(iri: str) -> str:
    """An IRI; `ValueError` where a character in it may not stand in one."""
    if _NO_IRI.search(iri):
        raise ValueError(f"{iri!r} is no IRI")
    return f"<{iri}>"


TYPE: Final = ref(RDF.type)


def text(value: str, language: str = "") -> str:
    """Words, with the language they are in where given."""
    plain = f'"{value.translate(_ESCAPES)}"'
    return f"{plain}@{language.lower()}" if language else plain


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD datatype."""
    return f"{text(value)}^^{ref(datatype)}"


def number(value: int, datatype: str = XSD.nonNegativeInteger) -> str:
    """A whole number."""
    return typed(str(value), datatype)


def decimal(value: str | float) -> str:
    """A decimal without needless noughts; words that are no number stay plain words."""
    try:
        found = Decimal(str(value).replace(",", ""))
    except ArithmeticError:
        return text(str(value))
    if not found.is_finite():
        return text(str(value))
    plain = f"{found:f}"
    return typed(plain.rstrip("0").rstrip(".") if "." in plain else plain, XSD.decimal)


def date_type(value: str) -> str | None:
    """The XSD datatype that fits a partial date: `2020-12` is a gYearMonth."""
    return next((datatype for pattern, datatype in _DATES if pattern.fullmatch(value)), None)


def date(value: str) -> str:
    """A partial date, never more precise than its text; what is no date stays plain words."""
    datatype = date_type(value)
    return typed(value, datatype) if datatype else text(value)
