"""What was made once is kept for who asks next, up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

MOST: Final = 64_000_000  # bytes


class Kept:
    """Documents by key; those not asked for longest are let go. Safe to use from many threads."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        self._found: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str], make: Callable[[], bytes]) -> bytes:
        """The document of a key, made where it is not kept; an empty one, which is none, is not kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        if not made:
            return made
        with self._lock:
            self.size += len(made) - len(self._found.pop(key, b""))
            self._found[key] = made
            while self.size > self.most:
                self.size -= len(self._found.popitem(last=False)[1])
        return made
