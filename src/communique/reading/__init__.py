"""Reading: one document in, its facts out. Pure: the same document and lexicon give the same facts."""

from communique.reading.read import read

__all__ = ["read"]
