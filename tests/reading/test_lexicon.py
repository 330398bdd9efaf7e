"""The lexicon that reading uses, and what it says of mistakes in `mappings/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import MappingError
from communique.reading.lexicon import Automaton, Entry, load, plural
from tests.reading.cases import lexicon
from tests.reading.mappings import append, copy, replace

Mistake = Callable[[Path], tuple[Path, int]]


def unknown_key(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "bodies.yaml"
    return path, replace(
        path, "\nbodies:\n", "\nbodies:\n  - {id: zz-office, nmae: Office of Tests, kind: office}\n"
    ) + 2


def list_for_value(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "states.yaml"
    return path, replace(path, "\nstates:\n", "\nstates:\n  - {id: [zz], name: Testland}\n") + 2


def name_of_no_body(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "languages.yaml"
    return path, append(path, "  - {id: zz-office, language: fr, names: [Office des tests]}")


def no_language(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "languages.yaml"
    return path, append(path, "  - {id: un, language: French, names: [Office des tests]}")


def broken_yaml(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "meetings.yaml"
    return path, append(path, "  - {word: parley, type: ]")


def word_for_list(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "honorifics.yaml"
    return path, append(path, "title: Sir")


def missing_file(mappings: Path) -> tuple[Path, int]:
    path = mappings / "lexicon" / "words.yaml"
    path.unlink()
    return path, 0


def unknown_class(mappings: Path) -> tuple[Path, int]:
    path = mappings / "grammar.yaml"
    return path, append(path, '  - {id: mine, pattern: "honorific+ nosuchclass"}')


def unknown_need(mappings: Path) -> tuple[Path, int]:
    path = mappings / "grammar.yaml"
    return path, append(path, '  - {id: mine, needs: nosuchclass, pattern: "cap cap"}')


def unknown_rule(mappings: Path) -> tuple[Path, int]:
    path = mappings / "grammar.yaml"
    return path, append(path, '  - {id: mine, pattern: "{nosuchrule} cap"}')


def unbalanced(mappings: Path) -> tuple[Path, int]:
    path = mappings / "grammar.yaml"
    return path, append(path, '  - {id: mine, pattern: "(cap (comma cap)"}')


def strange_sign(mappings: Path) -> tuple[Path, int]:
    path = mappings / "grammar.yaml"
    return path, append(path, '  - {id: mine, pattern: "cap ; cap"}')


def unknown_frame_key(mappings: Path) -> tuple[Path, int]:
    path = mappings / "frames.yaml"
    return path, append(path, "  - {verb: parley, froms: [parleyed]}")


@pytest.mark.parametrize(
    "mistake",
    [
        unknown_key, name_of_no_body, no_language, list_for_value, broken_yaml, word_for_list, missing_file,
        unknown_class, unknown_need, unknown_rule, unbalanced, strange_sign, unknown_frame_key,
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_line(mistake: Mistake, tmp_path: Path) -> None:
    path, line = mistake(copy(tmp_path))
    with pytest.raises(MappingError) as raised:
        load(tmp_path / "mappings")
    assert (Path(raised.value.path), raised.value.line) == (path, line)


def test_a_bad_pattern_is_named_by_its_rule(tmp_path: Path) -> None:
    unbalanced(copy(tmp_path))
    with pytest.raises(MappingError, match=r"rule mine: "):
        load(tmp_path / "mappings")


def test_an_unknown_key_is_told_with_the_known_ones(tmp_path: Path) -> None:
    unknown_key(copy(tmp_path))
    with pytest.raises(MappingError, match=r"'nmae'.*known are .*name"):
        load(tmp_path / "mappings")


@pytest.mark.parametrize(
    ("word", "several"),
    [
        ("Minister", "Ministers"),
        ("Secretary", "Secretaries"),
        ("Attorney", "Attorneys"),
        ("Coach", "Coaches"),
    ],
)
def test_plural(word: str, several: str) -> None:
    assert plural(word) == several


def test_names_are_found_leftmost_longest_and_whole() -> None:
    table = {name: Entry("body", name) for name in ("Alpha", "Alpha Council", "Beta")}
    found = list(Automaton(table).find("Alpha Council, Alphabet, Beta"))
    assert [(start, end, entry.name) for start, end, entry in found] == [
        (0, 13, "Alpha Council"),
        (25, 29, "Beta"),
    ]


@pytest.mark.parametrize(
    ("form", "cls", "concept"),
    [
        ("United Nations", "body", "un"),
        ("UN", "body", "un"),
        ("World Health Organisation", "body", "who"),
        ("German", "demonym", "de"),
        ("Republic of Ghana", "state", "gh"),
        ("Geneva", "place", "geneva"),
    ],
)
def test_the_world_is_known(form: str, cls: str, concept: str) -> None:
    assert [(entry.cls, entry.value) for _, _, entry in lexicon().names.find(form)] == [(cls, concept)]


def test_each_class_has_a_code_of_its_own() -> None:
    codes = lexicon().grammar.codes
    assert len(set(codes.values())) == len(codes)


def test_the_same_folder_is_read_once() -> None:
    assert lexicon() is lexicon()


def test_a_mended_mistake_is_no_mistake(tmp_path: Path) -> None:
    path, _ = unknown_key(copy(tmp_path))
    replace(path, "nmae: Office of Tests", "name: Office of Tests")
    assert load(tmp_path / "mappings").known["zz-office"].name == "Office of Tests"
