"""Each way in is fed what hypothesis makes, and what once broke it; `make fuzz` tries for longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from rdflib import XSD
from starlette.testclient import TestClient

from communique import resources
from communique.checking import lexical
from communique.pipeline import Job, build
from communique.serving.app import make
from communique.serving.sparql import Limits
from communique.serving.state import Serving
from communique.settings import EvidenceMode, Settings
from tests.hardening import fuzzing

pytestmark = pytest.mark.enable_socket
FEW = bounded(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
PIECES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "pieces.yaml").read_text(encoding="utf-8")
)
MADE_OF = {
    "text": ["words"],
    "front-matter": ["yaml", "words"],
    "html": ["markup", "words"],
    "file-name": ["words", "paths"],
    "archive": ["json", "words", "archive"],
    "yaml": ["yaml"],
    "sssom": ["table"],
    "keys": ["table"],
    "verdicts": ["table", "json"],
    "gold": ["json"],
    "settings": ["toml"],
    "turtle": ["rdf"],
    "trig": ["rdf"],
    "n-quads": ["rdf"],
    "json-ld": ["json"],
    "rdf-xml": ["rdf", "markup"],
    "service": ["json"],
    "sparql": ["query"],
    "accept": ["values"],
}


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Pieces that mean something to the target, put together in no order, and now and then anything else."""
    piece = st.one_of(*(st.sampled_from(PIECES[name]) for name in MADE_OF[target]), st.text(max_size=6))
    made = st.lists(piece, max_size=40).map(lambda pieces: "".join(pieces).encode("utf-8", "replace"))
    return st.one_of(made, made, made, st.binary(max_size=60))


def test_every_target_is_made_of_something() -> None:
    assert set(MADE_OF) == set(fuzzing.targets)


@pytest.mark.parametrize("target", fuzzing.targets)
def test_a_way_in_takes_anything(target: str) -> None:
    tried = []

    @FEW
    @given(inputs(target))
    def feed(data: bytes) -> None:
        tried.append(data)
        fuzzing.targets[target](data)

    feed()
    assert len(tried) >= 20


def cases() -> list[Path]:
    return sorted(path for path in fuzzing.CASES.rglob("*") if path.is_file() and path.name != "README.md")


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_something_breaks_nothing(case: Path) -> None:
    target = fuzzing.targets[case.parent.name]
    target(case.read_bytes())
    assert case.stat().st_size > 0


@pytest.fixture(scope="module")
def client(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    out = tmp_path_factory.mktemp("fuzzed") / "build"
    job = Job(
        (str(root / "examples/texts"),), out, Settings(evidence=EvidenceMode.QUOTE), resources.mappings()
    )
    build(job)
    serving = Serving(
        out, Settings(), (), None, Limits(seconds=2, rows=1_000, processes=1), "http://testserver/"
    )
    with TestClient(make(serving), follow_redirects=False, raise_server_exceptions=True) as found:
        yield found


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@FEW
@given(st.data())
def ask(client: TestClient, tried: list[int], data: st.DataObject) -> None:
    path = "".join(data.draw(st.lists(st.sampled_from(PIECES["paths"]) | TEXT, max_size=4)))
    value = st.sampled_from(PIECES["values"]) | TEXT
    pairs = st.dictionaries(st.sampled_from(PIECES["parameters"]), value, max_size=3)
    headers = data.draw(st.dictionaries(st.sampled_from(PIECES["headers"]), value, max_size=3))
    body = data.draw(st.none() | pairs | st.binary(max_size=30))
    answer = client.request(
        data.draw(st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE"])),
        f"http://testserver/{quote(path.encode(), safe='/%')}",
        params=data.draw(pairs),
        headers={name.encode(): text.encode().translate(None, b"\r\n\0") for name, text in headers.items()},
        data=body if isinstance(body, dict) else None,
        content=body if isinstance(body, bytes) else None,
    )
    assert answer.status_code < 500 or answer.status_code in (503, 504, 507)
    tried.append(answer.status_code)


def test_the_server_takes_anything(client: TestClient) -> None:
    tried: list[int] = []
    ask(client, tried)
    assert len(tried) >= 20


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"a":' * 100_000, "{" * 100_000], ids=["arrays", "objects", "braces"]
)
@pytest.mark.parametrize("name", ["queries", "extend"])
def test_json_nested_without_end_is_refused(client: TestClient, name: str, body: str) -> None:
    answer = client.post("/reconcile", data={name: body})
    assert answer.status_code == 400


@pytest.mark.parametrize("year", ["2" * 5_000, "-" + "2" * 5_000, "-0004", "12000"])
def test_a_year_of_any_length_is_looked_at(year: str) -> None:
    assert lexical.well_formed(f"{year}-02-29", str(XSD.date)) == (not year.endswith("2"))
    assert not lexical.well_formed(f"{year}-02-30", str(XSD.date))
