"""The lexicon of states, bodies, places and regions holds together and is complete where it claims to be."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

Entry = Mapping[str, Any]

LEXICON = Path(__file__).parents[2] / "mappings" / "lexicon"
STATE_SECTIONS = ("states", "observers", "territories", "former")
KEYS = {
    "state": {"id", "name", "long", "also", "adjectives", "people", "capital", "former"},
    "body": {"id", "name", "short", "also", "holder", "parent", "kind", "context"},
    "city": {"id", "name", "also", "state"},
    "venue": {"id", "name", "also", "kind", "within"},
    "region": {"id", "name", "also", "code", "kind", "within", "adjectives", "people"},
}
SURFACES = ("name", "long", "short", "also", "adjectives", "people")
LISTS = ("long", "short", "also", "adjectives", "people", "context")
MADE_BY_ITSELF = (
    ("United Nations", "UN"),
    ("United Nations", "U.N."),
    ("European Union", "EU"),
    ("Organization", "Organisation"),
    ("Programme", "Program"),
    ("Defence", "Defense"),
    ("Centre", "Center"),
    ("Labour", "Labor"),
    ("Adviser", "Advisor"),
    ("Co operation", "Cooperation"),
)
TOO_COMMON = {
    "Council",
    "Commission",
    "Organization",
    "Secretariat",
    "Parliament",
    "Court",
    "Committee",
    "Assembly",
    "Union",
    "Office",
    "Department",
    "Congress",
    "Senate",
    "Alliance",
    "Coalition",
}


def read(stem: str) -> dict[str, list[Any]]:
    content: dict[str, list[Any]] = yaml.safe_load((LEXICON / f"{stem}.yaml").read_text(encoding="utf-8"))
    return content


FILES = {stem: read(stem) for stem in ("states", "bodies", "places", "regions")}
STATES: list[Entry] = [entry for section in STATE_SECTIONS for entry in FILES["states"][section]]
BODIES: list[Entry] = FILES["bodies"]["bodies"]
CITIES: list[Entry] = FILES["places"]["cities"]
VENUES: list[Entry] = FILES["places"]["venues"]
REGIONS: list[Entry] = FILES["regions"]["regions"]
BY_KIND = {"state": STATES, "body": BODIES, "city": CITIES, "venue": VENUES, "region": REGIONS}
AMBIGUOUS = {row[0]: tuple(row[1:]) for content in FILES.values() for row in content.get("ambiguous", [])}


def ids(*lists: Sequence[Entry]) -> list[str]:
    return [entry["id"] for entry in itertools.chain(*lists)]


def forms(entry: Entry) -> Iterator[str]:
    """Every form of an entry as the reader compares it: with the variants that it makes by itself."""
    for key in SURFACES:
        value = entry.get(key, ())
        for form in (value,) if isinstance(value, str) else value:
            yield from variants(re.sub(r"[-\s]+", " ", form.replace("’", "'")))


def variants(form: str) -> set[str]:
    found = {form}
    for pair in MADE_BY_ITSELF:
        for old, new in itertools.permutations(pair):
            found |= {re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, other) for other in found}
    return found


def owners() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for kind, entries in BY_KIND.items():
        prefix = "place" if kind in ("city", "venue") else kind
        for entry in entries:
            for form in forms(entry):
                table.setdefault(form, set()).add(f"{prefix}/{entry['id']}")
    return table


def root(body: Entry) -> str:
    """The id at the top of a body's parents: a state for a national body."""
    parents = {entry["id"]: entry.get("parent", "") for entry in BODIES}
    current, seen = str(body["id"]), set[str]()
    while parents.get(current):
        assert current not in seen, f"{current} is its own ancestor"
        seen.add(current)
        current = parents[current]
    return current


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_entries_have_known_keys_of_the_right_shape(kind: str) -> None:
    for entry in BY_KIND[kind]:
        assert set(entry) <= KEYS[kind], entry
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]), entry
        assert isinstance(entry["name"], str), entry
        for key in set(entry) & set(LISTS):
            assert entry[key], entry
            assert all(isinstance(form, str) and form == form.strip() != "" for form in entry[key]), entry


@pytest.mark.parametrize("stem", sorted(FILES))
def test_entries_stand_one_a_line_and_sorted_within_their_section(stem: str) -> None:
    last = ""
    for line in (LEXICON / f"{stem}.yaml").read_text(encoding="utf-8").splitlines():
        entry = re.match(r"  - \{id: \"?([a-z0-9-]+)\"?, ", line)
        if not entry:
            last = ""
            continue
        assert last < entry[1], line
        assert line.endswith("}")
        last = entry[1]


