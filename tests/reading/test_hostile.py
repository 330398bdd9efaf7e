"""Reading takes time in proportion to the text, whatever the text: twice as much of it, twice the work."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest

from communique.reach import bounded
from communique.reading import read
from tests.reading.cases import document, lexicon

FORK = multiprocessing.get_context("fork")
GUARD = 60.0
LARGE = 1_000_000
ENOUGH = 0.15
RATIO = 3.3
LETTERS = "abcdefghij"


def repeated(unit: str) -> Callable[[int], str]:
    """Texts of any length that say `unit` over and over."""
    return lambda size: unit * (size // len(unit))


def people(size: int) -> str:
    """Sentences of which every one names people whom no other names."""
    names = ("".join(name).capitalize() for name in itertools.product(LETTERS, repeat=6))
    sentences = (
        f"Mr. Anna {one} met Ms. Beta {other} in Paris. " for one, other in zip(names, names, strict=False)
    )
    return "".join(itertools.islice(sentences, size // 45))


# What the reader may be fed in bad faith or by accident: a broken export, a table, a scan.
NAMED = {
    "commas": repeated("a, "),
    "quotes nested": repeated('“‘"'),
    "quotes unclosed": repeated("“word word word "),
    "capital words": repeated("Alpha "),
    "capital letters": repeated("A"),
    "and": repeated("and "),
    "digits and slashes": repeated("1/2/"),
    "parentheses": repeated("("),
}
OTHER = {
    "names and commas": repeated("Anna, "),
    "quotes closed": repeated("“he said that it was so,” "),
    "apostrophes": repeated("a' b' "),
    "one word": repeated("a"),
    "initials": repeated("A. "),
    "honorifics": repeated("Mr. "),
    "posts": repeated("President and "),
    "posts in posts": repeated("Minister of "),
    "posts with names": repeated("President Anna Alpha, "),
    "bodies in bodies": repeated("Council of the "),
    "events in events": repeated("meeting of the "),
    "deeds": repeated("signed "),
    "instruments": repeated("Agreement between A and "),
    "delegations": repeated("led a delegation of "),
    "verbs": repeated("Mr. Anna Alpha met with "),
    "dates": repeated("8 January "),
    "date ranges": repeated("1 to "),
    "long number": repeated("12345678"),
    "number in groups": repeated("123 456 "),
    "money": repeated("€1 million "),
    "dots": repeated("a."),
    "hyphens": repeated("A-"),
    "hyphenated states": repeated("France-"),
    "at signs": repeated("a@"),
    "addresses cut short": repeated(f"http://{')' * 93} "),
    "links": repeated("[a]("),
    "tags": repeated("<a "),
    "entities": repeated("&amp;"),
    "combining marks": repeated("a\u0301"),
    "line breaks": repeated("word\n\n"),
    "bullets": repeated("\n* a"),
    "sentences": repeated("Mr. Anna Alpha met Mr. Boris Beta in Paris. "),
    "people": people,
}


def _send(connection: Connection, text: str, most: int) -> None:
    # What the tests before have left on the heap is none of reading's: a collection would go through it all.
    gc.freeze()
    before = time.process_time()
    read(bounded(document(text, "2020-06-15"), most), lexicon())
    connection.send(time.process_time() - before)


def cpu(text: str, most: int = LARGE) -> float:
    """Seconds of processor time that reading `text` takes, `most` words and signs of it, in a process that is
    stopped after `GUARD`."""
    lexicon()
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_send, args=(sender, text, most))
    process.start()
    seconds: float = receiver.recv() if receiver.poll(GUARD) else GUARD
    process.kill()
    process.join()
    return seconds


@pytest.mark.parametrize("kind", [*NAMED, *OTHER])
def test_reading_is_linear(kind: str) -> None:
    text = {**NAMED, **OTHER}[kind]
    size = 8_000
    while (once := cpu(text(size))) < ENOUGH and size < LARGE // 4:
        size *= 2
    # A busy machine inflates one measurement, not the best of several; what is quadratic stays at four times.
    twice = cpu(text(2 * size))
    for _ in range(5):
        if twice < RATIO * max(once, ENOUGH / 2):
            return
        once, twice = min(once, cpu(text(size))), min(twice, cpu(text(2 * size)))
    assert twice < RATIO * max(once, ENOUGH / 2), (
        f"{size} characters take {once:.2f} s, twice as many {twice:.2f} s"
    )


@pytest.mark.parametrize("kind", NAMED)
def test_a_megabyte_is_read_within_the_guard(kind: str) -> None:
    assert cpu(NAMED[kind](LARGE)) < GUARD
