"""`communique settings`: what holds here, and why."""

from __future__ import annotations

import json

import click

from communique.cli.options import configure, settings_option
from communique.settings import meaning, names
from communique.terminal import printable


@click.command("settings")
@settings_option
def command(settings_file: str | None) -> None:
    """Show every setting, its value and where it came from.

    The output is a settings file: save it as communique.toml and edit.

    \b
    Example:
      communique settings
      COMMUNIQUE_BASE=https://data.example.org/ communique settings
    """
    configuration = configure(settings_file)
    for name in names():
        value = getattr(configuration.settings, name)
        click.secho(f"# {meaning(name)}", dim=True)
        click.echo(f"{name} = {_toml(value)}  ", nl=False)
        click.secho(f"# {printable(configuration.origins[name])}", fg="green")


def _toml(value: str | float) -> str:
    if isinstance(value, str):
        # A basic string of TOML has the escapes of JSON, and needs some that JSON does not.
        written = json.dumps(value, ensure_ascii=False)
        return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in written)
    return str(value)
