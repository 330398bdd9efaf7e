"""Stop where asked: Ctrl-C and SIGTERM end the work in good order, at the next step at the latest.

Python drops a KeyboardInterrupt that meets a finalizer, as happens while patterns are compiled;
so the request is remembered too, and heard at the next step.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Within the block both signals raise KeyboardInterrupt, and so does what is given if one came."""
    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    def check() -> None:
        if asked:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
