"""The state that issues a release, by the host of its address."""

from __future__ import annotations

import regex

from communique.model import Document
from communique.reading.header import SOURCE_KEYS
from communique.reading.lexicon import Lexicon

HOST = regex.compile(r"https?://(?P<host>[\w.-]+)")


def home_state(document: Document, lexicon: Lexicon) -> str:
    """The id of the state whose country code ends the host of the release's own address, or empty."""
    for entry in document.metadata:
        match = HOST.search(entry.value) if entry.name.lower() in SOURCE_KEYS else None
        if match is None:
            continue
        hosts = match.group("host").lower().split(".")
        code = hosts[-1]
        part = next((lexicon.host_parts[h] for h in hosts if h in lexicon.host_parts), "")
        if code in lexicon.host_ends or part:
            return lexicon.host_ends.get(code, part)
        if code in lexicon.known and len(code) == 2:
            return code
    return ""
