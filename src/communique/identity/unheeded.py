"""Decisions on a person of a release that names nobody so: a slip of the pen, or a text that was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.identity.decisions import Decisions
from communique.identity.mentions import mention_of, release_of
from communique.model import Facts, Key


def unheeded(
    docs: Sequence[Facts], releases: Sequence[Key], decisions: Decisions
) -> Iterator[tuple[str, Key]]:
    """The document's name and the person that a decision names in it; `releases` are the documents' keys.

    Of releases that are not there nothing is said: decisions may be of more texts than these.
    """
    numbers = {release: number for number, release in enumerate(releases)}
    for mention in sorted(decisions.spoken):
        number = numbers.get(release_of(mention))
        if number is not None:
            facts = docs[number]
            if all(mention_of(person.name, releases[number]) != mention for person in facts.people):
                yield facts.document.name, mention
