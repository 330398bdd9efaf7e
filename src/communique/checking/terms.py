"""The names of our shapes, and of the components that SHACL has no name for."""

from typing import Final

from communique.vocab import HOME


class _Shapes:
    """The namespace of our shapes, which anybody may name one in."""

    def __str__(self) -> str:
        return f"{HOME}shapes#"

    def __getitem__(self, name: str) -> str:
        return f"{self}{name}"


SHAPES: Final = _Shapes()

LEXICAL: Final = SHAPES["LexicalFormConstraintComponent"]
PROOF: Final = SHAPES["ProofConstraintComponent"]
CONSISTENCY: Final = SHAPES["ConsistencyConstraintComponent"]
VOCABULARY: Final = SHAPES["VocabularyConstraintComponent"]
LINT: Final = SHAPES["ShapeLintConstraintComponent"]


def component_of(source: str) -> str:
    """The component of a result that names none: `reading` → `ReadingConstraintComponent`."""
    return SHAPES[f"{source.capitalize()}ConstraintComponent"]
