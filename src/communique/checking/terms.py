"""The names of our shapes, and of the components that SHACL has no name for."""

from typing import Final

from rdflib import Namespace

from communique.vocab import HOME

SHAPES: Final = Namespace(HOME + "shapes#")

LEXICAL: Final = str(SHAPES.LexicalFormConstraintComponent)
PROOF: Final = str(SHAPES.ProofConstraintComponent)
CONSISTENCY: Final = str(SHAPES.ConsistencyConstraintComponent)
VOCABULARY: Final = str(SHAPES.VocabularyConstraintComponent)
LINT: Final = str(SHAPES.ShapeLintConstraintComponent)


def component_of(source: str) -> str:
    """The component of a result that names none: `reading` → `ReadingConstraintComponent`."""
    return str(SHAPES[f"{source.capitalize()}ConstraintComponent"])
