"""Write the word lists of mappings/names/ anew: names from Faker's locales, ordinary words from texts.

python -m docs.words names             given.txt and family.txt, from the installed Faker
python -m docs.words ordinary TEXTS    ordinary.txt, from a folder of texts: the more, the better

An ordinary word stands in small letters in five texts at least, with a capital at most ten times as often.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from communique import resources

FOLDER = resources.mappings() / "names"
WORD = re.compile(r"(?<![\w'’-])[A-Za-z][a-z]{2,}(?![\w'’-])")
LATIN_ENDS = 0x250  # the code point after Latin Extended-B
TEXTS, CAPITALS = 5, 10
HEADS = {
    "given": "Given names of many countries, from the locales of Faker (MIT): python -m docs.words names",
    "family": "Family names of many countries, from the locales of Faker (MIT): python -m docs.words names",
    "ordinary": "Words that are written small in press releases: python -m docs.words ordinary TEXTS",
}


def names(kind: str) -> set[str]:
    """The single-word names in Latin letters of every locale; `kind` is "first" or "last"."""
    people = importlib.import_module("faker.providers.person")
    found: set[str] = set()
    for locale in pkgutil.iter_modules(people.__path__):
        provider = vars(importlib.import_module(f"{people.__name__}.{locale.name}").Provider)
        for name, value in provider.items():
            if name.startswith((f"{kind}_names", f"{kind}_romanized")):
                found.update(_single(value))
    return found


def _single(value: object) -> Iterator[str]:
    listed = value if isinstance(value, Iterable) else ()
    for name in listed:
        if isinstance(name, str) and name[:1].isupper() and " " not in name and ord(name[0]) < LATIN_ENDS:
            yield name


def ordinary(texts: Iterable[str]) -> set[str]:
    """The words that texts write small."""
    small, great, spread = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        found = WORD.findall(text)
        small.update(w for w in found if w[0].islower())
        great.update(w.lower() for w in found if w[0].isupper())
        spread.update({w for w in found if w[0].islower()})
    return {w for w, n in spread.items() if n >= TEXTS and small[w] * CAPITALS >= great[w]}


def write(lists: Mapping[str, Iterable[str]]) -> None:
    """Each list to its file, sorted, a word a line."""
    for stem, words in lists.items():
        path = FOLDER / f"{stem}.txt"
        path.write_text("\n".join((f"# {HEADS[stem]}", *sorted(words), "")), encoding="utf-8")


def main(what: str, *folders: str) -> None:
    """Write what is asked for."""
    if what == "names":
        write({"given": names("first"), "family": names("last")})
    else:
        paths = [p for folder in folders for p in Path(folder).rglob("*") if p.suffix in (".md", ".txt")]
        write({"ordinary": ordinary(p.read_text("utf-8", errors="replace") for p in sorted(paths))})


if __name__ == "__main__":
    main(*sys.argv[1:])
