"""`communique site`: a build as a website."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.cli.options import configure, settings_option, texts_option
from communique.cli.progress import Meter
from communique.cli.stopping import stoppable
from communique.terminal import printable


@click.command("site")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@texts_option
@click.option(
    "--engine",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Oxigraph for browsers as npm has it (`make engine` fetches it): the query page then answers.",
)
@click.option(
    "--address",
    metavar="URL",
    help="Where the site will be, if not at the base: sitemap, robots.txt and feed name it; writes "
    "w3id.htaccess, for the IRIs' host.",
)
@settings_option
@click.option("--force", is_flag=True, help="Replace DIR even if it holds files that are no site.")
def command(
    out: Path,
    target: Path,
    texts: tuple[str, ...],
    engine: Path | None,
    address: str | None,
    settings_file: str | None,
    force: bool,
) -> None:
    """Write the build in OUT as a static website, for any web host.

    A page for every meeting, official, post, body, agreement, place, topic and release, with its Turtle
    and JSON-LD beside it; given the texts, each fact shows the sentence that proves it. It works from any
    folder, contacts no other host, and needs JavaScript for search, facets and the query page alone.

    \b
    Example:
      communique site build --to public --texts releases/
      python -m http.server -d public

    docs/deploy.md tells how a web host is to be set up.
    """
    from communique.publishing import site
    from communique.publishing.place import replacing
    from communique.publishing.site.redirects import htaccess
    from communique.texts import read_texts

    settings = configure(settings_file).settings
    opened = site.opened(out, settings, read_texts(texts, settings), engine, address or "")
    with (
        stoppable() as check,
        Meter(sys.stderr, check, "pages") as meter,
        replacing(target, force, site.MARKERS) as folder,
    ):
        pages = site.write(opened, folder, meter.show)
        if address:
            (folder / "w3id.htaccess").write_bytes(htaccess(address.rstrip("/") + "/"))
    click.echo(printable(f"{target}: {pages:,} pages about resources; begin at {target}/index.html"))
