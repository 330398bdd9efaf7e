"""A build opened for questions."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from communique.publishing.store import select


def test_a_question_that_names_no_graph_sees_all_documents(store: ox.Store) -> None:
    answer = select(
        store, "SELECT DISTINCT ?name WHERE { ?s <http://xmlns.com/foaf/0.1/name> ?name } ORDER BY ?name"
    )
    assert answer.columns == ("name",)
    assert answer.rows == (("Anna Alfa",), ("Anna Alpha",), ("Ben Beta",))


def test_an_unbound_variable_is_empty(store: ox.Store) -> None:
    assert select(store, 'SELECT ?a ?b WHERE { BIND ("x" AS ?a) }').rows == (("x", ""),)


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_another_form_of_query_is_refused(store: ox.Store, query: str) -> None:
    with pytest.raises(TypeError, match="no SELECT query"):
        select(store, query)


def test_a_partial_date_keeps_its_form(store: ox.Store) -> None:
    query = "SELECT DISTINCT ?d WHERE { ?s <https://w3id.org/communique/ontology#inMonthDay> ?d }"
    assert select(store, query).rows == (("--05-25",),)
