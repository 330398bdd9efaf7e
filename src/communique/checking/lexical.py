"""Lexical forms of typed literals, which no SHACL engine at hand checks.

`"20x"^^xsd:gYear`, `"2020-13"^^xsd:gYearMonth` and `"2020-01-01"^^xsd:dateTime` pass pySHACL, pyshifty
and pyrudof; XML Schema 1.1 part 2 §3.3 rejects them. The patterns are those of that chapter for the
datatypes that the dataset uses; days that no month has are caught beside the pattern.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from communique.checking.dataset import Dataset
from communique.checking.report import Result, Severity, Source
from communique.checking.terms import LEXICAL
from communique.reused import XSD

_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"

FORMS: dict[str, re.Pattern[str]] = {
    str(datatype): re.compile(form)
    for datatype, form in (
        (XSD.gYear, _YEAR + _ZONE),
        (XSD.gYearMonth, f"{_YEAR}-{_MONTH}{_ZONE}"),
        (XSD.date, f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}"),
        (XSD.dateTime, f"{_YEAR}-{_MONTH}-{_DAY}{_TIME}{_ZONE}"),
        (XSD.gMonthDay, f"--{_MONTH}-{_DAY}{_ZONE}"),
        (XSD.boolean, "true|false|1|0"),
        (XSD.integer, "[+-]?[0-9]+"),
        (XSD.nonNegativeInteger, r"\+?[0-9]+|-0+"),
        (XSD.positiveInteger, r"\+?0*[1-9][0-9]*"),
        (XSD.decimal, r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
        (XSD.double, r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN"),
        (XSD.hexBinary, "(?:[0-9a-fA-F]{2})*"),
        (XSD.language, "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"),
        (XSD.anyURI, r"[^\s<>\"{}|\\^`]*"),
    )
}
_LEAP_YEAR = 2000


def _day_exists(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if not parts.get("day"):
        return True
    # calendar counts from year 1 and leap years repeat every 400; without a year 29 February may be.
    # The last digits tell that, and a year may have more than fit a number.
    year = int(parts["year"][-8:].lstrip("-")) % 400 + 400 if parts.get("year") else _LEAP_YEAR
    return int(parts["day"]) <= monthrange(year, int(parts["month"]))[1]


def well_formed(text: str, datatype: str) -> bool:
    """Whether `text` is in the lexical space of `datatype`; True for datatypes not in `FORMS`."""
    form = FORMS.get(datatype)
    if form is None:
        return True
    match = form.fullmatch(text)
    return match is not None and (not form.groupindex or _day_exists(match))


def _finding(quad: Quad, literal: Literal) -> Result:
    datatype = literal.datatype.value.rpartition("#")[2]
    return Result(
        Source.LEXICAL,
        Severity.VIOLATION,
        f"Write a value that is an xsd:{datatype}, or give it the datatype it has.",
        focus=getattr(quad.subject, "value", str(quad.subject)),
        path=quad.predicate.value,
        value=str(literal),
        component=LEXICAL,
    )


def check(dataset: Dataset) -> Iterator[Result]:
    """A violation for each typed literal whose text its datatype does not have."""
    for quad in dataset.quads:
        literal = quad.object
        if isinstance(literal, Literal) and not well_formed(literal.value, literal.datatype.value):
            yield _finding(quad, literal)
