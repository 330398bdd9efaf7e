"""What the graph room needs to know of a run."""

from __future__ import annotations

from dataclasses import dataclass

from communique.vocab import HOME


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """`settings` are the names and values that the run's description publishes."""

    base: str = HOME
    evidence_quote: bool = False
    quote_context: int = 32
    version: str = ""
    settings: tuple[tuple[str, str], ...] = ()
