"""A report as lines on a terminal: what is wrong where, gravest first."""

from __future__ import annotations

import click

from communique.checking.report import Report, Result, Severity
from communique.terminal import printable

COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
AT_MOST = 20


def print_results(report: Report, to_mend_in: str = "") -> None:
    """Print the notes and all results, or only the first to be mended where the report stands in a file."""
    for note in report.notes:
        click.secho(f"note: {printable(note)}", err=True, fg="blue")
    shown = [r for r in report.results if r.severity is not Severity.INFO][:AT_MOST]
    for result in shown if to_mend_in else report.results:
        severity = click.style(result.severity.lower(), fg=COLOURS[result.severity], bold=True)
        click.echo(f"{severity}: {_line(result)}", err=True)
    if to_mend_in and len(shown) < len(report.results):
        click.echo(f"{len(report.results) - len(shown)} more results: see {printable(to_mend_in)}", err=True)


def exit_code(report: Report) -> int:
    """0 where nothing is a violation, else 1."""
    return 0 if report.conforms else 1


def _line(result: Result) -> str:
    line = f":{result.line}" if result.line else ""
    place = f"{result.document}{line}: " if result.document else ""
    words = f" “{result.words}”" if result.words else ""
    about = f" ({result.focus})" if result.focus else ""
    return printable(f"{place}{result.message}{words}{about}")
