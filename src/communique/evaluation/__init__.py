"""How well a reading agrees with what careful readers found in the same texts.

Tables and annotations in, one verdict out for each fact expected or found, and from them precision,
recall and F1 by kind of fact. docs/evaluation.md says what counts as the same.
"""

from __future__ import annotations

from communique.evaluation.found import Found, Row, by_document
from communique.evaluation.gold import Annotation, load_gold
from communique.evaluation.judge import judge
from communique.evaluation.scores import Score, macro_f1, scores
from communique.evaluation.verdicts import KINDS, Outcome, Verdict

__all__ = [
    "KINDS",
    "Annotation",
    "Found",
    "Outcome",
    "Row",
    "Score",
    "Verdict",
    "by_document",
    "judge",
    "load_gold",
    "macro_f1",
    "scores",
]
