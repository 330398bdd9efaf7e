"""Dates as printed and as resolved; a date never gains precision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique.graph.scope import Scope, proved
from communique.graph.terms import TYPE, Triple, date, date_type, ref, text
from communique.model import DateExpression
from communique.reused import XSD
from communique.vocab import COMM, TIME

_PROPERTY: Final = {
    XSD.date: TIME.inXSDDate,
    XSD.gYearMonth: TIME.inXSDgYearMonth,
    XSD.gYear: TIME.inXSDgYear,
    XSD.gMonthDay: COMM.inMonthDay,
}


def dated(scope: Scope, subject: str, predicate: str, expression: DateExpression | None) -> Iterator[Triple]:
    """A link from a subject to its date, and the date described; nothing where there is none."""
    if expression is not None:
        node = date_node(scope, expression)
        yield subject, ref(predicate), node
        yield from _described(scope, node, expression)


def date_node(scope: Scope, expression: DateExpression) -> str:
    """The term of a date: its first span and what it was resolved to."""
    place = next((f"{span.start}-{span.end}" for span in expression.proof.spans), "nowhere")
    value = "..".join(filter(None, (expression.start, expression.end)))
    return scope.part("date", place, value or "unresolved")


def _described(scope: Scope, node: str, expression: DateExpression) -> Iterator[Triple]:
    yield node, TYPE, ref(COMM.DateExpression)
    yield node, ref(COMM.surface), text(expression.surface)
    yield from resolved(node, expression.start)
    if expression.end:
        yield node, ref(COMM.rangeEnd), date(expression.end)
    if expression.anchored:
        yield node, ref(COMM.anchoredTo), scope.node
    yield from proved(scope, node, expression.proof)


def resolved(node: str, value: str) -> Iterator[Triple]:
    """What a date was resolved to, under the property that fits its precision."""
    datatype = date_type(value)
    if datatype is not None:
        yield node, ref(_PROPERTY[datatype]), date(value)