@pytest.mark.parametrize(
    "lists", [(STATES, BODIES), (STATES, CITIES, VENUES, REGIONS)], ids=["body keys", "place keys"]
)
def test_ids_are_unique(lists: tuple[list[Entry], ...]) -> None:
    assert [name for name, times in Counter(ids(*lists)).items() if times > 1] == []


def test_parents_and_places_exist() -> None:
    above, within = set(ids(BODIES, STATES)), set(ids(CITIES, REGIONS, STATES))
    assert [e["id"] for e in BODIES if e.get("parent", "un") not in above] == []
    assert [e["id"] for e in CITIES if e["state"] not in ids(STATES)] == []
    assert [e["id"] for e in VENUES if e["within"] not in within] == []
    assert [e["id"] for e in REGIONS if e.get("within", "africa") not in within] == []
    assert [e["id"] for e in BODIES if not root(e)] == []


def test_kinds_are_of_the_closed_lists() -> None:
    assert {e["kind"] for e in BODIES} == set(FILES["bodies"]["kinds"])
    assert {e["kind"] for e in REGIONS} == set(FILES["regions"]["kinds"])
    assert {e["kind"] for e in VENUES} == {"venue"}


def test_every_capital_is_a_city_of_its_state() -> None:
    cities = {(name, e["state"]) for e in CITIES for name in (e["name"], *e.get("also", ()))}
    names = {name for name, _ in cities}
    members = {e["id"] for e in FILES["states"]["states"]}
    for state in STATES:
        capital = state.get("capital")
        assert capital or state["id"] not in members, state
        known = names if "former" in state else {name for name, of in cities if of == state["id"]}
        assert not capital or capital in known, state


def test_former_states_are_flagged_and_point_to_a_state_of_today() -> None:
    today = set(ids(*(FILES["states"][section] for section in STATE_SECTIONS[:-1])))
    assert all(e["former"] is True or e["former"] in today for e in FILES["states"]["former"])
    assert not any("former" in e for section in STATE_SECTIONS[:-1] for e in FILES["states"][section])


def test_every_country_of_iso_3166_is_named() -> None:
    pycountry = pytest.importorskip("pycountry", reason="pycountry, for comparison, is not installed")
    uninhabited_or_part = {"bl", "bq", "bv", "gs", "hm", "mf", "pm", "tf", "um", "aq"}
    expected = {country.alpha_2.lower() for country in pycountry.countries} - uninhabited_or_part
    sections = [FILES["states"][section] for section in STATE_SECTIONS[:-1]]
    assert set(ids(*sections)) - expected == {"xk"}
    assert expected - set(ids(*sections)) == set()
    historic = {country.alpha_4.lower() for country in pycountry.historic_countries}
    assert {e["id"] for e in FILES["states"]["former"] if len(e["id"]) == 4} <= historic


def test_the_united_nations_have_193_members_and_two_observer_states() -> None:
    assert len(FILES["states"]["states"]) == 193
    assert ids(FILES["states"]["observers"]) == ["ps", "va"]


def test_every_member_state_has_an_adjective_and_a_people() -> None:
    assert [e["id"] for e in FILES["states"]["states"] if not (e.get("adjectives") and e.get("people"))] == []


def test_a_form_belongs_to_one_entry_unless_listed_as_ambiguous() -> None:
    shared = {form: of for form, of in owners().items() if len(of) > 1}
    listed = {re.sub(r"[-\s]+", " ", form): set(of) for form, of in AMBIGUOUS.items()}
    assert shared == listed


def test_words_that_need_their_context_are_no_names() -> None:
    assert set(owners()) & TOO_COMMON == set()
    contexts = {word for body in BODIES for word in body.get("context", ())}
    assert contexts & set(owners()) == set()


def test_four_hundred_international_bodies() -> None:
    national = set(ids(STATES))
    assert sum(root(body) not in national for body in BODIES) >= 400


def test_names_in_other_languages_are_of_one_body_each_and_in_order() -> None:
    listed: list[Entry] = read("languages")["names"]
    order = [(entry["id"], entry["language"]) for entry in listed]
    assert order == sorted(set(order))
    assert {concept for concept, _ in order} <= set(ids(BODIES))
    owner: dict[str, str] = {}
    for entry in listed:
        for name in entry["names"]:
            assert name == name.strip() != ""
            assert owner.setdefault(name, entry["id"]) == entry["id"], name
    others = owners()
    assert [n for n in owner if others.get(n, {f"body/{owner[n]}"}) != {f"body/{owner[n]}"}] == []
