"""What was signed, launched or funded, and what was said in so many words."""

from __future__ import annotations

import pytest

from tests.corpus.asking import Ask, table

DIALOGUE = "meeting/eu-un-leaders-dialogue-on-counter-terrorism-"
FRAMEWORK = "agreement/framework-on-counter-terrorism"


def test_the_agreements(answer: Ask) -> None:
    """The framework is one in each release, whatever it is called on second mention."""
    found = answer("""SELECT ?release ?agreement ?kind ?status { GRAPH ?release {
        ?agreement a comm:Agreement ; dcterms:type ?kind ; comm:agreementStatus ?status } }""")
    assert sorted((release, *rest) for release, _, *rest in found) == [
        ("001", "framework", "signed"),
        ("002", "framework", "signed"),
        ("004", "contribution", "signed"),
        ("004", "declaration", "signed"),
        ("004", "other", "adopted"),
    ]
    assert {agreement for _, agreement, kind, _ in found if kind == "framework"} == {FRAMEWORK}


@pytest.mark.parametrize(
    ("kind", "parties"),
    [("framework", {"eu", "un"}), ("contribution", {"eu", "un"}), ("declaration", {"un", "nato"})],
)
def test_between_whom(answer: Ask, kind: str, parties: set[str]) -> None:
    found = answer(
        "SELECT ?kind ?body { ?agreement a comm:Agreement ; dcterms:type ?kind ; comm:party ?body }"
    )
    assert {body for agreement, body in found if agreement == kind} == {f"body/{party}" for party in parties}


def test_when_they_were_signed(answer: Ask) -> None:
    found = answer("""SELECT ?release ?kind ?surface ?date { GRAPH ?release {
        ?agreement a comm:Agreement ; dcterms:type ?kind ; comm:signedOn ?expression .
        ?expression comm:surface ?surface ; time:inXSDDate|time:inXSDgYear ?date } }""")
    assert found == table("""
        001 | framework | last year | 2019
        002 | framework | today | 2019-04-24
        004 | declaration | 2018 | 2018
    """)


def test_where_the_framework_was_signed(answer: Ask) -> None:
    assert answer(
        f"SELECT ?meeting {{ <https://w3id.org/communique/id/{FRAMEWORK}> comm:signedAt ?meeting }}"
    ) == {(f"{DIALOGUE}2",)}


def test_the_contribution(answer: Ask) -> None:
    """Five million euros, signed with one at an event that is part of the visit."""
    found = answer("""SELECT ?value ?currency ?signer ?occasion ?whole {
        ?agreement dcterms:type <https://w3id.org/communique/scheme/agreement-kind/contribution> ;
            schema:amount ?amount ; comm:signatory ?signer ; comm:signedAt ?meeting .
        ?amount schema:value ?value ; schema:currency ?currency .
        ?meeting dcterms:type ?occasion ; schema:superEvent/dcterms:type ?whole }""")
    signed = ("5000000", "EUR")
    assert found == {
        (*signed, person, "signing", "visit") for person in ("person/koen-doens", "person/vladimir-voronkov")
    }


def test_what_the_contribution_finances(answer: Ask) -> None:
    found = answer("SELECT ?name { ?agreement comm:finances ?initiative . ?initiative schema:name ?name }")
    assert len(found) == 1
    assert "Countering Terrorist Travel" in found.pop()[0]


def test_the_facility(answer: Ask) -> None:
    found = answer("""SELECT ?release ?kind ?status ?how ?whom { GRAPH ?release {
        ?initiative a comm:Initiative ; dcterms:type ?kind ; comm:agreementStatus ?status .
        ?initiative schema:name ?name ; ?how ?whom .
        FILTER (CONTAINS(?name, "Threats Facility") &&
                ?how IN (schema:funder, comm:managedBy, comm:launchedAt)) } }""")
    assert found == {
        ("000", "facility", "launched", how, whom)
        for how, whom in [("funder", "body/eu"), ("managedBy", "body/unoct"), ("launchedAt", f"{DIALOGUE}4")]
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("STRIVE Asia", "programme"),
        ("Countering Terrorist Travel Programme", "programme"),
        ("Countering Terrorist Travel Partnership", "partnership"),
    ],
)
def test_programmes(answer: Ask, name: str, kind: str) -> None:
    found = answer("""SELECT ?release ?initiative ?name ?kind { GRAPH ?release {
        ?initiative a comm:Initiative ; dcterms:type ?kind ; schema:name ?name } }""")
    assert {(release, k) for release, _, label, k in found if name in label} == {("004", kind)}
    assert len({initiative for _, initiative, label, _ in found if name in label}) == 1


@pytest.mark.parametrize(
    ("release", "speaker", "starts", "designation"),
    [
        ("002", "vladimir-voronkov", "The second Leader’s Dialogue", "Head of the United Nations Office"),
        ("002", "pedro-serrano", "Effectively countering and preventing", "Deputy Secretary General"),
        ("004", "vladimir-voronkov", "Over the past two years", "Under-Secretary-General"),
        ("004", "vladimir-voronkov", "Together, the UN and the EU", "he"),
    ],
)
def test_quotations(answer: Ask, release: str, speaker: str, starts: str, designation: str) -> None:
    found = answer("""SELECT ?release ?speaker ?words ?designation { ?quotation prov:wasQuotedFrom ?release ;
        comm:speaker ?speaker ; schema:text ?words ; comm:speakerDesignation ?designation }""")
    (named,) = (
        row[3] for row in found if row[:2] == (release, f"person/{speaker}") and row[2].startswith(starts)
    )
    assert designation in named


def test_no_scare_quote_is_a_quotation(answer: Ask) -> None:
    assert len(answer("SELECT ?quotation { ?quotation a comm:Quotation }")) == 4
