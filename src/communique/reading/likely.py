"""What is a person's name by the look of its words: known names, and ordinary words that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.lexicon import Lexicon, NameWords
from communique.reading.names import fold, words_of
from communique.reading.officials import Official
from communique.reading.tokens import Token

DOUBTFUL = frozenset(
    (
        "surname_head",
        "eventadjective",
        "if",
        "state",
        "region",
        "portfolio",
        "verb",
        "instrumenthead",
        "eventhead",
    )
)
# Rules that read a name without a title: it must begin with a known given name.
UNTITLED = frozenset(
    ("listed_name", "sayer", "sayer_above", "who_chaired", "two_meet", "for_state", "owned_name")
)
NAME_FIRST = frozenset(("named_post", "listed", "listed_name", "relative_post", "named_is"))
NOUNS = frozenset(("portfolio", "instrumenthead", "eventhead"))
TITLED = frozenset("portfolio head heads bodyhead cap eventhead instrumenthead of and acronym hyphen".split())


def likely(found: Sequence[Official], lexicon: Lexicon) -> list[Official]:
    """The officials but those whose name is made of ordinary words.

    In "the Chief Scientist" and "the Director of Public Prosecutions" the last word is no name. Where a form
    of address says that it is ("Mr Hand"), or a full name ends in it ("Gerry Hand"), it is one. Right after a
    post one word that is not ordinary makes a name; elsewhere ("Example Healthcare, Premier") it does not.
    """
    names, suffixes = lexicon.name_words, lexicon.lists.name_suffix
    found = [_bare(o, lexicon) for o in found if not _elsewhere(o, lexicon) and not _aside(o)]
    worded = [(official, words_of(official.name, suffixes)) for official in found]
    sure = {words[-1] for official, words in worded if _certain(official, words, lexicon)}
    return [o for o, words in worded if words[-1] in sure or not _ordinary(o, words, names)]


def known(name: str, names: NameWords) -> bool:
    """Whether a word of the name is one that people have."""
    return any(word in names.given or word in names.family for word in fold(name).split())


def _elsewhere(official: Official, lexicon: Lexicon) -> bool:
    """In "at Jakarta – the Prime Minister …" the city is nobody; a list names bodies as well as people."""
    entry = lexicon.exact_names.get(official.name)
    last = fold(official.name.split()[-1])
    named_after = last in lexicon.lists.namesakes and last not in lexicon.name_words.family
    if " " in official.name and named_after and not official.honorific:
        return True
    if last in lexicon.lists.no_names and not official.honorific:
        return True
    if official.rule == "post_name" and entry is not None and entry.cls == "place":
        return last not in lexicon.name_words.family and not official.honorific
    if official.rule == "named_post" and _adverb(official, lexicon.name_words):
        return True
    if official.rule == "group_named":
        return not known(official.name, lexicon.name_words)
    if official.rule == "owned_name" and last in lexicon.name_words.ordinary:
        return last not in lexicon.name_words.family
    if official.rule in UNTITLED:
        return fold(official.name.split()[0]) not in lexicon.name_words.given
    return official.rule == "named_post" and entry is not None and not official.honorific


def _aside(official: Official) -> bool:
    """In "So, the President …" and "Karine, the Speaker …" the title is somebody else's."""
    bare = " " not in official.name and not official.honorific and official.rule == "named_post"
    return bare and not any(post.organization for post in official.posts)


def _adverb(official: Official, names: NameWords) -> bool:
    """ "Additionally, the Administrator …" names nobody."""
    word = fold(official.name)
    return word.endswith("ly") and " " not in word and word not in names.family and not official.honorific


def _bare(official: Official, lexicon: Lexicon) -> Official:
    """ "Moderator Ann Example, Director": the first word, an ordinary one, is none of the name."""
    first, *others = official.name.split()
    names, word = lexicon.name_words, fold(first)
    plain = word in names.ordinary and word not in names.given and word not in names.family
    plain = plain or word in lexicon.lists.callings
    named = len(others) > 1 and fold(others[0]) in names.given
    if official.rule not in NAME_FIRST or not plain or not named:
        return official
    return replace(official, name=" ".join(others), name_start=official.name_start + len(first) + 1)


def _certain(official: Official, words: Sequence[str], lexicon: Lexicon) -> bool:
    first = official.honorific.split()[:1]
    addressed = any(w in lexicon.exact and lexicon.exact[w].cls == "honorific" for w in first)
    return addressed or (len(words) > 1 and any(w in lexicon.name_words.given for w in words[:-1]))


def _ordinary(official: Official, words: Sequence[str], names: NameWords) -> bool:
    if any(w in names.given or w in names.family for w in words if len(w) > 1):
        return False
    told = words if official.rule == "post_name" else words[-1:]
    return all(w in names.ordinary or w.rstrip("s") in names.ordinary for w in told)


def surnames(row: Sequence[Token], names: NameWords) -> list[Token]:
    """The row with what ends a name made words of it: "Ann Jordan", "Theresa May", "Stewart West"."""
    out = list(row)
    for at, token in enumerate(row):
        if (
            token.cls in DOUBTFUL
            and token.text[0].isupper()
            and _named(token, out[max(0, at - 2) : at], row[at + 1 : at + 2], names)
        ):
            out[at] = token._replace(cls="cap", entry=None)
    return out


def _named(token: Token, before: Sequence[Token], after: Sequence[Token], names: NameWords) -> bool:
    if " " in token.text:
        return False
    if token.cls == "eventadjective":
        return fold(token.text) in names.given
    titled = any(t.cls in TITLED and (t.cls != "and" or token.cls == "portfolio") for t in after)
    if token.cls in NOUNS and (titled or fold(token.text) not in names.family):
        return False
    middle = len(before) == 2 and before[1].cls == "cap" and token.cls != "portfolio"
    return bool(before) and (_given(before[-1], names) or (middle and fold(before[0].text) in names.given))


def _given(token: Token, names: NameWords) -> bool:
    word = fold(token.text)
    return token.cls == "cap" and word in names.given and word not in names.ordinary
