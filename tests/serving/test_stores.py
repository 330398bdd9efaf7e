"""The dataset in stores of others, by their own loaders, as docs/deploy.md tells it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.publishing.store import merged, select
from tests.serving.running import ask, free_port, running

pytestmark = pytest.mark.enable_socket

GRAPHS = "https://w3id.org/communique/"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{GRAPHS}')) }}"


@pytest.fixture(scope="module")
def quads(built: Path) -> int:
    return len(set((built / "communique.nq").read_text(encoding="utf-8").splitlines()))


def commands(root: Path, store: str) -> Sequence[str]:
    """The commands that the documentation has under a store's name."""
    text = (root / "docs/deploy.md").read_text(encoding="utf-8").partition(f"\n**{store}**")[2]
    block = re.search(r"\n\n((?:    .*\n)+)", text)
    assert block is not None
    return [line.strip() for line in block[1].splitlines()]


def test_pyoxigraph_loads_it(built: Path, quads: int, tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "db"))
    store.bulk_load(path=str(built / "communique.nq"), format=ox.RdfFormat.N_QUADS)
    assert len(store) == quads


def test_oxigraph_loads_and_serves_it(root: Path, built: Path, quads: int, tmp_path: Path) -> None:
    program = root / ".peers/bin/oxigraph"
    if not program.exists():
        pytest.skip("oxigraph is not installed: `make peers` installs it into .peers")
    port = free_port()
    load, serve = (
        [
            str(program)
            if word == "oxigraph"
            else word.replace("build/", f"{built}/").replace("7878", str(port))
            for word in line.split()
        ]
        for line in commands(root, "Oxigraph")
    )
    subprocess.run(load, cwd=tmp_path, check=True, capture_output=True)
    serve[serve.index("db")] = str(tmp_path / "db")
    with running(serve, port, tmp_path / "log"):
        sent = {"Content_Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        graphs, union = (
            ask(f"http://127.0.0.1:{port}", "/query", "POST", query.encode(), **sent)
            for query in (COUNT, "ASK { ?release a <https://w3id.org/communique/ontology#PressRelease> }")
        )
    assert json.loads(graphs.body)["results"]["bindings"][0]["n"]["value"] == str(quads)
    assert json.loads(union.body)["boolean"] is True


def test_virtuoso_loads_it(root: Path, built: Path, quads: int, tmp_path: Path) -> None:
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    shipped = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
    if server is None or client is None or not os.access(shipped, os.R_OK):
        pytest.skip("Virtuoso is not installed: `apt-get install virtuoso-opensource-7` installs it")
    sql, http = free_port(), free_port()
    ini = shipped.read_text(encoding="utf-8").replace("/var/lib/virtuoso-opensource-7/db", str(tmp_path))
    ini = re.sub(r"(?m)^(ServerPort\s*=) *1111", rf"\1 127.0.0.1:{sql}", ini)
    ini = re.sub(r"(?m)^(ServerPort\s*=) *8890", rf"\1 127.0.0.1:{http}", ini)
    ini = re.sub(r"(?m)^DirsAllowed\s*=", f"DirsAllowed = {built}, ", ini)
    (tmp_path / "virtuoso.ini").write_text(ini, encoding="utf-8")
    told = " ".join(commands(root, "Virtuoso")).replace("/srv/build", str(built))
    command: list[str | Path] = [server, "-f", "-c", tmp_path / "virtuoso.ini"]
    with running(command, sql, tmp_path / "log"):
        said = subprocess.run(
            [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={told} SPARQL {COUNT};"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    assert re.search(r"communique\.nq\s+2\s+NULL", said), said
    assert re.search(rf"(?m)^{quads}$", said), said


class Jena:
    """The commands of TDB2, the store that Fuseki serves, as Debian's libapache-jena-java has them."""

    JARS = Path("/usr/share/java")
    NEEDED = (
        *(
            "jena-*",
            "commons-cli",
            "commons-codec",
            "commons-compress",
            "commons-csv",
            "commons-io",
            "commons-lang3",
        ),
        *(
            "dexx.collection",
            "gson",
            "guava",
            "httpclient",
            "httpcore",
            "jackson-annotations",
            "jackson-core",
        ),
        *("jackson-databind", "protobuf", "slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld"),
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        jars = [str(jar) for name in self.NEEDED for jar in sorted(self.JARS.glob(f"{name}.jar"))]
        self.path = ":".join([str(folder / "messages"), *jars])
        # Debian's 4.5.0-2 has its messages under another name than the one it looks for them by.
        with zipfile.ZipFile(self.JARS / "jena-core.jar") as core:
            for name in core.namelist():
                if name.endswith(".properties") and (under := name.partition("org/apache/jena/ext/")[2]):
                    target = folder / "messages" / under
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(core.read(name))

    def run(self, name: str, *arguments: str) -> str:
        command = ["java", "-cp", self.path, name, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def jena(root: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Jena:
    if shutil.which("java") is None or not (Jena.JARS / "jena-tdb2.jar").exists():
        pytest.skip("Apache Jena is not installed: `apt-get install libapache-jena-java` installs it")
    found = Jena(tmp_path_factory.mktemp("jena"))
    load, *_ = commands(root, "Apache Jena")
    name, *arguments = (word.replace("build/", f"{built}/") for word in load.split())
    found.run(name, *arguments)
    return found


def test_jena_loads_it(jena: Jena, quads: int) -> None:
    said = jena.run("tdb2.tdbquery", "--loc", "db", "--results", "CSV", COUNT)
    assert said.split() == ["n", str(quads)]


@pytest.mark.parametrize("question", ["holders-of-a-post", "who-met-whom", "bodies-in-every-dialogue"])
def test_jena_answers_as_we_do(root: Path, built: Path, jena: Jena, question: str) -> None:
    query = root / f"queries/{question}.rq"
    union = ("--set", "tdb2:unionDefaultGraph=true")
    said = jena.run("tdb2.tdbquery", "--loc", "db", *union, "--results", "JSON", "--query", str(query))
    ours = select(merged(built / "communique.nq"), query.read_text(encoding="utf-8"))
    theirs = [
        tuple(row[name]["value"] if name in row else "" for name in ours.columns)
        for row in json.loads(said)["results"]["bindings"]
    ]
    assert sorted(theirs) == sorted(ours.rows)
    assert theirs


def test_the_qleverfile_names_the_file_and_its_format(root: Path) -> None:
    words = (root / "docs/deploy/Qleverfile").read_text(encoding="utf-8")
    assert re.search(r"(?m)^FORMAT +=\s*nq$", words)
    assert re.search(r"(?m)^INPUT_FILES +=\s*communique\.nq$", words)
