"""Long work is shown: a line that moves on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import io

from communique.cli.progress import Meter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    with Meter(stream) as meter:
        for done in range(3):
            meter.show("reading", done, 2)
        meter.show("checking", 0, 0)
    return stream.getvalue()


def test_a_line_a_stage_in_a_log() -> None:
    assert shown(io.StringIO()) == "reading 2 texts\nchecking\n"


def test_a_line_that_moves_on_a_terminal() -> None:
    written = shown(Terminal())
    assert written.split("\r\x1b[K") == [
        f"reading {'░' * 20} 0/2",
        f"reading {'█' * 10}{'░' * 10} 1/2",
        f"reading {'█' * 20} 2/2",
        "checking …",
        "",
    ]
