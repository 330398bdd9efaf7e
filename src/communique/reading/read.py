"""The steps of reading in order: view, tokens, officials, events, instruments, speech, facts."""

from __future__ import annotations

from dataclasses import replace

from communique.model import Document, Facts
from communique.reach import within
from communique.reading import header as head
from communique.reading.assemble import assemble
from communique.reading.authors import author
from communique.reading.delegations import read_delegations
from communique.reading.drafts import Drafts
from communique.reading.eventnouns import event_noun
from communique.reading.eventstatus import settle_status
from communique.reading.eventverbs import note_occasion, note_subject, read_sentence_verbs
from communique.reading.homes import home_state
from communique.reading.instruments import read_instruments
from communique.reading.joins import join_listed, join_named, open_list
from communique.reading.lexicon import Lexicon
from communique.reading.quotations import Stretch, stretches
from communique.reading.represented import note_represented
from communique.reading.scene import Scene, prepare
from communique.reading.signings import add_signings
from communique.reading.slips import mended
from communique.reading.speakers import sayings
from communique.reading.story import Story
from communique.reading.titles import drop_empty, settle_cities, settle_title, title_event
from communique.reading.topics import matters
from communique.reading.view import view
from communique.reading.visits import settle_visits


def read(document: Document, lexicon: Lexicon) -> Facts:
    """All that `document` says as far as it is read, under keys local to it. Never raises on any text."""
    part = within(document)
    scene, dated, quoted = scene_of(part, lexicon)
    story = tell(scene, dated.start if dated else "")
    parties = read_delegations(story)
    said = list(sayings(scene, quoted))
    deeds = read_instruments(story)
    add_signings(story, deeds)
    facts = assemble(part, story, dated, parties, deeds, said, list(matters(story, deeds)))
    return replace(facts, document=document) if document.end else facts


def scene_of(document: Document, lexicon: Lexicon) -> tuple[Scene, head.Dated | None, list[Stretch]]:
    """The document as a row of words and mentions, its date of publication, its direct speech."""
    seen = mended(view(document, lexicon.lists.run_on), lexicon)
    dated = head.published(document, seen, lexicon)
    quoted = list(stretches(seen))
    scene = prepare(
        seen, lexicon, head.base_day(dated), [(q.start, q.end) for q in quoted], dated.start if dated else ""
    )
    scene.author = author(document, scene)
    scene.home = home_state(document, lexicon)
    return scene, dated, quoted


def tell(scene: Scene, published: str) -> Story:
    """The events of a scene, sentence by sentence."""
    story = Story(scene, Drafts(scene.lexicon.lists.event_small), published, author=scene.author)
    headings = [(b.start, b.end) for b in scene.view.blocks if b.kind in ("heading", "title")]
    title_event(story, headings)
    for first, last in scene.sentences:
        start = scene.row[first].start
        join_listed(story, first, last)
        if any(a <= start < b for a, b in headings):
            continue
        for at in range(first, last) if "event" in scene.classes[first] else ():
            if scene.row[at].cls == "event":
                event_noun(story, at, first, last)
        read_sentence_verbs(story, first, last)
        join_named(story, first, last)
        note_occasion(story, first, last)
        open_list(story, first, last)
        if story.current is not None and story.current.status == "held":
            story.after[first] = story.current
        note_subject(story, first, last)
    settle_status(story)
    settle_title(story)
    settle_cities(story)
    drop_empty(story)
    settle_visits(story)
    note_represented(story)
    return story
