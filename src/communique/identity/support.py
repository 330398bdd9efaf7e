"""What posts, bodies, series and names say for two profiles being one person."""

from __future__ import annotations

from communique.identity.bodies import lineage
from communique.identity.claims import Claim, Titles
from communique.identity.names import MISSPELT, TOGETHER, initials_apart
from communique.identity.profiles import Profile, is_state
from communique.identity.titles import Words, alike
from communique.identity.wording import Wording
from communique.model import Key

NEAR = 5
_TELLING = 3  # parts of a name that, all alike, need no post beside them
_LONG = 7  # letters of a part in which a slip is no other name


class Support:
    """Weighs profiles by their claims; knows the bodies behind these and the words that rank posts."""

    def __init__(self, titles: Titles, wording: Wording) -> None:
        self._titles = titles
        self._ranks = wording.ranks

    def is_state(self, key: Key) -> bool:
        """True for a state: too wide a body to prove anything without the title."""
        return is_state(key, self._titles)

    def genders_agree(self, one: Profile, other: Profile) -> bool:
        """False where one is only ever Mr. and the other only ever Ms."""
        return not (one.genders and other.genders) or bool(one.genders & other.genders)

    def years_apart(self, one: Profile, other: Profile) -> int:
        """The years between the two profiles' nearest documents; 0 where a date is unknown."""
        return min((abs(a - b) for a in one.years for b in other.years), default=0)

    def strength(self, one: Profile, other: Profile) -> int:
        """3: like post at one body; 2: one body; 1: like post nearby, one house or one series; 0: nothing."""
        pairs = ((a, b) for a in one.claims for b in other.claims)
        best = max((self._claims(a, b) for a, b in pairs), default=0)
        return best or int(bool(one.circle & other.circle) or self._one_house(one, other))

    def of_names(self, one: Profile, other: Profile, score: float) -> bool:
        """True where two full names of that likeness are one person's, by what else is known of both."""
        if not self.genders_agree(one, other) or self._states_apart(one, other):
            return False
        if self._near(one, other) and score > MISSPELT and _enough(one, other, score):
            return True
        strength = self.strength(one, other)
        return strength > 0 and (score > MISSPELT or strength > 1 or _long_slip(one, other))

    def of_surname(self, surname: Profile, full: Profile) -> int:
        """As `strength`, where one name is all that the text gives; the rank of the post counts.

        Without any post it is a second mention of one document's namesake.
        """
        if not surname.claims:
            return 2 if surname.documents <= full.documents else 0
        pairs = [(a, b) for a in surname.claims for b in full.claims]
        best = max((self._claims(a, b) for a, b in pairs), default=0)
        pairs = [(a, b) for a, b in pairs if self._level(a.title, b.title)]
        if best == 2 or (best and any(self._claims(a, b) == best for a, b in pairs)):
            return best
        bare = [(a, b) for a, b in pairs if not (a.organization and b.organization)]
        told = any(_like(a, b) and len(a.title) <= len(b.title) for a, b in bare)
        return int((told and self._near(surname, full)) or bool(surname.circle & full.circle))

    def _level(self, one: Words, other: Words) -> bool:
        return set(one) & self._ranks == set(other) & self._ranks

    def _near(self, one: Profile, other: Profile) -> bool:
        """In releases of one publisher, at one time."""
        return bool(one.publishers & other.publishers) and self.years_apart(one, other) <= NEAR

    def _one_house(self, one: Profile, other: Profile) -> bool:
        """A like post, of no named body on one side at least, in releases of one publisher, at one time."""
        return self._near(one, other) and any(
            _like(a, b) for a in one.claims for b in other.claims if not (a.organization and b.organization)
        )

    def _states_apart(self, one: Profile, other: Profile) -> bool:
        """True where each is an official of states, and of none that the other is."""
        states = [{c.organization for c in p.claims if self.is_state(c.organization)} for p in (one, other)]
        return bool(states[0] and states[1]) and not states[0] & states[1]

    def _claims(self, one: Claim, other: Claim) -> int:
        like = _like(one, other)
        if one.organization and one.organization == other.organization:
            return 3 if like else 0 if self.is_state(one.organization) else 2
        if not one.organization or not other.organization:
            return int(one.title == other.title and len(one.title) > 1)
        return int(like and self._related(one.organization, other.organization))

    def _related(self, one: Key, other: Key) -> bool:
        bodies = self._titles.bodies
        return one in lineage(other, bodies) or other in lineage(one, bodies)


def _like(one: Claim, other: Claim) -> bool:
    """Titles of which one says less than the other and no different, and of one noun at their head."""
    return alike(one.title, other.title) and one.head == other.head


def _enough(one: Profile, other: Profile, score: float) -> bool:
    """Names so alike and so full that releases of one publisher mean one person."""
    shorter = min(len(one.name.telling), len(other.name.telling))
    return score == TOGETHER or initials_apart(one.name, other.name) or shorter >= _TELLING


def _long_slip(one: Profile, other: Profile) -> bool:
    """True where the parts that differ are long, so that a slip is more likely than another name."""
    parts = [
        [part for part in p.name.telling if part not in q.name.telling]
        for p, q in ((one, other), (other, one))
    ]
    return all(len(part.spelt) >= _LONG for part in parts[0] + parts[1])
