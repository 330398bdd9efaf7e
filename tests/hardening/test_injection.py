"""What must not get in by a text, its name, its front matter, a file of data or of mappings.

More of it: formulas in tables (test_formulas), lines and cursors (test_terminal), HTML by labels and paths
out of a site (tests/site), SERVICE, LOAD and the log (tests/serving). What cannot happen at all, and why, is
in SECURITY.md; what keeps it so is tested here.
"""

from __future__ import annotations

import ast
import json
import os
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import yaml
from click.testing import CliRunner, Result
from rdflib import OWL, RDF

from communique import frontmatter, resources
from communique.checking import dataset as datasets
from communique.cli import main
from communique.errors import MappingError, QueryError
from communique.identity import load_published, sssom
from communique.publishing import answers, site
from communique.reading import yamlfile
from communique.serving.sparql import Asked, answer
from communique.settings import Settings
from communique.texts import parse_document
from tests.hardening.trap import Trap, trap

SENTENCE = (
    "Foreign Minister Jane Doe of Austria met with Foreign Minister John Roe of Norway in Vienna today.\n"
)


def run(*args: object, stdin: str = "") -> Result:
    done = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


LOOPBACK = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def host() -> Iterator[Trap]:
    with trap() as found:
        yield found
    assert found.asked == []


@LOOPBACK
def test_the_trap_would_see_a_request() -> None:
    with trap() as found, pytest.raises(OSError, match="404"):
        urllib.request.urlopen(f"{found.url}/x")
    assert found.asked == ["GET /x"]


# YAML ------------------------------------------------------------------------------------------------

TAG = "!!python/object/apply:os.system ['touch {marker}']"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)


