"""What a scan misread is made good where only one word can be meant, and every character keeps its place."""

from __future__ import annotations

import pytest

from communique.reading.slips import mended
from communique.reading.view import view
from tests.reading.cases import document, lexicon


@pytest.mark.parametrize(
    ("scanned", "printed"),
    [
        ("The Secretary-Genera1 met the Chancel1or.", "The Secretary-General met the Chancellor."),
        ("Mr Smith1s visit ended.", "Mr Smith's visit ended."),
        ("Resolution A1 and 101s of pages.", "Resolution A1 and 101s of pages."),
        ("The B1s and c1s of it.", "The B1s and c1s of it."),
    ],
)
def test_figures_for_letters(scanned: str, printed: str) -> None:
    seen = view(document(scanned))
    told = mended(seen, lexicon())
    assert told.text.strip() == printed
    assert told.offsets == seen.offsets
