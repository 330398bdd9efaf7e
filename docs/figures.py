"""Put into docs/evaluation.md what a run over annotated texts gives: figures, reliability, rules.

python -m docs.figures TEXTS GOLD

replaces what stands between the marker comments.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.calibrate import by_confidence, by_rule, evaluated
from communique import resources
from communique.evaluation import Verdict, macro_f1, scores

PAGE = Path(__file__).resolve().parent / "evaluation.md"
OFTEN = 5  # facts by which a rule gets its row


def figures(verdicts: list[Verdict]) -> Iterator[str]:
    """Precision, recall and F1 of each kind of fact."""
    found = scores(verdicts)
    yield "| Fact | Precision | Recall | F1 | Right | False | Missed |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for kind, one in found.items():
        shares = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"
        yield f"| {kind} | {shares} | {one.right} | {one.false} | {one.missed} |"
    texts = len({verdict.document for verdict in verdicts})
    yield f"\nMacro F1 {macro_f1(found):.3f} over {texts} texts."


def renewed(text: str, parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The page with each named part replaced."""
    for name, lines in parts:
        begin, end = f"<!-- {name}: `make figures` -->", f"<!-- end of {name} -->"
        block = "\n".join((begin, "", *lines, "", end))
        pattern = f"{re.escape(begin)}.*?{re.escape(end)}"
        text, count = re.subn(pattern, lambda _, block=block: block, text, flags=re.DOTALL)  # type: ignore[misc]
        if count != 1:
            raise SystemExit(f"{PAGE.name} needs one part that begins {begin} and ends {end}")
    return text


def main(texts: str, gold: Path) -> None:
    """Renew the page."""
    verdicts, facts = evaluated((texts,), gold, resources.mappings())
    parts = (
        ("figures", figures(verdicts)),
        ("reliability", by_confidence(facts)),
        ("rules", by_rule(facts, OFTEN)),
    )
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