def test_a_tag_in_front_matter_makes_no_object(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    text = f"---\ntitle: {TAG.format(marker=marker)}\n---\n{SENTENCE}"
    assert parse_document("a.md", text).text == text
    assert not marker.exists()


def test_a_tag_in_mappings_makes_no_object(root: Path, tmp_path: Path) -> None:
    marker, path = tmp_path / "marker", tmp_path / "words.yaml"
    path.write_text(f"head: {TAG.format(marker=marker)}\n", encoding="utf-8")
    assert [word for _, word, _ in yamlfile.sections(path)] == [f"touch {marker}"]
    head = (root / "mappings/identity.sssom.tsv").read_text(encoding="utf-8").partition("subject_id")
    path = tmp_path / "identity.sssom.tsv"
    path.write_text(f"# x: {TAG.format(marker=marker)}\n{''.join(head)}", encoding="utf-8")
    with pytest.raises(MappingError, match="not YAML"):
        sssom.read(path)
    assert not marker.exists()


def test_a_bomb_in_front_matter_stays_small() -> None:
    document = parse_document("a.md", f"---\n{BOMB}---\n{SENTENCE}")
    assert len(document.metadata) <= 10 * 30


def test_a_bomb_in_mappings_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(BOMB, encoding="utf-8")
    assert len(list(yamlfile.sections(path))) <= 10 * 30
    path = tmp_path / "identity.sssom.tsv"
    path.write_text("".join(f"# {line}\n" for line in BOMB.splitlines()) + "subject_id\n", encoding="utf-8")
    with pytest.raises(MappingError, match="curie_map"):
        sssom.read(path)


def test_only_safe_loaders_read_yaml() -> None:
    """No module loads YAML but by `safe_load`, or by `compose` with a safe loader, which makes no objects."""
    calls = {
        (node.func.attr, *(ast.unparse(keyword.value) for keyword in node.keywords))
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "yaml"
    }
    assert calls <= {("safe_load",), ("compose", "_loader(block['yaml'])"), ("compose", "Loader")}
    assert {frontmatter._loader(text) for text in ("a: b", "[" * 65_000)} == {
        yaml.CSafeLoader,
        yaml.SafeLoader,
    }
    assert issubclass(yamlfile.Loader, yaml.SafeLoader | yaml.CSafeLoader)


def sources() -> Iterator[ast.Module]:
    for path in sorted(Path(str(resources.__file__)).parent.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


# XML -------------------------------------------------------------------------------------------------

EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY x SYSTEM "{url}"> <!ENTITY f SYSTEM "file:///etc/hostname"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
<rdf:Description rdf:about="http://example.org/a"><e:p>&x;&f;</e:p></rdf:Description></rdf:RDF>
"""
LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY a0 "haha">\n'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
    + ']>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/a"><e:p>&a11;</e:p></rdf:Description></rdf:RDF>'
)


@LOOPBACK
def test_entities_of_rdf_xml_bring_nothing_in(host: Trap, tmp_path: Path) -> None:
    path = tmp_path / "evil.rdf"
    for content in (EXTERNAL.format(url=host.url), LAUGHS):
        path.write_text(content, encoding="utf-8")
        done = run("check", path, "--no-reasoner")
        assert done.exit_code == 2
        assert "is no RDF" in done.output


def test_entities_that_shorten_namespaces_are_read(tmp_path: Path) -> None:
    path = tmp_path / "good.rdf"
    path.write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [ <!ENTITY owl "{OWL}"> ]>\n<rdf:RDF xmlns:rdf="{RDF}">'
        '<rdf:Description rdf:about="http://example.org/a"><rdf:type rdf:resource="&owl;Ontology"/>'
        "</rdf:Description></rdf:RDF>",
        encoding="utf-8",
    )
    (quad,) = datasets.read(path)
    assert quad.object == ox.NamedNode(str(OWL.Ontology))


@pytest.mark.parametrize("suffix", ["nt", "nq", "ttl", "trig"])
def test_terms_nested_without_end_are_refused(tmp_path: Path, suffix: str) -> None:
    path, deep = tmp_path / f"deep.{suffix}", 50_000
    path.write_text(f"<a:a> <a:p> {'<<( <a:a> <a:p> ' * deep}<a:o>{' )>>' * deep} .", encoding="utf-8")
    done = run("check", path, "--no-reasoner")
    assert done.exit_code == 2
    assert "nested more than" in done.output


@pytest.mark.parametrize(
    ("suffix", "unit", "end"),
    [("ttl", "[ <a:p> ", "]"), ("ttl", "( ", ")"), ("jsonld", '{"a:p":', "}"), ("jsonld", "[", "]")],
)
def test_nodes_nested_without_end_are_read_or_refused(
    tmp_path: Path, suffix: str, unit: str, end: str
) -> None:
    path, deep = tmp_path / f"deep.{suffix}", 70_000
    body = f"{unit * deep}1{end * deep}"
    path.write_text(f"<a:a> <a:p> {body} ." if suffix == "ttl" else body, encoding="utf-8")
    with suppress(SyntaxError):
        assert len(datasets.read(path)) > deep


def test_no_module_parses_xml_itself() -> None:
    imported = {
        name
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert {name for name in imported if "xml" in name or name.startswith(("html5", "bs4"))} == {
        "xml.sax.saxutils"  # which escapes, and parses nothing
    }


# What is never fetched -------------------------------------------------------------------------------


@LOOPBACK
def test_a_remote_context_of_json_ld_is_not_fetched(host: Trap, tmp_path: Path) -> None:
    path = tmp_path / "evil.jsonld"
    for context in (f"{host.url}/c", {"@import": f"{host.url}/c"}, [{}, f"{host.url}/c"]):
        path.write_text(json.dumps({"@context": context, "@id": "http://example.org/a", "p": "x"}))
        done = run("check", path, "--no-reasoner")
        assert done.exit_code == 2
        assert "is no RDF" in done.output


IMPORTS = f"<http://example.org/o> <{RDF.type}> <{OWL.Ontology}> .\n" + "".join(
    f"<{importing}> <{OWL.imports}> <{{url}}/imported> .\n"
    for importing in ("http://example.org/o", "https://w3id.org/communique/ontology")
)


@LOOPBACK
@pytest.mark.parametrize("name", ["an ontology", "data", "shapes"])
def test_what_is_imported_is_not_fetched(host: Trap, tmp_path: Path, root: Path, name: str) -> None:
    triples = IMPORTS.format(url=host.url)
    if name == "an ontology":
        (tmp_path / "communique.ttl").write_text(triples, encoding="utf-8")
        done = run("check", tmp_path)
    elif name == "data":
        path = tmp_path / "data.nt"
        path.write_text(triples.split("\n", 1)[1], encoding="utf-8")
        done = run("check", path)
    else:
        shapes = (root / "shapes" / "dates.ttl").read_text(encoding="utf-8")
        (tmp_path / "dates.ttl").write_text(f"{shapes}\n{triples}", encoding="utf-8")
        done = run("check", tmp_path)
    assert done.exit_code in (0, 1, 2)
    assert done.output


@LOOPBACK
def test_what_a_text_points_to_is_not_fetched(host: Trap, tmp_path: Path) -> None:
    url = host.url
    html = (
        f'<html><head><base href="{url}"><link rel=stylesheet href="{url}/s.css">'
        f'<script src="{url}/x.js"></script>'
        f'<meta http-equiv=refresh content="0;url={url}"></head><body><img src="{url}/i.png">'
        f'<iframe src="{url}"></iframe><p>{SENTENCE}</p></body></html>'
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.html").write_text(html, encoding="utf-8")
    (tmp_path / "texts" / "b.md").write_text(f"---\nurl: {url}/b\n---\n{SENTENCE}", encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "texts", "--out", out).exit_code in (0, 1)
    done = run("check", out, "--texts", tmp_path / "texts")
    assert done.exit_code in (0, 1), done.output
    assert run("site", out, "--to", tmp_path / "site").exit_code == 0
    assert run("link", out, "--offline", "--review", tmp_path / "review").exit_code in (0, 1)


@LOOPBACK
@pytest.mark.parametrize(
    "query",
    [
        "LOAD <{url}/data>",
        "INSERT DATA {{ <a:a> <a:a> <a:a> }}",
        "CLEAR ALL",
        "SELECT * FROM <{url}/data> {{ ?s ?p ?o }}",
        "SELECT * {{ GRAPH <{url}/data> {{ ?s ?p ?o }} }}",
    ],
)
def test_no_query_loads_or_changes_anything(host: Trap, query: str) -> None:
    node = ox.NamedNode("https://example.org/a")
    data = ox.Store()
    data.add(ox.Quad(node, node, node))
    asked = query.format(url=host.url)
    assert answer(data, Asked(asked), 10).status in (200, 400)
    with suppress(QueryError):
        answers.ask(data, asked, "test")
    assert len(data) == 1


# Names and paths -------------------------------------------------------------------------------------

NAMES = (
    "..txt", "...txt", "%2e%2e%2fetc.txt", "a\nb.txt", "a\\..\\b.txt", "-rf.txt", "~.txt", "CON.txt",
    "a b.txt", "a\"'<>.txt", "é\u202e.txt", "$(touch x).txt", ".hidden.txt", "index.html", "data.html",
    "assets.txt",     f"{'x' * 240}.txt",
)  # fmt: skip


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build and a site of texts with names in bad faith."""
    folder = tmp_path_factory.mktemp("named")
    (folder / "texts").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "texts" / name).write_text(f"{SENTENCE}{number}\n", encoding="utf-8")
    assert run("build", folder / "texts", "--out", folder / "out").exit_code in (0, 1)
    assert run("site", folder / "out", "--to", folder / "site", "--texts", folder / "texts").exit_code == 0
    return folder


def test_names_of_texts_lead_nowhere(named: Path) -> None:
    assert {path.name for path in named.iterdir()} == {"texts", "out", "site"}
    found = everything(named / "out") | everything(named / "site")
    assert all(part.isascii() and not part.startswith("..") for path in found for part in path.split("/"))
    assert sorted(os.listdir(named / "site" / "release"))


def test_names_of_texts_are_literals_alone(named: Path) -> None:
    quads = list(ox.parse(path=str(named / "out" / "communique.nq"), format=ox.RdfFormat.N_QUADS))
    literals = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
    iris = {
        term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)
    }
    read = set(NAMES) - {"..txt", "...txt", ".hidden.txt"}  # hidden, and so no texts
    assert read <= literals
    assert all(ord(char) > 0x20 and char not in '<>"{}|^`\\' for iri in iris for char in iri)


