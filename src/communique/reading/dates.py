"""Dates as printed, found by one expression and resolved against the day of publication."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from communique.reading import calendar
from communique.reading.lexicon import Lexicon
from communique.reading.windows import Trigger, branched, near


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression in the view; `start` and `end` in ISO, empty where nothing can be said."""

    begin: int
    finish: int
    start: str
    end: str
    anchored: bool
    kind: str


LONG_WORD = regex.compile(r"\p{L}{3,}")
WAY = "last|next|this|in early|in late|in mid|in|since|until|by|during|of|early|late"
WHEN = "in|since|of|for|by|during|until|the|from|early|late|mid|end of|summer|winter|spring|autumn|fall"
TOLD_WAYS = frozenset(("last", "next", "this", "early", "late", "mid"))
LOOSE = frozenset(("week", "rel", "span", "ago"))


@lru_cache(maxsize=4)
def _expression(months: str, weekdays: str, relatives: str, counts: str, agos: str) -> regex.Pattern[str]:
    """Full dates and ranges first, since what is left of them would match as a lesser date."""
    begins = _beginning(months, weekdays, relatives, counts, WAY, WHEN)
    months, weekdays, relatives = branched(months), branched(weekdays), branched(relatives)
    lead = rf"(?:(?:{weekdays}),? (?:the )?)?"
    full = "|".join((*_ranges(months, lead), *_days(months)))
    least = "|".join(_lesser(months, weekdays, relatives, counts, agos))
    return regex.compile(rf"\b(?=\d|{begins})(?:{lead}(?:{full})|{least})\b", regex.IGNORECASE)


def _beginning(*forms: str) -> str:
    """What the first two letters of a date in words may be; asked first, it spares most of the trying."""
    words = "|".join(forms).replace("\\", "").lower().split("|")
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(f"{word} "[1])
    return "|".join(f"{first}[{''.join(sorted(after))}]" for first, after in sorted(seconds.items()))


def _dom(group: str) -> str:
    return rf"(?P<{group}>\d{{1,2}})(?:st|nd|rd|th)?"


def _in_year(group: str) -> str:
    return rf"(?:,? (?:of )?(?P<{group}>(?:19|20)\d\d))?"


def _ranges(months: str, lead: str) -> Iterator[str]:
    to = rf"(?: ?[-–—/] ?| to (?:the )?|,? and (?:the )?| until | through ){lead}"
    bare_to = to.removesuffix(lead)
    m1, m2, m3, m4, m5, m6 = (rf"(?P<m{n}>{months})" for n in range(1, 7))
    listed = r"(?:, \d{1,2}(?:st|nd|rd|th)?\b){0,4}+"
    yield rf"(?P<range1>{_dom('d1')}{listed}{to}{_dom('d2')} (?:of )?{m1}{_in_year('y1')})"
    yield rf"(?P<range2>{_dom('d3')} {m2}{_in_year('y5')}{to}{_dom('d4')} {m3}{_in_year('y2')})"
    yield rf"(?P<range3>{m4} {_dom('d5')}{listed}{bare_to}{_dom('d6')}\b(?! ?(?:{months})){_in_year('y3')})"
    yield rf"(?P<range4>{m5} {_dom('d7')}{_in_year('y6')}{to}{m6} {_dom('d8')}{_in_year('y4')})"


def _days(months: str) -> Iterator[str]:
    yield r"(?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))"
    yield r"(?P<slashed>(?P<sa>\d{1,2})[/.](?P<sb>\d{1,2})[/.](?P<sy>(?:19|20)\d\d))"
    yield rf"(?P<dmy>{_dom('d9')},? (?:of )?(?:{months})\b{_in_year('y7')})"
    yield rf"(?P<mdy>(?:{months})\.? {_dom('d10')}\b(?!:){_in_year('y8')})"
    yield rf"(?P<my>(?:(?:early|late|mid)[- ])?(?P<m7>{months}),? (?:of )?(?P<y9>(?:19|20)\d\d))"


def _lesser(months: str, weekdays: str, relatives: str, counts: str, agos: str) -> Iterator[str]:
    yield rf"(?P<rel>{relatives})(?!'s \w+ (?:administration))"
    ways = "last|next|this|this past|this coming"
    to = r"(?: to | until | through | and |[-–])"
    yield rf"(?P<span>(?:(?P<sway>{ways}) )?(?P<s1>{weekdays}){to}(?P<s2>{weekdays}))"
    yield rf"(?P<week>(?:(?P<wway>{ways}) )?(?P<wd>{weekdays})(?!,? (?:the )?\d))"
    yield rf"(?P<ago>(?P<count>{counts}|\d{{1,2}}) (?P<unit>{agos}))"
    no_day = r"(?! \d{1,2}\b|,? (?:of )?(?:19|20)\d\d)"
    yield rf"(?P<bare>(?P<bway>{WAY}) (?P<bm>{months})\b{no_day})"
    yield rf"(?P<year>(?:(?:{WHEN}) )?(?<!\d[-–/])(?P<y10>(?:19|20)\d\d))(?![\d,.]*\d|\w|[-–/]\d)"


