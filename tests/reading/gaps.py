"""Rewrites `known_gaps.yaml` from what the reader meets today, and says on standard output why the rest fail.

python tests/reading/gaps.py
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.reading.cases import GAPS, Case, cases, document, lexicon
from tests.reading.compare import Comparison, Miss

HEAD = """\
# Cases of constructions/*.yaml that the reader does not meet yet. `python tests/reading/gaps.py` writes this
# list anew; a case that begins to pass fails its test until it is taken off.
"""
Missed = Mapping[str, Sequence[Miss]]


def misses(case: Case) -> list[Miss]:
    """What does not hold of a case."""
    from communique.reading import read

    facts = read(document(case.text, case.date, case.media_type), lexicon())
    return list(Comparison(facts, lexicon()).misses(case.expect))


def missed() -> dict[str, list[Miss]]:
    """The cases that are not met, each with what does not hold."""
    return {case.id: found for case in cases() if (found := misses(case))}


def listing(found: Missed) -> str:
    """The text of `known_gaps.yaml`."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        if case.id in found:
            by_file[case.file].append(case.id)
    return HEAD + "".join(_section(name, ids) for name, ids in by_file.items())


def _section(name: str, ids: Sequence[str]) -> str:
    return f"{name}:\n" + "".join(f"  - {id_}\n" for id_ in ids)


def report(found: Missed) -> Iterator[str]:
    """How many cases of each file are met, and what the others miss, most frequent first."""
    yield "| File | Met | Cases |\n|---|---|---|\n"
    total = Counter(case.file for case in cases())
    unmet = Counter(case.file for case in cases() if case.id in found)
    for name, count in total.items():
        yield f"| {name} | {count - unmet[name]} | {count} |\n"
    yield f"| all | {sum(total.values()) - len(found)} | {sum(total.values())} |\n\n"
    why: dict[str, list[str]] = defaultdict(list)
    for id_, missing in found.items():
        for kind in dict.fromkeys(miss.kind for miss in missing):
            why[kind].append(id_)
    for kind, ids in sorted(why.items(), key=lambda item: -len(item[1])):
        yield f"- {len(ids)} × `{kind}`: {', '.join(ids)}\n"
    yield "\n"
    for id_, missing in found.items():
        yield "".join(f"- {id_}: `{miss.kind}` {miss.detail}\n" for miss in missing)


if __name__ == "__main__":
    unmet = missed()
    GAPS.write_text(listing(unmet), encoding="utf-8")
    sys.stdout.writelines(report(unmet))
