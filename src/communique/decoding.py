"""Bytes to words: text is UTF-8; what is none is known by its first bytes and its control characters."""

from __future__ import annotations

import re

BOM = "\ufeff"
KINDS = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip file without the ending .gz",
    b"\x28\xb5\x2f\xfd": "a Zstandard file without the ending .zst",
}
# UTF-32 begins as UTF-16 does.
WIDE = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
MOST_CONTROL = 10  # a text may have one control character in so many; a scan has a form feed a page


def decoded(data: bytes) -> tuple[str, str]:
    """The words of a file and no reason, or no words and the reason why it has none, with the remedy."""
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    if kind:
        return "", f"is {kind}; give its words as UTF-8"
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wide = next((f" but {name}" for start, name in WIDE.items() if data.startswith(start)), "")
        reason = f"is not UTF-8{wide}: byte 0x{data[error.start]:02x} at offset {error.start}"
        return "", f"{reason}; convert it to UTF-8, such as with iconv"
    if not words.strip(BOM + " \t\r\n"):
        return "", "is empty"
    control = len(CONTROL.findall(words))
    if control * MOST_CONTROL > len(words):
        told = f"{control:,} of its {len(words):,} characters are control characters"
        return "", f"is binary: {told}{_remedy(words)}"
    return words, ""


def _remedy(words: str) -> str:
    if words.strip("\0") and not (words[::2].strip("\0") and words[1::2].strip("\0")):
        return ", as UTF-16 has them; convert it to UTF-8, such as with iconv"
    return "; give its words as UTF-8"
