"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from communique import layers
from communique.errors import UsageError
from communique.settings import Configuration, Given, resolve

settings_option = click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    help=f"Settings in TOML; {layers.FILE_NAME} of this folder where not given.",
)
mappings_option = click.option(
    "--mappings",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your own mappings/ in place of the shipped ones.",
)
review_option = click.option(
    "--review",
    metavar="DIR",
    default="review",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that proposals and verdicts stand in.",
)
texts_option = click.option(
    "--texts",
    metavar="PATH",
    multiple=True,
    help="The texts that were read: a file, folder or pattern. May be repeated.",
)


def configure(settings_file: str | None, **options: object) -> Configuration:
    """The settings of this run; options that are None were not given."""
    return resolve(_layers(settings_file, options))


def _layers(settings_file: str | None, options: dict[str, object]) -> Iterator[Given]:
    yield from layers.from_epoch(os.environ)
    path = Path(settings_file or layers.FILE_NAME)
    if settings_file or path.is_file():
        yield from layers.from_toml(_read(path), str(path))
    yield from layers.from_environment(os.environ)
    for name, value in options.items():
        if value is not None:
            yield Given(name, value, f"--{name.replace('_', '-')}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
