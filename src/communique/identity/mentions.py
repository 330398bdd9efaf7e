"""One of several namesakes: a person as one release names them, `person/NAME/in/RELEASE`.

NAME is the name that the release prints, as it stands in a key; RELEASE is the last part of the release's
address (`doc/RELEASE`). Both are there in every build, and neither depends on how many others bear the
name, as the number of `person/jane-example-2` does.
"""

from __future__ import annotations

import re
from typing import Final

from communique.identity.keys import slug
from communique.identity.names import repair
from communique.model import Key

_IN: Final = "/in/"
_FORM: Final = re.compile(r"person/[^/]+/in/[^/]+")


def mention_of(printed: str, document: Key) -> Key:
    """The name of the person whom a document (a key under `doc/`) prints so."""
    return f"person/{slug(repair(printed))}{_IN}{document.removeprefix('doc/')}"


def is_mention(key: Key) -> bool:
    """True for a person as one release names them."""
    return _IN in key


def release_of(mention: Key) -> Key:
    """The key under `doc/` of the release that a person is named by."""
    return f"doc/{mention.rpartition(_IN)[2]}"


def malformed(key: Key) -> bool:
    """True where a key speaks of a release, and not of a person in it."""
    return is_mention(key) and not _FORM.fullmatch(key)
