"""The small word lists and the line patterns of `mappings/lexicon/`, each under a name of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import regex

from communique.errors import MappingError
from communique.reading.yamlfile import Item, entries, sections


@dataclass(frozen=True, slots=True)
class Lists:
    """The sections of `lists.yaml`, which says what each is for."""

    i: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    pair: frozenset[str]
    both: frozenset[str]
    bilateral: frozenset[str]
    of_subject: frozenset[str]
    of_author: frozenset[str]
    counterpart: frozenset[str]
    rank: frozenset[str]
    seated: frozenset[str]
    presiding: frozenset[str]
    sole: frozenset[str]
    its: frozenset[str]
    appointing: frozenset[str]
    theirs: frozenset[str]
    beneath: frozenset[str]
    title_small: frozenset[str]
    small: frozenset[str]
    name_suffix: frozenset[str]
    generation: frozenset[str]
    namesakes: frozenset[str]
    no_names: frozenset[str]
    callings: frozenset[str]
    sent: frozenset[str]
    born: frozenset[str]
    son_of: frozenset[str]
    spouse: frozenset[str]
    replacing: frozenset[str]
    kind_of_text: frozenset[str]
    in_office: frozenset[str]
    of_title: frozenset[str]
    small_heads: frozenset[str]
    small_seconds: frozenset[str]
    small_sure: frozenset[str]
    intended: frozenset[str]
    agreeing: frozenset[str]
    looking: frozenset[str]
    planning: frozenset[str]
    held: frozenset[str]
    slogan: frozenset[str]
    committees: frozenset[str]
    gathered: frozenset[str]
    unnamed: frozenset[str]
    ongoing: frozenset[str]
    envoys: frozenset[str]
    met_parties: frozenset[str]
    greeting: frozenset[str]
    had: frozenset[str]
    future: frozenset[str]
    past_forms: frozenset[str]
    by_means: frozenset[str]
    side: frozenset[str]
    adverb: frozenset[str]
    there: frozenset[str]
    where: frozenset[str]
    before_this: frozenset[str]
    during_stay: frozenset[str]
    phone: frozenset[str]
    represented: frozenset[str]
    town_end: frozenset[str]
    would: frozenset[str]
    counted: frozenset[str]
    fixed: frozenset[str]
    runs: frozenset[str]
    together: frozenset[str]
    jointly: frozenset[str]
    convening: frozenset[str]
    hosting: frozenset[str]
    led: frozenset[str]
    delegation: frozenset[str]
    at_event: frozenset[str]
    opening: frozenset[str]
    comprising: frozenset[str]
    the_event: frozenset[str]
    in_course: frozenset[str]
    meanwhile: frozenset[str]
    once_more: frozenset[str]
    later: frozenset[str]
    coming: frozenset[str]
    beside: frozenset[str]
    behalf: frozenset[str]
    accompanying: frozenset[str]
    attendees: frozenset[str]
    talked_of: frozenset[str]
    observed: frozenset[str]
    observance: frozenset[str]
    event_small: frozenset[str]
    acting_body: frozenset[str]
    ending: frozenset[str]
    lasting: frozenset[str]
    edition: frozenset[str]
    limit: frozenset[str]
    bound: frozenset[str]
    today: frozenset[str]
    founded: frozenset[str]
    concluding: frozenset[str]
    to_conclude: frozenset[str]
    announcing: frozenset[str]
    urging: frozenset[str]
    relative: frozenset[str]
    proposing: frozenset[str]
    government: frozenset[str]
    commitments: frozenset[str]
    within: frozenset[str]
    under: frozenset[str]
    body_kinds: frozenset[str]
    anew: frozenset[str]
    topic_ends: frozenset[str]
    papers: frozenset[str]
    witnessing: frozenset[str]
    called: frozenset[str]
    worth: frozenset[str]
    given: frozenset[str]
    toward: frozenset[str]
    benefit: frozenset[str]
    topic_empty: frozenset[str]
    topic_to: frozenset[str]
    topic_by: frozenset[str]
    it: frozenset[str]
    run_on: frozenset[str]
    says: frozenset[str]
    spoke: frozenset[str]
    chief: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The entries of `patterns.yaml`, compiled; the file says what each is for."""

    contact: regex.Pattern[str]
    author_line: regex.Pattern[str]
    author_title: regex.Pattern[str]
    listed: regex.Pattern[str]
    kind_line: regex.Pattern[str]
    kind_words: regex.Pattern[str]
    identifier: regex.Pattern[str]
    contact_name: regex.Pattern[str]
    contact_after: regex.Pattern[str]
    said_lead: regex.Pattern[str]
    past: regex.Pattern[str]
    ahead: regex.Pattern[str]
    undone: regex.Pattern[str]
    feast: regex.Pattern[str]
    sentence_end: regex.Pattern[str]
    day_lead: regex.Pattern[str]
    foretold: regex.Pattern[str]


def lists(path: Path) -> Lists:
    """The lists of a file. Raises MappingError for a list that is missing or that nothing looks for."""
    wanted = {field.name: set[str]() for field in fields(Lists)}
    for name, word, line in sections(path):
        if name not in wanted:
            raise MappingError(path, line, f"nothing looks for a list {name!r}")
        wanted[name].add(word)
    _complete(path, {name for name, words in wanted.items() if words}, set(wanted))
    return Lists(**{name: frozenset(words) for name, words in wanted.items()})


def patterns(path: Path) -> Patterns:
    """The patterns of a file. Raises MappingError for one that is missing, unwanted or no expression."""
    wanted = {field.name for field in fields(Patterns)}
    found: dict[str, regex.Pattern[str]] = {}
    for _, item in entries(path, {"patterns"}, {"id", "pattern", "example"}):
        if item.text("id") not in wanted:
            raise MappingError(path, item.line, f"nothing looks for a pattern {item.text('id')!r}")
        found[item.text("id")] = _compiled(item)
    _complete(path, set(found), wanted)
    return Patterns(**found)


def _compiled(item: Item) -> regex.Pattern[str]:
    try:
        pattern = regex.compile(item.text("pattern"))
    except regex.error as error:
        raise MappingError(item.path, item.line, f"{item.text('id')}: {error}") from error
    if not pattern.search(item.text("example")):
        raise MappingError(item.path, item.line, f"{item.text('id')} does not find its example")
    return pattern


def _complete(path: Path, found: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - found):
        raise MappingError(path, 1, f"{', '.join(missing)} must be listed")
