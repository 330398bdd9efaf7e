"""Whom people are said to represent: "Chad was represented by …", "the UN team included …", "For Chad:"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.scene import Scene
from communique.reading.story import Story
from communique.reading.tokens import Token

HOMES = frozenset(("state", "demonym", "body"))
LEADING = frozenset(("attend", "managed"))
JOINTS = frozenset(("comma", "and", "semicolon", "the"))


def note_represented(story: Story) -> None:
    """Enter the state or body of everybody who is said to stand for one, or is listed under one."""
    scene = story.scene
    home: Token | None = None
    listed: Token | None = None
    for first, last in scene.sentences:
        headed = _heading(scene.row[first:last])
        if headed is not None:
            home, listed = None, headed
            continue
        listed = listed if scene.row[first].cls == "official" else None
        home = _sentence(story, first, last, home if _goes_on(scene, first, last) else listed)


def _heading(part: Sequence[Token]) -> Token | None:
    """The one home that a line such as "For Canada:" or "Canada:" names."""
    if part[-1].cls != "colon" or len(part) > 5:
        return None
    homes = [t for t in part if t.cls in HOMES]
    others = [t for t in part[:-1] if t.cls not in HOMES and t.cls not in ("for", "the", "on")]
    return homes[0] if len(homes) == 1 and not others else None


def _goes_on(scene: Scene, first: int, last: int) -> bool:
    """ "It also included …", "The team comprised …": more of the delegation told before."""
    part = scene.row[first : min(last, first + 5)]
    opens = part[0].cls == "he" or any(_a_side(scene, t) for t in part[:2])
    named = any(t.cls in HOMES for t in part)
    return opens and not named and any(t.cls in LEADING for t in part)


def _a_side(scene: Scene, token: Token) -> bool:
    return token.text.lower() in scene.lexicon.lists.side


def _sentence(story: Story, first: int, last: int, home: Token | None) -> Token | None:
    """Every official of the sentence is of the home told last; where it goes on, what it ends with."""
    row = story.scene.row
    for at in range(first, last):
        token = row[at]
        if token.cls in HOMES:
            home = _told(story.scene, at, last, home)
        elif token.cls in ("verb", "discuss") or (token.cls == "stop" and at + 1 < last):
            home = None
        elif token.cls == "official" and token.entry and home is not None:
            _enter(story, token.entry.value, home)
    return home


def _enter(story: Story, person: str, home: Token) -> None:
    if home.entry is not None and home.entry.value in story.scene.lexicon.known:
        story.homes.setdefault(person, (home.entry.value, home.start, home.end))


def _told(scene: Scene, at: int, last: int, home: Token | None) -> Token | None:
    """The home that token `at` begins: "Chad was represented by", "Chad by", "the Chadian team included"."""
    row = scene.row
    after = row[at + 1 : min(last, at + 5)]
    classes = [t.cls for t in after]
    words = [t.text.lower() for t in after]
    if classes[:1] == ["be"] and words[1:2] == ["represented"] and "by" in classes:
        return row[at]
    if home is not None and classes[:1] == ["by"] and row[at - 1].cls in JOINTS:
        return row[at]
    grouped = bool(words) and words[0].startswith(tuple(scene.lexicon.lists.side))
    if grouped and (classes[0] == "attend" or any(c in LEADING for c in classes[1:3])):
        return row[at]
    return home
