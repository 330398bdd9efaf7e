"""`communique`, killed from within at one of its acts on the file system.

The acts are Python's audit events that write: files opened for writing, moved, made and taken away.
`python -m tests.hardening.dying N ...` is killed at the Nth; with N = 0 nothing is killed, and the last line
on standard error is how many acts there were.
"""

from __future__ import annotations

import os
import signal
import sys

ACTS = frozenset(
    {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "ctypes.dlsym", "shutil.copyfile"}
)
WRITES = os.O_WRONLY | os.O_RDWR


def dying_at(number: int) -> list[str]:
    """Let the process be killed at its act of that number; the acts so far."""
    seen: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        if event in ACTS or (isinstance(flags, int) and flags & WRITES):
            seen.append(event)
            if len(seen) == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    return seen


if __name__ == "__main__":
    from communique.cli import main

    acts = dying_at(int(sys.argv[1]))
    try:
        main(sys.argv[2:], prog_name="communique")
    finally:
        print(len(acts), file=sys.stderr)  # noqa: T201