@lru_cache(maxsize=4)
def _trigger(*forms: str) -> Trigger:
    """A digit, or a word that only dates have, small or with a capital."""
    words = [word for form in forms for word in form.replace("\\", "").split("|")]
    return Trigger([*string.digits, *words, *(w[0].upper() + w[1:] for w in words)])


def find(text: str, lexicon: Lexicon, base: date | None) -> Iterator[Found]:
    """Every date expression of `text`, left to right, none overlapping."""
    forms = lexicon.alternatives
    pattern = _expression(forms["month"], forms["weekday"], forms["relative"], forms["count"], forms["ago"])
    trigger = _trigger(forms["month"], forms["weekday"], forms["relative"], forms["ago"])
    for match in near(pattern, trigger.hits(text), text, 24, 48):
        found = _resolve(match, lexicon, base, text)
        if found is not None:
            yield found


def _resolve(match: regex.Match[str], lexicon: Lexicon, base: date | None, text: str) -> Found | None:
    kind = next(k for k in KINDS if match.group(k) is not None)
    begin, finish = match.span()
    if kind in ("bare", "year"):
        way = match.group("bway") if kind == "bare" else None
        begin = match.start("bm" if kind == "bare" else "y10")
        if way and way.lower().split()[-1] in TOLD_WAYS:
            begin = match.start() + (3 if " " in way else 0)
        if kind == "bare" and match.group("bm")[0].islower():
            return None
    start, end, anchored = KINDS[kind](match, lexicon, base, text)
    loose = kind in LOOSE and anchored
    return Found(begin, finish, start, end, anchored, kind) if start or loose else None


def _month(lexicon: Lexicon, word: str) -> int:
    entry = lexicon.calendar.get(word) or lexicon.calendar.get(word.capitalize())
    return int(entry.value) if entry and entry.cls == "month" else 0


def _one(base: date | None, year: str | None, month: int, number: int) -> tuple[str, bool]:
    if year:
        return calendar.checked(int(year), month, number), False
    return calendar.nearest(base, month, number), base is not None


Resolved = tuple[str, str, bool]
Resolver = Callable[[regex.Match[str], Lexicon, date | None, str], Resolved]


def _range_in_month(d1: str, d2: str, m: str, y: str) -> Resolver:
    def resolve(match: regex.Match[str], lexicon: Lexicon, base: date | None, _: str) -> Resolved:
        month = _month(lexicon, match.group(m))
        start, anchored = _one(base, match.group(y), month, int(match.group(d1)))
        end = _one(base, match.group(y), month, int(match.group(d2)))[0]
        return start, end, anchored

    return resolve


def _range_across(d1: str, m1: str, y1: str, d2: str, m2: str, y2: str) -> Resolver:
    def resolve(match: regex.Match[str], lexicon: Lexicon, base: date | None, _: str) -> Resolved:
        last = match.group(y2)
        first = match.group(y1) or last
        start, anchored = _one(base, first, _month(lexicon, match.group(m1)), int(match.group(d1)))
        end = _one(base, last, _month(lexicon, match.group(m2)), int(match.group(d2)))[0]
        return start, end, anchored

    return resolve


def _iso(match: regex.Match[str], _: Lexicon, __: date | None, ___: str) -> Resolved:
    return calendar.checked(*(int(match.group(g)) for g in ("iy", "im", "id"))), "", False


def _slashed(match: regex.Match[str], _: Lexicon, base: date | None, ___: str) -> Resolved:
    """Day first, as most of the world writes it, unless only the other order is a date or near the base."""
    a, b, year = (int(match.group(g)) for g in ("sa", "sb", "sy"))
    first, other = calendar.checked(year, b, a), calendar.checked(year, a, b)
    if base is not None and first and other and calendar.far(base, first) and not calendar.far(base, other):
        return other, "", False
    return first or other, "", False


def _day_month(d: str, y: str) -> Resolver:
    def resolve(match: regex.Match[str], lexicon: Lexicon, base: date | None, _: str) -> Resolved:
        words = LONG_WORD.findall(match.group())
        month = next((m for w in words if (m := _month(lexicon, w))), 0)
        start, anchored = _one(base, match.group(y), month, int(match.group(d)))
        return start, "", anchored

    return resolve


def _month_year(match: regex.Match[str], lexicon: Lexicon, _: date | None, __: str) -> Resolved:
    return calendar.checked(int(match.group("y9")), _month(lexicon, match.group("m7"))), "", False


