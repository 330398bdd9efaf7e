"""How fast texts are read, from tokens to facts, on one core.

    python benchmarks/reading.py TEXTS [--repeat 5]

Against spaCy, where it is installed (`pip install .[benchmark]`), on the same texts in the same run, turn by
turn: its blank English tokenizer alone; with a Matcher of as many patterns as mappings/ has rules (grammar
and verbs); and with one more for each further wording of a verb. The Matcher finds those patterns alone;
reading goes on to clauses, dates and facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from time import process_time
from typing import Any, TypeAlias

import click

from communique import resources
from communique.model import Document
from communique.reading import read
from communique.reading.frames import forms, frames
from communique.reading.lexicon import Lexicon, load
from communique.settings import Settings
from communique.texts import read_documents

Pattern: TypeAlias = list[dict[str, object]]
WINDOW = 5  # words of a pattern


@click.command()
@click.argument("texts", nargs=-1, required=True)
@click.option("--repeat", type=click.IntRange(1), default=5, show_default=True, help="The best of so many.")
def main(texts: tuple[str, ...], repeat: int) -> None:
    """Print the documents a second of each way to read TEXTS, and their ratio to reading."""
    documents = [item for item in read_documents(texts, Settings()) if isinstance(item, Document)]
    lexicon = load(resources.mappings())
    examples = _examples(lexicon)
    wordings = [form.split() for form, _ in forms(resources.mappings())]
    found = list(patterns(examples, len(examples)))
    worded: list[Pattern] = [[{"LOWER": word} for word in words] for words in wordings]
    ways: dict[str, Callable[[Document], object]] = {"communique": lambda document: read(document, lexicon)}
    ways |= _spacy(found, found + worded)
    for line in compared(measured(ways, documents, repeat), documents):
        click.echo(line)


def _examples(lexicon: Lexicon) -> list[str]:
    """The example of each rule, empty where a rule is only part of others."""
    rules = [rule.example for rule in lexicon.grammar.rules.values()]
    return rules + [frame.example for frame in frames(resources.mappings()).values()]


def patterns(examples: Sequence[str], count: int) -> Iterator[Pattern]:
    """So many token patterns, cut from the examples: a capital stands for any capitalised word."""
    rows = [example.rstrip(".").split() for example in examples if example]
    windows = (row[at : at + WINDOW] for at in range(WINDOW) for row in rows if len(row) >= at + WINDOW)
    for window in islice(windows, count):
        yield [{"IS_TITLE": True} if word[0].isupper() else {"LOWER": word.rstrip(",")} for word in window]


def _spacy(*sets: list[Pattern]) -> Mapping[str, Callable[[Document], object]]:
    try:
        spacy, matching = import_module("spacy"), import_module("spacy.matcher")
    except ImportError:
        click.echo("spaCy is not installed (pip install .[benchmark]): nothing to compare with", err=True)
        return {}
    language: Any = spacy.blank("en")
    ways: dict[str, Callable[[Document], object]] = {
        f"spaCy {spacy.__version__}, blank": lambda document: language(document.text)
    }
    for found in sets:
        matcher: Any = matching.Matcher(language.vocab)
        for number, pattern in enumerate(found):
            matcher.add(str(number), [pattern])
        ways[f"spaCy, blank, Matcher of {len(found)} patterns"] = _matching(language, matcher)
    return ways


def _matching(language: Any, matcher: Any) -> Callable[[Document], object]:
    return lambda document: matcher(language(document.text))


def measured(
    ways: Mapping[str, Callable[[Document], object]], documents: Sequence[Document], repeat: int
) -> dict[str, float]:
    """The seconds of processor time that each way takes for all documents, at best after a first round."""
    best = dict.fromkeys(ways, float("inf"))
    for turn in range(repeat + 1):
        for name, way in ways.items():
            start = process_time()
            for document in documents:
                way(document)
            if turn:
                best[name] = min(best[name], process_time() - start)
    return best


def compared(seconds: Mapping[str, float], documents: Sequence[Document]) -> Iterator[str]:
    """A row for each way, its speed and how much faster reading is."""
    words = sum(len(document.text.split()) for document in documents)
    yield f"{len(documents)} texts of {words / len(documents):.0f} words on average, one core"
    reading = next(iter(seconds.values()))
    for name, took in seconds.items():
        ratio = "" if took == reading else f"  reading is {took / reading:.2f} times as fast"
        yield f"{len(documents) / took:7.0f} texts/s  {name}{ratio}"


if __name__ == "__main__":
    main()
