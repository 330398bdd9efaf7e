"""Words with their classes and values, from the files of `mappings/lexicon/` that hold no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import regex

from communique.errors import MappingError
from communique.reading.entries import Entry
from communique.reading.names import fold
from communique.reading.yamlfile import entries, sections

WORD_FILES = ("words", "honorifics", "posts", "meetings", "agreements")
VALUED = {
    "meetings": {"eventhead", "ordinal"},
    "agreements": {"instrumenthead", "instrumentverb", "currency", "dollar"},
    "posts": {"implied"},
    "dates": {"month", "weekday", "relative", "ago"},
    "numbers": {"numeral", "tens", "scale"},
    "hosts": {"host_end", "host_part"},
}
VALUED_KEYS = {"word", "also", "type", "value", "kind", "status", "unit"}


def plural(word: str) -> str:
    """The plural of a post's head noun: "Secretaries", "Directors-General"."""
    for tail in ("-General", " General"):
        if word.endswith(tail) and word != tail:
            return plural(word.removesuffix(tail)) + tail
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch")) else "s")


def words(folder: Path) -> Iterator[tuple[str, Entry]]:
    """(form, entry) of every word of a plain list; heads of posts in the plural as well."""
    for stem in WORD_FILES:
        for cls, word, _ in sections(folder / f"{stem}.yaml"):
            yield word, Entry(cls, word)
            if cls in ("head", "envoy"):
                yield plural(word), Entry("heads", word)


def valued(folder: Path, stems: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """(form, entry) of every word that has a value, from the files named by `stems`."""
    for stem in stems:
        for cls, item in entries(folder / f"{stem}.yaml", VALUED[stem], VALUED_KEYS):
            word = item.text("word")
            value = item.text("value") or item.text("type") or item.text("status")
            entry = Entry(cls, word, value, item.text("kind") or item.text("unit"))
            for form in (word, *item.texts("also")):
                yield form, entry


def compounds(folder: Path) -> Iterator[tuple[str, Entry]]:
    """Ordinals of two words, of a ten and a unit: "sixty-fifth"."""
    numbers = values(folder, "numbers", "numeral", "tens")
    tens = {w: int(v) for w, v in numbers.items() if v.isdigit() and w.endswith("ty")}
    units = {e.name: int(e.value) for _, e in valued(folder, ("meetings",)) if e.cls == "ordinal"}
    for ten, high in tens.items():
        for unit, low in units.items():
            if low < 10:
                yield f"{ten}-{unit}", Entry("ordinal", f"{ten}-{unit}", str(high + low))


def values(folder: Path, stem: str, *classes: str) -> dict[str, str]:
    """The value of each form of some classes of one file."""
    return {form: e.value for form, e in valued(folder, (stem,)) if e.cls in classes}


def calendar(folder: Path) -> dict[str, Entry]:
    """The words of dates, those without a capital in lower case."""
    return {w if w[0].isupper() else w.lower(): e for w, e in valued(folder, ("dates",))}


def money_forms(currencies: Mapping[str, str]) -> dict[str, str]:
    """Each way to write a currency with its code: as in the mapping, capitalised, "U.S. dollars"."""
    forms = dict(currencies)
    forms |= {w.title(): v for w, v in currencies.items()}
    forms |= {w.replace("us ", "US ").replace("u.s. ", "U.S. "): v for w, v in currencies.items()}
    return forms


def alternatives(folder: Path) -> dict[str, str]:
    """For each class of calendar words, for currencies and numbers, the regular expression of its forms."""
    numbers = list(valued(folder, ("numbers",)))
    classes: dict[str, list[str]] = {
        "currency": list(money_forms(values(folder, "agreements", "currency"))),
        "scale": [w for w, e in numbers if e.cls == "scale"],
        "long_scale": [w for w, e in numbers if e.cls == "scale" and w == e.name],
        "number": [w for w, e in numbers if e.cls != "scale"],
        "count": [w for w, e in numbers if e.cls == "numeral" or w == "a"],
    }
    for word, entry in calendar(folder).items():
        classes.setdefault(entry.cls, []).append(word)
    return {
        cls: "|".join(regex.escape(w) for w in sorted(ws, key=lambda w: (-len(w), w)))
        for cls, ws in classes.items()
    }


def listed(path: Path) -> frozenset[str]:
    """The words of a plain list, a word a line after `#` comments, as names are compared.

    Raises MappingError where there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(path, 1, f"the list of words cannot be read: {error}") from error
    lines = text.lower().splitlines()
    return frozenset([line if line.isascii() else fold(line) for line in lines if line and line[0] != "#"])


def confidence(path: Path) -> dict[str, float]:
    """How often what a rule reads is right, by rule. Raises MappingError where that is no number."""
    found: dict[str, float] = {}
    for _, item in entries(path, {"confidence"}, {"rule", "value"}):
        try:
            found[item.text("rule")] = float(item.text("value"))
        except ValueError as error:
            raise MappingError(path, item.line, f"{item.text('value')!r} is no number") from error
    return found
