"""Where places lie, as GeoNames has it: `mappings/centroids.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from communique import resources
from communique.vocab import GEONAMES


@dataclass(frozen=True, slots=True)
class Centroid:
    """The centre of a place in degrees (WGS 84), and the GeoNames record that has it."""

    latitude: str
    longitude: str
    source: str

    @property
    def wkt(self) -> str:
        """The point as well-known text, which has the longitude first."""
        return f"POINT({self.longitude} {self.latitude})"


@lru_cache(maxsize=1)
def centroids() -> Mapping[str, Centroid]:
    """The centres of places by their key."""
    lines = (resources.mappings() / "centroids.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {
        place: Centroid(latitude, longitude, f"{GEONAMES}{geonames}/")
        for place, geonames, latitude, longitude in rows[1:]
    }
