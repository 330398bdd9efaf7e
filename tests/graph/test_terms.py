"""Terms as N-Quads writes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.graph.terms import date, date_type, decimal, ref, text, typed
from communique.reused import XSD


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_are_written_as_the_canonical_form_has_them(words: str) -> None:
    written = f"<urn:s> <urn:p> {text(words)} ."
    (quad,) = ox.parse(written, ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == words
    assert str(quad.triple) + " ." == written


def test_a_language_is_lower_case() -> None:
    assert text("Rencontre", "FR") == '"Rencontre"@fr'


@pytest.mark.parametrize("wrong", ["a b", "a<b", "a\nb", 'a"b', "a{b}", "a\\b"])
def test_no_iri_is_written_that_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no IRI"):
        ref(wrong)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("5000000", "5000000"), ("5,000,000", "5000000"), ("0.50", "0.5"), ("100.00", "100"), ("1E3", "1000")],
)
def test_a_decimal_has_no_needless_noughts(amount: str, expected: str) -> None:
    assert decimal(amount) == typed(expected, XSD.decimal)


@pytest.mark.parametrize("amount", ["many", "", "NaN", "Infinity"])
def test_an_amount_that_is_no_number_stays_words(amount: str) -> None:
    assert decimal(amount) == text(amount)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2020", XSD.gYear),
        ("2020-12", XSD.gYearMonth),
        ("2020-12-02", XSD.date),
        ("--05-25", XSD.gMonthDay),
        ("20", None),
        ("2020-12-02T10:00", None),
        ("", None),
    ],
)
def test_a_date_has_the_type_of_its_precision(value: str, datatype: str | None) -> None:
    assert date_type(value) == datatype
    assert date(value) == (typed(value, datatype) if datatype else text(value))
