"""Write the expected answers anew from a build of `examples/texts`; read the difference before committing.

communique build examples/texts --out build/example --evidence quote
python tests/queries/write_expected.py build/example
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from communique import resources
from communique.publishing import store

EXPECTED = Path(__file__).parent / "expected"


def main(build: str) -> None:
    """Answer every question from the build in the folder `build`."""
    EXPECTED.mkdir(exist_ok=True)
    for path in EXPECTED.iterdir():
        path.unlink()
    example = store.load(Path(build) / "communique.nq")
    for question in sorted(resources.queries().glob("*.rq")):
        answer = store.select(example, question.read_text(encoding="utf-8"))
        with (EXPECTED / f"{question.stem}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([answer.columns, *answer.rows])


if __name__ == "__main__":
    main(sys.argv[1])
