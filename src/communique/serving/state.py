"""What the server answers from: one build at a time, exchanged for a newer one without a pause."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from communique.errors import UsageError
from communique.publishing.inventory import dataset
from communique.publishing.site import Site, opened
from communique.serving.kept import Kept
from communique.serving.reconcile import Service
from communique.serving.sparql import Limits, Pool
from communique.settings import Settings
from communique.texts import read_texts


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve: a build, the settings, the texts it was read from, what queries may cost."""

    out: Path
    settings: Settings
    texts: tuple[str, ...] = ()
    engine: Path | None = None
    limits: Limits = field(default_factory=Limits)
    address: str = "http://127.0.0.1:8000/"

    def stamp(self) -> tuple[int, int]:
        """What tells one build from the next; zeros while there is none, between two."""
        try:
            found = dataset(self.out).stat()
        except (OSError, UsageError):
            return 0, 0
        return found.st_mtime_ns, found.st_ino


@dataclass(frozen=True)
class Current:
    """A build as it is served."""

    site: Site
    pool: Pool
    service: Service
    stamp: tuple[int, int]
    pages: dict[str, bytes] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    @property
    def changed(self) -> float:
        """When the build was made, in seconds since 1970."""
        return self.stamp[0] / 1e9

    def whole(self, name: str) -> bytes:
        """A page or file about the whole, made once."""
        if name not in self.pages:
            self.pages[name] = self.site.whole(name)
        return self.pages[name]

    @cached_property
    def names(self) -> frozenset[str]:
        """The paths of the pages and files about the whole, but for what only a static host needs."""
        return frozenset(self.site.names) - {".htaccess"}


def load(serving: Serving) -> Current:
    """The build as it is now, its query processes started."""
    stamp = serving.stamp()
    texts = read_texts(serving.texts, serving.settings)
    site = opened(serving.out, serving.settings, texts, serving.engine, serving.address)
    pool = Pool(dataset(serving.out), serving.limits)
    return Current(site, pool, Service(site, f"{serving.address.rstrip('/')}/reconcile"), stamp)