@pytest.mark.parametrize(
    "key", ["person/../../x", "person/a b", "person/a>b", "doc/x\u2028y", "../../etc/passwd"]
)
def test_keys_of_an_earlier_build_make_no_path_and_no_other_iri(tmp_path: Path, key: str) -> None:
    """What `--with` reads is checked: a key that is none is refused, with its line."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "texts", "--out", out).exit_code in (0, 1)
    path = out / "keys.tsv"
    rows = path.read_text(encoding="utf-8").replace("person/jane-doe\t", f"{key}\t")
    assert key in rows
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(MappingError, match=r"keys\.tsv"):
        load_published(path)


# IRIs and literals -----------------------------------------------------------------------------------

EVIL = '"""\'\'\' \\" > . <http://evil.example/s> <http://evil.example/p> <a:o> . \\u003e # \n@prefix'
ADDRESSES = (
    "http://evil.example/\\n> <http://evil.example/p> <http://evil.example/o> .",
    "http://evil.example/ > .",
    'http://evil.example/"onmouseover="x',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://evil.example/\\u003e",
    "http://[evil",
    "http://evil.example/\\x00\\x1b",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_bad_faith_adds_no_statement(tmp_path: Path, address: str) -> None:
    text = f'---\ntitle: A title\nurl: "{address}"\npublisher: "{address}"\n---\n{SENTENCE}'
    if '"' in address:
        text = text.replace(f'"{address}"', f"'{address}'")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert run("build", tmp_path / "a.md", "--out", tmp_path / "out").exit_code in (0, 1)
    assert run("site", tmp_path / "out", "--to", tmp_path / "site").exit_code == 0
    for page in (tmp_path / "site").rglob("*.html"):
        words = page.read_text(encoding="utf-8").lower()
        assert 'href="javascript:' not in words
        assert 'href="data:' not in words
        assert 'href="file:' not in words
    quads = ox.parse(path=str(tmp_path / "out" / "communique.nq"), format=ox.RdfFormat.N_QUADS)
    assert not [str(q) for q in quads if "evil" in f"{q.predicate}{q.subject}"]


def test_a_label_in_bad_faith_is_the_same_literal_in_every_format(tmp_path: Path) -> None:
    title = json.dumps(EVIL)
    (tmp_path / "a.md").write_text(f"---\ntitle: {title}\n---\n{SENTENCE}", encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "a.md", "--out", out).exit_code in (0, 1)
    formats = {
        "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "nt": ox.RdfFormat.N_TRIPLES,
        "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    found = {
        name: {str(quad.triple) for quad in ox.parse(path=str(out / f"communique.{name}"), format=form)}
        for name, form in formats.items()
    }
    assert found["nq"] == found["trig"] == found["nt"] == found["ttl"] == found["jsonld"]
    titles = [t for t in found["nq"] if "dc/terms/title" in t]
    assert titles
    assert not [t for t in found["nq"] if t.startswith("<http://evil")]


CONTROLS = "a\x00b\x08c\x1bd\x0ce\ufffff"


def test_what_xml_cannot_hold_leaves_xml_well_formed(tmp_path: Path) -> None:
    """Atom, RDF/XML and SPARQL's XML have no way to write control characters: U+FFFD stands there."""
    text = (
        f"---\ntitle: Talks\n---\nForeign Minister Jane\x0b Doe of Austria met {CONTROLS} officials today.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "a.md", "--out", out, "--evidence", "quote").exit_code in (0, 1)
    node = ox.NamedNode("https://example.org/a")
    data = ox.Store()
    data.add(ox.Quad(node, node, ox.Literal(CONTROLS)))
    for asked in (
        Asked("SELECT * { ?s ?p ?o }", tables=("application/sparql-results+xml",)),
        Asked("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", graphs=("application/rdf+xml",)),
    ):
        assert "\ufffd" in "".join(ElementTree.fromstring(answer(data, asked, 10).body).itertext())
    made = site.opened(out, Settings())
    assert made.data.pages
    for path in made.data.pages:
        ElementTree.fromstring(made.describe(path, "rdf"))
    for name in ("feed.atom", "sitemap.xml"):
        ElementTree.fromstring(made.whole(name))
