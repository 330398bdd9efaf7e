"""Put the data model's picture, drawn from the ontology, into a Markdown file.

python docs/draw_data_model.py README.md

replaces what stands between the two marker comments by a Mermaid class diagram.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rdflib import Graph

from communique.publishing.diagram import diagram

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology" / "communique.ttl"
BEGIN, END = "<!-- data model, drawn by `make diagram` -->", "<!-- end of data model -->"


def redraw(text: str, ontology: Path = ONTOLOGY) -> str:
    """The Markdown `text` with the picture between its markers."""
    picture = f"{BEGIN}\n\n```mermaid\n{diagram(Graph().parse(ontology))}```\n\n{END}"
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: picture, text, flags=re.DOTALL)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(redraw(page.read_text(encoding="utf-8")), encoding="utf-8")