def _relative(match: regex.Match[str], lexicon: Lexicon, base: date | None, _: str) -> Resolved:
    word = match.group().lower()
    entry = lexicon.calendar[word]
    return calendar.relative(base, entry.kind, int(entry.value)), "", True


def _weekday(match: regex.Match[str], lexicon: Lexicon, base: date | None, text: str) -> Resolved:
    number = int(lexicon.calendar[match.group("wd").capitalize()].value)
    if lexicon.patterns.feast.search(text, max(0, match.start() - 8), match.start()):
        return "", "", False
    if lexicon.patterns.undone.search(text[match.end() : match.end() + 20]):
        return calendar.nearest_weekday(base, number), "", True
    way = _way(match.group("wway"), match, lexicon, text)
    if not way and not match.group("wway") and _foretold(match, lexicon, text):
        way = 0 if base is not None and base.isoweekday() == number else 1
    return calendar.weekday(base, number, way), "", True


def _foretold(match: regex.Match[str], lexicon: Lexicon, text: str) -> bool:
    """ "On Friday, the Minister will travel to Oslo": the day that opens a sentence about what is to come."""
    if not lexicon.patterns.day_lead.search(text, max(0, match.start() - 60), match.start()):
        return False
    after = lexicon.patterns.foretold.match(text, match.end(), match.end() + 160)
    return after is not None and not lexicon.patterns.past.search(after.group())


def _way(word: str | None, match: regex.Match[str], lexicon: Lexicon, text: str) -> int:
    """Back (-1), forward (1) or whichever is nearest (0), by the word before or what leads up to it."""
    way = {"last": -1, "next": 1, "this past": -1, "this coming": 1}.get((word or "").lower(), 0)
    ahead = lexicon.patterns.ahead.search(text, max(0, match.start() - 60), match.start())
    return way or (1 if ahead or _after_will(match, lexicon, text) else 0)


def _after_will(match: regex.Match[str], lexicon: Lexicon, text: str) -> bool:
    """ "He will meet the Prime Minister of Peru, A, in Lima on Tuesday": far behind, but of one sentence."""
    before = text[max(0, match.start() - 160) : match.start()]
    at = before.rfind(" will ")
    after = before[at:]
    same = at >= 0 and not lexicon.patterns.sentence_end.search(after)
    return same and not lexicon.patterns.past.search(after)


def _span(match: regex.Match[str], lexicon: Lexicon, base: date | None, text: str) -> Resolved:
    """ "from Monday to Wednesday"."""
    first, last = (int(lexicon.calendar[match.group(g).capitalize()].value) for g in ("s1", "s2"))
    way = _way(match.group("sway"), match, lexicon, text)
    start = calendar.weekday(base, first, way)
    begin = calendar.day(start)
    return start, calendar.weekday(begin, last, 1) if begin else "", True


def _ago(match: regex.Match[str], lexicon: Lexicon, base: date | None, _: str) -> Resolved:
    """ "two years ago", as precise as its unit."""
    count = match.group("count").lower()
    number = int(count) if count.isdigit() else int(lexicon.numbers[count])
    unit = lexicon.calendar[match.group("unit").lower()].kind
    return calendar.relative(base, unit, -number), "", True


def _bare_month(match: regex.Match[str], lexicon: Lexicon, base: date | None, text: str) -> Resolved:
    word = match.group("bway").lower()
    if word == "this" and base is not None:
        return calendar.checked(base.year, _month(lexicon, match.group("bm"))), "", True
    way = {"last": -1, "next": 1}.get(word, 0)
    before = text[max(0, match.start() - 45) : match.start()].rsplit(". ", 1)[-1]
    if not way and lexicon.patterns.past.search(before) and not lexicon.patterns.ahead.search(before):
        way = -1
    return calendar.nearest(base, _month(lexicon, match.group("bm")), 0, way), "", True


def _year(match: regex.Match[str], _: Lexicon, __: date | None, ___: str) -> Resolved:
    return match.group("y10"), "", False


KINDS: dict[str, Resolver] = {
    "range1": _range_in_month("d1", "d2", "m1", "y1"),
    "range2": _range_across("d3", "m2", "y5", "d4", "m3", "y2"),
    "range3": _range_in_month("d5", "d6", "m4", "y3"),
    "range4": _range_across("d7", "m5", "y6", "d8", "m6", "y4"),
    "iso": _iso,
    "slashed": _slashed,
    "dmy": _day_month("d9", "y7"),
    "mdy": _day_month("d10", "y8"),
    "my": _month_year,
    "rel": _relative,
    "span": _span,
    "week": _weekday,
    "ago": _ago,
    "bare": _bare_month,
    "year": _year,
}
