"""`communique serve`: a build as a read-only web server."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.options import configure, settings_option, texts_option
from communique.terminal import printable


@click.command("serve")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@texts_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--address", metavar="URL", help="Where clients reach the server: behind a proxy, perhaps below a path."
)
@click.option("--seconds", default=30.0, show_default=True, help="How long a SPARQL query may take.")
@click.option("--rows", default=100_000, show_default=True, help="How many rows an answer may have.")
@click.option("--megabytes", default=2_048, show_default=True, help="Memory that a query may use.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="Queries at once.")
@click.option("--allow-service", metavar="URL", multiple=True, help="An endpoint that SERVICE may ask.")
@click.option("--engine", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="As for `site`.")
@settings_option
def command(
    out: Path,
    texts: tuple[str, ...],
    host: str,
    port: int,
    address: str | None,
    seconds: float,
    rows: int,
    megabytes: int,
    processes: int,
    allow_service: tuple[str, ...],
    engine: Path | None,
    settings_file: str | None,
) -> None:
    """Serve the build in OUT: the pages of `site`, SPARQL at /sparql, reconciliation at /reconcile.

    Things answer by 303 with their description, in HTML, Turtle, JSON-LD, N-Triples, RDF/XML, TriG or
    N-Quads. A new build in OUT is taken up without a pause. One line of JSON a request goes to standard
    error. docs/deploy.md has nginx, Caddy and Apache.

    \b
    Example:
      communique serve build --texts releases/
      curl -H 'Accept: text/turtle' -L http://127.0.0.1:8000/id/person/jane-example
    """
    import uvicorn

    from communique.serving.app import make
    from communique.serving.sparql import Limits
    from communique.serving.state import Serving

    limits = Limits(seconds, rows, megabytes, processes, services=allow_service)
    settings = configure(settings_file).settings
    reached = address or f"http://{host}:{port}/"
    app = make(Serving(out, settings, texts, engine, limits, reached))
    click.echo(printable(f"{out} at {reached} (Ctrl-C ends it)"), err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
