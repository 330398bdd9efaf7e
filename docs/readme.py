"""Put into README.md what commands give: the picture of the data model and the first answer.

python docs/readme.py build/example

replaces what stands between the marker comments; a test holds that nothing is left to replace.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rdflib import Graph

from communique import resources
from communique.publishing import answers, store
from communique.publishing.diagram import diagram

README = Path(__file__).resolve().parent.parent / "README.md"
QUESTION = "holders-of-a-post"


def picture() -> str:
    """The data model as a Mermaid class diagram, drawn from the ontology."""
    ontology = Graph().parse(resources.ontology() / "communique.ttl")
    return f"```mermaid\n{diagram(ontology)}```"


def answer(build: Path) -> str:
    """The first question as it is asked of the built examples, and its answer."""
    path = resources.queries() / f"{QUESTION}.rq"
    query = path.read_text(encoding="utf-8")
    found = answers.ask(store.load(build / "communique.nq"), query, str(path))
    return f"    $ communique query build/example {QUESTION}\n\n" + re.sub(
        "^", "    ", answers.table(found).rstrip(), flags=re.MULTILINE
    )


def renewed(text: str, build: Path) -> str:
    """The README with both parts as they are now."""
    for name, part in (("data model", picture()), ("answer", answer(build))):
        begin, end = f"<!-- {name}: `make readme` -->", f"<!-- end of {name} -->"
        block = f"{begin}\n\n{part}\n\n{end}"
        pattern = f"{re.escape(begin)}.*?{re.escape(end)}"
        text, count = re.subn(pattern, lambda _, block=block: block, text, flags=re.DOTALL)  # type: ignore[misc]
        if count != 1:
            raise SystemExit(f"README.md needs one part that begins {begin} and ends {end}")
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8"), Path(sys.argv[1])), encoding="utf-8")
