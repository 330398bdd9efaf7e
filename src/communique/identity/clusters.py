"""Sets that grow by union, and refuse a union that was ruled out.

Union by size with path halving (Tarjan 1975). `apart` rules out the union of two items and of all
that are joined to them, however they come to be joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence


class Clusters:
    """A partition of the items 0..size-1.

    `seats` gives each a home and a place in it: two of one home with different places are apart, which takes
    no pairs to say.
    """

    __slots__ = ("_apart", "_members", "_parent", "_seats", "_taken")

    def __init__(self, size: int, seats: Sequence[tuple[int, object]] = ()) -> None:
        self._parent = list(range(size))
        self._members: list[list[int]] = [[i] for i in range(size)]
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._seats = seats
        self._taken: dict[int, dict[int, object]] = {}

    def find(self, item: int) -> int:
        """The representative of the item's cluster."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def members(self, item: int) -> list[int]:
        """All items joined to this one, itself included."""
        return self._members[self.find(item)]

    def apart(self, one: int, other: int) -> None:
        """Rule the union of the two out."""
        a, b = self.find(one), self.find(other)
        self._apart[a].add(b)
        self._apart[b].add(a)

    def joinable(self, one: int, other: int) -> bool:
        """True unless the two were ruled out; an item is joinable with itself."""
        return not self._ruled_out(self.find(one), self.find(other))

    def join(self, one: int, other: int) -> bool:
        """Unite the two clusters; False where that was ruled out."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        if self._ruled_out(a, b):
            return False
        self._absorb(a, b)
        return True

    def _ruled_out(self, a: int, b: int) -> bool:
        taken = self._places(a)
        return b in self._apart.get(a, ()) or any(
            taken.get(home, place) != place for home, place in self._places(b).items()
        )

    def _places(self, root: int) -> Mapping[int, object]:
        """The places that a cluster has, by their homes."""
        return self._taken.get(root) or dict(self._seats[root : root + 1])

    def _absorb(self, root: int, lost: int) -> None:
        if self._seats:
            self._taken.setdefault(root, dict(self._places(root))).update(self._places(lost))
            self._taken.pop(lost, None)
        self._parent[lost] = root
        self._members[root] += self._members[lost]
        self._members[lost] = []
        for foe in self._apart.pop(lost, ()):
            self._apart[foe].discard(lost)
            self._apart[foe].add(root)
            self._apart[root].add(foe)

    def __iter__(self) -> Iterator[list[int]]:
        """The clusters, each sorted, in the order of their first items."""
        for item, parent in enumerate(self._parent):
            if item == parent:
                self._members[item].sort()
        yield from sorted((m for m in self._members if m), key=lambda members: members[0])
