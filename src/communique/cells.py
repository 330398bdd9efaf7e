"""Cells of tables that a spreadsheet may open, where a text must not become a formula.

Spreadsheets take a cell that begins with = + - or @ for a formula, some also after white space or in the
full-width forms (https://owasp.org/www-community/attacks/CSV_Injection). Such a cell gets an apostrophe
before it. So does one that looks as if it had got one already, so `restored` gives back every value
exactly. Signs before mere numbers, as in the date --05-25, stay: nothing but a number can come of them.
"""

from __future__ import annotations

import re
from typing import Final

GUARD: Final = "'"
_FORMULA: Final = re.compile(rf"{GUARD}*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_NUMBER: Final = re.compile(r"[+-]{1,2}[0-9][0-9.:-]*")


def defused(value: str) -> str:
    """The value as it may stand in a table."""
    return GUARD + value if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def restored(cell: str) -> str:
    """The value that was defused to this cell."""
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell) else cell
