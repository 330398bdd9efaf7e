"""What `communique serve` answers in a second, beside other servers over the same data on the same machine.

    python -m benchmarks.serving OUT [--seconds 5] [--clients 4]

Each server runs alone, on loopback, asked by the same client: so many connections that are kept open, each
sending a request when the one before is answered. Documents: the description of each person, post, body and
meeting of the build; a server that has none is asked to DESCRIBE the resource. Questions: each of `queries/`
in turn, answered as JSON. Answers are counted, and those of all servers held against each other. The others
come from `make peers`; one that is missing is left out.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode, urlsplit

import click

from communique import resources
from communique.publishing.site.data import load
from tests.serving.running import free_port, running, served

PEERS = Path(__file__).resolve().parent.parent / ".peers/bin"
KINDS = ("person/", "post/", "body/", "meeting/")
TABLE = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path with the query, and what is to come back."""

    path: str
    accept: str


@dataclass(frozen=True, slots=True)
class Server:
    """A server: how it is started, where it takes queries, and whether it has documents."""

    name: str
    start: Callable[[Path, Path], AbstractContextManager[str]]
    endpoint: str
    documents: bool = False


def _ours(out: Path, folder: Path) -> AbstractContextManager[str]:
    return served(out, folder / "ours.log", "--processes", "2")


@contextmanager
def _oxigraph(out: Path, folder: Path) -> Iterator[str]:
    port, db = free_port(), folder / "db"
    program = PEERS / "oxigraph"
    subprocess.run([program, "load", "-l", db, "-f", out / "communique.nq"], check=True, capture_output=True)
    where = f"127.0.0.1:{port}"
    command: list[str | Path] = [
        program,
        "serve-read-only",
        "-l",
        db,
        "--bind",
        where,
        "--union-default-graph",
    ]
    with running(command, port, folder / "oxigraph.log"):
        yield f"http://{where}"


@contextmanager
def _rdflib(out: Path, folder: Path) -> Iterator[str]:
    port = free_port()
    command: list[str | Path] = [
        PEERS / "rdflib-endpoint",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with running([*command, out / "communique.nq"], port, folder / "rdflib.log"):
        yield f"http://127.0.0.1:{port}"


SERVERS = (
    Server("communique serve", _ours, "/sparql", documents=True),
    Server("Oxigraph", _oxigraph, "/query"),
    Server("rdflib-endpoint", _rdflib, "/"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many requests a server answered in a second, and how many rows each answer had."""

    rate: float
    rows: tuple[int, ...]


def measured(address: str, requests: Sequence[Asked], seconds: float, clients: int) -> Figure:
    """Send all requests again and again until a pass ends after so many seconds, once before to warm up."""
    rows = tuple(_pass(address, requests))
    parts = [requests[number::clients] for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        start, done = perf_counter(), 0
        while perf_counter() - start < seconds:
            done += sum(pool.map(lambda part: len(_pass(address, part)), parts))
        return Figure(done / (perf_counter() - start), rows)


def _pass(address: str, requests: Sequence[Asked]) -> list[int]:
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=600)) as connection:
        return [_one(connection, asked) for asked in requests]


def _one(connection: HTTPConnection, asked: Asked) -> int:
    connection.request("GET", asked.path, headers={"Accept": asked.accept})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise click.ClickException(f"{asked.path[:200]}: {answer.status} {body[:300]!r}")
    return len(json.loads(body)["results"]["bindings"]) if asked.accept == TABLE else 1


def tasks(server: Server, out: Path) -> Iterator[tuple[str, list[Asked]]]:
    """What a server is asked: the name of each task with its requests."""
    data = load(out)
    pages = {path: iri for path, iri in data.pages.items() if path.startswith(KINDS)}
    if server.documents:
        yield "a description in Turtle", [Asked(f"/{path}.ttl", "text/turtle") for path in pages]
        yield "a page (HTML)", [Asked(f"/{path}.html", "text/html") for path in pages]
    else:
        described = [f"DESCRIBE <{iri}>" for iri in pages.values()]
        yield "a description in Turtle", [_query(server, text, "text/turtle") for text in described]
    texts = [path.read_text(encoding="utf-8") for path in sorted(resources.queries().glob("*.rq"))]
    yield "the questions of `queries/`", [_query(server, text, TABLE) for text in texts]


def _query(server: Server, text: str, accept: str) -> Asked:
    return Asked(f"{server.endpoint}?{urlencode({'query': text})}", accept)


def told(figures: dict[str, dict[str, Figure]]) -> Iterator[str]:
    """The figures as a Markdown table, ours first, the others with how many times as fast ours is."""
    ours, *others = figures
    yield f"| Answers a second | {ours} | " + " | ".join(f"{name} | ours is" for name in others) + " |"
    yield "|---|---:|" + "---:|---:|" * len(others)
    for task, figure in figures[ours].items():
        cells = [_short(figure.rate)]
        for name in others:
            other = figures[name].get(task)
            cells += [_short(other.rate), f"{_short(figure.rate / other.rate)} ×"] if other else ["–", ""]
        yield f"| {task} | " + " | ".join(cells) + " |"


def _short(number: float) -> str:
    """A number with two digits, or as many as stand before its point."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}" if number >= 1 else f"{number:.2f}"


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seconds", default=5.0, show_default=True, help="How long each task is asked for, at least.")
@click.option("--clients", default=4, show_default=True, help="Connections at once.")
def main(out: Path, seconds: float, clients: int) -> None:
    """Measure the servers over the build in OUT, one after the other."""
    figures: dict[str, dict[str, Figure]] = {}
    for server in SERVERS:
        program = PEERS / server.name.lower()
        if not server.documents and not program.exists():
            click.echo(f"{server.name} is not installed: `make peers` installs it into .peers", err=True)
            continue
        with tempfile.TemporaryDirectory() as folder, server.start(out, Path(folder)) as address:
            asked = tasks(server, out)
            figures[server.name] = {
                name: measured(address, requests, seconds, clients) for name, requests in asked
            }
        click.echo(f"{server.name} measured", err=True)
    answers = {name: [figure.rows for figure in found.values()][-1] for name, found in figures.items()}
    if len(set(answers.values())) > 1:
        raise click.ClickException(f"the servers answer differently: {answers}")
    for line in told(figures):
        click.echo(line)


if __name__ == "__main__":
    main()
