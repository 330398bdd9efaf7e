"""Answers kept on disk, one file each: what was answered once need not be asked again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.iri import digest
from communique.linking.files import write_whole


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers by the service's address and the question; a file that is not whole counts as absent."""

    folder: Path

    def get(self, endpoint: str, question: str) -> Any:
        """The answer kept for a question, or None."""
        try:
            kept = json.loads(self._path(endpoint, question).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        same = isinstance(kept, dict) and (kept.get("endpoint"), kept.get("question")) == (endpoint, question)
        return kept.get("answer") if same else None

    def put(self, endpoint: str, question: str, answer: Any) -> None:
        """Keep an answer; `OutputError` where the folder cannot be written."""
        kept = {"endpoint": endpoint, "question": question, "answer": answer}
        write_whole(self._path(endpoint, question), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    def _path(self, endpoint: str, question: str) -> Path:
        return self.folder / f"{digest(endpoint, question)[:32]}.json"
