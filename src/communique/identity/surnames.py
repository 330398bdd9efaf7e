"""Persons whom a text gives one name alone: each joins the one namesake who holds its post.

A name is first held against the family names of those named in full, then against their first
names, for texts put some family names first and call kings by their given names. Where several
would fit, one who holds the post in far more releases is meant. What finds nobody joins its like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.identity.claims import Claim
from communique.identity.clusters import Clusters
from communique.identity.profiles import Profile
from communique.identity.support import NEAR, Support
from communique.model import Key

_FAR_MORE = 5
_YEARS = 3

_Office = tuple[str, ...]


def join_surnames(found: Sequence[Profile], clusters: Clusters, support: Support) -> None:
    """Join the profiles of one name each to those of full names, or to one another."""
    last, first = _by_sound(found)
    lonely = []
    for number, profile in enumerate(found):
        if profile.name.surname_only and profile.name.telling:
            home = _home(profile, found, last.of(profile), clusters, support)
            if home is None:
                called = [n for n in first.of(profile) if _by_first_name(profile, found[n])]
                home = _home(profile, found, called, clusters, support)
            if home is None or not clusters.join(home, number):
                lonely.append(number)
    _join_lonely(found, lonely, clusters, support)


class _Rivals:
    """Full names by the sound of a part, and by that within a document."""

    def __init__(self) -> None:
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._at_home: dict[tuple[str, int], list[int]] = defaultdict(list)

    def add(self, number: int, profile: Profile, sounds: set[str]) -> None:
        for sound in sounds:
            self._by_sound[sound].append(number)
            for document in profile.documents:
                self._at_home[sound, document].append(number)

    def of(self, profile: Profile) -> Sequence[int]:
        """Those whom one name may mean; without a post, those of its own document alone."""
        sound = profile.name.telling[-1].sound
        if profile.claims:
            return self._by_sound.get(sound, [])
        return [n for document in profile.documents for n in self._at_home.get((sound, document), [])]


def _by_sound(found: Sequence[Profile]) -> tuple[_Rivals, _Rivals]:
    """The full names by every part but the first, and by the first."""
    last, first = _Rivals(), _Rivals()
    for number, profile in enumerate(found):
        if not profile.name.surname_only:
            last.add(number, profile, {part.sound for part in profile.name.telling[1:]})
            first.add(number, profile, {profile.name.telling[0].sound})
    return last, first


def _by_first_name(profile: Profile, full: Profile) -> bool:
    """A first name may stand for the whole in one document, or where spelt alike and in one office."""
    if profile.documents <= full.documents:
        return True
    spelt = profile.name.telling[-1].spelt == full.name.telling[0].spelt
    bodies = {claim.organization for claim in profile.claims}
    return spelt and (bodies == {""} or bool(bodies & {claim.organization for claim in full.claims}))


def _home(
    profile: Profile, found: Sequence[Profile], rivals: Sequence[int], clusters: Clusters, support: Support
) -> int | None:
    """The one cluster whose posts speak for it most strongly; None where none or two do."""
    best: dict[int, int] = {}
    seen: dict[int, int] = defaultdict(int)
    for number in rivals:
        rival = found[number]
        strength = support.of_surname(profile, rival) if support.genders_agree(profile, rival) else 0
        if strength and support.years_apart(profile, rival) <= NEAR:
            root = clusters.find(number)
            best[root] = max(best.get(root, 0), strength)
            seen[root] += len(rival.documents)
    top = max(best.values(), default=0)
    return _chosen({root: seen[root] for root, strength in best.items() if strength == top})


def _chosen(releases: Mapping[int, int]) -> int | None:
    """The only one, or the one that far more releases name than the next."""
    ordered = sorted(releases, key=lambda root: (-releases[root], root))
    if len(ordered) > 1 and releases[ordered[0]] < _FAR_MORE * releases[ordered[1]]:
        return None
    return ordered[0] if ordered else None


def _join_lonely(
    found: Sequence[Profile], lonely: Sequence[int], clusters: Clusters, support: Support
) -> None:
    bodies = _bodies(found, lonely)
    first: dict[_Office, int] = {}
    for number in lonely:
        for claim in sorted(found[number].claims, key=lambda c: (c.organization, c.title)):
            for key in _offices(found[number], claim, support, bodies):
                home = first.setdefault(key, number)
                if support.genders_agree(found[home], found[number]):
                    clusters.join(home, number)


def _bodies(found: Sequence[Profile], lonely: Sequence[int]) -> Mapping[_Office, set[Key]]:
    """The named bodies of each post that releases of one publisher also give without its body."""
    bodies: dict[_Office, set[Key]] = defaultdict(set)
    for number in lonely:
        for claim in found[number].claims:
            for key in _bare(found[number], claim) if claim.organization else ():
                bodies[key].add(claim.organization)
    return bodies


def _offices(
    profile: Profile, claim: Claim, support: Support, bodies: Mapping[_Office, set[Key]]
) -> Iterator[_Office]:
    """What two mentions of a family name must share to be one: a body, a state's post, or a post
    that releases of one publisher give without its body within some years."""
    family = profile.name.telling[-1].sound
    if claim.organization:
        yield (family, claim.organization, *(claim.title if support.is_state(claim.organization) else ()))
    if claim.title:
        yield from (key for key in _bare(profile, claim) if len(bodies.get(key, ())) < 2)


def _bare(profile: Profile, claim: Claim) -> Iterator[_Office]:
    near = sorted({str(year + ahead) for year in profile.years for ahead in range(_YEARS)})
    for publisher in sorted(profile.publishers):
        yield from ((profile.name.telling[-1].sound, publisher, year, *claim.title) for year in near)
