"""Where ontology/, mappings/, shapes/ and queries/ are: inside the wheel, or in the checkout.

`folder("ontology")` is the same folder for `pip install communique` and for a clone of the repository.
"""

from __future__ import annotations

from pathlib import Path

from communique.errors import UsageError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` as shipped; `UsageError` where an installation lacks it."""
    for root in (PACKAGE / "_data", PACKAGE.parent.parent):
        if (root / name).is_dir():
            return root / name
    raise UsageError(f"{name}/ is missing from this installation of communique")


def ontology() -> Path:
    """The classes, properties, schemes, alignments and the JSON-LD context."""
    return folder("ontology")


def mappings() -> Path:
    """The lexicon and the decisions on identity."""
    return folder("mappings")


def shapes() -> Path:
    """The SHACL shapes and the cross-record checks."""
    return folder("shapes")


def queries() -> Path:
    """The competency questions and the queries behind the tables."""
    return folder("queries")
