"""Names of one person or body that are spelt in more than one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rapidfuzz.distance import OSA

from communique.entities import Discrepancy, Entity, Reading
from communique.identity.decisions import Decisions
from communique.identity.keys import plain, words
from communique.identity.names import repair
from communique.identity.wording import Wording
from communique.model import Body, Facts, Key, Person

_LONG = 8
_SLIPS = 2
_LIKE = 0.75


def spellings(
    docs: Sequence[Facts], entities: Mapping[Key, Entity], decisions: Decisions
) -> Iterator[Discrepancy]:
    """One discrepancy per person or body with two spellings, or one that cannot be right."""
    for key, forms in sorted(_forms(docs).items()):
        label = entities[key].label
        differs = _person if key.startswith("person/") else partial(_body, wording=decisions.wording)
        odd = sorted(form for form in forms if differs(form, label))
        if odd:
            right = sorted(form for form in forms if not differs(form, label) and _whole(form, label))
            # The plainest spelling that texts have stands first; a repaired one stands in no text.
            readings = tuple(forms[form] for form in (*right[:1], *odd))
            preferred = label if decisions.label(key) or label not in forms else ""
            yield Discrepancy(
                f"discrepancy/spelling-{key.replace('/', '-')}",
                "spelling",
                key,
                readings,
                "the name is spelt in different ways" if right else "no text has the spelling that is known",
                preferred,
                decisions.why(key) if preferred else "",
            )


def _forms(docs: Sequence[Facts]) -> dict[Key, dict[str, Reading]]:
    """For each person and body its printed names, each where it is first."""
    found: dict[Key, dict[str, Reading]] = defaultdict(dict)
    for facts in docs:
        records: tuple[Person | Body, ...] = (*facts.people, *facts.bodies)
        for named in records:
            for form, reading in _readings(named, facts.document.name):
                found[named.key].setdefault(form, reading)
    return found


def _readings(named: Person | Body, document: str) -> Iterator[tuple[str, Reading]]:
    for surface in named.surfaces:
        value = " ".join(surface.value.split())
        if isinstance(named, Person) and value != named.name and named.name in value:
            value = named.name
        yield value, Reading(value, document, surface.proof)


def _letters(form: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", form.replace("'s", "").replace("’s", ""))


def _whole(form: str, label: str) -> bool:
    return len(_letters(form)) == len(_letters(label))


def _person(form: str, label: str) -> bool:
    """True where a part of the name is like a part of the label, and yet not the same."""
    parts = {part.casefold() for part in _letters(label)}
    return any(
        part.casefold() not in parts and any(_slip(part, other) for other in parts) for part in _letters(form)
    )


def _slip(part: str, other: str) -> bool:
    one, two = plain(repair(part)), plain(other)
    if one == two:
        return True
    return min(len(one), len(two)) > 3 and OSA.normalized_similarity(one, two) >= _LIKE


def _body(form: str, label: str, wording: Wording) -> bool:
    """True where the letters differ by a slip or by diacritics; hyphens, case and plurals do not count, and
    neither does American spelling."""
    fillers = wording.title_fillers
    one, two = (_telling(name, wording) for name in (form, label))
    if one == two:
        marked = ([p.casefold() for p in _letters(n) if plain(p) not in fillers] for n in (form, label))
        return any(a != b and plain(a) == plain(b) for a, b in zip(*marked, strict=False))
    bare = ("".join(one).removesuffix("s"), "".join(two).removesuffix("s"))
    long = min(map(len, bare)) >= _LONG
    return long and len(one) == len(two) and bare[0] != bare[1] and OSA.distance(*bare) <= _SLIPS


def _telling(name: str, wording: Wording) -> tuple[str, ...]:
    known = dict(wording.american)
    told = " ".join(known.get(word, word) for word in words(name) if word not in wording.title_fillers)
    return tuple(told.split())
