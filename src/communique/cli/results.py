"""A report as lines on a terminal: what is wrong where, gravest first."""

from __future__ import annotations

import click

from communique.checking.report import Report, Result, Severity

COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow"}


def print_results(report: Report, at_most: int, whole: str) -> None:
    """Print the notes and the first violations and warnings; `whole` is where all results stand."""
    for note in report.notes:
        click.secho(f"note: {note}", err=True, fg="blue")
    shown = [result for result in report.results if result.severity in COLOURS][:at_most]
    for result in shown:
        severity = click.style(result.severity.lower(), fg=COLOURS[result.severity], bold=True)
        click.echo(f"{severity}: {_line(result)}", err=True)
    if len(shown) < len(report.results):
        click.echo(f"{len(report.results) - len(shown)} more results: see {whole}", err=True)


def exit_code(report: Report) -> int:
    """0 where nothing is a violation, else 1."""
    return 0 if report.conforms else 1


def _line(result: Result) -> str:
    line = f":{result.line}" if result.line else ""
    place = f"{result.document}{line}: " if result.document else ""
    words = f" “{result.words}”" if result.words else ""
    about = f" ({result.focus})" if result.focus else ""
    return f"{place}{result.message}{words}{about}"
