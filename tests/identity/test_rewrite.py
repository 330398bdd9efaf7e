"""One document's records under shared keys."""

from __future__ import annotations

from tests.identity.conftest import Draft, Resolver


def test_keys_of_a_documents_own_records(resolved: Resolver) -> None:
    draft = Draft("003_press.release.txt", "2019-04-24")
    person = draft.person("Vladimir Voronkov", ("Under-Secretary-General", "unoct"))
    meeting = draft.meeting("Dialogue on Trade", date="2019-04-24", present=[person], role="chair")
    draft.delegation(meeting, person, 2, [draft.concept("undp")])
    (facts,) = resolved(draft).documents
    assert [h.key for h in facts.holdings] == [
        "post-holding/003-press-release-vladimir-voronkov-under-secretary-general"
    ]
    assert [p.key for p in facts.participations] == [
        "participation/003-press-release-vladimir-voronkov-chair",
        "participation/003-press-release-undp-participant",
    ]
    (group,) = facts.delegations
    assert (group.key, group.leader) == (
        "delegation/003-press-release-vladimir-voronkov",
        "person/vladimir-voronkov",
    )
    assert facts.participations[1].delegation == group.key
    assert group.meeting == facts.meetings[0].key == "meeting/dialogue-on-trade-2019-04-24"


def test_two_files_of_one_name_differ_by_hash(resolved: Resolver) -> None:
    drafts = Draft("a/release.txt", "2019-04-24"), Draft("a-release.md", "2019-04-24")
    for draft in drafts:
        draft.person("Vladimir Voronkov", ("Under-Secretary-General", "unoct"))
    documents = resolved(*drafts).documents
    keys = {facts.holdings[0].key for facts in documents}
    assert keys == {
        f"post-holding/a-release-{f.document.sha256[:8]}-vladimir-voronkov-under-secretary-general"
        for f in documents
    }


def test_a_meeting_read_twice_has_each_participation_once(resolved: Resolver) -> None:
    draft = Draft("a.txt", "2022-04-08")
    person = draft.person("Ilkka Salmi", ("Coordinator", "eu"))
    series = "EU-UN Leaders' Dialogue on Counter-Terrorism"
    for label in ("Fourth Leaders' Dialogue", "Fourth EU-UN Dialogue"):
        draft.meeting(label, series=series, ordinal=4, parties=("eu", "un"), present=[person])
    (facts,) = resolved(draft).documents
    (part,) = facts.participations
    assert len(part.proof.spans) == 2
