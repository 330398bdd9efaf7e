"""The room as a whole: N-Quads in, one report out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from communique.checking import Engine, Options, Source, check, check_shapes, owl
from communique.errors import OntologyError, QueryError, ShapeError
from communique.model import Document
from communique.vocab import HOME
from tests.checking import rendered

POST_OF_ALPHA = f"<{HOME}id/post-holding/a> <{HOME}ontology#post> "


def test_what_the_graph_renders_conforms(nquads: bytes, document: Document, options: Options) -> None:
    assert check(nquads, {document.name: document}, options).results == ()


def test_a_file_is_as_good_as_bytes(
    nquads: bytes, document: Document, options: Options, tmp_path: Path
) -> None:
    path = tmp_path / "data.nq"
    path.write_bytes(nquads)
    assert check(path, {"a": document}, options) == check(nquads, {"b": document}, options)


@pytest.mark.parametrize("engine", [Engine.PYSHACL, Engine.SHIFTY])
def test_resources_live_under_the_base_that_is_set(
    render: Callable[[str], bytes], document: Document, options: Options, engine: Engine
) -> None:
    elsewhere = "https://data.example.org/releases.v1/"
    data, texts = render(elsewhere), {"": document}
    assert check(data, texts, replace(options, base=elsewhere, engine=engine)).results == ()
    found = check(data, texts, replace(options, engine=engine)).results
    assert any(result.component.endswith("#PatternConstraintComponent") for result in found)


def test_a_result_says_where_it_stands(nquads: bytes, document: Document, quoting: Options) -> None:
    without_post = b"".join(line for line in nquads.splitlines(True) if POST_OF_ALPHA.encode() not in line)
    found = [r for r in check(without_post, {"": document}, quoting).results if r.source is Source.SHACL]
    (result,) = found
    assert (result.document, result.line) == ("talks.txt", 3)
    assert result.words == "Director Anna Alpha of the Union"


def test_words_are_kept_back_unless_they_may_be_shown(
    nquads: bytes, document: Document, options: Options
) -> None:
    broken = nquads.replace(b'"chair"', b'"chair"').replace(b"scheme/role/lead", b"scheme/role/leader")
    results = check(broken, {"": document}, options).results
    assert {(r.line, r.words) for r in results} == {(4, "")}


def test_the_limit_decides_between_the_engines(
    nquads: bytes, document: Document, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyshacl

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("pySHACL was asked")

    monkeypatch.setattr(pyshacl, "validate", refuse)
    assert check(nquads, {"": document}, replace(options, pyshacl_limit=10)).results == ()
    with pytest.raises(AssertionError, match="pySHACL was asked"):
        check(nquads, {"": document}, options)


def test_missing_java_is_noted(
    nquads: bytes, document: Document, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    report = check(nquads, {"": document}, replace(options, reason=True))
    assert report.notes == (owl.NO_JAVA,)
    assert report.results == ()


def test_every_shape_finds_something_to_judge(nquads: bytes, options: Options) -> None:
    idle = {result.focus.partition("#")[2] for result in check_shapes(options, nquads).results}
    # Nothing in the release is linked to another dataset.
    assert idle == {"Linked"}


def test_what_is_no_n_quads_is_a_syntax_error(options: Options) -> None:
    with pytest.raises(SyntaxError):
        check(b"no quads\n", {}, options)


@pytest.mark.parametrize(
    ("name", "line", "error"),
    [
        ("shapes/broken.ttl", 2, ShapeError),
        ("shapes/checks/a-violation.rq", 1, QueryError),
        ("ontology/broken.ttl", 2, OntologyError),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, name: str, line: int, error: type[ShapeError | QueryError | OntologyError]
) -> None:
    for folder in ("ontology", "shapes/checks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "shapes" / "fine.ttl").write_text("")
    (tmp_path / name).write_text("# a comment\n<a> <b> .\n")
    with pytest.raises(error) as caught:
        check(b"", {}, Options(tmp_path / "ontology", tmp_path / "shapes"))
    assert caught.value.path == str(tmp_path / name)
    assert caught.value.line == line


def test_shapes_that_are_missing_are_no_conformance(tmp_path: Path, root: Path) -> None:
    with pytest.raises(ShapeError, match="no shapes"):
        check(b"", {}, Options(root / "ontology", tmp_path))


def test_a_grave_finding_comes_first(nquads: bytes, document: Document, options: Options) -> None:
    broken = nquads.replace(b"scheme/role/lead", b"scheme/role/leader")
    title = b"http://purl.org/dc/terms/title> "
    broken = b"".join(line for line in broken.splitlines(True) if title not in line)
    report = check(broken, {"": document}, options)
    # Without the title, the assertion that proves it proves nothing.
    assert [r.severity.value for r in report.results] == ["Violation", "Violation", "Warning"]
    assert not report.conforms


@pytest.mark.parametrize("engine", [Engine.PYSHACL, Engine.SHIFTY])
def test_a_value_of_several_lines_is_reported_whole(
    nquads: bytes, document: Document, options: Options, engine: Engine
) -> None:
    broken = nquads.replace(b'"Anna Alpha"', rb'"Anna\n\"A.\" Alpha"@en')
    report = check(broken, {"": document}, replace(options, engine=engine))
    values = {r.value for r in report.results if r.shape.endswith("Person-name")}
    assert values == {r'"Anna\n\"A.\" Alpha"@en'}
    turtle = parse(rendered.turtle(report, HOME), RdfFormat.TURTLE)
    assert Literal('Anna\n"A." Alpha', language="en") in {quad.object for quad in turtle}
    assert "\nA." not in rendered.markdown(report)
