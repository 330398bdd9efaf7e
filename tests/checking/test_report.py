"""The report: its order, its Turtle and its Markdown."""

from __future__ import annotations

import random

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from rdflib import RDF, SH

from communique.checking import Report, Result, Severity, Source
from communique.vocab import HOME
from tests.checking import rendered

GRAVE = Result(
    Source.SHACL,
    Severity.VIOLATION,
    "Give one role.",
    focus=HOME + "id/participation/a",
    path="http://data.europa.eu/m8g/role",
    value='"a \\"chair\\""',
    shape=HOME + "shapes#Participation-role",
    component=str(SH.MinCountConstraintComponent),
    document="b.txt",
    line=12,
    words="the [chair] of *all*",
)
EARLIER = Result(
    Source.PROOF, Severity.VIOLATION, "Point to words.", HOME + "doc/a", document="a.txt", line=2
)
DOUBT = Result(
    Source.CHECK, Severity.WARNING, "Check the day.", HOME + "id/meeting/a", document="a.txt", line=1
)
INVERSE = Result(
    Source.SHACL, Severity.INFO, "Say.", HOME + "id/meeting/b", path="^<http://data.europa.eu/m8g/role>"
)
UNREAD = Result(Source.READING, Severity.VIOLATION, "The text is empty.", document="c.txt")
ALL = (GRAVE, EARLIER, DOUBT, INVERSE, UNREAD)


def test_a_report_without_results_conforms() -> None:
    assert Report().conforms
    assert b"sh:conforms true" in rendered.turtle(Report(), HOME)
    assert "nothing to mend" in rendered.markdown(Report())


def test_a_warning_leaves_data_valid_but_is_a_result() -> None:
    report = Report().with_results([DOUBT])
    assert report.conforms
    # SHACL §3.6.1.1: no results of any severity.
    assert b"sh:conforms false" in rendered.turtle(report, HOME)


def test_gravest_first_then_by_place() -> None:
    assert Report().with_results(ALL).results == (EARLIER, GRAVE, UNREAD, DOUBT, INVERSE)


def test_the_order_of_findings_and_repeats_do_not_matter() -> None:
    shuffled = [*ALL, *ALL]
    random.Random(7).shuffle(shuffled)
    one, other = Report().with_results(ALL), Report().with_results(shuffled)
    assert one == other
    assert rendered.turtle(one, HOME) == rendered.turtle(other, HOME)
    assert rendered.markdown(one) == rendered.markdown(other)


def test_turtle_is_a_validation_report_without_blank_nodes() -> None:
    triples = [
        quad.triple for quad in parse(rendered.turtle(Report().with_results(ALL), HOME), RdfFormat.TURTLE)
    ]
    assert not any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object))
    results = {t.subject for t in triples if t.object == NamedNode(str(SH.ValidationResult))}
    assert len(results) == len(ALL)
    for node in results:
        predicates = [t.predicate.value for t in triples if t.subject == node]
        # SHACL §3.6.2: each of these exactly once.
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, RDF.type):
            assert predicates.count(str(required)) == 1
        assert all(
            t.predicate.value.startswith(("http://www.w3.org/",)) for t in triples if t.subject == node
        )


def test_turtle_keeps_the_value_as_it_was() -> None:
    triples = [
        quad.triple for quad in parse(rendered.turtle(Report().with_results([GRAVE]), HOME), RdfFormat.TURTLE)
    ]
    values = [str(t.object) for t in triples if t.predicate == NamedNode(str(SH.value))]
    assert values == [GRAVE.value]


def test_markdown_says_what_to_mend_and_where() -> None:
    text = rendered.markdown(Report().with_results(ALL, ["Java is missing."]))
    assert "does not conform: 3 violations, 1 warning, 1 for information." in text
    assert "> Java is missing." in text
    assert text.index("### a.txt") < text.index("### b.txt") < text.index("## Warnings")
    assert "- line 12: Give one role. “the \\[chair\\] of \\*all\\*”" in text
    assert "`cv:role`" in text
    assert "(shacl: shapes:Participation-role)" in text
