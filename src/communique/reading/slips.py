"""What a scan misread, made good where only one word can be meant: a figure in the place of a letter."""

from __future__ import annotations

from dataclasses import replace

import regex

from communique.reading.lexicon import Lexicon
from communique.reading.names import fold
from communique.reading.view import View

FIGURE = regex.compile(r"[10](?<=\p{L}.)")
SLIP = regex.compile(r"\b(?=\p{L}{2,20}[10])(?>\p{L}+)[10]\p{L}*+\b")
# "Smith1s" is "Smith's"; one character takes the place of one.
POSSESSIVE = regex.compile(r"1(?=s\b)(?<=\b\p{Lu}\p{Ll}{2,30}1)")
SMALL = str.maketrans("10", "lo")
CAPITAL = str.maketrans("10", "IO")


def mended(seen: View, lexicon: Lexicon) -> View:
    """The view with words such as "Genera1" as they were printed; every character keeps its place."""
    if not FIGURE.search(seen.text):
        return seen
    text = POSSESSIVE.sub("'", SLIP.sub(lambda match: _word(match.group(), lexicon), seen.text))
    return seen if text == seen.text else replace(seen, text=text)


def _word(word: str, lexicon: Lexicon) -> str:
    """The word with letters for figures if that makes a word of the lexicon or of a name."""
    told = word.translate(CAPITAL if word[:2].isupper() else SMALL)
    names = lexicon.name_words
    known = told in lexicon.exact or told.title() in lexicon.exact or fold(told) in names.family
    return told if known else word
