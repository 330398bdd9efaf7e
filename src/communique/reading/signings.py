"""A signing that names its signers is an event too."""

from __future__ import annotations

from communique.reading.deeds import Deed
from communique.reading.story import Story, by_date


def add_signings(story: Story, deeds: list[Deed]) -> None:
    """For every instrument with named signatories, its signing as an event."""
    for deed in deeds:
        people = [k for k in deed.signatories if k.startswith("person:")]
        if deed.status not in ("signed", "planned") or not people:
            continue
        _owner_signs(story, deed)
        status = (
            "planned"
            if deed.status == "planned"
            else by_date(story.published, deed.date.start if deed.date else "")
        )
        draft = story.drafts.new(
            "signing", f"Signing of the {_plain(deed.label)}", status, deed.start, deed.end, "signing"
        )
        draft.date = deed.date
        for key, (start, end) in deed.signatories.items():
            draft.take(key, "participant", start, end, "signing")
        visit = next(
            (d for d in story.drafts.live() if d.type == "visit" and d.people() & set(deed.signatories)), None
        )
        if visit is not None and status == "held":
            draft.part_of = (visit.key, deed.start, deed.end)
            draft.place = visit.place
        deed.meeting = draft.key


def _owner_signs(story: Story, deed: Deed) -> None:
    """ "the signing … with Mr Y" on X's visit: X signs as well."""
    if len(deed.signatories) != 1:
        return
    other = next(iter(deed.signatories))
    visit = next((d for d in story.drafts.live() if d.type == "visit" and d.status == "held"), None)
    if visit is None or other in visit.people():
        return
    for key, role in list(visit.roles.items())[:1]:
        deed.signatories[key] = (role.start, role.end)


def _plain(label: str) -> str:
    return label[4:] if label.lower().startswith("the ") else label
