"""Keys, documents and spans → IRIs. Deterministic: the same key gives the same IRI in every run.

Distinct keys give distinct IRIs, for percent-encoding (RFC 3986, section 2.1) loses nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from communique.model import Document, Key, Span

_SAFE: Final = "/-_.~"
_RESERVED: Final = "%:/?@!$&'()*+,;=-._~"
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def slug(text: str) -> str:
    """Words as a readable part of an IRI: ASCII letters, digits, `-` and `_`.

    `Åsa Regnér` gives `asa-regner`. Words that leave nothing (`Ω`) give the start of their hash.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")
    return found or digest(text)[:8]


def digest(*parts: str) -> str:
    """The SHA-256 of some words in hexadecimal; it tells `("a", "b")` from `("ab",)`."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def resource(base: str, key: Key) -> str:
    """The IRI of what a key stands for: `person/ilkka-salmi` → `<base>id/person/ilkka-salmi`."""
    return base + "id/" + quote(key, safe=_SAFE)


def address(printed: str) -> str:
    """A web address as a text prints it, with what may not stand in an IRI percent-encoded (RFC 3986).

    The empty string for one that is broken beyond that, such as a port that is no number.
    """
    place, mark, fragment = printed.partition("#")
    encoded = quote(place, safe=_RESERVED) + mark + quote(fragment, safe=_RESERVED)
    found = _LONE_PERCENT.sub("%25", encoded)
    try:
        return NamedNode(found).value
    except ValueError:
        return ""


def documents(
    base: str, found: Iterable[Document], known: Iterable[tuple[tuple[str, str], Key]] = ()
) -> Mapping[tuple[str, str], str]:
    """The IRI of each document by its name and hash; `known` are the keys that some have already.

    It ends in the slug of the file's stem; where several share one, each gets the start of its
    hash, whatever the order they came in.
    """
    had = dict(known)
    fresh = {(item.name, item.sha256) for item in found} - had.keys()
    shared = Counter(_stem(name) for name, _ in fresh)
    shared.update(key.removeprefix("doc/") for key in had.values())
    hashes = Counter((_stem(name), sha[:8]) for name, sha in fresh)
    made = {(name, sha): "doc/" + _unique(name, sha, shared, hashes) for name, sha in sorted(fresh)}
    return {each: base + key for each, key in {**made, **had}.items()}


def _stem(name: str) -> str:
    return slug(PurePosixPath(name).stem)


def _unique(name: str, sha: str, shared: Counter[str], hashes: Counter[tuple[str, str]]) -> str:
    stem = _stem(name)
    if shared[stem] == 1:
        return stem
    if hashes[stem, sha[:8]] == 1:
        return f"{stem}-{sha[:8]}"
    return f"{stem}-{sha[:8]}-{digest(name, sha)[:8]}"


def evidence(document: str, span: Span) -> str:
    """The IRI of a span of a document, given the document's IRI."""
    return f"{document}/span/{span.start}-{span.end}"


def dataset(base: str) -> str:
    """The IRI of the dataset, and of the graph that holds what is known across documents."""
    return base + "dataset"
