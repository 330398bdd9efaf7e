"""Where settings are given: a TOML file, the environment, SOURCE_DATE_EPOCH.

Later layers win: the defaults, SOURCE_DATE_EPOCH, `communique.toml` (or the file of `--settings`),
variables such as `COMMUNIQUE_BASE`, then the options of the command. Nothing here opens a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from communique.errors import SettingsError
from communique.settings import Given

FILE_NAME = "communique.toml"
PREFIX = "COMMUNIQUE_"


def from_toml(text: str, source: str) -> Iterator[Given]:
    """The settings of a TOML file; `SettingsError` names the line that is no TOML."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = len(text.splitlines())
        raise SettingsError(source, int(line[1]) if line else last, f"is no TOML: {error}") from error
    for name, value in table.items():
        yield Given(name, value, source, _line_of(name, text))


def _line_of(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def from_environment(environ: Mapping[str, str]) -> Iterator[Given]:
    """The settings of the environment: COMMUNIQUE_BASE and so on."""
    for variable in sorted(environ):
        if variable.startswith(PREFIX):
            yield Given(variable.removeprefix(PREFIX).lower(), environ[variable], variable)


def from_epoch(environ: Mapping[str, str]) -> Iterator[Given]:
    """The day of issue that SOURCE_DATE_EPOCH asks for (reproducible-builds.org)."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        given = Given("issued", epoch, "SOURCE_DATE_EPOCH")
        if not epoch.isdigit():
            raise given.wrong(f"{epoch!r} is no number of seconds")
        yield Given("issued", datetime.fromtimestamp(int(epoch), UTC).date().isoformat(), given.source)
