"""The command line: each command parses, calls and prints. Modules load when their command runs.

Exit codes: 0 conforms, 1 problems reported, 2 bad usage or input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, Final

import click

from communique import __version__
from communique.errors import CommuniqueError
from communique.terminal import printable

# The help line stands here so that `communique --help` need not load the commands.
COMMANDS: Final = {
    "build": "Read texts and write the checked dataset.",
    "check": "Check data, an ontology or shapes.",
    "diff": "Show what changed between two builds.",
    "evaluate": "Measure a reading against annotated texts.",
    "explain": "Show what is read in one text, and by which rule.",
    "link": "Ask a service what people, bodies and places are elsewhere.",
    "query": "Ask a build a question.",
    "review": "Decide on proposed links.",
    "serve": "Serve a build: pages, SPARQL, reconciliation.",
    "settings": "Show every setting, its value and where it came from.",
    "show": "Show one resource with its facts and their proof.",
    "site": "Write a build as a static website.",
}
STOPPED = 130


class Commands(click.Group):
    """The commands, loaded by name; our errors become messages with their exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"communique.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours ends it with its message and exit code."""
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            for number, line in enumerate(error.args):
                click.echo(printable(f"{line}" if number else f"Error: {line}"), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(STOPPED)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 conforms, 1 problems reported, 2 bad usage or input.",
)
@click.version_option(__version__, package_name="communique")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn press releases into validated linked open data, every fact with its proof."""
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        ctx.color = False
