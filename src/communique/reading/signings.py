"""A signing that names its signers is an event too."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.deeds import Deed
from communique.reading.drafts import Draft
from communique.reading.story import Story, by_date


def add_signings(story: Story, deeds: Sequence[Deed]) -> None:
    """For every instrument with named signatories, its signing as an event."""
    for deed in deeds:
        signed = deed.status in ("signed", "planned")
        if signed and any(k.startswith("person:") for k in deed.signatories):
            _owner_signs(story, deed)
            draft = _signing(story, deed)
            _within_visit(story, draft, deed)
            deed.meeting = draft.key


def _signing(story: Story, deed: Deed) -> Draft:
    status = deed.status
    if status != "planned":
        status = by_date(story.published, deed.date.start if deed.date else "")
    label = f"Signing of the {_plain(deed.label)}"
    draft = story.drafts.new("signing", label, status, deed.start, deed.end, "signing")
    draft.date, draft.place = deed.date, deed.place
    for key, (start, end) in deed.signatories.items():
        draft.take(key, "participant", start, end, "signing")
    return draft


def _within_visit(story: Story, draft: Draft, deed: Deed) -> None:
    """What a visitor signs is signed on the visit."""
    signers = set(deed.signatories)
    visit = next((d for d in story.drafts.live() if d.type == "visit" and d.people() & signers), None)
    if visit is not None and draft.status == "held":
        draft.part_of = (visit.key, deed.start, deed.end)
        draft.place = draft.place or visit.place


def _owner_signs(story: Story, deed: Deed) -> None:
    """ "the signing … with Mr Y" on X's visit: X signs as well."""
    visit = story.drafts.held_visit()
    if len(deed.signatories) != 1 or visit is None or visit.people() & set(deed.signatories):
        return
    for key, role in list(visit.roles.items())[:1]:
        deed.signatories[key] = (role.start, role.end)


def _plain(label: str) -> str:
    return label[4:] if label.lower().startswith("the ") else label
